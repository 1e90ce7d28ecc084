"""An amount paid for a period, day by day: exact to the 分, odd 分 on the first days."""

from datetime import date, timedelta


def day_share(amount: int, first: date, last: date, day: date) -> int:
    """Return what of `amount` 分, paid for `first` … `last`, falls on `day`."""
    if not first <= day <= last:
        return 0
    each, odd = divmod(amount, (last - first).days + 1)
    return each + ((day - first).days < odd)


def share(amount: int, first: date, last: date, begin: date, end: date) -> int:
    """Return what of `amount` 分, paid for `first` … `last`, falls on `begin` … `end`."""
    begin, end = max(first, begin), min(last, end)
    if begin > end:
        return 0
    each, odd = divmod(amount, (last - first).days + 1)
    before, upto = (begin - first).days, (end - first).days + 1
    return each * (upto - before) + min(odd, upto) - min(odd, before)


def by_day(amount: int, first: date, last: date) -> dict[date, int]:
    """Return each day's part; they add up to the amount."""
    days = ((first + timedelta(days=n)) for n in range((last - first).days + 1))
    return {day: day_share(amount, first, last, day) for day in days}
