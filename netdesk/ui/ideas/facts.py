"""The shop's facts as text: a TOML editor whose faults are told by line."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from netdesk.domain.activities.policies import Policy
from netdesk.errors import Fault
from netdesk.i18n import _, ngettext
from netdesk.ui.actions import key_words
from netdesk.ui.paint import brush
from netdesk.ui.theme import SMALL, TITLE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import label, surface, tip

_POLICIES = 6  # named above the text
_SHOWN = 5  # faults; the rest after these are mended


class FactsEditor(QWidget):
    """Hands the text up to be saved; shows what was refused."""

    save_wanted = Signal(str)
    sample_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._kept = ""
        self.edit = _Lines(theme)
        self._told = label(theme, danger=True, wrap=True)
        self._told.hide()
        self._policies = label(theme, size=SMALL, quiet=True, wrap=True)
        self._policies.hide()
        self._links = QVBoxLayout()
        self._links.setSpacing(2)
        self._buttons: list[Button] = []
        self._build()

    def open(self, text: str) -> None:
        """Show the text as it is kept."""
        self._kept = text
        self.edit.setPlainText(text)
        self.show_faults(())
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Return the text as it is written."""
        return self.edit.toPlainText()

    def is_changed(self) -> bool:
        """Say whether something is not saved yet."""
        return self.text() != self._kept

    def put(self, text: str) -> None:
        """Put another text in place of this one; Ctrl+Z takes it back."""
        cursor = self.edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)

    def saved(self) -> None:
        """Note that what is written is kept now."""
        self._kept = self.text()

    def show_faults(self, faults: Sequence[Fault], flaws: Sequence[Fault] = ()) -> None:
        """Show every fault with its line; a click goes there.

        `flaws` can be saved, and yet no post may say them.
        """
        for button in self._buttons:
            self._links.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        listed = (*faults, *flaws)
        self._told.setVisible(bool(listed))
        self._told.setText(_told(len(faults), len(listed)))
        for fault in listed[:_SHOWN]:
            words = _("第 %(line)d 行：%(text)s") % {"line": fault.line, "text": fault.text}
            button = _Link(self._theme, words)
            button.clicked.connect(lambda _on=False, line=fault.line: self.edit.go(line))
            self._links.addWidget(button)
            self._buttons.append(button)
        self.edit.mark({fault.line for fault in listed})
        self.edit.setAccessibleDescription(self._told.text())
        if listed:
            self.edit.go(listed[0].line)

    def show_policies(self, policies: Sequence[Policy]) -> None:
        """Show beside the facts which policies hold today, and until when."""
        self._policies.setText(_policy_words(policies))
        self._policies.setToolTip(tip("\n".join(one.note.text for one in policies)))
        self._policies.setVisible(bool(policies))

    def policies(self) -> str:
        """Return what is said of the policies; empty where none holds."""
        return self._policies.text()

    def faults(self) -> list[str]:
        """Return the faults that are shown."""
        return [button.text() for button in self._buttons]

    def _build(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(theme, _("本店的事实"), size=TITLE, bold=True), 1)
        sample = Button(theme, _("填入示例"), kind=Kind.QUIET)
        sample.clicked.connect(lambda _checked=False: self.sample_wanted.emit())
        head.addWidget(sample)
        told = _(
            "创意里的车型、价格、礼品和人只从这里来；没写的不会出现。人要书面同意（consent）。"
        )
        back = Button(theme, _("返回"), key="Esc")
        back.clicked.connect(lambda _checked=False: self.left.emit())
        save = Button(theme, _("保存事实"), kind=Kind.PRIMARY, key=key_words("save_facts"))
        save.clicked.connect(lambda _checked=False: self.save_wanted.emit(self.text()))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(back)
        foot.addWidget(save)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(8)
        rows.addLayout(head)
        rows.addWidget(label(theme, told, quiet=True, wrap=True))
        rows.addWidget(self._policies)
        rows.addWidget(self.edit, 1)
        rows.addWidget(self._told)
        rows.addLayout(self._links)
        rows.addLayout(foot)


