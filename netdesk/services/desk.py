"""Everything a window or a command needs, built once and handed down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from netdesk.services.answer import Answer
from netdesk.services.daily_summary import DailySummaries
from netdesk.services.demo import Demo
from netdesk.services.doctor import Doctor
from netdesk.services.hours import ShopHours
from netdesk.services.import_files import ImportFiles
from netdesk.services.inbox import Inbox
from netdesk.services.settings import Settings
from netdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class Desk:
    """One shop's desk on one store. `now` is the clock; it is stopped in tests."""

    now: Callable[[], datetime]
    store_name: str
    inbox: Inbox
    answer: Answer
    imports: ImportFiles
    summary: DailySummaries
    settings: Settings
    hours: ShopHours
    demo: Demo
    doctor: Doctor
    close: Callable[[], None]


def open_desk(database: Database, now: Callable[[], datetime]) -> Desk:
    """Return the desk on a store whose schema is up to date and seeded."""
    hours = ShopHours(database)
    return Desk(
        now=now,
        store_name=database.name,
        inbox=Inbox(database, hours),
        answer=Answer(database, hours),
        imports=ImportFiles(database, hours),
        summary=DailySummaries(database, hours),
        settings=Settings(database, hours),
        hours=hours,
        demo=Demo(database, hours),
        doctor=Doctor(database),
        close=database.close,
    )
