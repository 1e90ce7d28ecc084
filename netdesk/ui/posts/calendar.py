"""The calendar with its posts: asks the services, keeps what is chosen, plans and moves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.posts.mix import Mixes
from netdesk.domain.posts.post import Post, PostResult, PostState, PostText
from netdesk.errors import NetdeskError
from netdesk.i18n import _
from netdesk.services.calendar_days import CalendarDay
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.notices import Notice, Tone, refusal
from netdesk.ui.posts.bars import Legend, MixBars, PeriodBar
from netdesk.ui.posts.drafts import DraftsModel
from netdesk.ui.posts.layout import MONTH, WEEK
from netdesk.ui.posts.model import CalendarModel
from netdesk.ui.posts.saying import Here
from netdesk.ui.posts.side import Side
from netdesk.ui.posts.steps import PostSteps
from netdesk.ui.posts.times import (
    above_words,
    instant,
    monday_of,
    month_later,
    time_on,
    weeks_of,
    windows_above,
)
from netdesk.ui.posts.view import CalendarView
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.text import rule

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_NARROW, _WIDE = 980, 1500
_SIDES = (330, 372, 440)  # widths of the right side
_TRAY = 224
_LOOK = "ui.posts.look"


@dataclass(frozen=True)
class _Shown:
    """One answer: what stands in the days of a view, and what the page knows beside it."""

    days: tuple[CalendarDay, ...]
    posts: tuple[Post, ...]
    drafts: tuple[Post, ...]
    platforms: tuple[Platform, ...]
    slots: tuple[time, ...]


class CalendarTab(QWidget):
    """The days in the middle, the chosen post at the right."""

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
        self._day = here.today
        self._anchor = here.today  # a day of the month, or the week, that is shown
        self._post_id: int | None = None
        self._wanted: int | None = None  # the post to open when the answer comes
        self._edited: dict[int, PostText] = {}  # what is written and not saved
        self._results: tuple[PostResult, ...] = ()
        self._platforms: tuple[Platform, ...] = ()
        self._slots: tuple[time, ...] = ()
        self._is_wide = False
        self._filling = False
        self.model = CalendarModel(here)
        self.drafts = DraftsModel(here)
        self.bar = PeriodBar(theme)
        self.mixes = MixBars(theme)
        self.view = CalendarView(theme, self.model)
        self.side = Side(theme, self.drafts)
        self.panel = self.side.panel
        self.steps = PostSteps(desk, tasks, self)
        self._legend = Legend(theme)
        self._build()
        self._connect()
        if desk.settings.get(_LOOK, "month") == "week":
            self.view.set_look(WEEK)

    # What is shown

    def reload(self, post_id: int | None = None) -> None:
        """Ask for the days that are shown; open a post, or keep the one that is open."""
        if post_id is not None:
            self._wanted = post_id
        desk, (first, last) = self._desk, self._span()

        def work() -> _Shown:
            from netdesk.services import platforms, post_settings
            from netdesk.services.calendar_days import days_between

            return _Shown(
                days_between(desk.hours, first, last),
                desk.posts.between(first, last),
                desk.posts.drafts(),
                platforms.known(desk.settings),
                post_settings.read(desk.settings).times,
            )

        self._tasks.run(work, self, done=self._take_in, topic="shown")

    def open_post(self, post_id: int) -> None:
        """Show a post on its day."""
        desk = self._desk

        def done(post: Post) -> None:
            self._day = self._anchor = self._here().day_of(post) or self._day
            self.reload(post.id)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

        self._tasks.run(lambda: desk.posts.one(post_id), self, done=done)

    def post(self) -> Post | None:
        """Return the post that is open."""
        return self.model.post(self._post_id) or self.drafts.by_id(self._post_id)

    def is_week(self) -> bool:
        """Say whether a week is shown, not a month."""
        return self.view.look is WEEK

    # Going about

    def turn(self, by: int) -> None:
        """Show the month or the week `by` further."""
        self._turn_to(
            self._anchor + by * _WEEK if self.is_week() else month_later(self._anchor, by)
        )

    def go_today(self) -> None:
        """Show today."""
        today = self._here().today
        first, last = self._span()
        is_its_own = first <= today <= last and (
            self.is_week() or today.month == self._anchor.month
        )
        self._show_day(today) if is_its_own else self._turn_to(today)

    def turn_look(self) -> None:
        """Show the week in place of the month, or the month in place of the week."""
        look, settings = MONTH if self.is_week() else WEEK, self._desk.settings
        self._anchor = self._day
        self.view.set_look(look)
        name = "week" if look is WEEK else "month"
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
        if not ordered:
            return
        if post is not None:
            at = next(n for n, one in enumerate(ordered) if one.id == post.id) + by
        else:
            days = [self.model.here.day_of(one) or self._day for one in ordered]
            ahead = [n for n, day in enumerate(days) if day >= self._day]
            behind = [n for n, day in enumerate(days) if day < self._day]
            at = (ahead[:1] or [len(ordered)])[0] if by > 0 else (behind[-1:] or [-1])[0]
        if 0 <= at < len(ordered):
            self._go_to(ordered[at])

    def go_drafts(self) -> None:
        """Give the keys to the drafts, or back to the calendar."""
        if self.side.tray.list.hasFocus():
            self.back()
            return
        if not self._is_wide:
            self._open(None)
            self.side.show_tray()
        self.side.tray.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def back(self) -> None:
        """Close what is asked, save what was written, give the keys to the calendar."""
        tray = self.side.tray.list
        is_draft = self.side.has_panel() and self.side.tray.list.post() is not None
        was_asked = self.panel.form() is not None or self.panel.isAncestorOf(self.focusWidget())
        self.panel.close_form()
        self._settle()
        if is_draft and not was_asked:
            self.go_drafts()
            return
        if not was_asked and tray.hasFocus():
            self._open(self._first_of_day())
        self._show_side()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Open what the keys are on."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        elif focused is self.side.tray.list and self.side.tray.list.post() is not None:
            self._open(self.side.tray.list.post())
            self.panel.edit()
        elif focused is not self.view and self.panel.is_changed():
            self.save()
        elif self.post() is not None:
            self.side.show_panel()
            self.panel.edit()
        else:
            self.go_drafts()

    # Doing something with the post

    def save(self) -> None:
        """Save what is written."""
        self._saved(lambda _post: None)

    def ask_schedule(self) -> None:
        """Ask when the open post is to go out."""
        post = self.post()
        if post is None or not self._is_ahead(post):
            return
        here = self._here()
        day = max(self._day, here.today)
        self.side.show_panel()
        self.panel.ask(self.panel.schedule_form)
        at = time_on(day, post, here, self._slots, self.model.posts_on(day))
        self.panel.schedule_form.ask(day, at, self._slots, here)

    def ask_published(self) -> None:
        """Ask where and when the open post went out."""
        post = self.post()
        if post is None:
            return
        pasted = QGuiApplication.clipboard().text().strip()
        url = post.url or (pasted if "://" in pasted and len(pasted) <= 2000 else "")
        self.side.show_panel()
        self.panel.ask(self.panel.publish_form)
        self.panel.publish_form.ask(self._here(), url=url, at=post.published_at)

    def ask_results(self) -> None:
        """Ask what the platform counts for the open post."""
        post = self.post()
        if post is None:
            return
        if post.published_at is None:
            told = _("还没有记为已发布，先按 P 记下发布，再填效果。")
            self.told.emit(Notice(told, Tone.TOLD, topic="post"))
            return
        here = self._here()
        self.side.show_panel()
        self.panel.ask(self.panel.result_form)
        first = here.clock(post.published_at).date()
        self.panel.result_form.ask(first, here, self._results)

    def ask_new(self) -> None:
        """Ask for a post that no idea made."""
        post, desk = self.post(), self._desk
        chosen = post.content.platform if post is not None else ""
        self._settle()
        if self._platforms:
            self._show_new(self._platforms, chosen)
            return

        def work() -> tuple[Platform, ...]:
            from netdesk.services import platforms

            return platforms.known(desk.settings)

        self._tasks.run(work, self, done=lambda known: self._show_new(known, chosen), topic="new")

    def copy(self) -> None:
        """Copy the open post as its platform takes it."""
        content, report = self.panel.content(), self.panel.checked.report()
        if self.post() is None or content is None:
            return
        desk = self._desk

        def work() -> str:
            from netdesk.services import platforms

            return platforms.copy_of(content, desk.settings)

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            if report is not None and report.level is Level.BLOCK:
                told = _("已复制，但还有禁用的词，改好再发。")
                self.told.emit(Notice(told, Tone.REFUSED, topic="copy"))
            else:
                self.told.emit(Notice(_("已复制，可以直接粘贴到平台。"), topic="copy"))

        self._tasks.run(work, self, done=done)

    def drop_post(self) -> None:
        """Put the open post away."""
        post = self.post()
        if post is None:
            return
        if not self._is_ahead(post):
            self.told.emit(Notice(_("已发布的帖子不能丢弃。"), Tone.TOLD, topic="post"))
            return
        self._edited.pop(post.id, None)
        self.steps.drop(post)

    def to_draft(self) -> None:
        """Make the open post a draft again; a published one is planned again."""
        post = self.post()
        if post is None or post.state is PostState.DRAFT:
            return
        if post.state is PostState.PUBLISHED:
            self.steps.take_back(post)
        else:
            self.steps.unschedule(post)

    def shift(self, days: int) -> None:
        """Move the open post by days, its time of day kept."""
        post = self.post()
        if post is None or post.planned_at is None or not self._is_ahead(post):
            return
        here = self._here()
        clock = here.clock(post.planned_at)
        day = clock.date() + timedelta(days=days)
        self._plan(post, day, instant(day, clock.time().replace(microsecond=0), here))

    def plan_week(self) -> None:
        """Fill the week of the chosen day."""
        self.steps.plan_week(monday_of(self._day))

    def drop_on(self, post_id: int, day: date) -> None:
        """Plan the post that was let go on a day."""
        post = self.model.post(post_id) or self.drafts.by_id(post_id)
        if post is None or self.model.here.day_of(post) == day:
            return
        here = self._here()
        at = time_on(day, post, here, self._slots, self.model.posts_on(day))
        self._plan(post, day, instant(day, at, here))

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again: days go by, and others write too."""
        super().showEvent(event)
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each part its share; the drafts have a column where there is room for it."""
        super().resizeEvent(event)
        width = event.size().width()
        narrow, usual, wide = _SIDES
        is_narrow, is_wide = width < _NARROW, width >= _WIDE
        self.side.setFixedWidth(narrow if is_narrow else wide if is_wide else usual)
        self.panel.set_margins(14 if is_narrow else 18)
        side = 10 if is_narrow else 16
        self._middle.setContentsMargins(side, 10, side, 8)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._place_tray()

    # The answers

    def _take_in(self, shown: _Shown) -> None:
        here = self._here()
        names = {one.code: one.name for one in shown.platforms}
        if shown.platforms != self._platforms:
            self._platforms = shown.platforms
            self.panel.offer(shown.platforms)
        self._slots = shown.slots
        first, last = self._span()
        month = None if self.is_week() else self._anchor
        if not shown.days or shown.days[0].day != first:
            return  # another month was asked for meanwhile
        self._filling = True
        self.model.show(
            shown.days,
            shown.posts,
            here=here,
            platforms=names,
            month=None if month is None else month.month,
        )
        self.drafts.show(shown.drafts, here, names)
        self.side.tray.show_count(len(shown.drafts))
        self.bar.show_period(first, last, month, published=all(d.is_published for d in shown.days))
        wanted, self._wanted = self._wanted, None
        opened = self.model.post(wanted) or self.drafts.by_id(wanted)
        if opened is not None:
            self._day = here.day_of(opened) or self._day
        self.view.go(self._day)
        self._filling = False
        if opened is None:
            opened = self.post()
        is_busy = wanted is None and (self.side.has_new() or self._is_in_tray())
        if not is_busy:  # whoever looks through the drafts or writes isn't taken away from it
            self._open(opened or self._first_of_day())
        self._ask_mixes()
        self._ask_names(first, last)

    def _ask_mixes(self) -> None:
        desk, now, day = self._desk, self._desk.now(), self._day

        def done(mixes: Mixes) -> None:
            self.mixes.show_mixes(mixes, day, self._here().today)

        self._tasks.run(lambda: desk.planning.mixes(now, day), self, done=done, topic="mixes")

    def _ask_names(self, first: date, last: date) -> None:
        def work() -> Mapping[date, str]:
            from netdesk.services.calendar_days import names_between

            return names_between(first, last)

        self._tasks.run(work, self, done=self.model.name_days, topic="names")

    def _ask_details(self, post: Post) -> None:
        desk, pictures = self._desk, self._content_of(post).pictures

        def work() -> tuple[tuple[PostResult, ...], tuple[InboxRow, ...], tuple[str, ...]]:
            missing = tuple(path for path in pictures if not Path(path).is_file())
            return desk.posts.results_of(post.id), desk.posts.leads_of(post.id), missing

        def done(
            found: tuple[tuple[PostResult, ...], tuple[InboxRow, ...], tuple[str, ...]],
        ) -> None:
            if self._post_id == post.id:
                self._results = found[0]
                self.panel.show_details(*found)

        self._tasks.run(work, self, done=done, topic="details")

    def _check(self, content: PostText) -> None:
        desk, post_id = self._desk, self._post_id

        def done(report: Report) -> None:
            if self._post_id == post_id:
                self.panel.show_report(report, content)

        self._tasks.run(lambda: desk.posts.judge(content), self, done=done, topic="check")

    def _suggest(self, content: PostText) -> None:
        desk = self._desk

        def work() -> tuple[str, ...]:
            from netdesk.services import platforms

            return platforms.hashtags_of(content, desk.ideas.facts())

        self._tasks.run(work, self, done=self.panel.put_tags, topic="tags")

    # What is chosen

    def _show_day(self, day: date) -> None:
        """Show a day; the view turns to it where it isn't in it."""
        if self.model.index_of(day).isValid():
            self._day = day
            self.view.go(day)
        else:
            self._turn_to(day)

    def _turn_to(self, day: date) -> None:
        """Show the month or the week of a day, and choose it."""
        self._settle()
        self._day = self._anchor = day
        post = self.post()
        if post is None or post.state is not PostState.DRAFT:  # a draft stays open for its day
            self._post_id = None
        self.reload()

    def _choose_day(self, day: date) -> None:
        if self._filling:
            return
        self._day = day
        post = self.post()
        is_draft = post is not None and post.state is PostState.DRAFT
        if not is_draft and (post is None or self.model.here.day_of(post) != day):
            self._open(self._first_of_day())
        self._ask_mixes()

    def _choose_post(self, post: Post) -> None:
        self._open(post)

    def _go_to(self, post: Post) -> None:
        """Choose a post's day, and open it."""
        day = self.model.here.day_of(post)
        self._filling = True
        if day is not None:
            self._day = day
            self.view.go(day)
        self._filling = False
        self._open(post)
        self._ask_mixes()

    def _open(self, post: Post | None) -> None:
        """Open a post beside the calendar; what was written in the one before is saved."""
        if self._post_id is not None and (post is None or post.id != self._post_id):
            self._settle()
        changed = post is None or post.id != self._post_id
        self._post_id = None if post is None else post.id
        self.view.choose(self._post_id)
        self.side.tray.list.go(self._post_id)
        if changed:
            self._results = ()
        if post is not None:
            self.panel.show_post(post, self._content_of(post), self._here())
            self._ask_details(post)
        self._show_side()

    def _is_in_tray(self) -> bool:
        """Say whether the drafts are shown in place of a post."""
        return not self._is_wide and self.side.currentWidget() is self.side.tray

    def _first_of_day(self) -> Post | None:
        return next(iter(self.model.posts_on(self._day)), None)

    def _content_of(self, post: Post) -> PostText:
        return self._edited.get(post.id, post.content)

    def _show_side(self) -> None:
        if self.post() is not None:
            self.side.show_panel()
        elif not self.model.posts() and not self.drafts.rowCount():
            self.side.teach()
        elif self._is_wide:
            self.side.show_empty_day(self._day)
        else:
            self.side.show_tray()

    # What is written

    def _keep(self, content: PostText) -> None:
        """Keep what is written, also where another post is opened at once."""
        post = self.post()
        if post is None:
            return
        if content == post.content:
            self._edited.pop(post.id, None)
        else:
            self._edited[post.id] = content

    def _settle(self) -> None:
        """Save what was written, where anything was."""
        if self.panel.is_changed():
            self._saved(lambda _post: None)

    def _saved(self, then: Callable[[Post], None]) -> None:
        """Go on with the open post once what is written is saved; refused, it stays written."""
        post, content = self.panel.post(), self.panel.content()
        if post is None or content is None:
            return
        if not self.panel.is_changed():
            then(post)
            return

        def done(saved: Post) -> None:
            if self._edited.get(post.id) == content:
                self._edited.pop(post.id)
            self._note_written(None)
            then(saved)

        self.steps.save(post, content, then=done)

    def _is_ahead(self, post: Post) -> bool:
        return post.state in (PostState.DRAFT, PostState.SCHEDULED)

    def _schedule(self, at: datetime) -> None:
        """Plan the open post as the form says; its warning has been read."""
        self.panel.close_form()
        self._day = self._here().clock(at).date()
        if not self.model.index_of(self._day).isValid():
            self._anchor = self._day
        self._saved(lambda post: self.steps.schedule(post, at))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _warn(self, day: date) -> None:
        """Say in the form what the day would do to the mix."""
        post, desk, now = self.post(), self._desk, self._desk.now()
        form = self.panel.schedule_form
        if post is None or not post.content.column.promotes:
            form.warn("")
            return

        def done(mixes: Mixes) -> None:
            form.warn(above_words(windows_above(mixes, post, day, self._here()), mixes, day))

        self._tasks.run(lambda: desk.planning.mixes(now, day), self, done=done, topic="warn")

    def _plan(self, post: Post, day: date, at: datetime) -> None:
        """Move a post to a day: at once on screen, back again where it is refused.

        Before it would promote too much it is asked about.
        """
        desk, here = self._desk, self._here()

        def move() -> None:
            self.model.move(post, at)
            self._go_to(self.model.post(post.id) or post)
            if post.id == self._post_id and self.panel.is_changed():
                self._saved(lambda saved: self.steps.schedule(saved, at))
            else:
                self.steps.schedule(post, at)

        if not post.content.column.promotes or at <= here.now:
            move()
            return

        def done(mixes: Mixes) -> None:
            warning = above_words(windows_above(mixes, post, day, here), mixes, day)
            if warning:
                action = (_("仍然排上"), move)
                self.told.emit(Notice(warning, Tone.TOLD, action, stays=True, topic="post"))
            else:
                move()

        self._tasks.run(lambda: desk.planning.mixes(desk.now(), day), self, done=done)

    def _publish(self, url: str, at: datetime) -> None:
        self.panel.close_form()
        self._saved(lambda post: self.steps.publish(post, url, at))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_result(self, result: PostResult) -> None:
        post = self.post()
        self.panel.close_form()
        if post is not None:
            self.steps.enter(post, result)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_closer(self, day: date) -> None:
        """Show the week of a day whose posts have no room in the month."""
        if not self.is_week():
            self._day = day
            self.turn_look()

    def _show_new(self, platforms: Sequence[Platform], chosen: str) -> None:
        self.side.show_new()
        self.side.new.ask(platforms, chosen)

    def _write_new(self, content: PostText) -> None:
        self._post_id = None
        self.steps.add(content)
        self._show_side()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unplan(self, post_id: int) -> None:
        post = self.model.post(post_id)
        if post is not None and post.state is PostState.SCHEDULED:
            self.steps.unschedule(post)

    def _note_written(self, post_id: int | None) -> None:
        """Show what a step came to; the other pages are told."""
        if post_id is not None:
            self._wanted = post_id
        self.changed_something.emit(Changes(posts=True))

    def _refuse(self, error: NetdeskError) -> None:
        self.told.emit(refusal(error))

    # Parts

    def _here(self) -> Here:
        return Here(self._desk.now(), self._desk.hours.current().zone)

    def _span(self) -> tuple[date, date]:
        if self.is_week():
            return monday_of(self._anchor), monday_of(self._anchor) + _WEEK - _DAY
        return weeks_of(self._anchor)

    def _place_tray(self) -> None:
        """Put the drafts into a column of their own, or back beside the post."""
        if self._is_wide:
            tray = self.side.take_tray()
            tray.setFixedWidth(_TRAY)
            self._line.insertWidget(0, tray)
            tray.show()
        else:
            self._line.removeWidget(self.side.tray)
            self.side.give_tray()
            self.side.tray.setMinimumWidth(0)
            self.side.tray.setMaximumWidth(16_777_215)
        self._tray_rule.setVisible(self._is_wide)
        self._show_side()

    def _build(self) -> None:
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(16, 10, 16, 8)
        self._middle.setSpacing(8)
        self._middle.addWidget(self.bar)
        self._middle.addWidget(self.mixes)
        self._middle.addWidget(self.view, 1)
        self._middle.addWidget(self._legend)
        self._tray_rule = rule(upright=True)
        self._tray_rule.hide()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(self._tray_rule)
        self._line.addLayout(self._middle, 1)
        self._line.addWidget(rule(upright=True))
        self._line.addWidget(self.side)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.bar.moved.connect(self.turn)
        self.bar.today_wanted.connect(self.go_today)
        self.bar.look_wanted.connect(self.turn_look)
        self.view.day_chosen.connect(self._choose_day)
        self.view.day_wanted.connect(self._show_day)
        self.view.post_chosen.connect(self._choose_post)
        self.view.post_opened.connect(lambda _post: self.panel.edit())
        self.view.post_dropped.connect(self.drop_on)
        self.view.more_wanted.connect(self._look_closer)
        tray = self.side.tray.list
        tray.chosen.connect(self._open)
        tray.opened.connect(lambda _post: self.panel.edit())
        tray.post_dropped.connect(self._unplan)
        tray.left.connect(self.back)
        self.side.written.connect(self._write_new)
        self.side.left.connect(self.back)
        self.side.ideas_wanted.connect(self.ideas_wanted)
        self.panel.edited.connect(self._keep)
        self.panel.check_wanted.connect(self._check)
        self.panel.tags_wanted.connect(self._suggest)
        self.panel.leads_wanted.connect(self.leads_wanted)
        self.panel.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.asked.connect(self._act)
        self.panel.schedule_form.chosen.connect(self._schedule)
        self.panel.schedule_form.day_changed.connect(self._warn)
        self.panel.publish_form.published.connect(self._publish)
        self.panel.result_form.entered.connect(self._enter_result)
        self.steps.told.connect(self.told)
        self.steps.written.connect(self._note_written)

    def _act(self, name: str) -> None:
        acts: Mapping[str, Callable[[], None]] = {
            "post_copy": self.copy,
            "post_schedule": self.ask_schedule,
            "post_published": self.ask_published,
            "post_results": self.ask_results,
            "post_drop": self.drop_post,
            "post_to_draft": self.to_draft,
            "save_post": self.save,
        }
        acts[name]()
