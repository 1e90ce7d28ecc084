"""F1: every key there is, from the one table of actions."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netdesk.i18n import _
from netdesk.ui.actions import ACTIONS, WHERE_WORDS, Where, spoken
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, paint_cap
from netdesk.ui.widgets.text import label, surface

_CAP = 20
_GAP = 4
_NARROW = 1160
_COLUMNS, _NARROW_COLUMNS = 4, 3
_HEADING = 2  # actions high
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
    """The actions by where they work, in columns that scroll where the window is low."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """List all of them."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("全部按键"))
        surface(self)
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(24, 0, 24, 0)
        columns.setSpacing(24)
        is_narrow = parent.window().width() < _NARROW
        for places in _columns(_NARROW_COLUMNS if is_narrow else _COLUMNS):
            column = QVBoxLayout()
            for where in places:
                column.addLayout(self._group(theme, where))
                column.addSpacing(16)
            column.addStretch(1)
            columns.addLayout(column)
        scroll = QScrollArea()
        ground = QWidget()
        surface(ground)
        scroll.setViewport(ground)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(_("全部按键"))
        close = Button(theme, _("关闭"), key="Esc")
        close.clicked.connect(lambda _checked=False: self.close())
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 20)
        layout.setSpacing(16)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)
        wish, room = inner.sizeHint(), parent.window().size()
        frame = self.sizeHint().height() - scroll.sizeHint().height()
        self.resize(wish.width() + 12, min(wish.height() + frame, room.height() - 24))
        scroll.setFocus()

    def _group(self, theme: Theme, where: Where) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        title = label(theme, _(WHERE_WORDS[where]), size=LARGE, bold=True)
        grid.addWidget(title, 0, 0, 1, 2)
        listed = [action for action in ACTIONS if action.where is where]
        for at, action in enumerate(listed, start=1):
            grid.addWidget(KeyCaps(theme, action.keys), at, 0)
            grid.addWidget(label(theme, _(action.text)), at, 1)
        return grid


def _columns(count: int) -> list[list[Where]]:
    """Return the places in columns that are about as long; what works everywhere comes first."""
    lengths = {
        where: _HEADING + sum(action.where is where for action in ACTIONS) for where in Where
    }
    found: list[list[Where]] = [[] for _n in range(count)]
    for where in sorted(Where, key=lambda one: (one is not Where.WINDOW, -lengths[one])):
        min(found, key=lambda column: sum(lengths[one] for one in column)).append(where)
    return found
