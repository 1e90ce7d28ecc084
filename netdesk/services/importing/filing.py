"""What one kind of record does with the rows of a file; the rest of an import is the same for all.

A filing is made for one file. It sees each draft as it is read, before the store is locked, and
then in batches inside the one write transaction of the import.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from netdesk.domain.channel import Channel
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.leads.filing import Filed
from netdesk.intake.reading import Part, Reject
from netdesk.services.changes import Changes
from netdesk.store.database import Tx

D = TypeVar("D")
I = TypeVar("I")  # noqa: E741 - an item


@dataclass(frozen=True, slots=True)
class Order:
    """What an import was asked for, and what the shop is by then. `now` is aware UTC."""

    now: datetime
    timetable: Timetable
    hours_id: int
    channels: Mapping[str, Channel]  # by code
    owners: Mapping[str, int]  # a colleague's name or alias → id
    channel: str = ""  # of rows that say none
    history_days: int = 7
    consent: str = ""  # the basis of new customers; empty: as the kind of record says


class Filing(ABC, Generic[D, I]):
    """Files the drafts of one file. `D` is what the reader gives, `I` what is kept of it."""

    changes: Changes  # what such an import touches
    defaulted = False  # rows that said no channel went to `other`

    def __init__(self, order: Order) -> None:
        """File by `order`."""
        self.order = order

    def usual_channel(self, part: Part) -> str:
        """Return the code for rows of a table that say none; empty where nobody says one."""
        channel = self.order.channel or part.default_channel
        return channel if channel in self.order.channels else ""

    def shown_channel(self, part: Part) -> str:
        """Return the code that stands before a table's rejects that say none."""
        return self.usual_channel(part)

    @abstractmethod
    def prepare(self, draft: D, part: Part) -> I | Reject:
        """Make ready what can be without the store; `part` is the table the draft is from."""

    @abstractmethod
    def file(self, tx: Tx, items: list[I], import_id: int) -> Iterable[Filed | Reject]:
        """Write a batch; say what became of its rows. Some may be told only at the end."""

    def end(self, tx: Tx, import_id: int) -> Iterable[Filed | Reject]:
        """Write what waited for the last row; say what became of it."""
        return ()
