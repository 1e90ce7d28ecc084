"""What was recognised in a paste, to be put right and confirmed by one key."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.domain.channel import Channel
from netdesk.i18n import _, ngettext
from netdesk.services.pasting import Understood
from netdesk.ui.intake.paste_model import COLUMNS, Index, PasteModel
from netdesk.ui.theme import LARGE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FIELD_HEIGHT, FaultLabel, titled
from netdesk.ui.widgets.text import label

_SIZE = (980, 560)
_ROW = 32
_AROUND = 48
_TEXT_HEIGHT = 104
_USUAL = "wechat"


class _Table(QTableView):
    """Space chooses the row or leaves it out; Enter is the dialog's."""

    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space before it opens a cell."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.turned.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _Inset(QStyledItemDelegate):
    """Begins the words of a cell under those of its heading."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Put an empty picture before the text, where there is no tick."""
        super().initStyleOption(option, index)
        if index.column():
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(1, 1)


class PasteDialog(QDialog):
    """Asks for one answer: are these the people."""

    confirmed = Signal(object, str)  # the lines, and the channel of those that say none

    def __init__(
        self, theme: Theme, understood: Understood, channels: Sequence[Channel], parent: QWidget
    ) -> None:
        """Show what was `understood`."""
        super().__init__(parent)
        self._theme = theme
        self._understood = understood
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("粘贴"))
        self.model = PasteModel(understood.lines)
        self.table = _Table()
        self.text = QPlainTextEdit()
        self.channel = _channel_choice(channels, of_text=not understood.paste.is_table)
        self.fault = FaultLabel(theme, self.table)
        self.save_button = Button(theme, _("记下"), kind=Kind.PRIMARY, key="Enter")
        self._build()
        self._connect()
        self._show_count()
        if understood.lines:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it was not written down; all that was put right stays."""
        self.fault.say(sentence)
        self.save_button.setEnabled(True)

    def confirm(self) -> None:
        """Hand the chosen lines up."""
        lines = self.model.chosen()
        if lines or not self._understood.is_of_leads:
            self.save_button.setEnabled(False)
            self.confirmed.emit(lines, self.channel.currentData() or "")

    def _build(self) -> None:
        theme, shows_people = self._theme, bool(self._understood.lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(theme, _title(self._understood), size=LARGE, bold=True))
        layout.addWidget(label(theme, _help(self._understood), quiet=True, wrap=True))
        if shows_people:
            self._set_table()
            self._set_text()
            layout.addWidget(self.table, 1)
            layout.addLayout(titled(theme, _("复制的原文"), self.text))
        else:
            self.table.hide()
            self.text.hide()
        layout.addWidget(self.fault)
        leave = Button(theme, _("不要了"), key="Esc")
        leave.setAutoDefault(False)
        leave.clicked.connect(lambda _checked=False: self.reject())
        self.save_button.setDefault(True)
        line = QHBoxLayout()
        line.setSpacing(8)
        if self._understood.is_of_leads:
            line.addWidget(label(theme, _("没有写渠道的记在"), quiet=True))
            line.addWidget(self.channel)
        else:
            self.channel.hide()
        line.addStretch(1)
        line.addWidget(leave)
        line.addWidget(self.save_button)
        layout.addLayout(line)
        if shows_people:
            room = _room(self)
            self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))

    def _set_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(_Inset(table))
        table.setAccessibleName(_("认出的客户"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = table.horizontalHeader()
        heads.setSectionsClickable(False)
        heads.setStretchLastSection(True)
        for at, column in enumerate(COLUMNS):
            table.setColumnWidth(at, column.width)
            table.setColumnHidden(at, self.model.is_bare(at))

    def _set_text(self) -> None:
        self.text.setReadOnly(True)
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self.text.setAccessibleName(_("复制的原文"))
        self.text.setTabChangesFocus(True)
        self.text.setFont(self._theme.font(LARGE - 2))

    def _connect(self) -> None:
        self.save_button.clicked.connect(lambda _checked=False: self.confirm())
        if not self._understood.lines:
            return
        self.table.turned.connect(self.model.turn)
        self.table.selectionModel().currentRowChanged.connect(self._show_text)
        self.model.counted.connect(self._show_count)
        self.model.dataChanged.connect(lambda *_cells: self.fault.say(""))

    def _show_count(self) -> None:
        if not self._understood.is_of_leads:
            self.save_button.set_words(_("导入"))
            return
        n = len(self.model.chosen())
        self.save_button.set_words(ngettext("记下 %(n)d 位", "记下 %(n)d 位", n) % {"n": n})
        self.save_button.setEnabled(n > 0)

    def _show_text(self, current: QModelIndex) -> None:
        """Show what was copied of the chosen one, with what was recognised marked."""
        line = self.model.line(current.row())
        if line is None:
            return
        self.text.setPlainText(line.text)
        place = _Utf16(line.text)
        selections = []
        for start, end, _field in line.marks:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(place.of(start))
            cursor.setPosition(place.of(end), QTextCursor.MoveMode.KeepAnchor)
            looks = QTextCharFormat()
            looks.setBackground(self._theme.tokens.accent_soft)
            looks.setForeground(self._theme.tokens.accent_text)
            mark.cursor, mark.format = cursor, looks
            selections.append(mark)
        self.text.setExtraSelections(selections)


def _room(dialog: QDialog) -> QSize:
    """Return how large a dialog may be over its window."""
    parent = dialog.parentWidget()
    return QSize(*_SIZE) if parent is None else parent.size() - QSize(_AROUND, _AROUND)


class _Utf16:
    """Places in a text as Qt counts them: an emoji is two."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_plain = all(ord(sign) < 0x10000 for sign in text)

    def of(self, place: int) -> int:
        """Return where a place of the text is."""
        if self._is_plain:
            return place
        return len(self._text[:place].encode("utf-16-le")) // 2


def _title(found: Understood) -> str:
    if not found.is_of_leads:
        facts = {"kind": words.records(found.kind), "n": found.rows}
        text = ngettext("复制的是%(kind)s，%(n)d 行", "复制的是%(kind)s，%(n)d 行", found.rows)
        return text % facts
    n = len(found.lines)
    return ngettext("认出 %(n)d 位客户", "认出 %(n)d 位客户", n) % {"n": n}


def _help(found: Understood) -> str:
    if not found.is_of_leads:
        return _("会按这种表整张导入，导入后可以撤销。")
    told = _("双击格子可以改，空格勾选；去掉勾的不记。")
    if found.rejected:
        more = ngettext(
            "另有 %(n)d 行没有可用的号码，不会记。",
            "另有 %(n)d 行没有可用的号码，不会记。",
            found.rejected,
        )
        told += more % {"n": found.rejected}
    return told


def _channel_choice(channels: Sequence[Channel], *, of_text: bool) -> QComboBox:
    made = channel_choice(channels)
    made.setCurrentIndex(max(made.findData(_USUAL if of_text else "other"), 0))
    return made


def channel_choice(channels: Sequence[Channel]) -> QComboBox:
    """Return a field to choose a channel of the shop from."""
    made = QComboBox()
    made.setAccessibleName(_("渠道"))
    made.setFixedHeight(FIELD_HEIGHT)
    made.setMinimumContentsLength(8)
    made.setMaxVisibleItems(18)
    for channel in channels:
        if channel.active or channel.code in (_USUAL, "other"):
            made.addItem(_(channel.name), channel.code)
    return made
