"""本店问答 (R15): what customers ask, answered under the shop's own name, taken out from here."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
)

from netdesk.domain.compliance.rules import Report
from netdesk.domain.posts.questions import FactUsed, QuestionView, Wording
from netdesk.i18n import _, ngettext
from netdesk.services.answer_facts import QuestionRow
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.services.question_gathering import Gathered
from netdesk.ui.actions import key_words
from netdesk.ui.notices import Notice, Tone
from netdesk.ui.posts.answer_editor import AnswerEditor
from netdesk.ui.posts.merging import Merging
from netdesk.ui.posts.question_asking import QuestionAsking, ShownQuestions
from netdesk.ui.posts.question_list import STRETCH, QuestionList, QuestionModel
from netdesk.ui.posts.question_steps import TOPIC, QuestionSteps
from netdesk.ui.posts.question_tools import AnswerExportBar, QuestionHead
from netdesk.ui.posts.question_words import Today, lesson
from netdesk.ui.posts.taking_out import TakingOut
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.nothing import Nothing
from netdesk.ui.widgets.own_keys import OwnKeys
from netdesk.ui.widgets.text import rule

_NARROW, _WIDE = 960, 1500
_EDITORS = (356, 396, 520)  # widths of the right side


class QuestionsPanel(OwnKeys):
    """Questions at the left, the open one's answer at the right."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Ask `desk` through `tasks`; gathers when it is first shown."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._signature = ""
        self._texts: dict[int, str] = {}  # written, not saved
        self._gather_next = True
        self._wanted: int | None = None
        self._loaded = False
        self.today = Today(desk.now(), desk.hours.current().zone)
        self.model = QuestionModel(self.today)
        self.list = QuestionList(theme, self.model)
        self.head = QuestionHead(theme)
        self.bar = AnswerExportBar(theme)
        self.editor = AnswerEditor(theme)
        self.nothing = Nothing(theme)
        self.asking = QuestionAsking(desk, tasks, self)
        self.steps = QuestionSteps(desk, tasks, self)
        self.merging = Merging(self.model, self.editor, self.steps)
        self.taking_out = TakingOut(desk, tasks, self, self.bar, self.steps)
        self._middle = QStackedWidget()
        self._build()
        self._connect()
        self._bind()

    def reload(self, question_id: int | None = None) -> None:
        """Ask for the view again, with `question_id` or the same question chosen."""
        row = self.editor.row()
        self._wanted = question_id or (row.question.id if row else None)
        self._ask(max(STRETCH, self.list.place() + 1), 0, self._show)

    def changed(self, changes: Changes) -> None:
        """Gather what new leads ask; what stands may be another after the shop was changed."""
        if changes.leads:
            self._gather_next = True
        if self.isVisible() and changes.leads:
            self.gather()
        elif self.isVisible() and (changes.shop or changes.hours or changes.posts):
            self.reload()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        return (
            ("J/K", _("移动")),
            (key_words("answer_edit"), _("写答案")),
            (key_words("answer_draft"), _("拟一条")),
            (key_words("answer_save"), _("保存答案")),
            (key_words("answers_copy"), _("复制文字")),
            (key_words("keys"), _("全部按键")),
        )

    def gather(self) -> None:
        """Find what was asked since the last time."""
        self._gather_next = False
        self.asking.gather()

    def save(self) -> None:
        """Save the answer and go on to the next question."""
        row = self._opened()
        if row is not None:
            self.steps.answer(row, self.editor.text(), self.editor.until(), self.editor.chosen())

    def draft(self) -> None:
        """Put an answer made of the shop's facts into the text."""
        row = self._opened()
        if row is not None:
            self.steps.draft(row, lambda found: self.editor.put_draft(found, self.today))

    def hide_question(self) -> None:
        """Take the question out of the lists, or bring it back."""
        row = self._opened()
        if row is not None:
            self.steps.hide(row)

    def merge(self) -> None:
        """Have the question wait for another that means the same, or put them together."""
        row = self._opened()
        if row is not None:
            self.merging.take(row)

    def copy(self) -> None:
        """Copy the answers that stand as the platform takes them."""
        self.taking_out.copy(self.head.topic())

    def choose_book(self) -> None:
        """Ask where the workbook is to go, and save it."""
        self.taking_out.choose_book(self.head.topic(), self.today.shop_day())

    def showEvent(self, event: QShowEvent) -> None:
        """Show the questions as they are now, then what was asked since."""
        super().showEvent(event)
        if not self._loaded:
            self.taking_out.offer()
        self.reload()
        if self._gather_next:
            self.gather()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the right side its share."""
        super().resizeEvent(event)
        width = event.size().width()
        narrow, usual, wide = _EDITORS
        self.editor.setFixedWidth(narrow if width < _NARROW else wide if width > _WIDE else usual)
        self.editor.set_margins(14 if width < _NARROW else 18)

    def _opened(self) -> QuestionRow | None:
        """Return the question that is open for all to see."""
        return self.editor.row() if self.editor.isVisible() else None

    def _ask(self, limit: int, offset: int, done: Callable[[ShownQuestions], None]) -> None:
        self.asking.page(self.head.view(), self.head.topic(), limit, offset, done)

    def _show(self, shown: ShownQuestions) -> None:
        self._loaded, self._signature = True, shown.signature
        self.today = Today(shown.now, self.today.zone)
        page = shown.page
        self.head.show_counts(page.counts, page.topics, shown.codes)
        self.bar.show_count(page.counts.get(QuestionView.ANSWERED, 0))
        self.editor.offer_facts(shown.facts)
        wanted = self._wanted
        self.model.show_rows(page.rows, page.total, self.today)
        place = self.model.place_of(wanted) if wanted is not None else -1
        if page.rows:
            kept = self.list.place() if place < 0 else place
            self.list.go(max(0, kept))
            self._open_current(keep=place >= 0)
        self._show_side(has_rows=bool(page.rows), counts=sum(page.counts.values()))

    def _show_side(self, *, has_rows: bool, counts: int) -> None:
        self.editor.setVisible(has_rows)
        shown = self.list if has_rows else self.nothing
        if self._middle.currentWidget() is not shown:
            had_keys = self._middle.isAncestorOf(self.focusWidget()) if self.focusWidget() else True
            self._middle.setCurrentWidget(shown)
            self.setFocusProxy(shown)
            if had_keys and self.isVisible():
                shown.setFocus(Qt.FocusReason.OtherFocusReason)
        if not has_rows:
            title, lines = lesson(self.head.view(), is_new=not counts)
            teaches = self.head.view() is QuestionView.OPEN
            words = _("加一条") if teaches else ""
            self.nothing.teach(title, lines, words, key_words("question_add"))

    def _open_current(self, *, keep: bool) -> None:
        row = self.model.row(self.list.place())
        opened = self.editor.row()
        if row is None:
            return
        same = opened is not None and opened.question == row.question
        if keep and same and opened is not None and opened.lapses == row.lapses:
            self.editor.refresh(row)
        else:
            self._open(row)

    def _open(self, row: QuestionRow) -> None:
        self.editor.show_question(
            row,
            self._texts.get(row.question.id),
            signature=self._signature,
            today=self.today,
        )

    def _keep(self, text: str) -> None:
        row = self.editor.row()
        if row is None:
            return
        if self.editor.is_changed():
            self._texts[row.question.id] = text
        else:
            self._texts.pop(row.question.id, None)

    def _check(self, text: str) -> None:
        row = self.editor.row()
        if row is None:
            return

        def done(report: Report, used: tuple[FactUsed, ...]) -> None:
            opened = self.editor.row()
            if opened is not None and opened.question.id == row.question.id:
                self.editor.show_report(report, used, text)

        self.asking.report(row.question.text, text, self.editor.chosen(), done)

    def _moved_on(self, changed: QuestionRow) -> None:
        """Show the list without what left it; the next one is opened."""
        self._texts.pop(changed.question.id, None)
        self.changed_something.emit(Changes(questions=True))
        place = self.list.place()
        following = self.model.row(place + 1) or self.model.row(place - 1)
        stays = self.head.view() is QuestionView.ANSWERED and changed.stands
        self.reload(changed.question.id if stays or following is None else following.question.id)
        self._go_back()

    def _came(self, row: QuestionRow) -> None:
        """Show a question that was changed, or came in."""
        self._leave()
        self.changed_something.emit(Changes(questions=True))
        self.reload(row.question.id)

    def _reword(self, text: str) -> None:
        row = self._opened()
        if row is not None:
            self.steps.reword(row, text)

    def _add(self, text: str) -> None:
        self.steps.add(text, self.head.topic())

    def _added(self, row: QuestionRow) -> None:
        self.head.views[QuestionView.OPEN].setChecked(True)
        self._came(row)

    def _gathered(self, found: Gathered) -> None:
        if found.asked:
            told = ngettext("收集到 %(n)d 个新问题", "收集到 %(n)d 个新问题", found.new)
            if found.new:
                self.told.emit(Notice(told % {"n": found.new}, Tone.TOLD, topic="gathered"))
            self.reload()

    def _ask_platform(self, at: QPoint) -> None:
        row = self._opened()
        if row is not None:
            self.taking_out.ask_platform(row, at)

    def _enter(self) -> None:
        """Enter in a line takes what it has; elsewhere it opens the answer."""
        if self.head.is_writing():
            self.head.take()
        elif self.editor.wording.hasFocus():
            self.editor.take_wording()
        elif self._opened() is not None:
            self.editor.edit()

    def _split(self, wording: Wording) -> None:
        row = self._opened()
        if row is not None:
            self.steps.split(wording, row)

    def _leave(self) -> None:
        """Go back to the list."""
        self.merging.stop()
        self.head.close_field()
        self.editor.leave_wording()
        self._go_back()

    def _go_back(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_post(self) -> None:
        row = self._opened()
        if row is not None and row.stands:
            self.editor.ask_platform()
        elif row is not None:
            told = _("先把答案写好、保存，再做成帖子。")
            self.told.emit(Notice(told, Tone.TOLD, topic=TOPIC))

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self._middle.addWidget(self.list)
        self._middle.addWidget(self.nothing)
        self.nothing.wait(_("正在看客户问了什么…"))
        self._middle.setCurrentWidget(self.nothing)
        left.addWidget(self.head)
        left.addWidget(rule())
        left.addWidget(self._middle, 1)
        left.addWidget(rule())
        left.addWidget(self.bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(rule(upright=True))
        layout.addWidget(self.editor)
        self.editor.hide()
        self.nothing.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocusProxy(self.nothing)

    def _connect(self) -> None:
        self.head.changed.connect(lambda: self.reload())
        self.steps.told.connect(self.told)
        self.merging.told.connect(self.told)
        self.steps.came.connect(self._came)
        self.steps.added.connect(self._added)
        self.steps.done_with.connect(self._moved_on)
        self.steps.posted.connect(lambda: self.changed_something.emit(Changes(posts=True)))
        self.asking.told.connect(self.told)
        self.asking.read.connect(self.head.show_gathering)
        self.asking.gathered.connect(self._gathered)
        self.asking.ended.connect(lambda: self.head.show_gathering(None))
        self.head.gather_wanted.connect(self.gather)
        self.head.added.connect(self._add)
        self.list.chosen.connect(self._chosen)
        self.model.wanted.connect(lambda first: self._ask(STRETCH, first, self._append))
        self.nothing.wanted.connect(self.head.open_field)
        self.bar.copy_wanted.connect(self.copy)
        self.bar.book_wanted.connect(self.choose_book)
        editor = self.editor
        editor.check_wanted.connect(self._check)
        editor.checked.written.connect(self._keep)
        editor.save_wanted.connect(self.save)
        editor.draft_wanted.connect(self.draft)
        editor.hide_wanted.connect(self.hide_question)
        editor.post_wanted.connect(self._ask_platform)
        editor.reworded.connect(self._reword)
        editor.merge_wanted.connect(self.merge)
        editor.split_wanted.connect(self._split)

    def _chosen(self, row: QuestionRow) -> None:
        opened = self.editor.row()
        if opened is None or opened.question.id != row.question.id:
            self._open(row)

    def _append(self, shown: ShownQuestions) -> None:
        self.model.append(shown.page.rows, shown.page.total)

    def _bind(self) -> None:
        self.own(
            {
                "question_next": lambda: self.list.go(self.list.place() + 1),
                "question_back": lambda: self.list.go(self.list.place() - 1),
                "question_view_next": lambda: self.head.step(1),
                "question_view_back": lambda: self.head.step(-1),
                "answer_edit": self._enter,
                "answer_draft": self.draft,
                "answer_take": self.editor.checked.take_first,
                "answer_save": self.save,
                "answer_post": self._ask_for_post,
                "question_add": self.head.open_field,
                "question_reword": self._open_wording,
                "question_merge": self.merge,
                "question_hide": self.hide_question,
                "questions_gather": self.gather,
                "answers_copy": self.copy,
                "answers_book": self.choose_book,
                "questions_leave": self._leave,
            }
        )

    def _open_wording(self) -> None:
        if self._opened() is not None:
            self.editor.reword()
