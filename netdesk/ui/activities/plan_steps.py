"""What is done with plans: written, judged while they are, saved; called off, closed."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from netdesk.domain.activities.activity import Activity, Plan
from netdesk.domain.activities.words import ActivityKind, ActivityState
from netdesk.i18n import _, say
from netdesk.services.activities import ActivityDone, Judged
from netdesk.ui.activities.doing import Doing
from netdesk.ui.activities.plan_form import PlanForm
from netdesk.ui.notices import Notice, Tone

_AHEAD = timedelta(days=7)  # a new activity is offered for


class PlanSteps(QObject):
    """Does for the activity that `current` gives what the form and the keys ask for."""

    told = Signal(object)  # a Notice
    opened = Signal()
    saved = Signal(int, bool)  # the activity, and whether it is new

    def __init__(
        self, doing: Doing, form: PlanForm, current: Callable[[], Activity | None]
    ) -> None:
        """Follow `form`."""
        super().__init__(form)
        self._doing = doing
        self._desk = doing.desk
        self._tasks = doing.tasks
        self._form = form
        self._current = current
        self._warned = False
        form.judge_wanted.connect(self._judge)
        form.save_wanted.connect(self._save)

    def new(self) -> None:
        """Open the form for a new activity, on a day of the next week."""
        day = self._desk.activities.today(self._desk.now()) + _AHEAD
        self._open(Plan("", ActivityKind.TEST_DRIVE, day, day), None)

    def edit(self) -> None:
        """Open the form for the chosen activity."""
        one = self._current()
        if one is not None:
            self._open(one.plan, one)

    def may_leave(self) -> bool:
        """Say whether the form may be left; what is not saved is warned of once."""
        if self._warned or not self._form.is_changed():
            return True
        self._warned = True
        told = _("活动还没有保存，写到一半的留着；再按一次 Esc 就丢掉。")
        self.told.emit(Notice(told, Tone.TOLD, topic="plan"))
        return False

    def turn(self, state: ActivityState) -> None:
        """Call the chosen activity off or close it; again: plan it as before."""
        one = self._current()
        if one is None:
            return
        wanted = ActivityState.PLANNED if one.state is state else state
        service, by, now = self._desk.activities, self._doing.by, self._desk.now()
        told = {
            ActivityState.PLANNED: _("“%(name)s”已恢复。"),
            ActivityState.CANCELLED: _("“%(name)s”已取消，创意和答案不再提它。"),
            ActivityState.CLOSED: _("“%(name)s”已关闭，名单不再改动。"),
        }[wanted]
        self._doing.write(
            lambda: service.set_state(one.id, wanted, version=one.version, by=by, now=now),
            lambda _done: told % {"name": one.plan.name},
        )

    def _open(self, plan: Plan, one: Activity | None) -> None:
        service, settings, form = self._desk.activities, self._desk.settings, self._form
        self._warned = False

        def channels() -> tuple[tuple[str, str], ...]:
            them = settings.channels()
            return tuple((c.code, _(c.name)) for c in them if c.active or c.code == plan.channel)

        def show(found: tuple[tuple[str, str], ...]) -> None:
            form.offer(found, service.gift_names())
            self.opened.emit()
            form.open(plan, one)

        self._tasks.run(channels, self, done=show, topic="channels")
        self._tasks.run(service.models, self, done=form.offer_models, topic="models", aside=True)

    def _judge(self, plan: Plan) -> None:
        service, form = self._desk.activities, self._form
        but = form.editing.id if form.editing else 0

        def done(judged: Judged) -> None:
            form.show_judged(judged, plan)

        self._tasks.run(
            lambda: service.judge(plan, but=but),
            self,
            done=done,
            failed=lambda error: form.show_fault(say(error)),
            topic="judge",
        )

    def _save(self, plan: Plan, despite: bool) -> None:  # noqa: FBT001
        service, by, now = self._desk.activities, self._doing.by, self._desk.now()
        one = self._form.editing

        def work() -> ActivityDone:
            if one is None:
                return service.plan(plan, by=by, now=now, despite=despite)
            return service.change(
                one.id, plan, version=one.version, by=by, now=now, despite=despite
            )

        def done(step: ActivityDone) -> None:
            self.saved.emit(step.id, one is None)

        told = _("“%(name)s”已计划，清单也列好了。") if one is None else _("“%(name)s”已改好。")
        self._doing.write(
            work,
            lambda _done: told % {"name": plan.name},
            done=done,
            failed=lambda error: self._form.show_fault(say(error)),
        )
