"""Which days a view spans, when a post would go out on a day, what that would do to the mix."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from netdesk.domain.posts.mix import Mixes, Window
from netdesk.domain.posts.post import Post
from netdesk.i18n import _
from netdesk.ui.posts.saying import Here
from netdesk.ui.widgets.days import whole_day

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_HALF = 30  # minutes
_BESIDE = timedelta(minutes=60)  # a time is taken where another post is nearer than this


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the whole weeks that hold a day's month."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - _DAY
    return monday_of(first), monday_of(last) + _WEEK - _DAY


def month_later(day: date, by: int) -> date:
    """Return the same day some months on, or the last there is in that month."""
    months = day.year * 12 + day.month - 1 + by
    first = date(months // 12, months % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - _DAY
    return min(first + timedelta(days=day.day - 1), last)


def instant(day: date, at: time, here: Here) -> datetime:
    """Return a time of a day on the shop's clock as an instant, aware UTC."""
    return datetime.combine(day, at, here.zone).astimezone(UTC)


def time_on(
    day: date, post: Post, here: Here, slots: Sequence[time], others: Sequence[Post]
) -> time:
    """Return the time of day a post would have on a day.

    Its own, where it has one; else the shop's first usual time that is ahead and not taken by
    `others`, the posts of that day; else the next half hour of today, or the last usual time.
    """
    if post.planned_at is not None:
        return here.clock(post.planned_at).time().replace(second=0, microsecond=0)
    taken = [one.at for one in others if one.at is not None and one.id != post.id]
    for slot in slots:
        at = instant(day, slot, here)
        if at > here.now and all(abs(at - one) >= _BESIDE for one in taken):
            return slot
    if day == here.today or not slots:
        clock = here.clock(here.now)
        later = min((clock.hour * 60 + clock.minute) // _HALF * _HALF + _HALF, 24 * 60 - 1)
        return time(*divmod(later, 60))
    return slots[-1]


def windows_above(mixes: Mixes, post: Post, day: date, here: Here) -> tuple[Window, ...]:
    """Return the windows ending on `day` that would promote too much with `post` on that day.

    A post that stands in a window already is not counted in it twice.
    """
    if not post.content.column.promotes:
        return ()
    stands = here.day_of(post)
    above = []
    for window in Window:
        mix = mixes.of(window)
        is_in = stands is not None and timedelta() <= day - stands < timedelta(days=window.days)
        if (mix if is_in else mix.plus(post.content.column)).above(mixes.target):
            above.append(window)
    return tuple(above)


def above_words(windows: Sequence[Window], mixes: Mixes, day: date) -> str:
    """Return the warning before a post that would promote too much; empty where none would."""
    if not windows:
        return ""
    facts = {
        "day": whole_day(day),
        "days": "、".join(str(window.days) for window in windows),
        "target": f"{mixes.target:.0%}",
    }
    return _("排在%(day)s，到那天的 %(days)s 天里促销会超过目标 %(target)s。") % facts
