"""The calendar with its posts: the days in the middle, the chosen post beside them."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from netdesk.domain.posts.post import Post, PostState, PostText
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.posts.asking import Asking, Stretch
from netdesk.ui.posts.bars import Legend, MixBars, PeriodBar
from netdesk.ui.posts.calendar_frame import CalendarFrame
from netdesk.ui.posts.chosen import Chosen
from netdesk.ui.posts.doing import PostDoing
from netdesk.ui.posts.drafts import DraftsModel
from netdesk.ui.posts.layout import MONTH, WEEK
from netdesk.ui.posts.model import CalendarModel
from netdesk.ui.posts.opened import Opened
from netdesk.ui.posts.saying import Here
from netdesk.ui.posts.side import Side
from netdesk.ui.posts.steps import PostSteps
from netdesk.ui.posts.times import monday_of, month_later, weeks_of
from netdesk.ui.posts.view import CalendarView
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_LOOK = "ui.posts.look"
_BACK = Qt.FocusReason.OtherFocusReason


class CalendarTab(QWidget):
    """Keeps what is chosen and shows what the services answer."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes
    leads_wanted = Signal(str)  # a post's code
    ideas_wanted = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Ask `desk` through `tasks`; the first time when it is shown."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        here = self._here()
        self._chosen = Chosen(here.today, here.today)
        self._is_week = bool(desk.settings.get(_LOOK, "month") == "week")
        self._filling = False
        self.model = CalendarModel(here)
        self.drafts = DraftsModel(here)
        self.bar = PeriodBar(theme)
        self.mixes = MixBars(theme)
        self.view = CalendarView(theme, self.model)
        self.side = Side(theme, self.drafts)
        self.panel = self.side.panel
        self.asking = Asking(desk, tasks, self)
        self.steps = PostSteps(desk, tasks, self)
        self._opened = Opened(self._chosen, self.panel, self.mixes, self.asking)
        self.doing = PostDoing(
            desk, self._chosen, (self.model, self.drafts), self.side, self.asking, self.steps
        )
        middle = (self.bar, self.mixes, self.view, Legend(theme))
        self._frame = CalendarFrame(self, middle, self.side)
        self.setFocusProxy(self.view)
        self._connect()

    def reload(self, post_id: int | None = None) -> None:
        """Ask for the days that are shown; open a post, or keep the one that is open."""
        if post_id is not None:
            self._chosen.wanted = post_id
        self.asking.stretch(*self._span(), self._take_in)

    def open_post(self, post_id: int) -> None:
        """Show a post on its day."""

        def done(post: Post) -> None:
            day = self._here().day_of(post)
            if day is not None:
                self._chosen.day = self._chosen.anchor = day
            self.reload(post.id)
            self.view.setFocus(_BACK)

        self.asking.post(post_id, done)

    def post(self) -> Post | None:
        """Return the post that is open."""
        return self.doing.post()

    def day(self) -> date:
        """Return the chosen day."""
        return self._chosen.day

    def is_week(self) -> bool:
        """Say whether a week is shown, not a month."""
        return self._is_week

    def turn(self, by: int) -> None:
        """Show the month or the week `by` further."""
        anchor = self._chosen.anchor
        self._turn_to(anchor + by * _WEEK if self.is_week() else month_later(anchor, by))

    def go_today(self) -> None:
        """Show today in its own month or week."""
        today, anchor = self._here().today, self._chosen.anchor
        first, last = self._span()
        if first <= today <= last and (self.is_week() or today.month == anchor.month):
            self._show_day(today)
        else:
            self._turn_to(today)

    def turn_look(self) -> None:
        """Show the week in place of the month, or the month in place of the week."""
        settings = self._desk.settings
        self._chosen.anchor = self._chosen.day
        self._is_week = not self._is_week
        name = "week" if self._is_week else "month"
        self._tasks.run(lambda: settings.put(_LOOK, name), self, done=lambda _none: None)
        self.reload()

    def step(self, by: int) -> None:
        """Open the post `by` further: among the drafts where one is open, else in the calendar."""
        post = self.post()
        tray = self.side.tray.list
        if tray.hasFocus() or (post is not None and post.state is PostState.DRAFT):
            tray.step(by)
            return
        ordered = self.model.posts()
        if post is not None:
            at = next(n for n, one in enumerate(ordered) if one.id == post.id) + by
        else:
            days = [self.model.here.day_of(one) or self.day() for one in ordered]
            ahead = [n for n, day in enumerate(days) if day >= self.day()]
            behind = [n for n, day in enumerate(days) if day < self.day()]
            at = (ahead[:1] or [len(ordered)])[0] if by > 0 else (behind[-1:] or [-1])[0]
        if 0 <= at < len(ordered):
            self._go_to(ordered[at])

    def go_drafts(self) -> None:
        """Give the keys to the drafts, or back to the calendar."""
        tray = self.side.tray.list
        if tray.hasFocus():
            self.back()
            return
        if not self._frame.is_wide:
            self._open(None)
            self.side.show_tray()
        tray.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def back(self) -> None:
        """Close what is asked, save what is written; the keys go back where they came from."""
        post, focused = self.post(), self.focusWidget()
        is_writing = focused is not None and self.side.isAncestorOf(focused)
        is_draft = post is not None and post.state is PostState.DRAFT
        self.panel.close_form()
        self.doing.save()
        if focused is self.side.tray.list:
            if not self._frame.is_wide:
                self._open(self._first_of_day())
        elif is_draft and not is_writing:
            self.go_drafts()
            return
        self._show_side()
        self.view.setFocus(_BACK)

    def enter(self) -> None:
        """Open what the keys are on."""
        focused, tray = self.focusWidget(), self.side.tray.list
        if isinstance(focused, QPushButton):
            focused.click()
        elif focused is tray and tray.post() is not None:
            self._open(tray.post())
            self.panel.edit()
        elif focused is not self.view and self.panel.is_changed():
            self.doing.save()
        elif self.post() is not None:
            self.side.show_panel()
            self.panel.edit()
        else:
            self.go_drafts()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again: days go by, and others write too."""
        super().showEvent(event)
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each part its share; the drafts have a column where there is room for it."""
        super().resizeEvent(event)
        if self._frame.share(event.size().width()) and self.model.rowCount():
            self._show_side()

    def _take_in(self, stretch: Stretch) -> None:
        """Show an answer; the post that is open stays, unless another is wanted."""
        here, chosen, (first, last) = self._here(), self._chosen, self._span()
        if (stretch.days[0].day, stretch.days[-1].day) != (first, last):
            return  # another month was turned to meanwhile
        names = {one.code: one.name for one in stretch.platforms}
        if stretch.platforms != chosen.platforms:
            chosen.platforms = stretch.platforms
            self.panel.offer(stretch.platforms)
        chosen.slots = stretch.slots
        self.view.set_look(WEEK if self.is_week() else MONTH)
        month = None if self.is_week() else chosen.anchor
        self._filling = True
        self.model.show(
            stretch.days,
            stretch.posts,
            here=here,
            platforms=names,
            month=None if month is None else month.month,
        )
        self.drafts.show(stretch.drafts, here, names)
        is_known = all(day.is_published for day in stretch.days)
        self.bar.show_period(first, last, month, published=is_known)
        wanted, chosen.wanted = chosen.wanted, None
        opened = self.model.post(wanted) or self.drafts.by_id(wanted)
        if opened is not None:
            chosen.day = here.day_of(opened) or chosen.day
        self.view.go(chosen.day)
        self._filling = False
        is_busy = self.side.has_new() or self.side.tray.list.hasFocus()
        self._opened.ask_mixes()
        if opened is not None or not is_busy:
            self._open(opened or self.post() or self._first_of_day())
        self.asking.names(first, last, self.model.name_days)

    def _show_day(self, day: date) -> None:
        """Choose a day; the view turns to it where it doesn't show it."""
        if self.model.index_of(day).isValid():
            self._chosen.day = day
            self.view.go(day)
        else:
            self._turn_to(day)

    def _turn_to(self, day: date) -> None:
        """Show the month or the week of a day, and choose it; a draft stays open for its day."""
        self.doing.save()
        self._chosen.day = self._chosen.anchor = day
        post = self.post()
        if post is None or post.state is not PostState.DRAFT:
            self._chosen.post_id = None
        self.reload()

    def _choose_day(self, day: date) -> None:
        """Open the day's first post, unless a draft is open that is to get this day."""
        if self._filling:
            return
        self._chosen.day = day
        post = self.post()
        is_draft = post is not None and post.state is PostState.DRAFT
        if not is_draft and (post is None or self.model.here.day_of(post) != day):
            self._open(self._first_of_day())
        self._opened.ask_mixes()

    def _go_to(self, post: Post) -> None:
        """Choose a post's day, and open it."""
        day = self.model.here.day_of(post)
        self._filling = True
        if day is not None:
            self._chosen.day = day
            self.view.go(day)
        self._filling = False
        self._open(post)
        self._opened.ask_mixes()

    def _open(self, post: Post | None) -> None:
        """Open a post beside the calendar; what was written in the one before is saved."""
        chosen = self._chosen
        if post is None or post.id != chosen.post_id:
            self.doing.save()
            chosen.results = ()
        chosen.post_id = None if post is None else post.id
        self.view.choose(chosen.post_id)
        self.side.tray.list.go(chosen.post_id)
        if post is not None:
            self.panel.show_post(post, chosen.content_of(post), self._here())
            self._opened.ask_details(post)
        self._show_side()

    def _first_of_day(self) -> Post | None:
        return next(iter(self.model.posts_on(self.day())), None)

    def _show_side(self) -> None:
        if self.post() is not None:
            self.side.show_panel()
        elif not self.model.posts() and not self.drafts.rowCount():
            self.side.teach()
        elif self._frame.is_wide:
            self.side.show_empty_day(self.day())
        else:
            self.side.show_tray()

    def _keep(self, content: PostText) -> None:
        post = self.post()
        if post is not None:
            self._chosen.keep(post, content)

    def _look_closer(self, day: date) -> None:
        """Show the week of a day whose posts have no room in the month, and there the next one."""
        if not self.is_week():
            self._chosen.day = day
            self.turn_look()
            return
        posts = self.model.posts_on(day)
        shown = self.view.pieces(self.model.index_of(day)).shown
        last = [one.id for one in posts].index(shown[-1].post.id) if shown else -1
        self._go_to(posts[(last + 1) % len(posts)])

    def _note_written(self, post_id: int | None) -> None:
        """Tell the pages what was written; the answer opens the post that it came to."""
        if post_id is not None:
            self._chosen.wanted = post_id
        self.changed_something.emit(Changes(posts=True))

    def _here(self) -> Here:
        return Here(self._desk.now(), self._desk.hours.current().zone)

    def _span(self) -> tuple[date, date]:
        anchor = self._chosen.anchor
        if self.is_week():
            return monday_of(anchor), monday_of(anchor) + _WEEK - _DAY
        return weeks_of(anchor)

    def _connect(self) -> None:
        self.bar.moved.connect(self.turn)
        self.bar.today_wanted.connect(self.go_today)
        self.bar.look_wanted.connect(self.turn_look)
        self.view.day_chosen.connect(self._choose_day)
        self.view.day_wanted.connect(self._show_day)
        self.view.post_chosen.connect(self._open)
        self.view.post_opened.connect(lambda _post: self.panel.edit())
        self.view.post_dropped.connect(self.doing.drop_on)
        self.view.more_wanted.connect(self._look_closer)
        tray = self.side.tray.list
        tray.chosen.connect(self._open)
        tray.opened.connect(lambda _post: self.panel.edit())
        tray.post_dropped.connect(self.doing.unplan)
        tray.left.connect(self.back)
        self.side.left.connect(self.back)
        self.side.keys_lost.connect(lambda: self.view.setFocus(_BACK))
        self.side.ideas_wanted.connect(self.ideas_wanted)
        self.panel.edited.connect(self._keep)
        self.panel.check_wanted.connect(self._opened.check)
        self.panel.leads_wanted.connect(self.leads_wanted)
        self.panel.left.connect(lambda: self.view.setFocus(_BACK))
        self.doing.back_wanted.connect(lambda: self.view.setFocus(_BACK))
        self.doing.post_wanted.connect(self._go_to)
        self.doing.told.connect(self.told)
        self.steps.told.connect(self.told)
        self.steps.written.connect(self._note_written)
