"""The customer's whole number: shown while it is held, copied when it is asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from netdesk.domain.leads.inbox import InboxRow
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui.inbox.card import Card
from netdesk.ui.leads.columns import name_of
from netdesk.ui.notices import Notice
from netdesk.ui.tasks import Tasks


class WholePhone(QObject):
    """Each asking is written to the audit by the service."""

    told = Signal(object)  # a Notice

    def __init__(self, desk: Desk, tasks: Tasks, card: Card, parent: QObject) -> None:
        """Show numbers on `card`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._card = card

    def hold(self, row: InboxRow | None, *, held: bool) -> None:
        """Show the number of `row` while it is held."""
        self._card.hold(held=held and row is not None)
        if held and row is not None and row.phone:
            self._reveal(row, self._card.show_phone)

    def copy(self, row: InboxRow | None) -> None:
        """Copy the number of `row`, and say so."""
        if row is None or not row.phone:
            return

        def copy(whole: str) -> None:
            QGuiApplication.clipboard().setText(whole)
            facts = {"name": name_of(row), "phone": row.phone}
            self.told.emit(Notice(_("已复制 %(name)s 的完整号码（%(phone)s）") % facts))

        self._reveal(row, copy)

    def _reveal(self, row: InboxRow, done: Callable[[str], None]) -> None:
        inbox, by, now = self._desk.inbox, self._desk.settings.me(), self._desk.now()
        self._tasks.run(lambda: inbox.reveal(row.id, by=by, now=now), self, done=done)
