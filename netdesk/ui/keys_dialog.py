"""F1: every key there is, from the one table of actions."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from netdesk.i18n import _
from netdesk.ui.actions import ACTIONS, WHERE_WORDS, Action, Where, spoken
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, paint_cap
from netdesk.ui.widgets.text import label, surface

_CAP = 20
_GAP = 4
_MOST = 4  # caps of one action; more are a range


class KeyCaps(QWidget):
    """One action's keys, drawn as caps."""

    def __init__(self, theme: Theme, keys: tuple[str, ...]) -> None:
        """Show `keys`."""
        super().__init__()
        self._theme = theme
        self._keys = list(dict.fromkeys(spoken(key) for key in keys))
        self.setAccessibleName(" / ".join(self._keys))
        if len(self._keys) > _MOST:
            self._keys = [self._keys[0], "…", self._keys[-1]]
        self.setFixedSize(self._size())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the caps side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        font = self._theme.font(SMALL)
        for key in self._keys:
            width = self._width(key)
            paint_cap(painter, self._theme.tokens, QRectF(left, 1, width, _CAP), key, font)
            left += width + _GAP
        painter.end()

    def _size(self) -> QSize:
        return QSize(sum(self._width(key) + _GAP for key in self._keys), _CAP + 3)

    def _width(self, key: str) -> int:
        metrics = QFontMetrics(self._theme.font(SMALL))
        return max(_CAP + 2, metrics.horizontalAdvance(key) + 12)


class KeysDialog(QDialog):
    """The actions by where they work, in columns."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """List all of them."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("全部按键"))
        surface(self)
        columns = QHBoxLayout()
        columns.setSpacing(24)  # all of it fits 1024
        inbox = [action for action in ACTIONS if action.where is Where.INBOX]
        half = (len(inbox) + 1) // 2
        first = QVBoxLayout()
        for where in (Where.WINDOW, Where.SUMMARY, Where.SETTINGS):
            first.addLayout(
                self._group(theme, where, [one for one in ACTIONS if one.where is where])
            )
            first.addSpacing(16)
        first.addStretch(1)
        columns.addLayout(first)
        second = QVBoxLayout()
        listed = [one for one in ACTIONS if one.where is Where.IDEAS]
        second.addLayout(self._group(theme, Where.IDEAS, listed))
        second.addStretch(1)
        columns.addLayout(second)
        for part, title in ((inbox[:half], True), (inbox[half:], False)):
            column = QVBoxLayout()
            column.addLayout(self._group(theme, Where.INBOX, part, titled=title))
            column.addStretch(1)
            columns.addLayout(column)
        close = Button(theme, _("关闭"), key="Esc")
        close.clicked.connect(lambda _checked=False: self.close())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addLayout(columns)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)

    def _group(
        self, theme: Theme, where: Where, actions: list[Action], *, titled: bool = True
    ) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        title = label(theme, _(WHERE_WORDS[where]) if titled else " ", size=LARGE, bold=True)
        grid.addWidget(title, 0, 0, 1, 2)
        for at, action in enumerate(actions, start=1):
            grid.addWidget(KeyCaps(theme, action.keys), at, 0)
            grid.addWidget(label(theme, _(action.text)), at, 1)
        return grid
