"""The rows and cells an import sent back: line, column, value, reason; saved as a workbook."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QStandardPaths,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.errors import NetdeskError
from netdesk.i18n import N_, _, ngettext
from netdesk.services.importing.result import ImportResult
from netdesk.ui.theme import LARGE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import label

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_SHOWN = 200  # characters of a value: a cell may hold a whole letter


@dataclass(frozen=True)
class Column:
    """One column: heading, words, width."""

    title: str
    text: Callable[[Any], str]
    width: int


COLUMNS = (
    Column(N_("行"), lambda reject: f"{reject.line:,} {reject.sheet}".rstrip(), 64),
    Column(N_("列"), lambda reject: reject.column or "—", 120),
    Column(N_("内容"), lambda reject: " ".join(reject.value.split())[:_SHOWN], 220),
    Column(N_("原因"), lambda reject: words.reason(reject.reason, reject.other), 260),
    Column(N_("结果"), lambda reject: _("整行退回") if reject.row_lost else _("只略去这一格"), 110),
)


class RejectTable(QAbstractTableModel):
    """What was sent back, in file order."""

    def __init__(self, result: ImportResult) -> None:
        """Show the rejects of `result`."""
        super().__init__()
        self._rejects = result.rejects

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rejects)

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

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words."""
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return COLUMNS[index.column()].text(self._rejects[index.row()])


class _Inset(QStyledItemDelegate):
    """Begins the words of a cell under those of its heading."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Put an empty picture before the text: the only inset the style knows."""
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(1, 1)


class RejectsDialog(QDialog):
    """A window of its own, so that the inbox can be used meanwhile."""

    saved = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        theme: Theme,
        result: ImportResult,
        save: Callable[[Path], None],
        parent: QWidget,
    ) -> None:
        """Show the rejects of `result`; `save` writes them as a workbook."""
        super().__init__(parent)
        self._result = result
        self._write = save
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("退回的行"))
        self.resize(860, 480)
        n = len(result.rejects)
        title = ngettext("%(file)s 退回 %(n)d 处", "%(file)s 退回 %(n)d 处", n)
        self.model = RejectTable(result)
        self.table = QTableView()
        self._set_table(theme)
        save_button = Button(theme, _("存为工作簿…"), kind=Kind.PRIMARY)
        save_button.clicked.connect(lambda _checked=False: self._save())
        close = Button(theme, _("关闭"), key="Esc")
        close.clicked.connect(lambda _checked=False: self.close())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(
            label(theme, _("工作簿里有原来的整行和原因，改好后可以直接再导入。"), quiet=True), 1
        )
        line.addWidget(save_button)
        line.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(theme, title % {"file": result.file, "n": n}, size=LARGE, bold=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(line)

    def _set_table(self, theme: Theme) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Inset(self.table))
        self.table.setAccessibleName(_("退回的行"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setDefaultSectionSize(32)
        heads = self.table.horizontalHeader()
        heads.setSectionsClickable(False)
        heads.setStretchLastSection(True)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, column in enumerate(COLUMNS):
            self.table.setColumnWidth(at, column.width)

    def _save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        stem = Path(self._result.file).stem
        suggested = Path(folder) / _("%(name)s 退回.xlsx").replace("%(name)s", stem)
        name, _filter = QFileDialog.getSaveFileName(
            self, _("存为工作簿"), str(suggested), _("工作簿 (*.xlsx)")
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the workbook to `path`."""
        try:
            self._write(path)
        except NetdeskError as error:
            self.refused.emit(error)
            return
        self.saved.emit(str(path))
