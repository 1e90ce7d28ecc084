"""A time of day as people type it: 14:30, 1430, 9."""

from datetime import time

from PySide6.QtWidgets import QLineEdit

_WIDTH = 72


class TimeField(QLineEdit):
    """Shows HH:MM; what can't be read as a time is marked and gives None."""

    def __init__(self, name: str) -> None:
        """Start empty."""
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(5)
        self.setAcceptDrops(False)
        self.setFixedWidth(_WIDTH)
        self.textChanged.connect(lambda _text: self._mark())

    def set_time(self, at: time) -> None:
        """Show a time."""
        self.setText(f"{at:%H:%M}")

    def time(self) -> time | None:
        """Return what is written, to the minute."""
        return read_time(self.text())

    def _mark(self) -> None:
        fault = self.time() is None
        if bool(self.property("fault")) != fault:
            self.setProperty("fault", fault)
            style = self.style()
            style.unpolish(self)
            style.polish(self)


def read_time(text: str) -> time | None:
    """Return the time that `text` writes, None where it writes none."""
    plain = text.strip().replace("：", ":")
    hour, mark, minute = plain.partition(":")
    if not mark and len(plain) > 2:
        hour, minute = plain[:-2], plain[-2:]
    if not hour.isdecimal() or not (minute.isdecimal() or (minute == "" and not mark)):
        return None
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None
