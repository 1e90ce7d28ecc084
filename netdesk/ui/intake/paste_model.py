"""The people of a paste as a table that can be put right."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from netdesk.i18n import N_, _
from netdesk.services.new_lead import Looked
from netdesk.services.pasting import Line
from netdesk.ui.intake.known_words import known_words

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_SHOWN = 200  # characters of a message in its cell
_LONGEST = 2000


@dataclass(frozen=True)
class Column:
    """One column: heading, the line's field, width, words."""

    title: str
    field: str
    width: int
    text: Callable[[Line], str]
    may_hide: bool = False  # where no line has anything in it


COLUMNS = (
    Column(N_("客户"), "name", 108, lambda line: line.name),
    Column(N_("手机号"), "phone", 116, lambda line: line.phone),
    Column(N_("微信号"), "wechat", 96, lambda line: line.wechat, may_hide=True),
    Column(N_("车型"), "model", 112, lambda line: line.model),
    Column(N_("想来店"), "visit", 156, lambda line: line.visit, may_hide=True),
    Column(N_("留言"), "message", 172, lambda line: " ".join(line.message.split())[:_SHOWN]),
    Column(N_("渠道"), "", 76, lambda line: line.channel_name, may_hide=True),
    Column(N_("是谁"), "", 160, lambda line: known_words(line.known)),
)


class PasteModel(QAbstractTableModel):
    """One line a person; the first column says whether he is written down."""

    numbers_changed = Signal(int)  # a row whose phone or WeChat id was put right
    counted = Signal()

    def __init__(self, lines: tuple[Line, ...]) -> None:
        """Show `lines`, all of them chosen but those who may not be called."""
        super().__init__()
        self._lines = list(lines)
        self._chosen = [not line.known.do_not_contact for line in lines]

    def chosen(self) -> tuple[Line, ...]:
        """Return the lines that are to be written down."""
        pairs = zip(self._lines, self._chosen, strict=True)
        return tuple(line for line, is_chosen in pairs if is_chosen)

    def line(self, row: int) -> Line | None:
        """Return a row's line."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def is_bare(self, column: int) -> bool:
        """Say whether a column need not be shown."""
        shown = COLUMNS[column]
        return shown.may_hide and not any(map(shown.text, self._lines))

    def turn(self, row: int) -> None:
        """Choose a row, or leave it out."""
        if 0 <= row < len(self._lines):
            self._chosen[row] = not self._chosen[row]
            self._tell(row)
            self.counted.emit()

    def show_known(self, row: int, line: Line, known: Looked) -> None:
        """Say who a line's new number belongs to, unless it was changed again since."""
        if self.line(row) is line:
            self._lines[row] = replace(line, known=known)
            self._tell(row)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _(COLUMNS[section].title) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be put right but who it is."""
        flags = super().flags(index)
        if index.isValid() and COLUMNS[index.column()].field:
            flags |= Qt.ItemFlag.ItemIsEditable
        if index.isValid() and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, and in the first column whether the row is chosen."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(line)
        if role == Qt.ItemDataRole.EditRole:
            return getattr(line, column.field) if column.field else column.text(line)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            is_chosen = self._chosen[index.row()]
            return Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
        return None

    def setData(
        self,
        index: Index,
        value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Take what was put right, or the tick."""
        if not index.isValid():
            return False
        row, field = index.row(), COLUMNS[index.column()].field
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            if (Qt.CheckState(value) == Qt.CheckState.Checked) != self._chosen[row]:
                self.turn(row)
            return True
        if role != Qt.ItemDataRole.EditRole or not field or not isinstance(value, str):
            return False
        text = value.strip()[:_LONGEST]
        if getattr(self._lines[row], field) != text:
            put_right: dict[str, Any] = {field: text}
            self._lines[row] = replace(self._lines[row], **put_right)
            self._tell(row)
            if field in ("phone", "wechat"):
                self.numbers_changed.emit(row)
        return True

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
