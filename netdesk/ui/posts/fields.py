"""Where a post goes and what goes with it: platform, column, hashtags, pictures."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.copying import tag_word
from netdesk.domain.posts.post import PostText
from netdesk.i18n import _
from netdesk.ui.posts.forms import Combo
from netdesk.ui.posts.pictures import Pictures
from netdesk.ui.posts.signs import is_reply
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import line_field, titled
from netdesk.ui.widgets.text import label

_LONGEST_TAGS = 120


class PostFields(QWidget):
    """`reply_to` stands elsewhere: above the text of a reply."""

    changed = Signal()
    placed = Signal()  # on another platform or in another column: another check
    tagged = Signal()
    tags_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._filling = False
        self.reply_to = line_field(_("回复的是"), hint=_("谁说了什么"), longest=500)
        self.platform = Combo(_("发布到"))
        self.column = Combo(_("所属栏目"))
        self.tags = line_field(_("话题标签"), hint=_("用空格隔开"), longest=_LONGEST_TAGS)
        self.pictures = Pictures(theme)
        self._suggest = Button(theme, _("推荐"), kind=Kind.TAG)
        self._build()
        self.platform.currentIndexChanged.connect(lambda _at: self._say(self.placed))
        self.column.currentIndexChanged.connect(lambda _at: self._say(self.placed))
        self.tags.textChanged.connect(lambda _text: self._say(self.tagged))
        self.reply_to.textChanged.connect(lambda _text: self._say(self.changed))
        self.pictures.changed.connect(lambda _paths: self._say(self.changed))
        self._suggest.clicked.connect(lambda _checked=False: self.tags_wanted.emit())

    def offer(self, platforms: Sequence[Platform]) -> None:
        """Offer the platforms, and every column."""
        self._filling = True
        self.platform.clear()
        for one in platforms:
            self.platform.addItem(one.name, one.code)
        self.column.clear()
        for column in Column:
            self.column.addItem(words.column(column), column.value)
        self._filling = False

    def fill(self, content: PostText) -> None:
        """Show a post's, without saying so."""
        self._filling = True
        self.platform.setCurrentIndex(self.platform.findData(content.platform))
        self.column.setCurrentIndex(self.column.findData(content.column.value))
        self.reply_to.setText(content.reply_to)
        self.reply_to.setCursorPosition(0)
        self.reply_to.setVisible(is_reply(content))
        self.tags.setText(" ".join(content.hashtags))
        self.pictures.show_paths(content.pictures)
        self._filling = False

    def into(self, content: PostText) -> PostText:
        """Return a post with what stands here."""
        platform = self.platform.currentData() or content.platform
        return replace(
            content,
            platform=platform,
            column=Column(self.column.currentData() or content.column),
            reply_to=self.reply_to.text().strip(),
            hashtags=tuple(filter(None, map(tag_word, self.tags.text().split()))),
            pictures=self.pictures.paths(),
            fields=replace(content.fields, platform=platform),
        )

    def put_tags(self, tags: Sequence[str]) -> None:
        """Take suggested hashtags over, after those there are."""
        have = [tag_word(word) for word in self.tags.text().split()]
        self.tags.setText(" ".join(dict.fromkeys((*have, *tags))))

    def _say(self, what: SignalInstance) -> None:
        if not self._filling:
            what.emit()

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
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
