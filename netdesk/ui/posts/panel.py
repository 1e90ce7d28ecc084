"""The chosen post: its text checked as it is written, where it goes, what came of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.ideas.technique import Column
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.posts.copying import tag_word
from netdesk.domain.posts.post import Post, PostResult, PostState, PostText
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.posts.came import Came
from netdesk.ui.posts.forms import (
    Combo,
    PostForm,
    PublishForm,
    ResultForm,
    ScheduleForm,
)
from netdesk.ui.posts.head import PostHead
from netdesk.ui.posts.pictures import Pictures, is_picture
from netdesk.ui.posts.saying import Here
from netdesk.ui.posts.signs import is_reply
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.checked_text import CheckedText
from netdesk.ui.widgets.form import line_field, titled
from netdesk.ui.widgets.text import ElidedLabel, label, rule, surface

_LONGEST_TAGS = 120


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
        self._platforms: dict[str, Platform] = {}
        self.head = PostHead(theme)
        self.checked = CheckedText(theme, self)
        self.reply_to = line_field(_("回复的是"), hint=_("谁说了什么"), longest=500)
        self.platform = Combo(_("发布到"))
        self.column = Combo(_("所属栏目"))
        self.tags = line_field(_("话题标签"), hint=_("用空格隔开"), longest=_LONGEST_TAGS)
        self._suggest = Button(theme, _("推荐"), kind=Kind.TAG)
        self.pictures = Pictures(theme)
        self.url = ElidedLabel(theme.font(SMALL))
        self._open_url = Button(theme, _("打开"), kind=Kind.TAG)
        self._url_line = QWidget()
        self.came = Came(theme)
        self.schedule_form = ScheduleForm(theme)
        self.publish_form = PublishForm(theme)
        self.result_form = ResultForm(theme)
        self._buttons: dict[str, Button] = {}
        self._away: dict[str, Button] = {}  # the small ones, which put the post away
        self._scroll = QScrollArea()
        self._foot = _Foot()
        self._build()
        self._connect()

    def offer(self, platforms: Sequence[Platform]) -> None:
        """Offer the platforms, with the limits this shop keeps to."""
        self._platforms = {one.code: one for one in platforms}
        self._filling = True
        self.platform.clear()
        for one in platforms:
            self.platform.addItem(one.name, one.code)
        self.column.clear()
        for column in Column:
            self.column.addItem(words.column(column), column.value)
        self._filling = False

    def show_post(self, post: Post, content: PostText, here: Here) -> None:
        """Open a post with the content it has by now, saved or not."""
        again = self._post is not None and self._post.id == post.id and self._is(content)
        self._post, self._content = post, content
        self.head.show_post(post, here, self._platform_name(content))
        self._filling = True
        if not again:
            self.close_form()
            self._fill(content)
            self._scroll.verticalScrollBar().setValue(0)
        self._filling = False
        self.url.setText(post.url)
        self._url_line.setVisible(bool(post.url))
        self.came.show_post(post)
        self._show_saved()
        self._show_buttons(post.state)
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
        self.pictures.show_missing(missing)

    def show_report(self, report: Report, content: PostText) -> None:
        """Show what the check found, unless the text is another by now."""
        self.checked.show_report(report, content.text())

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

    def ask(self, form: PostForm) -> None:
        """Put a form in place of the buttons."""
        self._foot.show_form(form)

    def form(self) -> PostForm | None:
        """Return the form that is open."""
        return self._foot.form()

    def close_form(self) -> None:
        """Put the buttons back."""
        self._foot.show_buttons()

    def put_tags(self, tags: Sequence[str]) -> None:
        """Take suggested topics over, after those there are."""
        have = [tag_word(word) for word in self.tags.text().split()]
        self.tags.setText(" ".join(dict.fromkeys((*have, *tags))))

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
        self.pictures.add(_pictures_in(event))

    def _fill(self, content: PostText) -> None:
        at = self.platform.findData(content.platform)
        self.platform.setCurrentIndex(at)
        self.column.setCurrentIndex(self.column.findData(content.column.value))
        self.reply_to.setText(content.reply_to)
        self.reply_to.setCursorPosition(0)
        self.reply_to.setVisible(is_reply(content))
        self.tags.setText(" ".join(content.hashtags))
        self.pictures.show_paths(content.pictures)

    def _changed(self) -> None:
        """Take in what is written now."""
        if self._filling or self._content is None:
            return
        headline, _end, body = self.checked.text().strip().partition("\n")
        platform = self.platform.currentData() or self._content.platform
        content = replace(
            self._content,
            headline=headline.strip(),
            body=body.strip(),
            platform=platform,
            column=Column(self.column.currentData() or self._content.column),
            reply_to=self.reply_to.text().strip(),
            hashtags=tuple(filter(None, map(tag_word, self.tags.text().split()))),
            pictures=self.pictures.paths(),
            fields=replace(self._content.fields, platform=platform),
        )
        if content == self._content:
            return
        self._content = content
        self._show_length()
        self._show_saved()
        self.edited.emit(content)

    def _is(self, content: PostText) -> bool:
        """Say whether this is what is written; what the check is told of it may differ."""
        mine = self._content
        return mine is not None and replace(mine, fields=content.fields) == content

    def _recheck(self) -> None:
        """Ask for the check again: what it depends on beside the text was changed."""
        self._changed()
        if self._content is not None and not self._filling:
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

    def _show_buttons(self, state: PostState) -> None:
        is_out = state is PostState.PUBLISHED
        for name, button in self._buttons.items():
            button.setVisible(name in (_OUT if is_out else _AHEAD) or name == "post_copy")
        is_planned = state is PostState.SCHEDULED
        text = _("改时间") if is_planned else _("排期")
        self._buttons["post_schedule"].set_words(text)
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
        self.platform.currentIndexChanged.connect(lambda _at: self._recheck())
        self.column.currentIndexChanged.connect(lambda _at: self._recheck())
        for field in (self.reply_to, self.tags):
            field.textChanged.connect(lambda _text: self._changed())
        self.pictures.changed.connect(lambda _paths: self._changed())
        self._suggest.clicked.connect(lambda _checked=False: self.tags_wanted.emit(self._content))
        self._open_url.clicked.connect(lambda _checked=False: self._go_out())
        self.came.leads_wanted.connect(self.leads_wanted)
        self.came.code_wanted.connect(self._write_code)
        self.head.save_wanted.connect(lambda: self.asked.emit("save_post"))
        for form in (self.schedule_form, self.publish_form, self.result_form):
            form.left.connect(self._leave_form)

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
        self._layout.addWidget(self.reply_to)
        self._layout.addWidget(self.checked.edit, 3)
        self._layout.addWidget(self._below(), 5)
        self._layout.addWidget(self._foot)
        self._foot.add_buttons(self._bar())
        for form in (self.schedule_form, self.publish_form, self.result_form):
            self._foot.add_form(form)
        self.set_margins(18)

    def _below(self) -> QScrollArea:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 8)
        rows.setSpacing(8)
        rows.addWidget(self.checked.findings)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addLayout(titled(self._theme, _("发布到"), self.platform), 1)
        choices.addLayout(titled(self._theme, _("所属栏目"), self.column), 1)
        rows.addLayout(choices)
        tags = QHBoxLayout()
        tags.setSpacing(8)
        tags.addWidget(label(self._theme, _("话题标签"), size=SMALL, quiet=True), 1)
        tags.addWidget(self._suggest)
        rows.addLayout(tags)
        rows.addWidget(self.tags)
        rows.addWidget(self.pictures)
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

    def _bar(self) -> QWidget:
        bar = QWidget()
        line = QHBoxLayout(bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for name, text, kind in (
            ("post_copy", _("复制"), Kind.PLAIN),
            ("post_schedule", _("排期"), Kind.PLAIN),
            ("post_published", _("已发布"), Kind.PRIMARY),
            ("post_results", _("填效果"), Kind.PRIMARY),
        ):
            button = Button(self._theme, text, kind=kind, key=key_words(name))
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            self._buttons[name] = button
            line.addWidget(button)
            if kind is Kind.PRIMARY:
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return bar


_AHEAD = ("post_schedule", "post_published")
_OUT = ("post_results",)


class _Foot(QStackedWidget):
    """The buttons, or the form in their place; as high as what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add_buttons(self, buttons: QWidget) -> None:
        """Put the buttons first."""
        self.insertWidget(0, buttons)
        self.show_buttons()

    def add_form(self, form: PostForm) -> None:
        """Have a form ready."""
        self.addWidget(form)

    def show_buttons(self) -> None:
        """Show the buttons."""
        buttons = self.widget(0)
        if buttons is not None:
            self._show(buttons)

    def show_form(self, form: PostForm) -> None:
        """Show a form."""
        self._show(form)

    def form(self) -> PostForm | None:
        """Return the form that is shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, PostForm) else None

    def _show(self, widget: QWidget) -> None:
        for at in range(self.count()):
            one = self.widget(at)
            if one is not None:
                taken = (
                    QSizePolicy.Policy.Preferred if one is widget else QSizePolicy.Policy.Ignored
                )
                one.setSizePolicy(QSizePolicy.Policy.Preferred, taken)
        self.setCurrentWidget(widget)
        self.adjustSize()
        self.updateGeometry()


def _pictures_in(event: QDropEvent) -> list[Path]:
    """Return the files that are dragged, where all of them are pictures."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return paths if paths and len(paths) == len(urls) and all(map(is_picture, paths)) else []
