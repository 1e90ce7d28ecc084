"""The head of the chosen post: its state and time, its code, how long the title is."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netdesk.domain.posts.post import Post
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.posts.saying import (
    METHODS,
    Here,
    Mark,
    at_words,
    kind_words,
    mark_of,
    mark_words,
)
from netdesk.ui.posts.signs import SIGN, paint_sign
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import ElidedLabel, label


class Sign(QWidget):
    """A state's shape."""

    def __init__(self, theme: Theme) -> None:
        """Start with a draft's."""
        super().__init__()
        self._theme = theme
        self._mark = Mark.DRAFT
        self.setFixedSize(QSize(SIGN + 2, SIGN + 2))
        theme.changed.connect(self.update)

    def show_mark(self, mark: Mark) -> None:
        """Show a state."""
        self._mark = mark
        self.setAccessibleName(mark_words(mark))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, self._theme.tokens, self._mark, QRectF(1, 1, SIGN, SIGN))
        painter.end()


class PostHead(QWidget):
    """Two lines: state and time; kind, code and length."""

    save_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without a post."""
        super().__init__()
        self._sign = Sign(theme)
        self.state = ElidedLabel(theme.font(LARGE, bold=True))
        self.code = Button(theme, "", kind=Kind.MARK)
        self.kind = ElidedLabel(theme.font(SMALL), quiet=True)
        self.length = label(theme, size=SMALL, quiet=True)
        self.too_long = label(theme, size=SMALL, danger=True)
        self.save = Button(theme, _("保存"), kind=Kind.TAG, key=key_words("save_post"))
        self.save.clicked.connect(lambda _checked=False: self.save_wanted.emit())
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._sign)
        first.addWidget(self.state, 1)
        first.addWidget(self.code)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.kind, 1)
        second.addWidget(self.too_long)
        second.addWidget(self.length)
        second.addWidget(self.save)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(first)
        rows.addLayout(second)
        self.save.hide()
        self.setMinimumHeight(52)  # the line stands still when 保存 comes and goes

    def show_post(self, post: Post, here: Here, platform: str) -> None:
        """Show a post's state, time, kind and code."""
        mark = mark_of(post, here.now)
        self._sign.show_mark(mark)
        parts = [mark_words(mark)]
        if post.at is not None:
            parts.append(at_words(post.at, here))
        self.state.setText(" · ".join(parts))
        method = _(METHODS[post.content.method])
        self.kind.setText(" · ".join((platform, kind_words(post.content), method)))
        self.code.set_words(post.code)

    def show_length(self, told: str, over: int) -> None:
        """Show how long the title is, and by how much it is too long."""
        self.length.setText(told)
        self.too_long.setVisible(over > 0)
        self.too_long.setText(_("标题超出 %(n)d 字") % {"n": over} if over else "")

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Offer to save while something isn't."""
        self.save.setVisible(unsaved)
