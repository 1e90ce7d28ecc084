"""What the list behind a number is asked for: leads a stretch at a time, or payments."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from netdesk.domain.figures.charts import Region
from netdesk.domain.figures.columns import BESIDE, OF_CALLS, SPEND, parts_behind
from netdesk.domain.figures.content import FOLLOWERS, POSTS
from netdesk.domain.figures.grouping import Asked
from netdesk.domain.figures.kpi import BY_NAME
from netdesk.domain.figures.table import Row, Table
from netdesk.domain.leads.inbox import InboxRow
from netdesk.errors import NetdeskError
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui.channels.behind import Behind, Found
from netdesk.ui.channels.choice import range_words
from netdesk.ui.leads.columns import ShopTime
from netdesk.ui.leads.model import STRETCH
from netdesk.ui.notices import refusal
from netdesk.ui.tasks import Tasks


class Lists(QObject):
    """Fills `behind` with what stands behind a number of the table or a part of a chart."""

    told = Signal(object)  # a Notice

    def __init__(self, desk: Desk, tasks: Tasks, behind: Behind) -> None:
        """Ask `desk` through `tasks`."""
        super().__init__(behind)
        self._desk = desk
        self._tasks = tasks
        self._behind = behind
        self._part: Callable[[str], None] = lambda _name: None
        behind.part_chosen.connect(lambda name: self._part(name))
        behind.rows_wanted.connect(self._fetch)

    def open_number(self, table: Table, name: str, row: Row | None) -> bool:
        """Ask for the list of a number; no row: of the whole. Say whether there is one."""
        parts = parts_behind(name)
        asked = table.asked
        days = range_words(asked.first, asked.last)
        about = row.name if row is not None else _("合计")
        self._behind.ask(f"{about} · {BY_NAME[name].label}", days, parts)
        if name in BESIDE:
            self._open_others(asked, name, row, days)
            return True
        figures = self._desk.figures

        def ids(part: str) -> tuple[int, ...]:
            if row is None:
                return figures.listed(asked, part)
            return figures.listed(asked, part, row.key)

        def counted(part: str) -> int | None:
            if part not in OF_CALLS:
                return None
            if row is None:
                return len(figures.calls_listed(asked, part))
            return len(figures.calls_listed(asked, part, row.key))

        self._part = lambda part: self._list(partial(ids, part), days, partial(counted, part))
        self._part(parts[0].name)
        return True

    def open_region(self, region: Region) -> bool:
        """Ask for the list of a part of a chart. Say whether there is one."""
        if region.behind is None:
            return False
        charts, asked = self._desk.charts, region.behind.asked
        days = range_words(asked.first, asked.last)
        self._behind.ask(region.text.split("\n")[0], days, ())
        self._list(lambda: charts.listed(region), days)
        return True

    def _list(
        self,
        ids: Callable[[], tuple[int, ...]],
        days: str,
        counted: Callable[[], int | None] = lambda: None,
    ) -> None:
        """Show leads; `counted` says how often, where not each of them has one."""
        figures, behind = self._desk.figures, self._behind
        at = ShopTime(self._desk.now(), self._desk.hours.current().zone)

        def work() -> Found:
            found = ids()
            once = tuple(dict.fromkeys(found))
            n = counted()
            return Found(once, len(found) if n is None else n, figures.rows(once[:STRETCH]))

        self._tasks.run(
            work,
            self,
            done=lambda found: behind.show_found(found, days, at),
            failed=self._refuse,
            topic="list",
            aside=True,
        )

    def _open_others(self, asked: Asked, name: str, row: Row | None, days: str) -> None:
        figures, behind = self._desk.figures, self._behind
        lists: Mapping[str, Callable[..., Sequence[Any]]] = {
            SPEND: figures.paid,
            POSTS: figures.posted,
            FOLLOWERS: figures.grown,
        }
        ask = lists[name]
        self._tasks.run(
            lambda: ask(asked) if row is None else ask(asked, row.key),
            self,
            done=lambda found: behind.show_others(name, found, days),
            failed=self._refuse,
            topic="list",
            aside=True,
        )

    def _fetch(self, start: int) -> None:
        figures, behind = self._desk.figures, self._behind
        ids = behind.ids(start)

        def append(found: tuple[InboxRow, ...]) -> None:
            if behind.ids(start) == ids:  # else another list was asked for meanwhile
                behind.append(found)

        self._tasks.run(lambda: figures.rows(ids), self, done=append, topic="stretch", aside=True)

    def _refuse(self, error: NetdeskError) -> None:
        self.told.emit(refusal(error))
