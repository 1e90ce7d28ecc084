"""R18 exactly (PRODUCT.md 5, RULINGS 18-20): when an arrival must be answered, and why then."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from netdesk.domain.deadlines.due_reason import DueReason
from netdesk.domain.deadlines.hours import Closing
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.deadlines.when import day_and_time, duration, local
from netdesk.errors import NoOpening
from netdesk.i18n import N_, _

__all__ = ["LAST_MINUTES", "Deadline", "DueReason", "due_at", "why"]

# Under 当日 an arrival with no more than this left, and a window shorter than this, don't count.
LAST_MINUTES = timedelta(minutes=5)

_INSTANT = timedelta(microseconds=1)
# A hundred thousand arrivals come at once: what is looked up for each of them is at hand here.
_CLAMP, _OPEN = Closing.CLAMP, DueReason.OPEN
_make = tuple.__new__  # two thirds of what calling a NamedTuple costs


class Deadline(NamedTuple):
    """One promise to answer. Instants are UTC.

    `open_at_arrival` says whether the shop was open, also in the last minutes that 当日 leaves out.
    `opens_at` is the opening the time counts from, or with OPEN_CARRIED goes on at; else None.
    """

    received: datetime
    due: datetime
    open_at_arrival: bool
    reason: DueReason
    opens_at: datetime | None


def due_at(received: datetime, timetable: Timetable, allowed: timedelta | None = None) -> Deadline:
    """Return the deadline of an arrival (aware), by the timetable's closing reading.

    `allowed` stands in for that of the hours (a missed call has its own). A later arrival is never
    due before an earlier one, in any reading. Raises NoOpening where the shop doesn't open again.
    """
    if received.tzinfo is not UTC:
        if received.tzinfo is None:
            raise ValueError("an arrival needs its zone")
        received = received.astimezone(UTC)
    if allowed is None:
        allowed = timetable.allowed
    start, end = timetable.window_from(received)
    try:
        if start > received:
            return _from_opening(received, timetable, allowed, start, end)
        due = received + allowed
        if due <= end and timetable.closing is not _CLAMP:
            return _make(Deadline, (received, due, True, _OPEN, None))
        return _past_closing(received, timetable, allowed, end)
    except OverflowError:
        raise NoOpening(after=received.isoformat(" ", "minutes")) from None


def why(
    received: datetime,
    due: datetime,
    *,
    reason: DueReason,
    opens_at: datetime | None,
    allowed: timedelta,
    zone: ZoneInfo,
    today: date,
) -> str:
    """Return the why line of a lead, in the language in use, from what is stored with its clock.

    *昨天 21:12 到达，已下班 → 今天 08:30 开门 → 09:30 前回复*. A day is said with the arrival, and
    again where it changes.
    """
    arrived = day_and_time(received, zone, today)
    parts = [_(_ARRIVALS[reason]) % {"arrived": arrived}]
    said = local(received, zone).date()
    if reason in _IN_HOURS:
        parts.append(_(_IN_HOURS[reason]) % {"allowed": duration(allowed)})
    if opens_at is not None:
        opens = _clock(opens_at, zone, today, said)
        parts.append(_(_OPENINGS.get(reason, _OPENING)) % {"opens": opens})
        said = local(opens_at, zone).date()
    ending = _ANSWER_BY
    if reason not in _PLAIN_END and opens_at is not None and due != opens_at + allowed:
        ending = _ANSWER_BY_CUT if due < opens_at + allowed else _ANSWER_BY_CARRIED
    if reason is DueReason.KEPT_EARLIER:
        ending = _ANSWER_BY_EARLIER
    parts.append(_(ending) % {"due": _clock(due, zone, today, said)})
    return " → ".join(parts)


def _past_closing(
    received: datetime, timetable: Timetable, allowed: timedelta, end: datetime
) -> Deadline:
    """Return the deadline of an arrival in a window whose end matters."""
    closing, due = timetable.closing, received + allowed
    reason, opens = DueReason.OPEN_PAST_CLOSING, None
    if closing is Closing.CARRY_OVER:
        due = timetable.add_open(received, allowed)
        reason, opens = DueReason.OPEN_CARRIED, timetable.window_from(due - _INSTANT)[0]
    elif closing is _CLAMP:
        if end - received <= LAST_MINUTES:
            opens, end = _long_enough(timetable, *timetable.window_from(end))
            due, reason = min(opens + allowed, end), DueReason.LAST_MINUTES
        else:
            reason = DueReason.OPEN if due <= end else DueReason.OPEN_CUT
            due = min(due, end)
    return _make(Deadline, (received, due, True, reason, opens))


def _from_opening(
    received: datetime, timetable: Timetable, allowed: timedelta, start: datetime, end: datetime
) -> Deadline:
    """Return the deadline of an arrival out of hours; `start` to `end` is the next window."""
    closing = timetable.closing
    if closing is _CLAMP and end - start < LAST_MINUTES:
        start, end = _long_enough(timetable, start, end)
    due = start + allowed
    if due > end and closing is not Closing.LITERAL:
        due = end if closing is _CLAMP else timetable.add_open(start, allowed)
    reason = timetable.closed.at(received, start)
    return _make(Deadline, (received, due, False, reason, start))


def _long_enough(timetable: Timetable, start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return the window, or the first after it that isn't too short to answer in (RULINGS 19)."""
    last_year = timetable.last_year_to_ask(start.year)
    while end - start < LAST_MINUTES:
        start, end = timetable.window_from(end)
        if start.year > last_year:
            raise NoOpening(after=start.isoformat(" ", "minutes"))
    return start, end