def _told(faults: int, listed: int) -> str:
    if not listed:
        return ""
    if faults:
        told = ngettext("有 %(n)d 处要改，还没有保存：", "有 %(n)d 处要改，还没有保存：", faults)
        told %= {"n": faults}
    else:
        told = _("已保存，但是：")
    if listed > _SHOWN:
        told += ngettext("先列 %(n)d 处", "先列 %(n)d 处", _SHOWN) % {"n": _SHOWN}
    return told


def _policy_words(policies: Sequence[Policy]) -> str:
    parts = []
    for one in policies[:_POLICIES]:
        last = one.note.last
        until = _("到 %(day)s") % {"day": last.isoformat()} if last else _("未定结束")
        parts.append(_("%(title)s（%(until)s）") % {"title": one.note.title, "until": until})
    more = len(policies) - _POLICIES
    if more > 0:
        parts.append(ngettext("另有 %(n)d 条", "另有 %(n)d 条", more) % {"n": more})
    told = _("现行政策：%(policies)s。写到已结束政策的事实不会用。")
    return told % {"policies": _("、").join(parts)} if parts else ""


class _Link(Button):
    """A fault; as wide as the page, what doesn't fit ends in …"""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, kind=Kind.QUIET)
        self.setToolTip(text.replace("<", "‹"))

    def minimumSizeHint(self) -> QSize:
        """Be cut rather than widen the page."""
        return QSize(80, self.sizeHint().height())


class _Lines(QPlainTextEdit):
    """Text with the numbers of its lines; those with a fault are marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marked: set[int] = set()
        self.setAccessibleName(_("本店的事实（TOML）"))
        self.setAcceptDrops(False)  # a file let go here is for the window
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(lambda _n: self._fit())
        self.updateRequest.connect(self._scrolled)
        theme.changed.connect(self._show_marks)
        self._fit()

    def mark(self, lines: set[int]) -> None:
        """Mark lines, from 1."""
        self._marked = lines
        self._show_marks()

    def go(self, line: int) -> None:
        """Put the cursor at a line, from 1."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(max(0, line - 1))))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert(self, text: str) -> None:
        """Write at the cursor."""
        self.textCursor().insertText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers at the left."""
        super().resizeEvent(event)
        area = self.contentsRect()
        self._numbers.setGeometry(QRect(area.left(), area.top(), self.gutter(), area.height()))

    def gutter(self) -> int:
        """Return the width of the numbers."""
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance("0" * max(3, len(str(self.blockCount())))) + 20

    def paint_numbers(self, painter: QPainter, top: int, bottom: int) -> None:
        """Draw the numbers between two heights; `!` stands at a fault."""
        tokens = self._theme.tokens
        painter.setFont(self._theme.font(SMALL))
        block = self.firstVisibleBlock()
        area = self.blockBoundingGeometry(block).translated(self.contentOffset())
        while block.isValid() and area.top() <= bottom:
            if block.isVisible() and area.bottom() >= top:
                line = block.blockNumber() + 1
                fault = line in self._marked
                painter.setPen(tokens.danger_text if fault else tokens.muted)
                where = QRect(0, int(area.top()), self.gutter() - 8, self.fontMetrics().height())
                shown = f"! {line}" if fault else str(line)
                painter.drawText(where, Qt.AlignmentFlag.AlignRight, shown)
            block = block.next()
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())

    def _fit(self) -> None:
        self.setViewportMargins(self.gutter(), 0, 0, 0)

    def _scrolled(self, area: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())

    def _show_marks(self) -> None:
        made = []
        for line in sorted(self._marked):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document().findBlockByNumber(max(0, line - 1)))
            selection.cursor = cursor
            look = selection.format
            look.setBackground(brush(self._theme.tokens.danger_soft))
            look.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003
            selection.format = look
            made.append(selection)
        self.setExtraSelections(made)
        self._numbers.update()


class _Numbers(QWidget):
    """The strip of line numbers."""

    def __init__(self, lines: _Lines) -> None:
        super().__init__(lines)
        self._lines = lines

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is to be drawn again."""
        painter = QPainter(self)
        self._lines.paint_numbers(painter, event.rect().top(), event.rect().bottom())
        painter.end()
