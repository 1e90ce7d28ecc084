"""The page of calls (R19): the log, the missed to be called back, how calls are answered, and the
400 numbers with their channels.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from operator import add

from netdesk import errors
from netdesk.domain.calls.call import ALLOWED_SETTING, Hotline, digits, missed_allowed, whose
from netdesk.domain.calls.log import (
    HOURS,
    CallFilter,
    CallPage,
    CallRates,
    CallRow,
    CallView,
    ChannelCalls,
    HotlineForm,
    NumberSeen,
)
from netdesk.domain.figures.grouping import Asked
from netdesk.domain.figures.kpi import Counts, total
from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.settings import Settings
from netdesk.services.who import person_id
from netdesk.store import audit, calls, hotlines, rechannel, shop
from netdesk.store.database import Database, Tx
from netdesk.store.figures import calls as counted
from netdesk.store.shop import SHOP_ID

MOST_MINUTES = 24 * 60
_LEAST_DIGITS = 5
_LOOKED_BACK = timedelta(days=7)  # for the number on the rail


class Calls:
    """Reads the log and keeps the 400 numbers. What is said of calls is as of now."""

    def __init__(self, database: Database, hours: ShopHours, settings: Settings) -> None:
        """Work on `database`; days and hours by the shop's `hours`."""
        self._database = database
        self._hours = hours
        self._settings = settings

    def page(
        self, wanted: CallFilter, *, now: datetime, offset: int = 0, limit: int = 200
    ) -> CallPage:
        """Return a stretch of the log: what is to be called back first, then the newest.

        A range that ends today has what came on closed days for the next open one, too.
        """
        with self._database.reading() as tx:
            return calls.page(tx, SHOP_ID, self._up_to(wanted, now), offset=offset, limit=limit)

    def waiting(self, wanted: CallFilter, *, now: datetime, limit: int = 200) -> CallPage:
        """Return the missed calls that nobody called back yet, the newest first."""
        return self.page(replace(wanted, view=CallView.OPEN), now=now, limit=limit)

    def open_count(self, *, now: datetime) -> int:
        """Return how many calls of the last week were missed and not called back."""
        since = self._hours.timetable().local_day(now) - _LOOKED_BACK
        with self._database.reading() as tx:
            return calls.open_count(tx, SHOP_ID, since)

    def rates(
        self, first: date, last: date, *, now: datetime, channels: Iterable[str] = ()
    ) -> CallRates:
        """Return how the incoming calls of shop days `first` … `last` were answered.

        Of `channels` only, where any are given. Raises BadRange.
        """
        if last < first:
            raise errors.BadRange(first=first.isoformat(), last=last.isoformat())
        asked = Asked(first, self._last(last, now), now, channels=frozenset(channels))
        with self._database.reading() as tx:
            found = counted.quarters(tx, SHOP_ID, asked)
            names = {one.code: one.name for one in shop.read_channels(tx)}
        zone = self._hours.current().zone
        cells: dict[tuple[str, int], list[int]] = {}
        for channel, at, *numbers in found:  # a year has more quarters than can be made Counts of
            cell = cells.setdefault((channel, at.astimezone(zone).hour), [0, 0, 0])
            cell[:] = map(add, cell, numbers)
        return _rates({key: _counts(*numbers) for key, numbers in cells.items()}, names)

    def rows(self, call_ids: Iterable[int]) -> tuple[CallRow, ...]:
        """Return these calls as rows, in their order."""
        with self._database.reading() as tx:
            return calls.rows(tx, SHOP_ID, tuple(call_ids))

    def reveal(self, call_id: int, *, by: str, now: datetime) -> str:
        """Return the caller's whole number and note in the audit who asked; empty: withheld.

        Raises UnknownCall, UnknownPerson.
        """
        with self._database.writing() as tx:
            who = person_id(tx, by)
            found = calls.caller_of(tx, SHOP_ID, call_id)
            if found is None:
                raise errors.UnknownCall(id=call_id)
            audit.append(tx, SHOP_ID, "call.revealed", at=now, by_id=who, subject_id=call_id)
            return found

    def is_empty(self) -> bool:
        """Say whether no call was ever kept."""
        with self._database.reading() as tx:
            return not calls.page(tx, SHOP_ID, CallFilter(), offset=0, limit=1).rows

    def missed_allowed(self) -> int:
        """Return the minutes within which a missed call is to be called back."""
        kept = self._settings.get(ALLOWED_SETTING, None)
        return missed_allowed({ALLOWED_SETTING: kept}) // timedelta(minutes=1)

    def set_missed_allowed(self, minutes: int, *, by: str, now: datetime) -> Changes:
        """Set them for the calls that come from now on. Raises BadMinutes, UnknownPerson."""
        if not 1 <= minutes <= MOST_MINUTES:
            raise errors.BadMinutes(given=minutes, most=MOST_MINUTES)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            payload = {"minutes": minutes}
            audit.append(tx, SHOP_ID, "calls.allowed", at=now, by_id=who, payload=payload)
        self._settings.put(ALLOWED_SETTING, minutes)
        return Changes(shop=True)

    def hotlines(self) -> tuple[Hotline, ...]:
        """Return the 400 numbers."""
        with self._database.reading() as tx:
            return hotlines.read(tx, SHOP_ID)

    def numbers_without_channel(self) -> tuple[NumberSeen, ...]:
        """Return the numbers that were dialled and belong to no channel, the last dialled first."""
        with self._database.reading() as tx:
            known = {one.number for one in hotlines.read(tx, SHOP_ID)}
            seen = calls.numbers_seen(tx, SHOP_ID)
        base = {number.partition(",")[0] for number in known}
        return tuple(
            one
            for one in seen
            if one.number not in known and one.number.partition(",")[0] not in base
        )

    def add_hotline(self, form: HotlineForm, *, by: str, now: datetime) -> Changes:
        """Say whose a number is; its calls that are on file go to that channel with their touches.

        Raises HotlineNumber, HotlineBackwards, HotlineOverlaps, UnknownChannel, UnknownPerson.
        """
        with self._database.writing() as tx:
            who = person_id(tx, by)
            new = _checked(tx, Hotline(0, *_said(form)))
            hotline_id = hotlines.add(
                tx,
                SHOP_ID,
                number=new.number,
                channel=new.channel,
                valid_from=new.valid_from,
                valid_to=new.valid_to,
                note=new.note,
            )
            return self._settled(tx, "hotline.added", hotline_id, {new.number}, who, now)

    def change_hotline(
        self, hotline_id: int, form: HotlineForm, *, version: int, by: str, now: datetime
    ) -> Changes:
        """Write over a number that is at `version`. Raises as `add_hotline`; HotlineChanged."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            value = _checked(tx, Hotline(hotline_id, *_said(form), version=version))
            if not hotlines.change(tx, SHOP_ID, value):
                raise errors.HotlineChanged()
            return self._settled(tx, "hotline.changed", hotline_id, {value.number}, who, now)

    def remove_hotline(self, hotline_id: int, *, version: int, by: str, now: datetime) -> Changes:
        """Take a number out; its calls stay as they are. Raises HotlineChanged, UnknownPerson."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            if not hotlines.remove(tx, SHOP_ID, hotline_id, version):
                raise errors.HotlineChanged()
            audit.append(tx, SHOP_ID, "hotline.removed", at=now, by_id=who, subject_id=hotline_id)
        return Changes(calls=True)

    def _settled(
        self,
        tx: Tx,
        action: str,
        hotline_id: int,
        numbers: set[str],
        who: int | None,
        now: datetime,
    ) -> Changes:
        """Move the calls of these numbers where they belong now, and note it."""
        known = hotlines.read(tx, SHOP_ID)
        moved = rechannel.move(
            tx,
            SHOP_ID,
            numbers,
            lambda number, day: whose(number, day, known),
            self._hours.timetable().local_day,
        )
        payload = {"calls": moved}
        audit.append(tx, SHOP_ID, action, at=now, by_id=who, subject_id=hotline_id, payload=payload)
        return Changes(calls=True, leads=bool(moved))

    def _up_to(self, wanted: CallFilter, now: datetime) -> CallFilter:
        if wanted.last is None:
            return wanted
        return replace(wanted, last=self._last(wanted.last, now))

    def _last(self, last: date, now: datetime) -> date:
        """Today's calls of a closed day count for the next open one: it belongs to today too."""
        timetable = self._hours.timetable()
        today = timetable.local_day(now)
        return max(last, timetable.open_day(today)) if last >= today else last


