"""What is done to an activity's checklist and costs."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.checklist import Check
from netdesk.domain.activities.result import CostLine
from netdesk.domain.activities.words import Moment
from netdesk.domain.money.spend import Spend
from netdesk.i18n import _, say
from netdesk.services.spend import SpendDone
from netdesk.ui.activities.checks_tab import ChecksTab
from netdesk.ui.activities.doing import Doing
from netdesk.ui.activities.result_tab import ResultTab


class LedgerSteps(QObject):
    """Does for the activity that `current` gives what its two tabs ask for."""

    def __init__(
        self,
        doing: Doing,
        checks: ChecksTab,
        result: ResultTab,
        current: Callable[[], Activity | None],
    ) -> None:
        """Follow both tabs."""
        super().__init__(result)
        self._doing = doing
        self._desk = doing.desk
        self._result = result
        self._current = current
        checks.tick_wanted.connect(self._tick)
        checks.add_wanted.connect(self._add_check)
        checks.drop_wanted.connect(self._drop_check)
        result.cost_wanted.connect(self._add_cost)
        result.cost_drop_wanted.connect(self._drop_cost)

    def _tick(self, check: Check, done: bool) -> None:  # noqa: FBT001
        service, by, now = self._desk.activities, self._doing.by, self._desk.now()
        one = self._current()
        if one is not None:
            self._doing.write(
                lambda: service.tick(one.id, check.id, done=done, by=by, now=now), lambda _all: ""
            )

    def _add_check(self, moment: Moment, text: str) -> None:
        service, by, now = self._desk.activities, self._doing.by, self._desk.now()
        one = self._current()
        if one is not None:
            self._doing.write(
                lambda: service.add_check(one.id, moment, text, by=by, now=now), lambda _all: ""
            )

    def _drop_check(self, check: Check) -> None:
        service, by, now = self._desk.activities, self._doing.by, self._desk.now()
        one = self._current()
        if one is not None:
            self._doing.write(
                lambda: service.drop_check(one.id, check.id, by=by, now=now),
                lambda _all: _("删去了“%(text)s”。") % {"text": check.text},
            )

    def _add_cost(self, item: str, amount: str) -> None:
        one = self._current()
        if one is None:
            return
        spend, by, now = self._desk.spend, self._doing.by, self._desk.now()

        def work() -> SpendDone:
            days = one.plan.first, one.plan.last
            paid = Spend(spend.amount(amount), *days, item=item, activity_id=one.id)
            return spend.add(paid, by=by, now=now)

        self._doing.write(
            work,
            lambda _done: _("费用已记下。"),
            done=lambda _done: self._result.clear_cost(),
            failed=lambda error: self._result.fault.say(say(error)),
        )

    def _drop_cost(self, cost: CostLine) -> None:
        spend, by, now = self._desk.spend, self._doing.by, self._desk.now()
        self._doing.write(
            lambda: spend.void(cost.id, version=cost.version, by=by, now=now),
            lambda _done: _("删去了这笔费用。"),
        )
