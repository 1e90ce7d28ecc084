"""The look: colours as tokens from resources/themes, the type, and the palette Qt draws with."""

import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from netdesk.domain.leads.lead import Urgency
from netdesk.resources import resource

SYSTEM, LIGHT, DARK = "system", "light", "dark"
CHOICES = (SYSTEM, LIGHT, DARK)

# The five sizes of type, in device-independent pixels.
SMALL, BODY, LARGE, TITLE, DISPLAY = 12, 13, 15, 20, 28


class Tokens:
    """Every colour the window uses, by what it is for."""

    page: QColor
    surface: QColor
    field: QColor
    hover: QColor
    border: QColor
    line: QColor
    outline: QColor
    text: QColor
    muted: QColor
    strong: QColor
    on_strong: QColor
    accent: QColor
    accent_hover: QColor
    accent_text: QColor
    accent_soft: QColor
    on_accent: QColor
    good_text: QColor
    good_soft: QColor
    danger_text: QColor
    danger_soft: QColor
    calm_text: QColor
    calm_fill: QColor
    calm_bar: QColor
    soon_text: QColor
    soon_fill: QColor
    soon_bar: QColor
    urgent_text: QColor
    urgent_fill: QColor
    urgent_bar: QColor
    overdue_text: QColor
    overdue_fill: QColor
    overdue_bar: QColor
    mix_help: QColor
    mix_promotion: QColor

    def __init__(self, written: Mapping[str, str]) -> None:
        """Take the colours as a theme writes them."""
        for name in Tokens.__annotations__:
            setattr(self, name, QColor(written[name]))

    def urgency(self, urgency: Urgency) -> tuple[QColor, QColor, QColor]:
        """Return the text, the fill and the bar of a countdown."""
        return self._urgencies[urgency]

    @cached_property
    def _urgencies(self) -> dict[Urgency, tuple[QColor, QColor, QColor]]:
        return {
            Urgency.CALM: (self.calm_text, self.calm_fill, self.calm_bar),
            Urgency.SOON: (self.soon_text, self.soon_fill, self.soon_bar),
            Urgency.URGENT: (self.urgent_text, self.urgent_fill, self.urgent_bar),
            Urgency.OVERDUE: (self.overdue_text, self.overdue_fill, self.overdue_bar),
        }


class Theme(QObject):
    """The look in use. Widgets that paint for themselves are handed it and ask `tokens`."""

    changed = Signal()

    def __init__(self, app: QApplication, *, family: str, choice: str = SYSTEM) -> None:
        """Dress `app` in `choice`, one of CHOICES; set everything in `family`."""
        super().__init__(app)
        self._app = app
        self._family = family
        self._choice = choice
        self._name = ""
        self._fonts: dict[tuple[int, bool], QFont] = {}
        app.setFont(self.font())
        app.styleHints().colorSchemeChanged.connect(self._dress)
        self._dress()

    @property
    def name(self) -> str:
        """Which look it is: LIGHT or DARK."""
        return self._name

    def choose(self, choice: str) -> None:
        """Change to `choice`, one of CHOICES."""
        self._choice = choice
        self._dress()

    def font(self, size: int = BODY, *, bold: bool = False) -> QFont:
        """Return the type of the window at one of the five sizes. Its digits are of one width."""
        found = self._fonts.get((size, bold))
        if found is None:
            found = QFont(self._family) if self._family else QFont(self._app.font())
            found.setPixelSize(size)
            found.setBold(bold)
            found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[size, bold] = found
        return found

    def _dress(self) -> None:
        name = self._choice
        if name == SYSTEM:
            scheme = self._app.styleHints().colorScheme()
            name = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        if name == self._name:
            return
        self._name = name
        self.tokens = tokens(name)
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(style_sheet(name))
        self.changed.emit()


def colours(name: str) -> dict[str, str]:
    """Return the tokens of a shipped theme as they are written."""
    with resource("themes", f"{name}.toml").open("rb") as file:
        found: dict[str, str] = tomllib.load(file)["colors"]
    return found


@cache
def tokens(name: str) -> Tokens:
    """Return the tokens of the shipped theme `name`."""
    return Tokens(colours(name))


def style_sheet(name: str) -> str:
    """Return what Qt's palette cannot say, in the colours of the theme."""
    facts = colours(name) | {"icons": resource("icons").as_posix(), "theme": name}
    template = Template(resource("themes", "window.qss").read_text(encoding="utf-8"))
    return template.substitute(facts)


def palette(look: Tokens) -> QPalette:
    """Return the palette Qt's own style draws with."""
    role = QPalette.ColorRole
    made = QPalette()
    for part, colour in (
        (role.Window, look.page),
        (role.WindowText, look.text),
        (role.Base, look.surface),
        (role.AlternateBase, look.page),
        (role.Text, look.text),
        (role.Button, look.surface),
        (role.ButtonText, look.text),
        (role.BrightText, look.danger_text),
        (role.Highlight, look.accent),
        (role.HighlightedText, look.on_accent),
        (role.PlaceholderText, look.muted),
        (role.ToolTipBase, look.surface),
        (role.ToolTipText, look.text),
        (role.Link, look.accent_text),
        (role.Mid, look.border),
        (role.Midlight, look.line),
        (role.Dark, look.outline),
        (role.Light, look.surface),
        (role.Shadow, look.border),
        (role.Accent, look.accent),
    ):
        made.setColor(part, colour)
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, look.muted)
    return made