def _counts(n: int, answered: int, back: int) -> Counts:
    missed = n - answered
    return Counts(calls=n, calls_answered=answered, missed=missed, missed_called_back=back)


def _rates(cells: dict[tuple[str, int], Counts], names: dict[str, str]) -> CallRates:
    none = Counts()
    found = []
    for code in {channel for channel, _hour in cells}:
        hours = tuple(cells.get((code, hour), none) for hour in range(HOURS))
        found.append(ChannelCalls(code, names.get(code, code), total(hours), hours))
    found.sort(key=lambda one: (-one.counts.calls, one.code))
    by_hour = tuple(total(one.hours[hour] for one in found) for hour in range(HOURS))
    return CallRates(tuple(found), by_hour, total(by_hour))


def _said(form: HotlineForm) -> tuple[str, str, date | None, date | None, str]:
    """Return what a form says. Raises HotlineNumber, HotlineBackwards."""
    number = digits(form.number)
    if len(number.partition(",")[0]) < _LEAST_DIGITS:
        raise errors.HotlineNumber(given=form.number.strip())
    if form.valid_from and form.valid_to and form.valid_to < form.valid_from:
        first, last = form.valid_from.isoformat(), form.valid_to.isoformat()
        raise errors.HotlineBackwards(first=first, last=last)
    return number, form.channel, form.valid_from, form.valid_to, " ".join(form.note.split())


def _checked(tx: Tx, value: Hotline) -> Hotline:
    """Return a number that may be written. Raises UnknownChannel, HotlineOverlaps."""
    names = {one.code: one.name for one in shop.read_channels(tx)}
    if value.channel not in names:
        raise errors.UnknownChannel(code=value.channel, codes=", ".join(names))
    for other in hotlines.read(tx, SHOP_ID):
        if other.id != value.id and other.number == value.number and _share_a_day(other, value):
            raise errors.HotlineOverlaps(
                number=value.number, days=_days(other), channel=_(names[other.channel])
            )
    return value


def _share_a_day(one: Hotline, other: Hotline) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    last = min(one.valid_to or date.max, other.valid_to or date.max)
    return first <= last


def _days(hotline: Hotline) -> str:
    if hotline.valid_from is None and hotline.valid_to is None:
        return _("所有日子")
    facts = {
        "first": hotline.valid_from.isoformat() if hotline.valid_from else "",
        "last": hotline.valid_to.isoformat() if hotline.valid_to else "",
    }
    if hotline.valid_to is None:
        return _("%(first)s 起") % facts
    if hotline.valid_from is None:
        return _("%(last)s 以前") % facts
    return _("%(first)s 至 %(last)s") % facts
