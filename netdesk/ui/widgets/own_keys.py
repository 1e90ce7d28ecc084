"""A panel whose keys are its own, also where the page around it has the same for something else."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from netdesk.ui.actions import action_of


class OwnKeys(QWidget):
    """Does its actions by their keys while focus is inside; fields keep what is typed into them."""

    def __init__(self) -> None:
        """Start without keys."""
        super().__init__()
        self._slots: dict[str, Callable[[], None]] = {}

    def own(self, slots: Mapping[str, Callable[[], None]]) -> None:
        """Take the keys of these actions, by their names."""
        for name, slot in slots.items():
            self._slots |= dict.fromkeys(action_of(name).keys, slot)

    def event(self, event: QEvent) -> bool:
        """Claim our keys before they are taken for the shortcuts of the page around."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _written(event) in self._slots
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what our keys ask for."""
        slot = self._slots.get(_written(event))
        if slot is None:
            super().keyPressEvent(event)
        else:
            slot()


def _written(event: QKeyEvent) -> str:
    """Return a key as the table of actions writes it."""
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
