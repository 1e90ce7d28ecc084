"""The shop's accounts by day (R13): followers as they are entered or imported, and what was posted.

What the desk published is counted by itself and shown apart from the updates that were entered.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from netdesk import errors
from netdesk.catalog.techniques import platforms
from netdesk.domain.channel import OTHER, Channel, ChannelKind
from netdesk.domain.posts.accounts import MOST, NOTHING, Account, Figures, account
from netdesk.intake.numbers import Numbers
from netdesk.intake.profiles import shipped
from netdesk.intake.reading import Reason
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.importing.channel_names import has_account
from netdesk.services.who import person_id
from netdesk.store import audit, channel_days, shop
from netdesk.store.channel_days import KeptDay
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

_DAY = timedelta(days=1)
# The order of the rows: R13 asks for 微信 and 微博 first of all.
_ORDER = (ChannelKind.SOCIAL, ChannelKind.VERTICAL, ChannelKind.OFFICIAL, ChannelKind.LOCAL)


class Figure(StrEnum):
    """What is counted of an account."""

    FOLLOWERS = "followers"
    UPDATES = "updates"


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of one account's day; None takes it out."""

    channel: str
    day: date
    figure: Figure
    value: int | None


@dataclass(frozen=True, slots=True)
class Entered:
    """What was written, and the entries that would bring back what was there before."""

    changes: Changes
    before: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AccountTable:
    """Accounts over days. `elsewhere`: posts that went to a platform without an account here."""

    days: tuple[date, ...]
    accounts: tuple[Account, ...]
    elsewhere: int = 0


class Accounts:
    """Keeps followers and updates, and shows them with what was posted."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Write to `database`; days are the shop's by `hours`."""
        self._database = database
        self._hours = hours
        self._numbers: Numbers | None = None

    def enter(
        self,
        channel: str,
        day: date,
        followers: int | None,
        updates: int | None,
        *,
        by: str = "",
        now: datetime,
    ) -> Entered:
        """Keep both figures of a day over what was there. Raises as `enter_all` does."""
        entries = (
            Entry(channel, day, Figure.FOLLOWERS, followers),
            Entry(channel, day, Figure.UPDATES, updates),
        )
        return self.enter_all(entries, by=by, now=now)

    def enter_all(self, entries: Sequence[Entry], *, by: str = "", now: datetime) -> Entered:
        """Keep figures over what was there, all or none; of two for one place the later stands.

        Raises UnknownChannel, NoAccount, FigureAhead, BadFigure, UnknownPerson.
        """
        today = self._hours.timetable().local_day(now)
        for entry in entries:
            if entry.day > today:
                raise errors.FigureAhead(day=entry.day)
            if entry.value is not None and not 0 <= entry.value <= MOST:
                raise errors.BadFigure(value=f"{entry.value:,}", most=f"{MOST:,}")
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _check_channels(tx, {entry.channel for entry in entries})
            before = _write(tx, entries)
            if before:
                payload = {"figures": len(before)}
                audit.append(tx, SHOP_ID, "accounts.entered", at=now, by_id=who, payload=payload)
        return Entered(Changes(accounts=bool(before)), before)

    def table(self, first: date, last: date) -> AccountTable:
        """Return every account in use, or with figures, over the days from `first` to `last`."""
        timetable = self._hours.timetable()
        days = tuple(first + n * _DAY for n in range((last - first).days + 1))
        start, end = timetable.day_start(first), timetable.day_start(last + _DAY)
        with self._database.reading() as tx:
            channels = shop.read_channels(tx)
            kept = channel_days.between(tx, SHOP_ID, first, last)
            before = channel_days.totals_before(tx, SHOP_ID, first)
            posted = channel_days.posted(tx, SHOP_ID, first, start, end)
        by_channel = {one.code: one.channel for one in platforms()}
        out = Counter(
            (by_channel.get(platform, OTHER), timetable.local_day(at)) for platform, at in posted
        )
        known: dict[str, dict[date, Figures]] = {}
        for channel, day, figures in kept:
            known.setdefault(channel, {})[day] = figures
        shown = {*known, *before, *(code for code, _day in out)}
        return AccountTable(
            days,
            tuple(
                account(
                    channel,
                    days,
                    known.get(channel.code, {}),
                    {day: n for (code, day), n in out.items() if code == channel.code},
                    before.get(channel.code),
                )
                for channel in _in_order(channels)
                if channel.active or channel.code in shown
            ),
            sum(n for (code, _day), n in out.items() if code == OTHER),
        )

    def number(self, text: str) -> int | None:
        """Return what a person typed or pasted, None for what says nothing. Raises BadFigure."""
        words = shipped().words
        if self._numbers is None:
            self._numbers = Numbers(words.scale, words.after)
        plain = text.strip()
        if not plain or plain in words.empty:
            return None
        value = self._numbers.count(plain)
        if isinstance(value, Reason):
            raise errors.BadFigure(value=plain[:40], most=f"{MOST:,}")
        return value


def _in_order(channels: Iterable[Channel]) -> list[Channel]:
    return sorted(filter(has_account, channels), key=lambda channel: _ORDER.index(channel.kind))


def _check_channels(tx: Tx, codes: Iterable[str]) -> None:
    known = {channel.code: channel for channel in shop.read_channels(tx)}
    for code in codes:
        if code not in known:
            raise errors.UnknownChannel(code=code, codes=", ".join(known))
        if not has_account(known[code]):
            raise errors.NoAccount(name=known[code].name)


def _write(tx: Tx, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Write what differs; return the entries for what was there before, one for each."""
    kept = {
        (channel, day): figures
        for channel in {entry.channel for entry in entries}
        for day, figures in channel_days.of_channel(tx, SHOP_ID, channel).items()
    }
    after, before = dict(kept), dict[tuple[str, date, Figure], Entry]()
    for entry in entries:
        key = (entry.channel, entry.day)
        figures = after.get(key, NOTHING)
        old: int | None = getattr(figures, entry.figure)
        if old != entry.value:
            after[key] = figures._replace(**{entry.figure: entry.value})
            place = (*key, entry.figure)
            before.setdefault(place, Entry(*place, old))
    changed = {entry[:2] for entry in before}
    days = [KeptDay(*key, after[key]) for key in after if key in changed]
    channel_days.write(tx, SHOP_ID, days, kept.keys())
    return tuple(before.values())
