"""Targets of the team, of roles and of people by month, with what is attained (R13)."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from netdesk import errors, words
from netdesk.domain.figures.grouping import Asked, By, View
from netdesk.domain.figures.kpi import BY_NAME, Counts, Kind, total
from netdesk.domain.money.budget import month_end
from netdesk.domain.money.pace import Number, Pace, pace_of
from netdesk.domain.money.targets import Target, TargetLine, allowed, allowed_words
from netdesk.domain.money.words import TargetScope
from netdesk.domain.person import Person, Role
from netdesk.i18n import _
from netdesk.intake.numbers import Numbers
from netdesk.intake.profiles import shipped
from netdesk.intake.reading import Reason
from netdesk.services.changes import Changes
from netdesk.services.figures import Figures
from netdesk.services.hours import ShopHours
from netdesk.services.who import person_id
from netdesk.store import audit, shop, targets
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID
from netdesk.store.targets import Key

_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(\D*)")
_UNITS = {"": 60, "s": 1, "m": 60, "min": 60, "h": 3600}  # a bare number is minutes


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """One target to be kept; no value: none. `who` as in Target."""

    month: date
    scope: TargetScope
    who: str
    kpi: str
    value: Number | None


@dataclass(frozen=True, slots=True)
class TargetDone:
    """What was written, and what was there before in the same places."""

    before: tuple[TargetEntry, ...]
    after: tuple[TargetEntry, ...]
    changes: Changes = Changes(money=True)


@dataclass(frozen=True, slots=True)
class TargetMonth:
    """A month's targets as of a day: the team's, then those of roles, then of people."""

    month: date
    pace: Pace
    lines: tuple[TargetLine, ...]


class Targets:
    """Keeps targets and holds them against the figures. Each write is one transaction."""

    def __init__(self, database: Database, hours: ShopHours, figures: Figures) -> None:
        """Work on `database`; open days by `hours`, what is attained from `figures`."""
        self._database = database
        self._hours = hours
        self._figures = figures

    def month(self, month: date, *, now: datetime) -> TargetMonth:
        """Return a month's targets with what is attained by `now`."""
        return self._of(month, self._hours.timetable().local_day(now), now)

    def of_team(self, day: date, *, now: datetime) -> tuple[TargetLine, ...]:
        """Return the team's targets of a day's month, as of that day's evening."""
        with self._database.reading() as tx:
            has_any = targets.has_team(tx, SHOP_ID, day.replace(day=1))
        return self._of(day, day, now, only_team=True).lines if has_any else ()

    def put(self, entries: Sequence[TargetEntry], *, by: str, now: datetime) -> TargetDone:
        """Keep targets over what was there, all or none. Raises TargetRefused, UnknownPerson."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            people = shop.read_people(tx)
            wanted = {_key(one, people): _written(one) for one in entries}
            before = _present(tx, wanted)
            changed = {key: value for key, value in wanted.items() if before[key] != value}
            self._write(tx, changed, who, now)
        return TargetDone(_entries({key: before[key] for key in changed}), _entries(changed))

    def copy_month(self, source: date, month: date, *, by: str, now: datetime) -> TargetDone:
        """Keep another month's targets for this one too; those that are set stay."""
        with self._database.reading() as tx:
            known = targets.of_month(tx, SHOP_ID, source.replace(day=1))
            here = targets.of_month(tx, SHOP_ID, month.replace(day=1))
        moved = {key._replace(month=month.replace(day=1)): text for key, text in known.items()}
        new = {key: text for key, text in moved.items() if key not in here}
        return self.put(_entries(new), by=by, now=now)

    def undo(self, done: TargetDone, *, by: str, now: datetime) -> TargetDone:
        """Put back what was there before. Raises TargetChanged where it changed since."""
        after = {_plain_key(one): _written(one) for one in done.after}
        back = {_plain_key(one): _written(one) for one in done.before}
        with self._database.writing() as tx:
            who = person_id(tx, by)
            if _present(tx, after) != after:
                raise errors.TargetChanged()
            self._write(tx, back, who, now)
        return TargetDone(done.after, done.before)

    def value(self, kpi: str, text: str) -> Number | None:
        """Return what a person typed for a figure; empty: none.

        85% or 85 for a rate, 15 (minutes), 15 分 or 900 秒 for a time, 1.2万 for money. Raises
        TargetRefused.
        """
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        if not plain:
            return None
        kind = BY_NAME[kpi].kind
        if kind is Kind.RATE:
            value = _rate(plain)
        elif kind is Kind.SECONDS:
            value = _seconds(plain)
        else:
            value = _amount(plain, is_money=kind is Kind.MONEY)
        if value is None or not allowed(kpi, value):
            raise _refused(kpi, text)
        return value

    def _of(
        self, month: date, until: date, now: datetime, *, only_team: bool = False
    ) -> TargetMonth:
        first = month.replace(day=1)
        timetable = self._hours.timetable()
        pace = pace_of(first, until, lambda day: timetable.open_day(day) == day)
        with self._database.reading() as tx:
            kept = targets.of_month(tx, SHOP_ID, first)
            people = shop.read_people(tx)
        found = [_target(key, text) for key, text in kept.items()]
        if only_team:
            found = [one for one in found if one.scope is TargetScope.TEAM]
        last = min(until, month_end(first))
        counts = self._counts(first, last, found, people, now) if first <= last else _nothing
        lines = (
            TargetLine(one, _name(one, people), _actual(one, counts(one)), pace)
            for one in sorted(found, key=lambda one: one.order)
        )
        return TargetMonth(first, pace, tuple(lines))

    def _counts(
        self,
        first: date,
        last: date,
        found: Sequence[Target],
        people: Sequence[Person],
        now: datetime,
    ) -> Callable[[Target], Counts | None]:
        """Return what counts a target; the team is counted by channel, others by person."""
        scopes = {one.scope for one in found}
        team = self._asked(first, last, By.CHANNEL, now) if TargetScope.TEAM in scopes else None
        whole = self._figures.table(team).total if team is not None else Counts()
        by_person: dict[str | None, Counts] = {}
        if scopes - {TargetScope.TEAM}:
            table = self._figures.table(self._asked(first, last, By.PERSON, now))
            by_person = {row.key: row.counts for row in table.rows}

        def counts(target: Target) -> Counts:
            if target.scope is TargetScope.TEAM:
                return whole
            if target.scope is TargetScope.PERSON:
                return by_person.get(target.who, Counts())
            of_role = (one for one in people if one.role == target.who)
            return total(by_person.get(str(one.id), Counts()) for one in of_role)

        return counts

    def _asked(self, first: date, last: date, by: By, now: datetime) -> Asked:
        return self._figures.asked(first, last, now=now, by=by, view=View.PERIOD)

    def _write(
        self, tx: Tx, values: Mapping[Key, str | None], who: int | None, now: datetime
    ) -> None:
        if values:
            targets.write(tx, SHOP_ID, values)
            payload = {"targets": len(values)}
            audit.append(tx, SHOP_ID, "target.set", at=now, by_id=who, payload=payload)


