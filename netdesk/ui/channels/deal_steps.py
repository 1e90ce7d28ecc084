"""What is done to deals: through the tasks, told with its way back, undone by Ctrl+Z."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.money.proof import DealRow
from netdesk.domain.money.words import DealEvent
from netdesk.errors import NetdeskError
from netdesk.i18n import _
from netdesk.services.deals import Deals, Matched
from netdesk.services.desk import Desk
from netdesk.ui.channels.deal_words import name
from netdesk.ui.notices import Notice
from netdesk.ui.tasks import Tasks

_MOST = 50
_TOPIC = "deals"


class DealSteps(QObject):
    """Keeps the way back of every step of the ledger."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        """Write through `desk`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._steps: list[Matched] = []

    def match(self, row: DealRow, lead: InboxRow) -> None:
        """Say that a deal is this lead's."""
        deals, by, now = self._facts()
        facts = {"name": name(row), "id": lead.id}
        self._write(
            lambda: deals.match_by_hand(row.id, lead.id, by=by, now=now),
            _("%(name)s 的成交匹配到线索 #%(id)d。") % facts,
        )

    def say_none(self, row: DealRow) -> None:
        """Say that no lead brought a deal."""
        deals, by, now = self._facts()
        self._write(
            lambda: deals.unmatch(row.id, by=by, now=now),
            _("%(name)s 的成交记为不是线索带来的。") % {"name": name(row)},
        )

    def by_phone(self, row: DealRow) -> None:
        """Forget what was said: the phone decides."""
        deals, by, now = self._facts()
        self._write(
            lambda: deals.match_by_phone(row.id, by=by, now=now),
            _("%(name)s 的成交重新按电话匹配。") % {"name": name(row)},
        )

    def happened(
        self,
        row: DealRow,
        kind: DealEvent,
        day: date,
        note: str,
        *,
        done: Callable[[Matched], None],
        failed: Callable[[NetdeskError], None],
    ) -> None:
        """Say that a deal was delivered, cancelled or refunded on a day."""
        deals, by, now = self._facts()

        def work() -> Matched:
            if kind is DealEvent.DELIVERED:
                return deals.deliver(row.id, day, by=by, now=now)
            return deals.end(row.id, day, by=by, now=now, note=note)

        told = {
            DealEvent.DELIVERED: _("%(name)s 记为 %(day)s 交车。"),
            DealEvent.CANCELLED: _("%(name)s 记为 %(day)s 退订，不再计入成交。"),
        }.get(kind, _("%(name)s 记为 %(day)s 退车，不再计入成交。"))
        self._write(
            work, told % {"name": name(row), "day": day.isoformat()}, done=done, failed=failed
        )

    def stand(self, row: DealRow) -> None:
        """Take an ending back."""
        deals, by, now = self._facts()
        self._write(
            lambda: deals.stand(row.id, by=by, now=now),
            _("%(name)s 的成交恢复了，重新计入。") % {"name": name(row)},
        )

    def add(
        self,
        cells: Mapping[str, str],
        *,
        done: Callable[[Matched], None],
        failed: Callable[[NetdeskError], None],
    ) -> None:
        """Write a deal down as it was typed."""
        deals, by, now = self._facts()

        def work() -> Matched:
            return deals.add(deals.typed(cells, now=now), by=by, now=now)

        self._write(work, _("成交记下了。"), done=done, failed=failed)

    def undo(self) -> None:
        """Take the last step back."""
        if not self._steps:
            self.told.emit(Notice(_("这一页没有可以撤销的。"), topic=_TOPIC))
            return
        step = self._steps.pop()
        deals, by, now = self._facts()

        def undone(back: Matched) -> None:
            self.told.emit(Notice(_("已撤销。"), topic=_TOPIC))
            self.changed_something.emit(back.changes)

        self._tasks.run(lambda: deals.undo(step, by=by, now=now), self, done=undone)

    def _facts(self) -> tuple[Deals, str, datetime]:
        return self._desk.deals, self._desk.settings.me(), self._desk.now()

    def _write(
        self,
        work: Callable[[], Matched],
        words: str,
        *,
        done: Callable[[Matched], None] = lambda _step: None,
        failed: Callable[[NetdeskError], None] | None = None,
    ) -> None:
        def written(step: Matched) -> None:
            self._steps = [*self._steps, step][-_MOST:]
            self.told.emit(Notice(words, action=(_("撤销"), self.undo), topic=_TOPIC))
            self.changed_something.emit(step.changes)
            done(step)

        self._tasks.run(work, self, done=written, failed=failed)
