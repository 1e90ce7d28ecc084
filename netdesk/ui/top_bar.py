"""The bar over the pages: search, import, and the shop's clock."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from netdesk.i18n import _
from netdesk.services.hours import ShopHours
from netdesk.ui.actions import key_words
from netdesk.ui.icons import paint_icon
from netdesk.ui.pulse import Pulse
from netdesk.ui.shop_clock import ShopClock
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, paint_cap
from netdesk.ui.widgets.text import surface

HEIGHT = 52
_WAIT_MS = 150


class SearchField(QLineEdit):
    """A field that says when typing has paused, and shows its key while it is empty."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._key = key_words("search")
        self.setPlaceholderText(_("姓名、手机号、车型、渠道"))
        self.setAccessibleName(_("搜索"))
        self.setAccessibleDescription(self._key)
        self.setMaxLength(60)
        self.setAcceptDrops(False)  # a file let go here is for the window
        self.setProperty("quiet", True)  # noqa: FBT003
        self.setTextMargins(24, 0, 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(lambda _text: self._timer.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field, then leaves; Enter and ↓ go to what was found."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, its icon, and its key where nothing is typed."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        middle = self.height() / 2
        paint_icon(painter, "search", tokens.muted, self._area(10, middle - 8, 16))
        if not self.text() and not self.hasFocus():
            font = self._theme.font(SMALL)
            painter.setFont(font)
            width = painter.fontMetrics().horizontalAdvance(self._key) + 10
            area = self._area(self.width() - width - 8, middle - 9, width, 18)
            paint_cap(painter, tokens, area, self._key, font)
        painter.end()

    def _area(self, left: float, top: float, width: float, height: float = 0) -> QRectF:
        return QRectF(left, top, width, height or width)


class TopBar(QWidget):
    """Search at the left, the clock at the right."""

    import_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, theme: Theme, hours: ShopHours, pulse: Pulse) -> None:
        """Show the state of `hours`."""
        super().__init__()
        surface(self)
        self.setFixedHeight(HEIGHT)
        self.search = SearchField(theme)
        self.search.setMaximumWidth(340)
        self.search.setFixedHeight(32)
        self.clock = ShopClock(theme, hours, pulse)
        self._import = Button(theme, _("导入"), key=key_words("import"), icon="import")
        self._import.clicked.connect(lambda _checked=False: self.import_wanted.emit())
        self._new = Button(theme, _("新线索"), key=key_words("new_lead"))
        self._new.clicked.connect(lambda _checked=False: self.new_wanted.emit())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(12)
        layout.addWidget(self.search, 3)
        layout.addWidget(self._new)
        layout.addWidget(self._import)
        layout.addStretch(1)
        layout.addWidget(self.clock)
