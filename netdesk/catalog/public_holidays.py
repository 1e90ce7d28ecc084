"""China's public holidays by year: the State Council's where published, else the statutory days.

Both libraries are imported when a year first needs them: 10 ms and 70 to 140 ms.
"""

from datetime import date
from functools import cache

from netdesk.domain.deadlines.hours import YearDays


@cache
def days_of(year: int) -> YearDays:
    """Return the holidays of a year and its make-up days, weekend days inside a block included.

    Years the State Council has not published (as this installation knows them) have the statutory
    days, without those moved for a weekend and without make-up days (RULINGS 20).
    """
    from chinese_calendar.constants import holidays, workdays

    listed = frozenset(day for day in holidays if day.year == year)
    if not listed:
        return YearDays(_statutory(year), frozenset(), published=False)
    return YearDays(listed, frozenset(day for day in workdays if day.year == year), published=True)


def _statutory(year: int) -> frozenset[date]:
    from holidays.countries.china import China

    if not China.start_year <= year <= China.end_year:
        return frozenset()
    days = China(years=year, observed=False, language="en_US")  # type: ignore[no-untyped-call]
    return frozenset(day for day, name in days.items() if "substituted" not in name)
