"""The line at the foot: which store this is, and the keys of the page."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from netdesk.i18n import _
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.text import ElidedLabel, label, surface

_HEIGHT = 28


class BottomLine(QWidget):
    """Quiet facts at the left, keys at the right."""

    def __init__(self, theme: Theme, store_name: str) -> None:
        """Name the store."""
        super().__init__()
        surface(self)
        self.setFixedHeight(_HEIGHT)
        self._store = ElidedLabel(theme.font(SMALL), quiet=True)
        self._store.setText(_("库：本机 %(name)s") % {"name": Path(store_name).name})
        self._store.setToolTip(store_name)
        self._keys = label(theme, size=SMALL, quiet=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(16)
        layout.addWidget(self._store, 1)
        layout.addWidget(self._keys)

    def show_hints(self, hints: Iterable[tuple[str, str]]) -> None:
        """Show keys with what they do."""
        self._keys.setText("    ".join(f"{key} {words}" for key, words in hints))