def _clock(instant: datetime, zone: ZoneInfo, today: date, said: date) -> str:
    """Return a time of day, with its day where that isn't the one said last."""
    at = local(instant, zone)
    return f"{at:%H:%M}" if at.date() == said else day_and_time(instant, zone, today)


_ARRIVALS = {
    DueReason.OPEN: N_("%(arrived)s 到达，营业中"),
    DueReason.OPEN_PAST_CLOSING: N_("%(arrived)s 到达，营业中"),
    DueReason.OPEN_CARRIED: N_("%(arrived)s 到达，营业中"),
    DueReason.OPEN_CUT: N_("%(arrived)s 到达，营业中"),
    DueReason.LAST_MINUTES: N_("%(arrived)s 到达，临近下班"),
    DueReason.BREAK: N_("%(arrived)s 到达，休息时段"),
    DueReason.BEFORE_OPENING: N_("%(arrived)s 到达，未开门"),
    DueReason.BEFORE_MAKEUP: N_("%(arrived)s 到达，未开门"),
    DueReason.AFTER_CLOSING: N_("%(arrived)s 到达，已下班"),
    DueReason.AFTER_CLOSING_REST: N_("%(arrived)s 到达，已下班，接着是休息日"),
    DueReason.AFTER_CLOSING_CLOSED: N_("%(arrived)s 到达，已下班，接着店休"),
    DueReason.AFTER_CLOSING_HOLIDAY: N_("%(arrived)s 到达，已下班，接着是假期"),
    DueReason.AFTER_CLOSING_MAKEUP: N_("%(arrived)s 到达，已下班"),
    DueReason.REST_DAY: N_("%(arrived)s 到达，休息日"),
    DueReason.REST_DAY_MAKEUP: N_("%(arrived)s 到达，休息日"),
    DueReason.CLOSED_DATE: N_("%(arrived)s 到达，店休"),
    DueReason.HOLIDAY: N_("%(arrived)s 到达，假期"),
    DueReason.HOLIDAY_MAKEUP: N_("%(arrived)s 到达，假期"),
    DueReason.CALL_SINCE: N_("%(arrived)s 到达，之后又有来电未接"),
    DueReason.KEPT_EARLIER: N_("%(arrived)s 到达，原有更早的时限"),
}
_IN_HOURS = {
    DueReason.OPEN: N_("%(allowed)s内"),
    DueReason.OPEN_PAST_CLOSING: N_("%(allowed)s内，非营业时间照计"),
    DueReason.OPEN_CARRIED: N_("只计营业时间 %(allowed)s，余下的顺延"),
    DueReason.OPEN_CUT: N_("%(allowed)s内，当日截止"),
}
_PLAIN_END = (*_IN_HOURS, DueReason.CALL_SINCE)
_OPENING = N_("%(opens)s 开门")
_OPENING_MAKEUP = N_("%(opens)s 开门（调休上班）")
_OPENINGS = {
    DueReason.BREAK: N_("%(opens)s 恢复营业"),
    DueReason.OPEN_CARRIED: N_("%(opens)s 继续计时"),
    DueReason.BEFORE_MAKEUP: _OPENING_MAKEUP,
    DueReason.AFTER_CLOSING_MAKEUP: _OPENING_MAKEUP,
    DueReason.REST_DAY_MAKEUP: _OPENING_MAKEUP,
    DueReason.HOLIDAY_MAKEUP: _OPENING_MAKEUP,
}
_ANSWER_BY = N_("%(due)s 前回复")
_ANSWER_BY_CUT = N_("当日截止，%(due)s 前回复")
_ANSWER_BY_CARRIED = N_("顺延，%(due)s 前回复")
_ANSWER_BY_EARLIER = N_("仍按 %(due)s 前回复")
