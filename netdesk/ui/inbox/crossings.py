"""When the next lead becomes soon, urgent or overdue: one timer, also while nothing is shown."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from netdesk.domain.leads.lead import SOON_SECONDS, URGENT_SECONDS, Urgency

_STEPS = (
    (Urgency.SOON, timedelta(seconds=SOON_SECONDS)),
    (Urgency.URGENT, timedelta(seconds=URGENT_SECONDS)),
    (Urgency.OVERDUE, timedelta(microseconds=-1)),  # overdue is past the deadline, not at it
)
_LONGEST_MS = 6 * 3600 * 1000


def crossed(dues: Iterable[datetime], after: datetime, until: datetime) -> dict[datetime, Urgency]:
    """Return the deadlines that reached a new urgency after `after` and up to `until`."""
    found: dict[datetime, Urgency] = {}
    for due in dues:
        for urgency, before in _STEPS:
            if after < due - before <= until:
                found[due] = urgency
    return found


def next_crossing(dues: Iterable[datetime], after: datetime) -> datetime | None:
    """Return the first instant after `after` at which some deadline reaches a new urgency."""
    coming = (due - before for due in dues for _urgency, before in _STEPS)
    return min((at for at in coming if at > after), default=None)


class Crossings(QObject):
    """Says each crossing once; a clock that is set back repeats none (RULINGS 18)."""

    reached = Signal(object)  # deadline to the urgency it reached

    def __init__(self, now: datetime, parent: QObject | None = None) -> None:
        """What was crossed before `now` is not said."""
        super().__init__(parent)
        self._dues: tuple[datetime, ...] = ()
        self._past = 0
        self._said = now
        self._next: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.due = self._timer.timeout

    def watch(self, dues: tuple[datetime, ...], now: datetime, *, past: int = 0) -> None:
        """Take the deadlines ahead and how many are past; set the timer to the next crossing."""
        self._dues = dues
        self._past = past
        self._arm(now)

    def overdue(self, now: datetime) -> int:
        """Return how many deadlines have passed."""
        return self._past + sum(due < now for due in self._dues)

    def next_at(self) -> datetime | None:
        """Return the instant the timer is set to."""
        return self._next

    def check(self, now: datetime) -> None:
        """Say what was crossed up to `now`; called by the timer and by every beat."""
        if self._next is None:
            return
        if now < self._next:
            if not self._timer.isActive():  # it had run as long as a timer may
                self._arm(now)
            return
        found = crossed(self._dues, self._said, now)
        self._said = max(self._said, now)
        self._arm(now)
        if found:
            self.reached.emit(found)

    def _arm(self, now: datetime) -> None:
        self._next = next_crossing(self._dues, max(now, self._said))
        if self._next is None:
            self._timer.stop()
            return
        wait = int((self._next - now) / timedelta(milliseconds=1)) + 1
        self._timer.start(min(max(wait, 1), _LONGEST_MS))
