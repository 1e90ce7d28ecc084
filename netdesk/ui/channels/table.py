"""The table of figures: groups of figures as tabs, the rows, the whole below, the formula."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from netdesk.domain.figures.columns import GROUPS, Group, group_words
from netdesk.domain.figures.kpi import BY_NAME, Kind
from netdesk.domain.figures.table import Row, Table
from netdesk.i18n import SOURCE_LANGUAGE, _, language
from netdesk.ui.channels.cells import HEAD, SIDE, FigureTable
from netdesk.ui.channels.choice import KEY_HEADS
from netdesk.ui.channels.model import FiguresModel, Sorting
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button
from netdesk.ui.widgets.button import Kind as Look
from netdesk.ui.widgets.text import ElidedLabel, surface

_WIDTHS = {Kind.COUNT: 66, Kind.RATE: 102, Kind.SECONDS: 76, Kind.MONEY: 90}
_LONGER = 16  # more for what is longer in other languages
_KEY, _WIDE_KEY = 118, 176
_BAR = 10  # of scrolling
_WIDE = 1200


class Corner(QWidget):
    """Says over the rows what they are."""

    def __init__(self, theme: Theme, table: FigureTable) -> None:
        """Stand in the corner of `table`."""
        super().__init__(table)
        self._theme = theme
        self._text = ""
        surface(self)

    def say(self, text: str) -> None:
        """Say what the rows are."""
        self._text = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word and the line under it."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(tokens.muted)
        inner = self.rect().adjusted(SIDE, 2, -4, -4)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(inner, int(flags), self._text)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.border)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), tokens.border)
        painter.end()


class _Body(FigureTable):
    """The rows; below the last one stands the whole."""

    left_below = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the whole from the last row."""
        at_end = self.currentIndex().row() == self.figures.rowCount() - 1
        if event.key() == Qt.Key.Key_Down and at_end:
            self.left_below.emit()
        else:
            super().keyPressEvent(event)


