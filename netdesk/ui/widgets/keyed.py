"""A panel that takes its keys before anything around it does."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Keyed(QWidget):
    """While focus is inside, `take` is asked for every key before shortcuts are looked up.

    Fields keep the letters and digits that are typed into them.
    """

    def take(self, key: int, *, text: str, dry_run: bool) -> bool:
        """Do what a key asks for, and say whether it is one of ours; only say it with `dry_run`."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """Claim our keys before they are taken for shortcuts."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_ours(event, dry_run=True)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what our keys ask for."""
        if not self._is_ours(event, dry_run=False):
            super().keyPressEvent(event)

    def _is_ours(self, event: QKeyEvent, *, dry_run: bool) -> bool:
        if event.modifiers() not in _PLAIN:
            return False
        return self.take(event.key(), text=event.text().upper(), dry_run=dry_run)
