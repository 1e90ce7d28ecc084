"""Text that is only ever text: a customer may be called `<img src=…>` (decision 19)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from netdesk.ui.theme import BODY, Theme

PLAIN = QPalette.ColorRole.WindowText
QUIET = QPalette.ColorRole.PlaceholderText
DANGER = QPalette.ColorRole.BrightText


def label(
    theme: Theme,
    text: str = "",
    *,
    size: int = BODY,
    bold: bool = False,
    quiet: bool = False,
    danger: bool = False,
    wrap: bool = False,
) -> QLabel:
    """Return a plain label. `quiet` is for what is read second."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(size, bold=bold))
    if quiet:
        made.setForegroundRole(QUIET)
    if danger:
        made.setForegroundRole(DANGER)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def ink(widget: QWidget, colour: QColor) -> None:
    """Write `widget` in a colour of the tokens; call it again when the look changes."""
    palette = widget.palette()
    palette.setColor(PLAIN, colour)
    widget.setPalette(palette)
    widget.setForegroundRole(PLAIN)


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room, and says the rest in its tool tip."""

    def __init__(self, font: QFont, *, quiet: bool = False) -> None:
        """Set the line in `font`."""
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if quiet:
            self.setForegroundRole(QUIET)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Show `text`, as much as fits."""
        self._whole = " ".join(text.split())
        self._fit()

    def whole(self) -> str:
        """Return the text, also what does not fit."""
        return self._whole

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Fit the text to the new width."""
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.width()
        )
        super().setText(shown)
        if (shown != self._whole) != bool(self.toolTip()):
            cut = shown != self._whole
            self.setToolTip(tip(self._whole) if cut else "")
            self.setAccessibleName(self._whole if cut else "")


def tip(text: str) -> str:
    """Return `text` for a tool tip, which reads HTML where it looks like it."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, entity)
    return f"<span>{text}</span>" if text else ""


def rule(*, upright: bool = False) -> QFrame:
    """Return a hair line."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.VLine if upright else QFrame.Shape.HLine)
    made.setFrameShadow(QFrame.Shadow.Plain)
    made.setForegroundRole(QPalette.ColorRole.Mid)
    made.setLineWidth(1)
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def surface(widget: QWidget) -> QWidget:
    """Give `widget` the ground of cards and bars; return it."""
    widget.setBackgroundRole(QPalette.ColorRole.Base)
    widget.setAutoFillBackground(True)
    return widget
