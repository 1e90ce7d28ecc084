"""What came of a post: the code customers tell, its leads, what the platform counted by day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.posts.post import Post, PostResult
from netdesk.i18n import _
from netdesk.ui.posts.saying import counts, leads_words
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import ElidedLabel, label

_MOST_LEADS = 5
_MOST_DAYS = 6
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Came(QWidget):
    """Shows; asks for the inbox, and for the code to be written into the text."""

    leads_wanted = Signal(str)  # the post's code
    code_wanted = Signal(str)  # words to add to the text

    def __init__(self, theme: Theme) -> None:
        """Start without a post."""
        super().__init__()
        self._theme = theme
        self._code = ""
        self._said = label(theme, size=SMALL, wrap=True)
        self._write = Button(theme, _("写进正文"), kind=Kind.TAG)
        self._write.clicked.connect(lambda _checked=False: self.code_wanted.emit(self.told()))
        self._leads_head = label(theme, size=SMALL, quiet=True)
        self._leads = QVBoxLayout()
        self._leads.setSpacing(2)
        self._open = Button(theme, _("在收件箱看"), kind=Kind.TAG)
        self._open.clicked.connect(lambda _checked=False: self.leads_wanted.emit(self._code))
        self._results_head = label(theme, _("效果"), size=SMALL, quiet=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._cells: list[QLabel] = []
        self._names: list[ElidedLabel] = []
        self._build()

    def show_post(self, post: Post) -> None:
        """Show a post's code and the number of its leads; the rest comes with `show_details`."""
        self._code = post.code
        self._said.setText(_("客人报 %(code)s，就知道是这篇带来的。") % {"code": post.code})
        self._leads_head.setText(_("带来的线索") if post.leads else _("还没有带来线索"))
        if post.leads:
            self._leads_head.setText(leads_words(post.leads))
        self._open.setVisible(bool(post.leads))
        self.show_details((post.result,) if post.result else (), (), is_out=post.url != "")

    def show_details(
        self, results: Sequence[PostResult], leads: Sequence[InboxRow], *, is_out: bool = True
    ) -> None:
        """Show what was entered by day, the newest first, and whose leads came."""
        self._show_leads(leads)
        self._show_results(results)
        self._results_head.setVisible(bool(results) or is_out)

    def told(self) -> str:
        """Return the words that ask a customer to tell the code."""
        return _("到店或留言报 %(code)s") % {"code": self._code}

    def results(self) -> list[list[str]]:
        """Return the table of results as it is shown."""
        width = len(counts()) + 1
        texts = [cell.text() for cell in self._cells]
        return [texts[at : at + width] for at in range(0, len(texts), width)]

    def names(self) -> list[str]:
        """Return the lines of the leads."""
        return [name.whole() for name in self._names]

    def _show_leads(self, leads: Sequence[InboxRow]) -> None:
        for name in self._names:
            self._leads.removeWidget(name)
            name.hide()
            name.deleteLater()
        self._names = []
        for lead in leads[:_MOST_LEADS]:
            parts = (lead.name or _("未留姓名"), lead.model, words.stage(lead.stage))
            name = ElidedLabel(self._theme.font(SMALL))
            name.setText(" · ".join(part for part in parts if part))
            self._leads.addWidget(name)
            self._names.append(name)

    def _show_results(self, results: Sequence[PostResult]) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        if not results:
            return
        for at, said in enumerate((_("截至"), *(said for _name, said in counts()))):
            self._cell(said, 0, at, quiet=True)
        for row, result in enumerate(sorted(results, key=lambda one: one.day)[::-1], start=1):
            if row > _MOST_DAYS:
                break
            self._cell(f"{result.day:%m-%d}", row, 0, quiet=True)
            for at, (name, _said) in enumerate(counts(), start=1):
                n = getattr(result, name)
                self._cell("—" if n is None else f"{n:,}", row, at)

    def _cell(self, text: str, row: int, column: int, *, quiet: bool = False) -> None:
        cell = label(self._theme, text, size=SMALL, quiet=quiet)
        if column:
            cell.setAlignment(_RIGHT)
        self._grid.addWidget(cell, row, column)
        self._cells.append(cell)

    def _build(self) -> None:
        code = QHBoxLayout()
        code.setSpacing(8)
        code.addWidget(self._said, 1)
        code.addWidget(self._write, alignment=Qt.AlignmentFlag.AlignTop)
        leads = QHBoxLayout()
        leads.setSpacing(8)
        leads.addWidget(self._leads_head, 1)
        leads.addWidget(self._open)
        for column in range(1, len(counts()) + 1):
            self._grid.setColumnStretch(column, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self._results_head)
        rows.addLayout(self._grid)
        rows.addSpacing(4)
        rows.addLayout(leads)
        rows.addLayout(self._leads)
        rows.addSpacing(4)
        rows.addLayout(code)
