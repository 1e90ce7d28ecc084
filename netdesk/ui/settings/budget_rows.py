"""Twelve months of a budget: what is set, what was spent, what is left."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from netdesk.domain.money.budget import BudgetYear, MonthLine
from netdesk.errors import NetdeskError
from netdesk.i18n import _, say
from netdesk.ui.paint import brush
from netdesk.ui.settings.entries import EntryField
from netdesk.ui.settings.money_words import written, yuan
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.form import FaultLabel
from netdesk.ui.widgets.text import DANGER, PLAIN, label

_FIELD = 132
_BAR = 8
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BudgetRows(QWidget):
    """Enter in a field writes the month and goes to the next; an empty one has no budget."""

    month_wanted = Signal(object, object)  # its first day, 分 or None
    year_wanted = Signal(object)  # 分, to be spread

    def __init__(self, theme: Theme, amount: Callable[[str], int]) -> None:
        """`amount` reads what is typed; it raises what can be told."""
        super().__init__()
        self._theme = theme
        self._amount = amount
        self._year: BudgetYear | None = None
        self._filling = False
        self.fields = [self._field(at) for at in range(12)]
        self.whole = self._field(12)
        self.fault = FaultLabel(theme, self.whole)
        self._spent = [_number(theme) for _at in range(13)]
        self._left = [_number(theme) for _at in range(13)]
        self._bars = [UsedBar(theme) for _at in range(13)]
        self._build()

    def show_year(self, year: BudgetYear) -> None:
        """Show a year; the field that has the keys keeps what is being typed into it."""
        is_other = self._year is None or self._year.year != year.year
        self._year, self._filling = year, True
        for at, line in enumerate(year.months):
            self._show_line(at, self.fields[at], line, keep=not is_other)
        total = MonthLine(date(year.year, 1, 1), year.budget, year.spent)
        self._show_line(12, self.whole, total, keep=False)
        self._left[12].setText(_left_words(year.left))
        self._filling = False

    def lefts(self) -> list[str]:
        """Return what is left as it is shown, the year's last."""
        return [part.text() for part in self._left]

    def say(self, sentence: str) -> None:
        """Say what is wrong; empty: nothing."""
        self.fault.say(sentence)

    def _show_line(self, at: int, field: EntryField, line: MonthLine, *, keep: bool) -> None:
        if not (keep and field.hasFocus() and field.isModified()):
            field.setText("" if line.budget is None else written(line.budget))
            field.setModified(False)
        self._spent[at].setText(yuan(line.spent) if line.spent else "—")
        self._left[at].setText(_left_words(line.left))
        over = line.left is not None and line.left < 0
        self._left[at].setForegroundRole(DANGER if over else PLAIN)
        self._bars[at].show_share(line.spent, line.budget)

    def _field(self, at: int) -> EntryField:
        name = _("%(n)d 月的预算") % {"n": at + 1} if at < 12 else _("全年预算")
        made = EntryField(name, longest=20)
        made.setFixedWidth(_FIELD)
        made.setAlignment(_NUMBER)
        made.returnPressed.connect(lambda: self._entered(at))
        made.editingFinished.connect(lambda: self._finished(at))
        return made

    def _entered(self, at: int) -> None:
        """Go on to the next field; leaving this one writes it."""
        fields = [*self.fields, self.whole]
        following = fields[(at + 1) % 13]
        following.setFocus()
        following.selectAll()

    def _finished(self, at: int) -> None:
        field = self.whole if at == 12 else self.fields[at]
        if self._filling or not field.isModified() or self._year is None:
            return
        field.setModified(False)
        text = field.text().strip()
        try:
            amount = self._amount(text) if text else None
        except NetdeskError as error:
            self.say(say(error))
            field.setModified(True)
            return
        self.say("")
        if at < 12:
            self.month_wanted.emit(self._year.months[at].month, amount)
        elif amount is not None:
            self.year_wanted.emit(amount)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(4, 1)
        titles = (_("月份"), _("预算（元）"), _("已投（元）"), _("剩余（元）"), _("用了多少"))
        for at, title in enumerate(titles):
            head = label(self._theme, title, size=SMALL, quiet=True)
            head.setAlignment(_NUMBER if at in (1, 2, 3) else Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(head, 0, at)
        for at, field in enumerate([*self.fields, self.whole]):
            name = _("%(n)d 月") % {"n": at + 1} if at < 12 else _("全年")
            head = label(self._theme, name, bold=at == 12)
            head.setBuddy(field)
            for column, part in enumerate(
                (head, field, self._spent[at], self._left[at], self._bars[at])
            ):
                grid.addWidget(part, at + 1, column)
        grid.addWidget(self.fault, 14, 0, 1, 5)


class UsedBar(QWidget):
    """How much of a budget is used; what is over stands beyond the mark, in another shape."""

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._spent, self._budget = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(20)

    def show_share(self, spent: int, budget: int | None) -> None:
        """Show 分 spent of a budget; without one there is no bar."""
        self._spent, self._budget = spent, budget or 0
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """Return the share in words; empty without a budget."""
        if not self._budget:
            return ""
        share = self._spent * 100 // self._budget
        if self._spent > self._budget:
            return _("%(share)d%%，超支") % {"share": share}
        return f"{share}%"

    def sizeHint(self) -> QSize:
        """Return room enough for a bar and its share."""
        return QSize(180, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar from zero; its whole width is the budget, or what was spent beyond it."""
        words = self.words()
        if not words:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        painter.setFont(self._theme.font(SMALL))
        room = painter.fontMetrics().horizontalAdvance(_("%(share)d%%，超支") % {"share": 999}) + 12
        width = max(20.0, float(self.width() - room))
        top = (self.height() - _BAR) / 2
        whole = max(self._spent, self._budget)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(tokens.calm_bar))
        painter.drawRoundedRect(QRectF(0, top, width, _BAR), 4, 4)
        used = width * min(self._spent, self._budget) / whole
        painter.setBrush(brush(tokens.accent))
        painter.drawRoundedRect(QRectF(0, top, used, _BAR), 4, 4)
        over = self._spent > self._budget
        if over:
            painter.setBrush(brush(tokens.danger_text))
            painter.drawRoundedRect(QRectF(used, top - 2, width - used, _BAR + 4), 4, 4)
        painter.setPen(tokens.danger_text if over else tokens.muted)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(width + 8, 0, room, self.height()), middle, words)
        painter.end()


def _number(theme: Theme) -> QLabel:
    made = label(theme)
    made.setAlignment(_NUMBER)
    made.setMinimumWidth(96)
    return made


def _left_words(left: int | None) -> str:
    return "—" if left is None else yuan(left)
