"""The page of post ideas: asks the service, keeps batches and edited texts, follows the keys."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netdesk.domain.activities.policies import Policy
from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rewording import LABEL
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.freshness import Used
from netdesk.domain.ideas.idea import Idea
from netdesk.errors import FactsRefused, NetdeskError
from netdesk.i18n import _, ngettext
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.services.ideas import Asked, platforms_known, techniques_known
from netdesk.ui.actions import action_of, bind, key_words
from netdesk.ui.ideas.cards import CardGrid
from netdesk.ui.ideas.choices import Choices
from netdesk.ui.ideas.draft import Draft
from netdesk.ui.ideas.facts import FactsEditor
from netdesk.ui.ideas.saying import post_of
from netdesk.ui.notices import Notice, Tone, refusal
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.nothing import Nothing
from netdesk.ui.widgets.text import label, rule

COUNT = 8
_PLATFORM = "ui.ideas.platform"
_NARROW, _WIDE = 960, 1500
_DRAFTS = (332, 372, 480)  # widths of the right side


@dataclass(frozen=True)
class _Batch:
    """One answer: ideas, the facts they stand on, and what is wrong with those."""

    ideas: tuple[Idea, ...]
    facts: Facts
    flaws: tuple[str, ...]
    facts_are_bare: bool


class IdeasPage(QWidget):
    """Choices at the left, cards in the middle, the chosen idea at the right."""

    told = Signal(object)  # a Notice

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Ask `desk` through `tasks`; the first batch when it is shown."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._seed = 0
        self._batches: list[_Batch] = []
        self._place = -1
        self._texts: dict[tuple[str, str], str] = {}
        self.choices = Choices(theme)
        self.cards = CardGrid(theme)
        self.draft = Draft(theme)
        self.facts = FactsEditor(theme)
        self.nothing = Nothing(theme)
        self._told = label(theme, size=SMALL, quiet=True, wrap=True)
        self._middle = QStackedWidget()
        self._sides = QStackedWidget()
        self._build()
        self._connect()
        self._bind()

    def reload(self) -> None:
        """Ask for a batch by what is chosen, unlike those shown since the choice."""
        asked = Asked(
            techniques=tuple(one.value for one in self.choices.chosen_techniques()),
            column=self.choices.chosen_column() or "",
            platform=self.choices.platform(),
            topic=self.choices.topic.text(),
            count=COUNT,
            seed=self._seed,
        )
        desk, now = self._desk, self._desk.now()
        history = [one.headline for batch in self._batches for one in batch.ideas]

        def work() -> _Batch:
            ideas = desk.ideas
            day = ideas.today(now)
            shown = tuple(Used(headline, day) for headline in history)
            found = ideas.asked(asked, now=now, history=shown)
            flaws = (*found.flagged, *ideas.flagged_in(ideas.facts_text()))
            return _Batch(found.ideas, ideas.facts(), flaws, found.facts_are_bare)

        self._tasks.run(work, self, done=self._take_in, failed=self._refuse, topic="batch")

    def again(self) -> None:
        """Ask for another batch; none of its headlines was shown before."""
        self._seed += 1
        self.reload()

    def go_batch(self, by: int) -> None:
        """Show the batch before this one, or after it."""
        place = self._place + by
        if 0 <= place < len(self._batches):
            self._place = place
            self._show()

    def changed(self, changes: Changes) -> None:
        """Ask again where the shop's name or place was changed."""
        if (changes.shop or changes.policies) and self._batches:
            self._begin()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        return (
            ("1–7", _("技法")),
            ("J/K", _("移动")),
            (key_words("again"), _("再来一批")),
            (key_words("edit_post"), _("改文字")),
            (key_words("copy_post"), _("复制")),
            (key_words("keys"), _("全部按键")),
        )

    def copy(self) -> None:
        """Copy the post as plain text: the headline, an empty line, the rest."""
        headline, _end, body = self.draft.text().strip().partition("\n")
        if not headline:
            return
        QGuiApplication.clipboard().setText(f"{headline.strip()}\n\n{body.strip()}".strip())
        report = self.draft.report()
        if report is not None and report.level is Level.BLOCK:
            told = _("已复制，但还有禁用的词，改好再发。")
            self.told.emit(Notice(told, Tone.REFUSED, topic="copy"))
        else:
            self.told.emit(Notice(_("已复制，可以直接粘贴到平台。"), topic="copy"))

    def open_facts(self) -> None:
        """Open the shop's facts as text, with what was not saved yet."""
        desk = self._desk

        def show(found: tuple[str, tuple[Policy, ...]]) -> None:
            text, policies = found
            self._sides.setCurrentWidget(self.facts)
            self.facts.open(text)
            self.facts.show_policies(policies)

        if self.facts.is_changed():
            self._sides.setCurrentWidget(self.facts)
            self.facts.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            now, ideas = desk.now(), desk.ideas

            def work() -> tuple[str, tuple[Policy, ...]]:
                return ideas.facts_text(), ideas.policies(now=now)

            self._tasks.run(work, self, done=show, topic="facts")

    def back(self) -> None:
        """Go back to the cards."""
        if self._facts_are_open() and self.facts.is_changed():
            told = _("事实还没有保存，改到一半的文字留着，按 %(key)s 接着改。")
            self.told.emit(Notice(told % {"key": key_words("facts")}, Tone.TOLD, topic="facts"))
        self._sides.setCurrentIndex(0)
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the first batch when it is first seen."""
        super().showEvent(event)
        if not self.choices.is_offered():
            chosen = self._desk.settings.get(_PLATFORM, "")
            self.choices.offer(techniques_known(), platforms_known(), chosen)
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the right side its share."""
        super().resizeEvent(event)
        width = event.size().width()
        narrow, usual, wide = _DRAFTS
        self.draft.setFixedWidth(narrow if width < _NARROW else wide if width > _WIDE else usual)
        self.draft.set_margins(14 if width < _NARROW else 18)

    def _begin(self) -> None:
        """Forget the batches: they were made for another choice or from other facts."""
        self._batches.clear()
        self._place = -1
        self.reload()

    def _take_in(self, batch: _Batch) -> None:
        self._batches.append(batch)
        self._place = len(self._batches) - 1
        self._show()

    def _refuse(self, error: NetdeskError) -> None:
        self.told.emit(refusal(error))
        if not self._batches:
            self.draft.hide()
            self._middle.setCurrentWidget(self.nothing)
            told = _("原因写在左下角；看看事实有没有写错。")
            self.nothing.teach(_("这一批没有写出来"), told, _("改事实"), key_words("facts"))

    def _show(self) -> None:
        batch = self._batches[self._place]
        self.choices.show_facts(batch.facts, batch.flaws, bare=batch.facts_are_bare)
        self.cards.show_ideas(batch.ideas)
        self._told.setText(self._fewer(len(batch.ideas)))
        self._told.setVisible(0 < len(batch.ideas) < COUNT)
        self.draft.setVisible(bool(batch.ideas))
        self._middle.setCurrentWidget(self.cards if batch.ideas else self.nothing)
        if not batch.ideas:
            self._teach(again=bool(self._place))

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
        text = self._texts.get(_key(idea))
        original = post_of(idea)
        as_checked = text is None and original == idea.text()
        self.draft.show_idea(idea, text or original, idea.report if as_checked else None)

    def _keep(self, text: str) -> None:
        """Keep what is written, also where the next card is opened before it is checked."""
        idea = self.cards.idea()
        if idea is not None and text != post_of(idea):
            self._texts[_key(idea)] = text
        elif idea is not None:
            self._texts.pop(_key(idea), None)

    def _check(self, text: str) -> None:
        idea = self.cards.idea()
        if idea is None:
            return
        desk, fields = self._desk, _fields_of(idea, text)

        def done(report: Report) -> None:
            if self.cards.idea() is idea:
                self.draft.show_report(report, text)

        self._tasks.run(lambda: desk.ideas.judge(text, fields), self, done=done, topic="check")

    def _save_facts(self, text: str) -> None:
        desk, now = self._desk, self._desk.now()

        def work() -> tuple[str, ...]:
            desk.ideas.save_facts(text, now=now)
            return desk.ideas.flagged_in(text)

        def done(flaws: tuple[str, ...]) -> None:
            self.facts.saved()
            self.facts.show_faults(())
            self._begin()
            if flaws:
                self.facts.show_flaws(flaws)
            else:
                self.told.emit(Notice(_("事实已保存，创意按它重新出。"), topic="facts"))
                self.back()

        def failed(error: NetdeskError) -> None:
            if isinstance(error, FactsRefused):
                self.facts.show_faults(error.faults)
            else:
                self.told.emit(refusal(error))

        self._tasks.run(work, self, done=done, failed=failed)

    def _put_sample(self) -> None:
        desk, now = self._desk, self._desk.now()
        self._tasks.run(lambda: desk.ideas.sample_text(now=now), self, done=self.facts.put)

    def _choice_changed(self) -> None:
        platform, settings = self.choices.platform(), self._desk.settings
        if platform != settings.get(_PLATFORM, ""):
            self._tasks.run(
                lambda: settings.put(_PLATFORM, platform), self, done=lambda _none: None
            )
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
        self.choices.facts_wanted.connect(self.open_facts)
        self.nothing.wanted.connect(self.open_facts)
        self.cards.chosen.connect(self._open)
        self.draft.written.connect(self._keep)
        self.draft.check_wanted.connect(self._check)
        self.draft.copy_wanted.connect(self.copy)
        self.facts.save_wanted.connect(self._save_facts)
        self.facts.sample_wanted.connect(self._put_sample)
        self.facts.left.connect(self.back)

    def _bind(self) -> None:
        for number, key in enumerate(action_of("techniques").keys, 1):
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self._on_ideas(partial(self.choices.toggle, number)))
        for name, slot in (
            ("again", self.again),
            ("batch_back", lambda: self.go_batch(-1)),
            ("idea_next", lambda: self.cards.step(1)),
            ("idea_back", lambda: self.cards.step(-1)),
            ("idea_down", lambda: self.cards.step_line(1)),
            ("idea_up", lambda: self.cards.step_line(-1)),
            ("edit_post", self._edit),
            ("take", self.draft.take_first),
            ("copy_post", self.copy),
            ("topic", lambda: self.choices.topic.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            ("facts", self.open_facts),
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
            self._save_facts(self.facts.text())


def _key(idea: Idea) -> tuple[str, str]:
    return idea.platform.code, idea.headline


def _fields_of(idea: Idea, text: str) -> Fields:
    """Return an idea's fields for its text by now: the label counts where it is written."""
    label_ = True if text.lstrip().startswith(LABEL) else None
    return replace(idea.fields, label=False if idea.fields.label and not label_ else label_)
