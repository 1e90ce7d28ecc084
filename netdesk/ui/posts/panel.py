"""The chosen post: its text checked as it is written, where it goes, what came of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.posts.backing import Backed, given_in, with_given
from netdesk.domain.posts.post import Post, PostResult, PostState, PostText
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.posts.came import Came
from netdesk.ui.posts.fields import PostFields
from netdesk.ui.posts.foot import Foot
from netdesk.ui.posts.forms import PublishForm, ResultForm
from netdesk.ui.posts.head import PostHead
from netdesk.ui.posts.pictures import is_picture
from netdesk.ui.posts.saying import Here
from netdesk.ui.posts.signs import is_reply
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.backing_form import BackingForm
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.checked_text import CheckedText
from netdesk.ui.widgets.keyed import Keyed
from netdesk.ui.widgets.schedule import SchedulePanel
from netdesk.ui.widgets.text import ElidedLabel, label, rule, surface


class PostPanel(QWidget):
    """Says what is written and what is asked for; writes nothing itself.

    The buttons and keys ask by the names of actions (`post_schedule` …).
    """

    edited = Signal(object)  # PostText: what the post would be if it were saved
    check_wanted = Signal(object)  # PostText
    tags_wanted = Signal(object)  # PostText
    asked = Signal(str)
    leads_wanted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without a post."""
        super().__init__()
        surface(self)
        self.setAcceptDrops(True)
        self._theme = theme
        self._post: Post | None = None
        self._content: PostText | None = None
        self._filling = False
        self._given_for: PostText | None = None
        self._facts: Facts | None = None
        self._platforms: dict[str, Platform] = {}
        self.head = PostHead(theme)
        self.checked = CheckedText(theme, self)
        self.fields = PostFields(theme)
        self.backing = BackingForm(theme)
        self.url = ElidedLabel(theme.font(SMALL))
        self._open_url = Button(theme, _("打开"), kind=Kind.TAG)
        self._url_line = QWidget()
        self.came = Came(theme)
        self.schedule_form = SchedulePanel(theme)
        self.publish_form = PublishForm(theme)
        self.result_form = ResultForm(theme)
        self._away: dict[str, Button] = {}  # the small ones, which put the post away
        self._scroll = QScrollArea()
        self._foot = Foot(theme)
        self._build()
        self._connect()

    def offer(self, platforms: Sequence[Platform]) -> None:
        """Offer the platforms, with the limits this shop keeps to."""
        self._platforms = {one.code: one for one in platforms}
        self.fields.offer(platforms)

    def use(self, facts: Facts) -> None:
        """Offer gifts and price sheets of these facts where the check asks for some."""
        if facts != self._facts:
            self._facts = facts
            self.backing.offer(facts)

    def show_post(self, post: Post, content: PostText, here: Here) -> None:
        """Open a post with the content it has by now, saved or not."""
        again = self._post is not None and self._post.id == post.id and self._is(content)
        self._post, self._content = post, content
        self.head.show_post(post, here, self._platform_name(content))
        if not again:
            self.close_form()
            self.fields.fill(content)
            self._open_backing(post, content)
            self._scroll.verticalScrollBar().setValue(0)
        self.url.setText(post.url)
        self._url_line.setVisible(bool(post.url))
        self.came.show_post(post)
        self._show_saved()
        self._foot.show_state(post.state)
        self._show_away(post.state)
        if not again:
            text = content.text()
            self.checked.open(text, None, post.level)
            self._show_length()

    def show_details(
        self, results: Sequence[PostResult], leads: Sequence[InboxRow], missing: Collection[str]
    ) -> None:
        """Show what was entered, whose leads came and which pictures are gone."""
        is_out = self._post is not None and self._post.state is PostState.PUBLISHED
        self.came.show_details(results, leads, is_out=is_out)
        self.fields.pictures.show_missing(missing)

    def show_backed(self, backed: Backed, content: PostText) -> None:
        """Show what the check found and asks for, unless the text is another by now."""
        if content.text() == self.checked.text().strip():
            self.backing.show_backed(backed)
            self.checked.show_report(backed.report, self.checked.text())

    def saved(self) -> PostText | None:
        """Return the open post with the text that what is behind it was last given for."""
        return self._given_for

    def post(self) -> Post | None:
        """Return the post that is open."""
        return self._post

    def content(self) -> PostText | None:
        """Return what the post would be if it were saved."""
        return self._content

    def is_changed(self) -> bool:
        """Say whether something is written that isn't saved."""
        return self._post is not None and not self._is(self._post.content)

    def edit(self) -> None:
        """Give the keys to the text."""
        self.close_form()
        self.checked.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self, form: Keyed) -> None:
        """Put a form in place of the buttons."""
        self._foot.show_form(form)

    def form(self) -> Keyed | None:
        """Return the form that is open."""
        return self._foot.form()

    def grow(self) -> None:
        """Give the open form the room it needs by now."""
        self._foot.grow()

    def close_form(self) -> None:
        """Put the buttons back."""
        self._foot.show_buttons()

    def set_margins(self, side: int) -> None:
        """Leave room at the sides."""
        self._layout.setContentsMargins(side, 14, side, 14)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures for the post; other files are for the window."""
        if self._post is not None and _pictures_in(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the pictures to the post."""
        event.acceptProposedAction()
        self.fields.pictures.add(_pictures_in(event))

    def _open_backing(self, post: Post, content: PostText) -> None:
        """Show what stands behind a post: as it was saved, or as it was given since."""
        is_as_saved = given_in(content) == given_in(post.content)
        self._given_for = post.content if is_as_saved else content
        self.backing.open(given_in(content))

    def _take_given(self) -> None:
        """Take in what was given: for the text as it is now."""
        self._changed()
        if self._content is not None:
            self._given_for = with_given(self._content, self.backing.given())
        self.checked.judge_again()

    def _changed(self) -> None:
        """Take in what is written now."""
        if self._content is None:
            return
        headline, _end, body = self.checked.text().strip().partition("\n")
        content = self.fields.into(
            replace(self._content, headline=headline.strip(), body=body.strip())
        )
        content = with_given(content, self.backing.shown())
        if content == self._content:
            return
        self._content = content
        self._show_length()
        self._show_saved()
        self.edited.emit(content)

    def _is(self, content: PostText) -> bool:
        """Say whether this is what is written; what the check is told of it may differ."""
        mine = self._content
        if mine is None or given_in(mine) != given_in(content):
            return False
        return replace(mine, fields=content.fields) == content

    def _recheck(self) -> None:
        """Ask for the check again: what it depends on beside the text was changed."""
        self._changed()
        if self._content is not None:
            self.check_wanted.emit(self._content)

    def _show_length(self) -> None:
        content = self._content
        platform = None if content is None else self._platforms.get(content.platform)
        if content is None or platform is None:
            return
        size = platform.length(content.headline)
        over = 0 if is_reply(content) else max(0, size - platform.limit)
        told = "" if is_reply(content) else f"{platform.name} {size}／{platform.limit}"
        self.head.show_length(told, over)

    def _show_saved(self) -> None:
        self.head.show_unsaved(unsaved=self.is_changed())

    def _show_away(self, state: PostState) -> None:
        is_out, is_planned = state is PostState.PUBLISHED, state is PostState.SCHEDULED
        self._away["post_to_draft"].set_words(_("撤回发布") if is_out else _("退回草稿"))
        self._away["post_to_draft"].setVisible(is_out or is_planned)
        self._away["post_drop"].set_words(_("丢弃"))
        self._away["post_drop"].setVisible(not is_out)

    def _platform_name(self, content: PostText) -> str:
        platform = self._platforms.get(content.platform)
        return content.platform if platform is None else platform.name

    def _connect(self) -> None:
        self.checked.written.connect(lambda _text: self._changed())
        self.checked.check_wanted.connect(lambda _text: self._recheck())
        self.fields.changed.connect(self._changed)
        self.fields.placed.connect(self._recheck)
        self.fields.tagged.connect(self._judge_again)
        self.fields.tags_wanted.connect(lambda: self.tags_wanted.emit(self._content))
        self.backing.changed.connect(self._take_given)
        self._foot.asked.connect(self.asked)
        self._open_url.clicked.connect(lambda _checked=False: self._go_out())
        self.came.leads_wanted.connect(self.leads_wanted)
        self.came.code_wanted.connect(self._write_code)
        self.head.save_wanted.connect(lambda: self.asked.emit("save_post"))
        for form in (self.schedule_form, self.publish_form, self.result_form):
            form.left.connect(self._leave_form)

    def _judge_again(self) -> None:
        self._changed()
        self.checked.judge_again()

    def _leave_form(self) -> None:
        self.close_form()
        self.left.emit()

    def _write_code(self, told: str) -> None:
        text = self.checked.text().rstrip()
        if told not in text:
            self.checked.edit.selectAll()
            self.checked.edit.insert(f"{text}\n{told}")

    def _go_out(self) -> None:
        if self._post is not None:
            QDesktopServices.openUrl(QUrl(self._post.url))

    def _build(self) -> None:
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.head)
        self._layout.addWidget(self.fields.reply_to)
        self._layout.addWidget(self.checked.edit, 3)
        self._layout.addWidget(self._below(), 5)
        self._layout.addWidget(self._foot)
        for form in (self.schedule_form, self.publish_form, self.result_form):
            self._foot.add_form(form)
        self.set_margins(18)

    def _below(self) -> QScrollArea:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 8)
        rows.setSpacing(8)
        rows.addWidget(self.checked.findings)
        rows.insertWidget(0, self.backing)
        rows.addWidget(self.fields)
        rows.addWidget(rule())
        url = QHBoxLayout(self._url_line)
        url.setContentsMargins(0, 0, 0, 0)
        url.setSpacing(8)
        url.addWidget(label(self._theme, _("网址"), size=SMALL, quiet=True))
        url.addWidget(self.url, 1)
        url.addWidget(self._open_url)
        rows.addWidget(self._url_line)
        rows.addWidget(self.came)
        rows.addSpacing(4)
        away = QHBoxLayout()
        away.setSpacing(6)
        for name in ("post_to_draft", "post_drop"):
            button = Button(self._theme, "", kind=Kind.TAG, key=key_words(name))
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            self._away[name] = button
            away.addWidget(button)
        away.addStretch(1)
        rows.addLayout(away)
        rows.addStretch(1)
        ground = QWidget()
        surface(ground)
        self._scroll.setViewport(ground)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(_("检查结果和帖子的其余部分"))
        return self._scroll


def _pictures_in(event: QDropEvent) -> list[Path]:
    """Return the files that are dragged, where all of them are pictures."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return paths if paths and len(paths) == len(urls) and all(map(is_picture, paths)) else []
