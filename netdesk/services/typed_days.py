"""Days as a person types them into a field."""

from datetime import date, datetime

from netdesk import errors
from netdesk.intake.dates import Dates
from netdesk.intake.periods import Period, Periods
from netdesk.intake.profiles import shipped
from netdesk.services.hours import ShopHours


def typed_period(text: str, hours: ShopHours, now: datetime) -> Period:
    """Return the first and last day of a text; without a year the nearest is meant.

    `last` may be before `first`. Raises BadPeriod.
    """
    zone, said = hours.current().zone, shipped().words.date
    today: date = hours.timetable().local_day(now)
    found = Periods(Dates(zone, said), said, said["between"], today=today).read(text)
    if found is None:
        raise errors.BadPeriod(text=text.strip()[:40] or "—")
    return found
