"""Doing something with the open post: asked beside the calendar, then written."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.posts.post import Post, PostResult, PostState, PostText
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui.actions import key_words
from netdesk.ui.notices import Notice, Tone
from netdesk.ui.posts.asking import Asking
from netdesk.ui.posts.chosen import Chosen
from netdesk.ui.posts.drafts import DraftsModel
from netdesk.ui.posts.model import CalendarModel
from netdesk.ui.posts.saying import Here
from netdesk.ui.posts.side import Side
from netdesk.ui.posts.steps import PostSteps, Written
from netdesk.ui.posts.times import instant, monday_of, time_on
from netdesk.ui.widgets.schedule import Offer

_TOPIC = "post"
_LONGEST_URL = 2000
_AHEAD = (PostState.DRAFT, PostState.SCHEDULED)


class PostDoing(QObject):
    """The keys and buttons of the calendar that change something."""

    told = Signal(object)  # a Notice
    post_wanted = Signal(object)  # Post: show it on its day
    back_wanted = Signal()  # the keys go back to the calendar

    def __init__(
        self,
        desk: Desk,
        chosen: Chosen,
        models: tuple[CalendarModel, DraftsModel],
        side: Side,
        asking: Asking,
        steps: PostSteps,
    ) -> None:
        """Work on what is `chosen`; ask in `side`, write by `steps`."""
        super().__init__(side)
        self._desk = desk
        self._chosen = chosen
        self._model, self._drafts = models
        self._side = side
        self._panel = side.panel
        self._asking = asking
        self._steps = steps
        panel = side.panel
        panel.schedule_form.wanted.connect(self._schedule)
        panel.schedule_form.day_chosen.connect(self._warn)
        panel.publish_form.published.connect(self._publish)
        panel.result_form.entered.connect(self._enter_result)
        panel.asked.connect(lambda name: self._acts[name]())
        side.written.connect(self._write_new)
        self._acts: dict[str, Callable[[], None]] = {
            "post_copy": self.copy,
            "post_schedule": self.ask_schedule,
            "post_published": self.ask_published,
            "post_results": self.ask_results,
            "post_drop": self.drop,
            "post_to_draft": self.to_draft,
            "save_post": self.save,
        }

    def post(self) -> Post | None:
        """Return the post that is open."""
        post_id = self._chosen.post_id
        return self._model.post(post_id) or self._drafts.by_id(post_id)

    def here(self) -> Here:
        """Return now, and the shop's zone."""
        return Here(self._desk.now(), self._desk.hours.current().zone)

    def save(self) -> None:
        """Save what is written, where anything is; refused, it stays written."""
        post, text = self._open_post(), self._text()
        if post is not None and text is not None:
            self._steps.save(post, text, then=self._is_saved(post))

    def ask_schedule(self) -> None:
        """Ask when the open post is to go out: on the chosen day, where it is still to come."""
        post, here = self.post(), self.here()
        if post is None:
            return
        if post.state not in _AHEAD:
            told = _("已经发布的帖子不能再排期；记错了按 %(key)s 撤回发布。")
            self._tell(told % {"key": key_words("post_to_draft")})
            return
        day = max(self._chosen.day, here.today)
        at = time_on(day, post, here, self._chosen.slots, self._model.posts_on(day))
        form = self._panel.schedule_form

        def show(offer: Offer) -> None:
            if self._panel.form() is form and self._chosen.post_id == post.id:
                form.ask(offer, now=here.now, zone=here.zone)
                self._panel.grow()

        self._side.show_panel()
        is_planned = post.state is PostState.SCHEDULED
        self._panel.ask(form)
        form.wait(_("改到什么时候发") if is_planned else _("什么时候发"))
        self._asking.offer(post, instant(day, at, here), show)

    def ask_published(self) -> None:
        """Ask where and when the open post went out; the clipboard may hold the address."""
        post = self.post()
        if post is None:
            return
        pasted = QGuiApplication.clipboard().text().strip()
        url = post.url or (pasted if "://" in pasted and len(pasted) <= _LONGEST_URL else "")
        self._side.show_panel()
        self._panel.ask(self._panel.publish_form)
        self._panel.publish_form.ask(self.here(), url=url, at=post.published_at)

    def ask_results(self) -> None:
        """Ask what the platform counts for the open post."""
        post, here = self.post(), self.here()
        if post is None:
            return
        if post.published_at is None:
            told = _("还没有记为已发布，先按 %(key)s 记下发布，再填效果。")
            self._tell(told % {"key": key_words("post_published")})
            return
        first = here.clock(post.published_at).date()
        self._side.show_panel()
        self._panel.ask(self._panel.result_form)
        self._panel.result_form.ask(first, here, self._chosen.results)

    def ask_new(self) -> None:
        """Ask for a post that no idea made."""
        post = self.post()
        platform = post.content.platform if post is not None else ""

        def show(platforms: Sequence[Platform]) -> None:
            self._side.show_new()
            self._side.new.ask(platforms, platform)

        self.save()
        if self._chosen.platforms:
            show(self._chosen.platforms)
        else:
            self._asking.platforms(show)

    def copy(self) -> None:
        """Copy the open post as its platform takes it."""
        content, report = self._panel.content(), self._panel.checked.report()
        if self.post() is None or content is None:
            return

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            if report is not None and report.level is Level.BLOCK:
                told = _("已复制，但还有禁用的词，改好再发。")
                self.told.emit(Notice(told, Tone.REFUSED, topic="copy"))
            else:
                self.told.emit(Notice(_("已复制，可以直接粘贴到平台。"), topic="copy"))

        self._asking.copy(content, done)

    def drop(self) -> None:
        """Put the open post away."""
        post = self.post()
        if post is None:
            return
        if post.state not in _AHEAD:
            told = _("已经发布的帖子不能丢弃；记错了按 %(key)s 撤回发布。")
            self._tell(told % {"key": key_words("post_to_draft")})
            return
        self._chosen.edited.pop(post.id, None)
        self._steps.drop(post)

    def to_draft(self) -> None:
        """Make the open post a draft again; a published one is not published any more."""
        post = self.post()
        if post is not None and post.state is PostState.PUBLISHED:
            self._steps.take_back(post)
        elif post is not None and post.state is PostState.SCHEDULED:
            self._steps.unschedule(post)

    def unplan(self, post_id: int) -> None:
        """Make a scheduled post that was let go on the drafts one of them."""
        post = self._model.post(post_id)
        if post is not None and post.state is PostState.SCHEDULED:
            self._steps.unschedule(post)

    def shift(self, days: int) -> None:
        """Move the open post by days, its time of day kept."""
        post, here = self.post(), self.here()
        if post is None or post.planned_at is None or post.state is not PostState.SCHEDULED:
            return
        clock = here.clock(post.planned_at)
        day = clock.date() + timedelta(days=days)
        self._plan(post, day, instant(day, clock.time().replace(microsecond=0), here))

    def drop_on(self, post_id: int, day: date) -> None:
        """Plan the post that was let go on a day."""
        post, here = self._model.post(post_id) or self._drafts.by_id(post_id), self.here()
        if post is None or here.day_of(post) == day:
            return
        at = time_on(day, post, here, self._chosen.slots, self._model.posts_on(day))
        self._plan(post, day, instant(day, at, here))

    def plan_week(self) -> None:
        """Fill the week of the chosen day."""
        self._steps.plan_week(monday_of(self._chosen.day))

    def _plan(self, post: Post, day: date, at: datetime) -> None:
        """Move a post to a day: at once on screen, and back again where it is refused.

        Where it would promote too much it is asked about before.
        """
        here = self.here()

        text = self._text() if post.id == self._chosen.post_id else None

        def move() -> None:
            self.post_wanted.emit(self._model.move(post, at))
            then = None if text is None else self._is_saved(post)
            self._steps.schedule(post, at, text, then=then)

        def ask(warning: str) -> None:
            if warning:
                action = (_("仍然排上"), move)
                self.told.emit(Notice(warning, Tone.TOLD, action, stays=True, topic=_TOPIC))
            else:
                move()

        if post.content.column.promotes and at > here.now:
            self._asking.warning(post, day, ask, topic="plan")
        else:
            move()

    def _warn(self, day: date) -> None:
        """Say in the form what the day would do to the mix."""
        post = self.post()
        if post is not None:
            self._asking.warning(
                self._as_written(post), day, partial(self._panel.schedule_form.know, day)
            )

    def _schedule(self, at: datetime, is_warned: bool) -> None:  # noqa: FBT001 - a signal's
        """Plan the open post as the form says; what speaks against it is said first, once."""
        post, day = self._open_post(), self.here().clock(at).date()
        if post is None:
            return

        def go(warning: str) -> None:
            if warning:
                self._panel.schedule_form.warn(warning)
                self._panel.grow()
                return
            text = self._text()
            self._panel.close_form()
            self._chosen.day = day
            if not self._model.index_of(day).isValid():
                self._chosen.anchor = day
            self._steps.schedule(post, at, text, then=self._is_saved(post))
            self.back_wanted.emit()

        if is_warned or at <= self.here().now:
            go("")
        else:
            self._asking.warning(self._as_written(post), day, go, topic="plan")

    def _as_written(self, post: Post) -> Post:
        """Return a post with what is written of it: its column may be another by now."""
        return replace(post, content=self._chosen.content_of(post))

    def _publish(self, url: str, at: datetime) -> None:
        post, text = self._open_post(), self._text()
        self._panel.close_form()
        if post is not None:
            self._steps.publish(post, url, at, text, then=self._is_saved(post))
        self.back_wanted.emit()

    def _enter_result(self, result: PostResult) -> None:
        post = self.post()
        self._panel.close_form()
        if post is not None:
            self._steps.enter(post, result)
        self.back_wanted.emit()

    def _write_new(self, content: PostText) -> None:
        self._chosen.post_id = None
        self._steps.add(content)
        self.back_wanted.emit()

    def _open_post(self) -> Post | None:
        """Return the post that is open in the panel, where it can still be written."""
        post = self._panel.post()
        return post if post is not None and post.id in self._known() else None

    def _text(self) -> Written | None:
        """Return the work that makes what is written of the open post; None: nothing is."""
        content, saved = self._panel.content(), self._panel.saved()
        if content is None or saved is None or not self._panel.is_changed():
            return None
        work = self._asking.backing(content, saved)
        return lambda: work().content

    def _is_saved(self, post: Post) -> Callable[[Post], None]:
        """Return what is done once what is written by now is saved."""
        content = self._panel.content()

        def done(_saved: Post) -> None:
            if self._chosen.edited.get(post.id) == content:
                self._chosen.edited.pop(post.id)

        return done

    def _known(self) -> set[int]:
        """Return the ids of the posts that can still be written."""
        drafts = (self._drafts.post(row) for row in range(self._drafts.rowCount()))
        return {one.id for one in (*self._model.posts(), *drafts) if one is not None}

    def _tell(self, text: str) -> None:
        self.told.emit(Notice(text, Tone.TOLD, topic=_TOPIC))
