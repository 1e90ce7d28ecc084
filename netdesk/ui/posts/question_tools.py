"""Over and under the questions: views, topics, gathering, one by hand, taking answers out."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.posts.questions import AnswerPlatform, QuestionView
from netdesk.i18n import _, ngettext
from netdesk.ui.actions import key_words
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FIELD_HEIGHT, line_field
from netdesk.ui.widgets.text import ElidedLabel

_VIEWS = tuple(QuestionView)
_LONGEST = 60


class QuestionHead(QWidget):
    """Which questions are shown, and the line for one written by hand."""

    changed = Signal()
    gather_wanted = Signal()
    added = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Start with what is to be answered."""
        super().__init__()
        self._filling = False
        self._codes: list[str] = [""]
        self._group = QButtonGroup(self)
        self.views: dict[QuestionView, Button] = {}
        self.topics = QComboBox()
        self.gather = Button(theme, _("收集"), key=key_words("questions_gather"))
        self.add = Button(theme, _("加一条"), key=key_words("question_add"))
        self.field = line_field(
            _("加一条提问"), hint=_("例如 周末营业吗？写好按 Enter，Esc 不加"), longest=_LONGEST
        )
        self._build(theme)

    def view(self) -> QuestionView:
        """Return the chosen view."""
        return _VIEWS[self._group.checkedId()]

    def topic(self) -> str:
        """Return the chosen topic's code, empty for all."""
        return self._codes[max(0, self.topics.currentIndex())]

    def choose(self, view: QuestionView) -> None:
        """Choose a view."""
        if view is not self.view():
            self.views[view].setChecked(True)
            self.changed.emit()

    def step(self, by: int) -> None:
        """Choose the view `by` places further."""
        self.choose(_VIEWS[(_VIEWS.index(self.view()) + by) % len(_VIEWS)])

    def show_counts(
        self, counts: Mapping[QuestionView, int], topics: Mapping[str, int], codes: Sequence[str]
    ) -> None:
        """Show how many questions each view has, and each topic of this one."""
        for view, button in self.views.items():
            button.set_count(counts.get(view, 0))
        chosen = self.topic()
        self._filling = True
        self._codes = ["", *(code for code in codes if topics.get(code) or code == chosen)]
        self.topics.clear()
        self.topics.addItem(_("全部话题"))
        for code in self._codes[1:]:
            facts = {"topic": words.topic(code), "n": topics.get(code, 0)}
            self.topics.addItem(_("%(topic)s（%(n)d）") % facts)
        self.topics.setCurrentIndex(self._codes.index(chosen))
        self._filling = False

    def show_gathering(self, n: int | None) -> None:
        """Say how many messages have been read; None: it is done."""
        self.gather.setEnabled(n is None)
        self.gather.set_words(
            _("收集") if n is None else ngettext("已读 %(n)d 条", "已读 %(n)d 条", n) % {"n": n}
        )

    def open_field(self) -> None:
        """Let a question be written."""
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_field(self) -> None:
        """Put the line away, empty."""
        self.field.clear()
        self.field.hide()

    def is_writing(self) -> bool:
        """Say whether the line has the keys."""
        return self.field.hasFocus()

    def take(self) -> None:
        """Hand up what is written."""
        self.added.emit(self.field.text())

    def _build(self, theme: Theme) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(20)
        for at, view in enumerate(_VIEWS):
            button = Button(theme, words.question_view(view), kind=Kind.TAB)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, at)
            self.views[view] = button
            tabs.addWidget(button)
        tabs.addStretch(1)
        self.views[QuestionView.OPEN].setChecked(True)
        self._group.idClicked.connect(lambda _id: self.changed.emit())
        self.topics.addItem(_("全部话题"))
        self.topics.setAccessibleName(_("话题"))
        self.topics.setMinimumHeight(FIELD_HEIGHT)
        self.topics.setMinimumWidth(150)
        self.topics.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.topics.currentIndexChanged.connect(self._topic_changed)
        self.gather.clicked.connect(lambda _on=False: self.gather_wanted.emit())
        self.add.clicked.connect(lambda _on=False: self.open_field())
        self.field.hide()
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.topics)
        tools.addStretch(1)
        tools.addWidget(self.gather)
        tools.addWidget(self.add)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 8, 16, 8)
        rows.setSpacing(8)
        rows.addLayout(tabs)
        rows.addLayout(tools)
        rows.addWidget(self.field)

    def _topic_changed(self, _index: int) -> None:
        if not self._filling:
            self.changed.emit()


class AnswerExportBar(QWidget):
    """Where answers go, and the two ways to take them out."""

    platform_chosen = Signal(str)
    copy_wanted = Signal()
    book_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without platforms."""
        super().__init__()
        self._filling = False
        self._codes: list[str] = []
        self.platforms = QComboBox()
        self.platforms.setAccessibleName(_("答案发到哪个平台"))
        self.platforms.setMinimumHeight(FIELD_HEIGHT)
        self.platforms.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.platforms.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.platforms.currentIndexChanged.connect(self._chosen)
        copy = Button(theme, _("复制文字"), key=key_words("answers_copy"))
        copy.clicked.connect(lambda _on=False: self.copy_wanted.emit())
        book = Button(theme, _("存为工作簿…"), key=key_words("answers_book"))
        book.clicked.connect(lambda _on=False: self.book_wanted.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 16, 8)
        line.setSpacing(8)
        self.told = ElidedLabel(theme.font(SMALL), quiet=True)
        line.addWidget(self.told, 1)
        line.addWidget(self.platforms)
        line.addWidget(copy)
        line.addWidget(book)

    def offer(self, platforms: Sequence[AnswerPlatform], chosen: str) -> None:
        """Offer the platforms."""
        self._filling = True
        self._codes = [one.code for one in platforms]
        self.platforms.clear()
        self.platforms.addItems([one.name for one in platforms])
        self.platforms.setCurrentIndex(self._codes.index(chosen) if chosen in self._codes else 0)
        self._filling = False

    def platform(self) -> str:
        """Return the chosen platform's code."""
        return self._codes[max(0, self.platforms.currentIndex())] if self._codes else ""

    def show_count(self, n: int) -> None:
        """Show how many answers stand."""
        told = ngettext("导出 %(n)d 条有效答案", "导出 %(n)d 条有效答案", n)
        self.told.setText(told % {"n": n})

    def _chosen(self, _index: int) -> None:
        if not self._filling:
            self.platform_chosen.emit(self.platform())
