"""Figures and charts taken out of the window: pictures, workbooks, CSV, paper."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from netdesk.domain.figures.columns import Group
from netdesk.domain.figures.table import Table
from netdesk.files import write_whole
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui.channels.choice import range_words
from netdesk.ui.notices import Notice, refusal
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import LIGHT
from netdesk.ui.widgets.print_preview import PrintPreview
from netdesk.ui.widgets.save_file import ask_where

_SIZE = 880, 420  # of a picture file
_BESIDE = (Group.BRIEF, Group.ALL)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is on screen: the table as its rows stand, the period before, the group of figures."""

    table: Table
    before: Table | None
    group: Group


class Saving(QObject):
    """Asks where to and writes there; says what was done."""

    told = Signal(object)  # a Notice

    def __init__(self, desk: Desk, tasks: Tasks, window: QWidget) -> None:
        """Write what `desk` makes; ask over `window`."""
        super().__init__(window)
        self._desk = desk
        self._tasks = tasks
        self._window = window
        self._printing = PrintPreview(window, lambda error: self.told.emit(refusal(error)))

    def choose_table(self, seen: Seen) -> None:
        """Ask where to, and save the table there as the suffix says."""
        days = range_words(seen.table.asked.first, seen.table.asked.last)
        name = _("渠道指标 %(days)s") % {"days": days}
        path = ask_where(self._window, _("导出指标表"), name, (".xlsx", ".csv"))
        if path is not None:
            self.save_table(seen, path)

    def save_table(self, seen: Seen, path: Path) -> None:
        """Save the table: a workbook, or CSV where the suffix says so."""
        figures, now = self._desk.figures, self._desk.now()

        def work() -> None:
            make = figures.csv if path.suffix.lower() == ".csv" else figures.workbook
            write_whole(path, make(seen.table, now=now))

        self._write(work, path)

    def choose_chart(self, data: Any, theme: str, suffix: str = "") -> None:
        """Ask where to, and save a chart there; `suffix` offers one kind of file only."""
        kinds = (suffix,) if suffix else (".png", ".svg", ".pdf", ".xlsx")
        days = range_words(data.asked.first, data.asked.last)
        path = ask_where(self._window, _("存这张图"), f"{data.title} {days}", kinds)
        if path is not None:
            self.save_chart(data, path, theme)

    def save_chart(self, data: Any, path: Path, theme: str) -> None:
        """Save a chart as a picture, or its data as a workbook."""
        charts, now = self._desk.charts, self._desk.now()
        width, height = _SIZE

        def work() -> None:
            if path.suffix.lower() == ".xlsx":
                write_whole(path, charts.workbook(data, now=now))
            else:
                # A PDF is for paper, and paper is white.
                look = LIGHT if path.suffix.lower() == ".pdf" else theme
                charts.save(data, path, width=width, height=height, theme=look)

        self._write(work, path)

    def open_menu(self, data: Any, theme: str, at: QPoint) -> None:
        """Offer on the screen at `at` what can be saved of a chart."""
        menu = QMenu(self._window)
        for words, suffix in (
            (_("存为 PNG 图片…"), ".png"),
            (_("存为 SVG 矢量图…"), ".svg"),
            (_("存为 PDF…"), ".pdf"),
            (_("存图里的数据…"), ".xlsx"),
        ):
            line = menu.addAction(words)
            line.triggered.connect(
                lambda _on=False, suffix=suffix: self.choose_chart(data, theme, suffix)
            )
        menu.popup(at)

    def print_table(self, seen: Seen) -> None:
        """Open Qt's print preview of the table; its button prints."""
        figures = self._desk.figures
        groups = tuple(g for g in Group if g not in _BESIDE)
        wanted = groups if seen.group is Group.ALL else (seen.group,)
        self._tasks.run(
            lambda: figures.html(seen.table, seen.before, groups=wanted),
            self,
            done=self._printing.open_html,
            aside=True,
            topic="page",
        )

    def _write(self, work: Callable[[], None], path: Path) -> None:
        def done(_none: None) -> None:
            self.told.emit(Notice(_("已存到 %(path)s") % {"path": path}))

        self._tasks.run(work, self, done=done, aside=True)