def _nothing(_target: Target) -> Counts | None:
    return None


def _actual(target: Target, counts: Counts | None) -> Number | None:
    return None if counts is None else BY_NAME[target.kpi].value(counts)


def _name(target: Target, people: Iterable[Person]) -> str:
    if target.scope is TargetScope.TEAM:
        return ""
    if target.scope is TargetScope.ROLE:
        return words.role(Role(target.who))
    return next((one.name for one in people if str(one.id) == target.who), target.who)


def _key(entry: TargetEntry, people: Sequence[Person]) -> Key:
    """Return where an entry is kept. Raises TargetRefused, UnknownPerson."""
    if entry.kpi not in BY_NAME:
        known = "、".join(BY_NAME)
        raise errors.TargetRefused(what=entry.kpi, given=entry.value, allowed=known)
    if entry.value is not None and not allowed(entry.kpi, entry.value):
        raise _refused(entry.kpi, entry.value)
    ids = {str(one.id) for one in people}
    known_who = {
        TargetScope.TEAM: {""},
        TargetScope.ROLE: {str(role) for role in Role},
        TargetScope.PERSON: ids,
    }
    if entry.who not in known_who[entry.scope]:
        names = "、".join(one.name for one in people)
        raise errors.UnknownPerson(name=entry.who or "—", names=names or "—")
    return _plain_key(entry)


def _plain_key(entry: TargetEntry) -> Key:
    return Key(entry.month.replace(day=1), entry.scope, entry.who, entry.kpi)


def _written(entry: TargetEntry) -> str | None:
    if entry.value is None:
        return None
    is_money = BY_NAME[entry.kpi].kind is Kind.MONEY
    return f"{round(entry.value * 100)}" if is_money else f"{entry.value:.10g}"


def _target(key: Key, text: str) -> Target:
    value = float(text) / 100 if BY_NAME[key.kpi].kind is Kind.MONEY else float(text)
    whole = int(value) if value == int(value) and BY_NAME[key.kpi].kind is not Kind.RATE else value
    return Target(key.month, key.scope, key.who, key.kpi, whole)


def _entries(values: Mapping[Key, str | None]) -> tuple[TargetEntry, ...]:
    return tuple(
        TargetEntry(
            key.month,
            key.scope,
            key.who,
            key.kpi,
            None if text is None else _target(key, text).value,
        )
        for key, text in values.items()
    )


def _present(tx: Tx, keys: Iterable[Key]) -> dict[Key, str | None]:
    wanted = tuple(keys)
    kept: dict[Key, str] = {}
    for month in {key.month for key in wanted}:
        kept |= targets.of_month(tx, SHOP_ID, month)
    return {key: kept.get(key) for key in wanted}


def _rate(text: str) -> float | None:
    """Return a share: what is above 1 or has a sign is per cent."""
    try:
        value = float(text.rstrip("%"))
    except ValueError:
        return None
    return round(value / 100, 6) if text.endswith("%") or value > 1 else value


def _seconds(text: str) -> int | None:
    found = _TIME.fullmatch(text.casefold())
    if found is None:
        return None
    signs = shipped().words.date
    units = dict.fromkeys(signs["second"], 1) | dict.fromkeys(signs["minute"], 60)
    units |= _UNITS
    # A sign may have letters behind it, as the word for minute has in Chinese.
    told = found[2]
    for sign in sorted(units, key=len, reverse=True):
        has_more = sign and told[:-1] == sign and not told[-1].isascii()
        if told == sign or has_more:
            return round(float(found[1]) * units[sign])
    return None


def _amount(text: str, *, is_money: bool) -> Number | None:
    said = shipped().words
    numbers = Numbers(said.scale, said.after, said.currency)
    value = numbers.amount(text) if is_money else numbers.count(text)
    if isinstance(value, Reason):
        return None
    return value / 100 if is_money else value


def _refused(kpi: str, given: object) -> errors.TargetRefused:
    return errors.TargetRefused(
        what=_(BY_NAME[kpi].label_text), given=given, allowed=allowed_words(kpi)
    )