class _Foot(FigureTable):
    """The row of the whole."""

    left_above = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the rows."""
        if event.key() == Qt.Key.Key_Up:
            self.left_above.emit()
        else:
            super().keyPressEvent(event)


class FiguresView(QWidget):
    """Figures of a range. `opened` says which number of which row is asked for."""

    opened = Signal(str, object)  # a figure's name, a Row; None: the whole
    group_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        surface(self)
        self._theme = theme
        self.model, self.whole = FiguresModel(), FiguresModel(is_whole=True)
        self.body, self.foot = _Body(theme, self.model), _Foot(theme, self.whole)
        self._corner = Corner(theme, self.body)
        self._tabs = QButtonGroup(self)
        self._buttons: dict[Group, Button] = {}
        self.story = ElidedLabel(theme.font(SMALL), quiet=True)
        self._foot_line = QHBoxLayout()
        self._build()
        self._connect()
        self.show_group(Group.BRIEF)

    def show_table(self, table: Table, before: Table | None) -> None:
        """Show other figures; the same cell stays chosen where it is still there."""
        name, row = self.chosen()
        self.model.show_table(table, before)
        self.whole.show_table(table, before)
        self._corner.say(_(KEY_HEADS[table.asked.by]))
        self._fit()
        self._choose(name, row)

    def show_group(self, group: Group) -> None:
        """Show another group of figures."""
        name, row = self.chosen()
        self._buttons[group].setChecked(True)
        for model in (self.model, self.whole):
            model.show_columns(GROUPS[group])
        self._fit()
        self._choose(name, row)

    def group(self) -> Group:
        """Return the group that is shown."""
        return tuple(Group)[self._tabs.checkedId()]

    def step_group(self, by: int) -> None:
        """Show the group as many tabs further."""
        groups = tuple(Group)
        group = groups[(groups.index(self.group()) + by) % len(groups)]
        self.show_group(group)
        self.group_chosen.emit(group)

    def sort(self, name: str) -> None:
        """Put the rows in the order of a figure: most first, then least first, then as before."""
        chosen, row = self.chosen()
        self.model.sort_by(self.model.sorting.next(name))
        self._fit()
        self._choose(chosen, row)

    def sort_chosen(self) -> None:
        """Put the rows in the order of the figure that is chosen."""
        self.sort(self.chosen()[0])

    def chosen(self) -> tuple[str, Row | None]:
        """Return the figure and the row that are chosen; no row: the whole."""
        names = self.model.names
        at = self._current()
        name = names[at.column()] if at.isValid() and at.column() < len(names) else ""
        if not at.isValid() or at.model() is self.whole:
            return name, None
        return name, self.model.row(at.row())

    def open_chosen(self) -> None:
        """Ask for the list behind the number that is chosen."""
        name, row = self.chosen()
        if name:
            self.opened.emit(name, row)

    def sorting(self) -> Sorting:
        """Return the order of the rows."""
        return self.model.sorting

    def focus_table(self) -> None:
        """Give the keys to the numbers."""
        at_foot = self.foot.selectionModel().hasSelection() or not self.model.rowCount()
        (self.foot if at_foot else self.body).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room."""
        super().resizeEvent(event)
        self._fit()

    def _current(self) -> QModelIndex:
        if self.foot.selectionModel().hasSelection():
            return self.foot.currentIndex()
        return self.body.currentIndex()

    def _choose(self, name: str, row: Row | None) -> None:
        """Choose a number again after the tables were filled anew."""
        names = self.model.names
        column = names.index(name) if name in names else 0
        place = self.model.place_of(row.key) if row is not None else -1
        if row is None and name and self.whole.rowCount():
            self.foot.setCurrentIndex(self.whole.index(0, column))
        elif self.model.rowCount():
            self.body.setCurrentIndex(self.model.index(max(place, 0), column))
        elif self.whole.rowCount():
            self.foot.setCurrentIndex(self.whole.index(0, column))
        self._explain()

    def _go_foot(self) -> None:
        column = max(self.body.currentIndex().column(), 0)
        self.foot.setCurrentIndex(self.whole.index(0, column))
        self.foot.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_body(self) -> None:
        if self.model.rowCount():
            column = max(self.foot.currentIndex().column(), 0)
            self.body.setCurrentIndex(self.model.index(self.model.rowCount() - 1, column))
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, table: FigureTable) -> None:
        """One number is chosen at a time, in the rows or in the whole."""
        if table.selectionModel().hasSelection():
            other = self.foot if table is self.body else self.body
            other.clearSelection()
        self._explain()

    def _explain(self) -> None:
        at = self._current()
        model = self.whole if self.foot.selectionModel().hasSelection() else self.model
        told = ""
        if at.isValid() and at.row() < model.rowCount() and at.column() < len(model.names):
            formula, story = model.explained(at.row(), at.column())
            about = model.headerData(at.row(), Qt.Orientation.Vertical)
            told = _("%(row)s：%(story)s。%(formula)s") % {
                "row": about,
                "story": story,
                "formula": formula,
            }
        self.story.setText(told)

    def _fit(self) -> None:
        """Give every column its room, and share what is left over."""
        names = self.model.names
        longer = 0 if language() == SOURCE_LANGUAGE else _LONGER
        needs = [_WIDTHS[BY_NAME[name].kind] + longer for name in names]
        key = _WIDE_KEY if self.width() >= _WIDE else _KEY
        height = self.body.row_height()
        rows = self.model.rowCount() * height
        bar = _BAR if rows + HEAD > self._room() else 0
        over = max(0, self.width() - 2 * SIDE - key - bar - sum(needs))
        for table in (self.body, self.foot):
            table.keys.setFixedWidth(key)
            table.keys.setDefaultSectionSize(height)
            for at, need in enumerate(needs):
                table.setColumnWidth(at, need + over // len(needs))
        scrolls = sum(needs) > self.width() - 2 * SIDE - key - bar
        self.body.setMaximumHeight(HEAD + rows + 1)
        self.foot.setFixedHeight(height + (_BAR if scrolls else 0))
        self._foot_line.setContentsMargins(0, 0, bar, 0)
        self._corner.setGeometry(0, 0, key, HEAD)

    def _room(self) -> int:
        """Return how high rows and headings can be."""
        others = self.foot.height() + 36 + 28
        return self.height() - others

    def _build(self) -> None:
        tabs = QHBoxLayout()
        tabs.setContentsMargins(SIDE, 0, 0, 0)
        tabs.setSpacing(16)
        for at, group in enumerate(Group):
            button = Button(self._theme, group_words(group), kind=Look.TAB)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._tabs.addButton(button, at)
            self._buttons[group] = button
            tabs.addWidget(button)
        tabs.addStretch(1)
        self.body.setAccessibleName(_("指标表"))
        self.foot.setAccessibleName(_("合计"))
        for table in (self.body, self.foot):
            table.setFrameShape(FigureTable.Shape.NoFrame)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.foot.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.foot.heads.hide()
        self._foot_line.addWidget(self.foot)
        told = QHBoxLayout()
        told.setContentsMargins(SIDE, 5, SIDE, 5)
        told.addWidget(self.story)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SIDE, 0, SIDE, 0)
        rows.setSpacing(0)
        rows.addLayout(tabs)
        rows.addWidget(self.body, 1)
        rows.addLayout(self._foot_line)
        rows.addLayout(told)
        rows.addStretch(0)
        self.setFocusProxy(self.body)

    def _connect(self) -> None:
        self._tabs.idClicked.connect(self._tab_clicked)
        self.body.heads.sectionClicked.connect(lambda at: self.sort(self.model.names[at]))
        self.body.left_below.connect(self._go_foot)
        self.foot.left_above.connect(self._go_body)
        bar = self.foot.horizontalScrollBar()
        bar.valueChanged.connect(self.body.horizontalScrollBar().setValue)
        self.body.horizontalScrollBar().valueChanged.connect(bar.setValue)
        for table in (self.body, self.foot):
            table.activated.connect(lambda _index: self.open_chosen())
            choice = table.selectionModel()
            choice.selectionChanged.connect(lambda *_now, table=table: self._leave(table))

    def _tab_clicked(self, at: int) -> None:
        group = tuple(Group)[at]
        self.show_group(group)
        self.group_chosen.emit(group)
