"""Money and months as the ledgers of the settings write them."""

from datetime import date

from netdesk.domain.money.spend import Spend, SpendRow
from netdesk.i18n import _


def yuan(cents: int) -> str:
    """Return 分 as yuan: 1,200.50, whole ones without decimals."""
    whole, part = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    return f"{sign}{whole:,}.{part:02}" if part else f"{sign}{whole:,}"


def written(cents: int) -> str:
    """Return 分 as a person would type them."""
    return f"{cents / 100:.2f}".removesuffix(".00")


def period(spend: Spend) -> str:
    """Return the days of a spend in short: one day, a whole month, or from to."""
    first, last = spend.days
    if first == last:
        return first.isoformat()
    if first.day == 1 and _is_last(last) and (first.year, first.month) == (last.year, last.month):
        return month(first)
    return f"{first} ~ {last:%m-%d}" if first.year == last.year else f"{first} ~ {last}"


def month(day: date) -> str:
    """Return a month as figures: 2026-11."""
    return f"{day:%Y-%m}"


def subject(row: SpendRow) -> str:
    """Return what a spend was paid for."""
    if row.activity:
        name = _("活动：%(name)s") % {"name": row.activity}
        return f"{name} · {_(row.channel_name)}" if row.channel_name else name
    if row.post:
        return _("帖子：%(name)s") % {"name": row.post}
    return _(row.channel_name)


def _is_last(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1
