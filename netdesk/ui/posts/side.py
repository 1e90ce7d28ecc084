"""Beside the calendar: the chosen post, the drafts, a new post's form, or what to do first."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.posts.post import PostText
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.posts.drafts import DraftsModel
from netdesk.ui.posts.forms import NewForm
from netdesk.ui.posts.panel import PostPanel
from netdesk.ui.posts.tray import Tray
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.days import whole_day
from netdesk.ui.widgets.nothing import Nothing
from netdesk.ui.widgets.text import label, surface


class Side(QStackedWidget):
    """One of the four is shown; the drafts only where they have no column of their own."""

    written = Signal(object)  # PostText of a new post
    ideas_wanted = Signal()
    left = Signal()
    keys_lost = Signal()  # what had them is not shown any more

    def __init__(self, theme: Theme, drafts: DraftsModel) -> None:
        """Start with nothing."""
        super().__init__()
        surface(self)
        self.panel = PostPanel(theme)
        self.tray = Tray(theme, drafts)
        self.new = NewForm(theme)
        self.nothing = Nothing(theme)
        self._empty = label(theme, quiet=True, wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(32, 0, 32, 0)
        self._new_page = QWidget()
        rows = QVBoxLayout(self._new_page)
        rows.setContentsMargins(18, 14, 18, 14)
        rows.addWidget(self.new)
        rows.addStretch(1)
        for page in (self.panel, self.tray, self._new_page, self.nothing, self._empty):
            self.addWidget(page)
        self.nothing.wait(_("正在打开…"))
        self.setCurrentWidget(self.nothing)
        self.nothing.wanted.connect(self.ideas_wanted)
        self.new.left.connect(self.left)
        self.new.written.connect(self._take)

    def show_panel(self) -> None:
        """Show the chosen post."""
        self._turn_to(self.panel)

    def show_tray(self) -> None:
        """Show the drafts."""
        self._turn_to(self.tray)

    def show_new(self) -> None:
        """Show the form for a new post."""
        self._turn_to(self._new_page)

    def teach(self) -> None:
        """Say how posts come, where there is none at all."""
        told = _(
            "在“创意”里挑一条，改好就排期；\n"
            "按 %(week)s 让程序按每周篇数排好一周；\n"
            "按 %(new)s 写一条回复或自己的帖子。\n"
            "排好的拖一拖就改了日子。"
        ) % {"week": key_words("plan_week"), "new": key_words("post_new")}
        self.nothing.teach(_("还没有帖子"), told, _("去挑创意"), key_words("go_ideas"))
        self._turn_to(self.nothing)

    def show_empty_day(self, day: date) -> None:
        """Say that a day has no post, and how it gets one."""
        told = _("%(day)s 还没有帖子。\n从左边拖一篇草稿过来，或按 %(new)s 写一篇。")
        self._empty.setText(told % {"day": whole_day(day), "new": key_words("post_new")})
        self._turn_to(self._empty)

    def has_panel(self) -> bool:
        """Say whether the chosen post is shown."""
        return self.currentWidget() is self.panel

    def _turn_to(self, page: QWidget) -> None:
        """Show a page; the keys don't wander into it by themselves."""
        shown, focused = self.currentWidget(), QApplication.focusWidget()
        if shown is None or shown is page:
            return
        if focused is not None and shown.isAncestorOf(focused):
            self.keys_lost.emit()
        self.setCurrentWidget(page)

    def has_new(self) -> bool:
        """Say whether a new post is asked for."""
        return self.currentWidget() is self._new_page

    def _take(self, content: PostText) -> None:
        self.written.emit(content)
