"""What is done with guests: chosen, listed, marked, invited, taken in at the arrival desk."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.guests import Guest, InviteBy, Mark, Wanted
from netdesk.domain.activities.words import ActivityState
from netdesk.errors import NetdeskError
from netdesk.i18n import _, ngettext, say
from netdesk.services.guest_steps import Arrival, GuestsDone, Told
from netdesk.ui.activities import saying
from netdesk.ui.activities.candidates import CandidatesPanel
from netdesk.ui.activities.detail import Detail
from netdesk.ui.activities.doing import Doing
from netdesk.ui.activities.guests_tab import MARKS
from netdesk.ui.notices import Notice, Tone, refusal

_LIMIT = 300  # candidates shown at a time


class GuestSteps(QObject):
    """Does for the activity that `current` gives what its guests' tabs ask for."""

    told = Signal(object)  # a Notice
    candidates_opened = Signal()
    listed = Signal()  # guests were added

    def __init__(
        self,
        doing: Doing,
        detail: Detail,
        candidates: CandidatesPanel,
        current: Callable[[], Activity | None],
    ) -> None:
        """Follow the tabs of `detail` and the panel `candidates`."""
        super().__init__(detail)
        self._doing = doing
        self._desk = doing.desk
        self._tasks = doing.tasks
        self._tab = detail.guests
        self._arrivals = detail.arrivals
        self._panel = candidates
        self._current = current
        self._connect()

    def open_candidates(self) -> None:
        """Choose whom to invite."""
        one = self._current()
        if one is None:
            return
        if one.state is not ActivityState.PLANNED:
            told = _("“%(name)s”不在计划中，名单不能再改。") % {"name": one.plan.name}
            self.told.emit(Notice(told, Tone.REFUSED, topic="guests"))
            return
        settings = self._desk.settings
        self.candidates_opened.emit()

        def show(channels: tuple[tuple[str, str], ...]) -> None:
            self._panel.open(one, channels)

        self._tasks.run(
            lambda: tuple((c.code, _(c.name)) for c in settings.channels() if c.active),
            self,
            done=show,
            topic="channels",
        )
        models = self._desk.activities.models
        self._tasks.run(models, self, done=self._panel.offer_models, topic="models", aside=True)

    def mark(self, mark: Mark) -> None:
        """Say of the chosen guests that they were invited, agreed, declined or came."""
        chosen, one = self._tab.selected(), self._current()
        if not chosen or one is None:
            return
        service, by, now = self._desk.activities.guests, self._doing.by, self._desk.now()
        ids, way = [guest.lead_id for guest in chosen], self._tab.chosen_way()
        words = {word: _(text) for word, text, _name in MARKS}[mark]

        def told(done: GuestsDone) -> str:
            if not done.count:
                return _("没有要改的：已经是“%(mark)s”。") % {"mark": words}
            if done.count == 1:
                name = next(saying.name(guest) for guest in done.after.values() if guest)
                return _("%(name)s：%(mark)s") % {"name": name, "mark": words}
            text = ngettext("%(n)d 位：%(mark)s", "%(n)d 位：%(mark)s", done.count)
            return text % {"n": done.count, "mark": words}

        def failed(error: NetdeskError) -> None:
            self._tab.table.choose_rows(lambda guest: guest.lead_id in ids)
            self.told.emit(refusal(error))

        self._doing.write(
            lambda: service.mark(one.id, ids, mark, way=way, by=by, now=now), told, failed=failed
        )
        if len(ids) == 1:  # at once: the next key may come before the answer
            self._tab.table.step(1)

    def unmark(self) -> None:
        """Take the last mark of the chosen guests back."""
        chosen, one = self._tab.selected(), self._current()
        marks = [mark for mark in map(_furthest, chosen) if mark is not None]
        if one is None or not marks:
            return
        mark = max(marks, key=tuple(Mark).index)
        ids = [guest.lead_id for guest in chosen if _furthest(guest) is mark]
        service, by, now = self._desk.activities.guests, self._doing.by, self._desk.now()

        def told(done: GuestsDone) -> str:
            n = done.count
            return ngettext("已退回 %(n)d 位", "已退回 %(n)d 位", n) % {"n": n}

        self._doing.write(lambda: service.unmark(one.id, ids, mark, by=by, now=now), told)

    def remove(self) -> None:
        """Take the chosen guests off the list."""
        chosen, one = self._tab.selected(), self._current()
        if not chosen or one is None:
            return
        service, by, now = self._desk.activities.guests, self._doing.by, self._desk.now()
        ids = [guest.lead_id for guest in chosen]

        def told(done: GuestsDone) -> str:
            n = done.count
            return ngettext("移出了 %(n)d 位", "移出了 %(n)d 位", n) % {"n": n}

        self._doing.write(lambda: service.remove(one.id, ids, by=by, now=now), told)

    def copy_text(self) -> None:
        """Copy the invitation that is shown."""
        self._say_copied(self._tab.copy_text(), _("邀约已复制，带着到店码 %(code)s。"))

    def copy_picture(self) -> None:
        """Copy the QR code that is shown."""
        self._say_copied(self._tab.copy_picture(), _("二维码已复制（%(code)s），可以贴进聊天。"))

    def _say_copied(self, code: str, told: str) -> None:
        if code:
            self.told.emit(Notice(told % {"code": code}, topic="copy"))

    def _list(self, ids: list[int]) -> None:
        one = self._current()
        if one is None:
            return
        service, by, now = self._desk.activities.guests, self._doing.by, self._desk.now()

        def told(done: GuestsDone) -> str:
            text = ngettext(
                "名单加了 %(n)d 位，每位都有到店码。",
                "名单加了 %(n)d 位，每位都有到店码。",
                done.count,
            )
            return text % {"n": done.count}

        self._doing.write(
            lambda: service.add(one.id, ids, by=by, now=now),
            told,
            done=lambda _done: self.listed.emit(),
        )

    def _ask_candidates(self, wanted: Wanted) -> None:
        one = self._current()
        if one is None:
            return
        service, now, today = self._desk.activities.guests, self._desk.now(), self._today()
        self._tasks.run(
            lambda: service.candidates(one.id, wanted, now=now, limit=_LIMIT),
            self,
            done=lambda found: self._panel.show_found(found, today),
            topic="candidates",
            aside=True,  # a second and more where there are many leads
        )

    def _ask_text(self, guest: Guest, way: InviteBy) -> None:
        one = self._current()
        if one is None:
            return
        service = self._desk.activities.guests

        def work() -> tuple[Told, bytes]:
            told = service.sample(one, way, guest=guest.row.name, code=guest.code)
            return told, service.qr(guest.code)

        self._tasks.run(work, self, done=lambda found: self._tab.show_text(*found), topic="text")

    def _arrive(self, typed: str) -> None:
        one = self._current()
        if one is not None:
            service, by, now = self._desk.activities.guests, self._doing.by, self._desk.now()
            self._take_in(lambda: service.arrive(one.id, typed, by=by, now=now))

    def _arrive_lead(self, lead_id: int) -> None:
        one = self._current()
        if one is not None:
            service, by, now = self._desk.activities.guests, self._doing.by, self._desk.now()
            self._take_in(lambda: service.arrive_lead(one.id, lead_id, by=by, now=now))

    def _take_in(self, work: Callable[[], Arrival]) -> None:
        def done(arrival: Arrival) -> None:
            self._arrivals.show_arrival(arrival)
            if arrival.done is not None:
                self._doing.keep(arrival.done)
                self._doing.changed_something.emit(arrival.done.changes)

        def failed(error: NetdeskError) -> None:
            self._arrivals.show_refusal(say(error))

        self._tasks.run(work, self, done=done, failed=failed)

    def _today(self) -> date:
        return self._desk.activities.today(self._desk.now())

    def _connect(self) -> None:
        self._panel.wanted.connect(self._ask_candidates)
        self._panel.add_wanted.connect(self._list)
        self._tab.add_wanted.connect(self.open_candidates)
        self._tab.mark_wanted.connect(self.mark)
        self._tab.unmark_wanted.connect(self.unmark)
        self._tab.remove_wanted.connect(self.remove)
        self._tab.text_wanted.connect(self._ask_text)
        self._tab.copy_wanted.connect(self.copy_text)
        self._tab.picture_wanted.connect(self.copy_picture)
        self._arrivals.typed.connect(self._arrive)
        self._arrivals.chosen.connect(self._arrive_lead)


def _furthest(guest: Guest) -> Mark | None:
    marks = guest.marks
    for mark, at in (
        (Mark.ARRIVED, marks.arrived_at),
        (Mark.DECLINED, marks.declined_at),
        (Mark.AGREED, marks.agreed_at),
        (Mark.INVITED, marks.invited_at),
    ):
        if at is not None:
            return mark
    return None
