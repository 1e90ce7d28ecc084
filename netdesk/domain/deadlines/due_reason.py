"""What decided a deadline, and what the shop was doing while it was closed."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from netdesk.domain.deadlines.day_plan import DayKind, DayPlans
from netdesk.domain.deadlines.stretch import FAR_PAST, FOREVER
from netdesk.domain.deadlines.when import local


class DueReason(StrEnum):
    """What decided a deadline: what the shop was doing at arrival, what lay before it opened."""

    OPEN = "open"
    OPEN_PAST_CLOSING = "open_past_closing"  # literal: the hour runs on after closing
    OPEN_CARRIED = "open_carried"  # carry_over: the rest goes on at a later opening
    OPEN_CUT = "open_cut"  # clamp: no later than the end of the window
    LAST_MINUTES = "last_minutes"  # clamp: too near the end of the window to count
    BREAK = "break"
    BEFORE_OPENING = "before_opening"
    BEFORE_MAKEUP = "before_makeup"  # ... on a make-up day
    AFTER_CLOSING = "after_closing"
    AFTER_CLOSING_REST = "after_closing_rest"  # ... and days of rest follow
    AFTER_CLOSING_CLOSED = "after_closing_closed"  # ... and days closed by the shop
    AFTER_CLOSING_HOLIDAY = "after_closing_holiday"  # ... and a public holiday
    AFTER_CLOSING_MAKEUP = "after_closing_makeup"  # ... and a make-up day opens the shop
    REST_DAY = "rest_day"
    REST_DAY_MAKEUP = "rest_day_makeup"
    CLOSED_DATE = "closed_date"
    HOLIDAY = "holiday"
    HOLIDAY_MAKEUP = "holiday_makeup"
    CALL_SINCE = "call_since"  # a missed call of the same lead is to be called back earlier
    KEPT_EARLIER = "kept_earlier"  # an earlier deadline of the same lead stands (RULINGS 14)


class _Looked(NamedTuple):
    """How far back from an opening was looked: reasons with the instant each begins, newest first.

    `day` is the next ordinal to look at, `follows` the reason for an arrival after its closing.
    """

    reasons: tuple[tuple[datetime, DueReason], ...]
    day: int
    follows: DueReason


class ClosedReasons:
    """What kept the shop closed before an opening; remembers, as many arrivals share an opening.

    What is remembered is replaced whole, so that threads may share it.
    """

    def __init__(self, plans: DayPlans, zone: ZoneInfo) -> None:
        self._plans = plans
        self._zone = zone
        self._looked: dict[datetime, _Looked] = {}

    def at(self, received: datetime, opens: datetime) -> DueReason:
        """Return why an arrival (UTC) out of hours counts from the opening `opens` (UTC)."""
        looked = self._looked.get(opens)
        if looked is None:
            looked = self._looked[opens] = self._first_look(opens)
        for since, reason in looked.reasons:
            if received >= since:
                return reason
        while received < looked.reasons[-1][0]:
            looked = self._looked[opens] = self._look_back(looked)
        return next(reason for since, reason in looked.reasons if received >= since)

    def _first_look(self, opens: datetime) -> _Looked:
        """Look at the day of the opening."""
        day = local(opens, self._zone).date()
        is_makeup = self._plans.on(day).kind is DayKind.MAKEUP
        follows = DueReason.AFTER_CLOSING_MAKEUP if is_makeup else DueReason.AFTER_CLOSING
        return self._look_back(_Looked((), day.toordinal(), follows))

    def _look_back(self, looked: _Looked) -> _Looked:
        """Look at one day more; the first of the calendar goes back for ever."""
        if looked.day < 1:
            return _Looked((*looked.reasons, (FAR_PAST, DueReason.REST_DAY)), 0, looked.follows)
        day = date.fromordinal(looked.day)
        kind, windows = self._plans.on(day)
        is_makeup = looked.follows is DueReason.AFTER_CLOSING_MAKEUP
        if windows:
            opening = DueReason.BEFORE_OPENING
            if kind is DayKind.MAKEUP:
                opening = DueReason.BEFORE_MAKEUP
            parts = (
                (self._instant(day, windows[-1].end), looked.follows),
                (self._instant(day, windows[0].start), DueReason.BREAK),
                (self._instant(day, 0), opening),
            )
            return _Looked((*looked.reasons, *parts), looked.day - 1, looked.follows)
        plain, to_makeup, follows = _CLOSED_ALL_DAY[kind]
        part = (self._instant(day, 0), to_makeup if is_makeup else plain)
        ranked = looked.follows if is_makeup else max(looked.follows, follows, key=_RANK.index)
        return _Looked((*looked.reasons, part), looked.day - 1, ranked)

    def _instant(self, day: date, second: int) -> datetime:
        """Return the instant (UTC) of a second of a local day."""
        try:
            clock = datetime.combine(day, time()) + timedelta(seconds=second)
            return clock.replace(tzinfo=self._zone).astimezone(UTC)
        except OverflowError:
            return FAR_PAST if day.year == 1 else FOREVER


_REST = (DueReason.REST_DAY, DueReason.REST_DAY_MAKEUP, DueReason.AFTER_CLOSING_REST)
_CLOSED_ALL_DAY = {
    DayKind.WEEKLY: _REST,
    DayKind.MAKEUP: _REST,
    DayKind.DATED: (
        DueReason.CLOSED_DATE,
        DueReason.CLOSED_DATE,
        DueReason.AFTER_CLOSING_CLOSED,
    ),
    DayKind.HOLIDAY: (
        DueReason.HOLIDAY,
        DueReason.HOLIDAY_MAKEUP,
        DueReason.AFTER_CLOSING_HOLIDAY,
    ),
}
_RANK = (
    DueReason.AFTER_CLOSING,
    DueReason.AFTER_CLOSING_REST,
    DueReason.AFTER_CLOSING_CLOSED,
    DueReason.AFTER_CLOSING_HOLIDAY,
)
