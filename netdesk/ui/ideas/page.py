"""The page of post ideas: choices, cards, the chosen idea, and the keys that go between them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.ideas.idea import Idea
from netdesk.errors import NetdeskError
from netdesk.i18n import _, ngettext
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.services.ideas import Asked
from netdesk.ui.actions import action_of, bind, key_words
from netdesk.ui.ideas.batches import Batch, Batches
from netdesk.ui.ideas.cards import CardGrid
from netdesk.ui.ideas.choices import Choices
from netdesk.ui.ideas.draft import Draft
from netdesk.ui.ideas.facts import FactsEditor
from netdesk.ui.ideas.facts_side import FactsSide
from netdesk.ui.ideas.past import PLATFORM, Past
from netdesk.ui.ideas.posting import Posting
from netdesk.ui.ideas.texts import Texts
from netdesk.ui.notices import refusal
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.nothing import Nothing
from netdesk.ui.widgets.text import label, rule

COUNT = 8
_NARROW, _WIDE = 960, 1500
_DRAFTS = (332, 372, 480)  # widths of the right side


class IdeasPage(QWidget):
    """Choices at the left, cards in the middle, the chosen idea at the right."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes
    calendar_wanted = Signal(object)  # the Post to show there

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Ask `desk` through `tasks`; the first batch when it is shown."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self.choices = Choices(theme)
        self.cards = CardGrid(theme)
        self.draft = Draft(theme)
        self.facts = FactsEditor(theme)
        self.nothing = Nothing(theme)
        self.batches = Batches(desk, tasks, self)
        self.texts = Texts(desk, tasks, self.cards, self.draft)
        self.posting = Posting(desk, tasks, self.cards, self.draft, self.texts)
        self._past = Past(desk, tasks, self.choices, self.draft)
        self._facts_side = FactsSide(desk, tasks, self.facts)
        self._told = label(theme, size=SMALL, quiet=True, wrap=True)
        self._middle = QStackedWidget()
        self._sides = QStackedWidget()
        self._build()
        self._connect()
        self._bind()

    def reload(self) -> None:
        """Ask for a batch by what is chosen, unlike those shown since the choice."""
        self.batches.ask(self._asked())

    def again(self) -> None:
        """Ask for another batch; none of its headlines was shown before."""
        self.batches.ask_again(self._asked())

    def changed(self, changes: Changes) -> None:
        """Ask again where the shop or its policies were changed; look at the posts where they were.

        Nothing is asked before the page was seen.
        """
        if not self.choices.is_offered():
            return
        if (changes.shop or changes.policies) and self.batches.all:
            self._begin()
        if changes.posts or changes.leads or changes.hours:
            self._past.look()
            self.posting.refresh()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        return (
            ("1–7", _("技法")),
            ("J/K", _("移动")),
            (key_words("again"), _("再来一批")),
            (key_words("edit_post"), _("改文字")),
            (key_words("copy_post"), _("复制")),
            (key_words("plan_post"), _("排期")),
            (key_words("keys"), _("全部按键")),
        )

    def back(self) -> None:
        """Go back to the cards."""
        if self._facts_are_open():
            self._facts_side.leave()
        self._sides.setCurrentIndex(0)
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the first batch when it is first seen; look at the posts each time."""
        super().showEvent(event)
        self._past.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the right side its share."""
        super().resizeEvent(event)
        width = event.size().width()
        narrow, usual, wide = _DRAFTS
        self.draft.setFixedWidth(narrow if width < _NARROW else wide if width > _WIDE else usual)
        self.draft.set_margins(14 if width < _NARROW else 18)

    def _asked(self) -> Asked:
        return Asked(
            techniques=tuple(one.value for one in self.choices.chosen_techniques()),
            column=self.choices.chosen_column() or "",
            platform=self.choices.platform(),
            topic=self.choices.topic.text(),
            count=COUNT,
        )

    def _begin(self) -> None:
        """Forget the batches: they were made for another choice or from other facts."""
        self.batches.forget()
        self.reload()

    def _refuse(self, error: NetdeskError) -> None:
        self.told.emit(refusal(error))
        if not self.batches.all:
            self.draft.hide()
            self._middle.setCurrentWidget(self.nothing)
            told = _("原因写在左下角；看看事实有没有写错。")
            self.nothing.teach(_("这一批没有写出来"), told, _("改事实"), key_words("facts"))

    def _show(self, batch: Batch) -> None:
        self.texts.use(batch.facts)
        self.choices.show_facts(batch.facts, batch.flaws, bare=batch.facts_are_bare)
        self.cards.show_ideas(batch.ideas)
        self.posting.mark()
        self._told.setText(self._fewer(len(batch.ideas)))
        self._told.setVisible(0 < len(batch.ideas) < COUNT)
        self.draft.setVisible(bool(batch.ideas))
        self._middle.setCurrentWidget(self.cards if batch.ideas else self.nothing)
        if not batch.ideas:
            self._teach(again=batch is not self.batches.all[0])

    def _fewer(self, n: int) -> str:
        told = ngettext(
            "这样选，按现有的事实只写得出 %(n)d 条不重样的；补些事实，或少选一点，会更多。",
            "这样选，按现有的事实只写得出 %(n)d 条不重样的；补些事实，或少选一点，会更多。",
            n,
        )
        return told % {"n": n}

    def _teach(self, *, again: bool) -> None:
        title = _("没有更多不重样的了") if again else _("按现有的事实写不出这样的创意")
        told = _("每条创意都只用本店的事实。写上车型、礼品和活动，或换一个栏目、技法、话题。")
        self.nothing.teach(title, told, _("改事实"), key_words("facts"))

    def _open(self, idea: Idea) -> None:
        self.texts.open(idea)
        self.posting.show(idea)

    def _choice_changed(self) -> None:
        platform, settings = self.choices.platform(), self._desk.settings
        if platform != settings.get(PLATFORM, ""):
            self._tasks.run(lambda: settings.put(PLATFORM, platform), self, done=lambda _none: None)
        self._begin()

    def _edit(self) -> None:
        if self.choices.topic.hasFocus():  # Enter there is for the topic
            self.back()
            self._begin()
        elif self.cards.idea() is not None:
            self.draft.edit()

    def _facts_are_open(self) -> bool:
        return self._sides.currentWidget() is self.facts

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._told.setContentsMargins(18, 12, 18, 0)
        self._told.hide()
        column.addWidget(self._told)
        self._middle.addWidget(self.cards)
        self._middle.addWidget(self.nothing)
        self._middle.setCurrentWidget(self.nothing)
        self.nothing.wait(_("正在写第一批…"))
        column.addWidget(self._middle, 1)
        ideas = QWidget()
        line = QHBoxLayout(ideas)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(left, 1)
        line.addWidget(rule(upright=True))
        line.addWidget(self.draft)
        self.draft.hide()
        self._sides.addWidget(ideas)
        self._sides.addWidget(self.facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.choices)
        layout.addWidget(rule(upright=True))
        layout.addWidget(self._sides, 1)
        self.setFocusProxy(self.cards)

    def _connect(self) -> None:
        self.choices.changed.connect(self._choice_changed)
        self.choices.again_wanted.connect(self.again)
        self.choices.facts_wanted.connect(self._facts_side.open)
        self.nothing.wanted.connect(self._facts_side.open)
        self._past.ready.connect(self._begin)
        self.batches.came.connect(self._show)
        self.batches.failed.connect(self._refuse)
        self.cards.chosen.connect(self._open)
        for room in (self.texts, self.posting, self._facts_side):
            room.told.connect(self.told)
        self.posting.changed_something.connect(self.changed_something)
        self.posting.calendar_wanted.connect(self.calendar_wanted)
        self._facts_side.opened.connect(lambda: self._sides.setCurrentWidget(self.facts))
        self._facts_side.saved.connect(self._begin)
        self._facts_side.left.connect(self.back)

    def _bind(self) -> None:
        for number, key in enumerate(action_of("techniques").keys, 1):
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self._on_ideas(partial(self.choices.toggle, number)))
        for name, slot in (
            ("again", self.again),
            ("batch_back", lambda: self.batches.go(-1)),
            ("idea_next", lambda: self.cards.step(1)),
            ("idea_back", lambda: self.cards.step(-1)),
            ("idea_down", lambda: self.cards.step_line(1)),
            ("idea_up", lambda: self.cards.step_line(-1)),
            ("edit_post", self._edit),
            ("take", self.draft.take_first),
            ("copy_post", self.texts.copy),
            ("keep_draft", self.posting.keep),
            ("plan_post", self.posting.ask_time),
            ("topic", lambda: self.choices.topic.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            ("facts", self._facts_side.open),
        ):
            bind(self, name, self._on_ideas(slot))
        bind(self, "save_facts", self._save_open)
        bind(self, "ideas_back", self.back)

    def _on_ideas(self, slot: Callable[[], None]) -> Callable[[], None]:
        """Return `slot` for a key that works while the cards are shown."""

        def act() -> None:
            if not self._facts_are_open():
                slot()

        return act

    def _save_open(self) -> None:
        if self._facts_are_open():
            self._facts_side.save(self.facts.text())
