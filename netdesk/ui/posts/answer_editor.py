"""The answer to one question: checked as it is written, the facts it stands on, its last day."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netdesk.domain.compliance.rules import Report
from netdesk.domain.posts.answering import DraftAnswer
from netdesk.domain.posts.questions import FactUsed
from netdesk.domain.posts.standing_facts import KnownFact
from netdesk.i18n import _
from netdesk.services.answer_facts import QuestionRow
from netdesk.ui.actions import key_words
from netdesk.ui.posts.question_words import (
    Today,
    chip_words,
    history_words,
    lapses_words,
    shortened,
)
from netdesk.ui.posts.wordings import Wordings
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.checked_text import CheckedText
from netdesk.ui.widgets.days import date_of, qdate
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.form import line_field
from netdesk.ui.widgets.text import label, rule, surface, tip

_LONGEST = 60  # signs of a question as it is typed


class AnswerEditor(QWidget):
    """Says what is wanted; does none of it itself."""

    check_wanted = Signal(str)
    save_wanted = Signal()
    draft_wanted = Signal()
    hide_wanted = Signal()
    post_wanted = Signal(object)  # QPoint, where a choice of platforms is to stand
    reworded = Signal(str)
    merge_wanted = Signal()
    split_wanted = Signal(object)  # the Wording to be a question of its own

    def __init__(self, theme: Theme) -> None:
        """Start without a question."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._row: QuestionRow | None = None
        self._chosen: tuple[FactUsed, ...] = ()
        self._used: tuple[FactUsed, ...] = ()
        self._standing: tuple[KnownFact, ...] = ()
        self.checked = CheckedText(theme, self, has_headline=False)
        self.title = label(theme, size=LARGE, bold=True, wrap=True)
        self.wording = line_field(_("问法"), longest=_LONGEST)
        self.about = label(theme, size=SMALL, quiet=True, wrap=True)
        self.lapsed = label(theme, size=SMALL, danger=True, wrap=True)
        self.signature = label(theme, size=SMALL, quiet=True, wrap=True)
        self.has_end = QCheckBox(_("有效到"))
        self.end = QDateEdit()
        self.chips = Flow()
        self._chips: list[Button] = []
        self.add_fact = Button(theme, _("加依据"), kind=Kind.QUIET)
        self.wordings = Wordings(theme)
        self.merge_button = Button(theme, _("合并"), kind=Kind.TAG, key=key_words("question_merge"))
        self.hide_button = Button(theme, _("隐藏"), kind=Kind.TAG, key=key_words("question_hide"))
        self.post_button = Button(theme, _("做成帖子"), key=key_words("answer_post"))
        self._build()
        self._connect()

    def show_question(
        self, row: QuestionRow, text: str | None, *, signature: str, today: Today
    ) -> None:
        """Open a question, with `text` where one is written and not saved yet."""
        answer = row.question.answer
        self._row = row
        self._chosen = answer.facts if answer else ()
        self.title.setText(row.question.text)
        self.about.setText(history_words(row, today))
        self.wordings.show_wordings(row.question.wordings)
        self.lapsed.setText("\n".join(lapses_words(row)))
        self.lapsed.setVisible(bool(row.lapses))
        self.signature.setText(_("署名自动加上：%(name)s") % {"name": signature})
        self._show_end(answer.until if answer else None, today)
        self.hide_button.set_words(_("恢复显示") if row.question.hidden else _("隐藏"))
        self.post_button.setEnabled(row.stands)
        self.leave_wording()
        self.show_used(self._chosen)
        written = answer.text if answer else ""
        self.checked.open(written if text is None else text, None)

    def row(self) -> QuestionRow | None:
        """Return the question that is open."""
        return self._row

    def refresh(self, row: QuestionRow) -> None:
        """Take over what was counted since; what is being written stays."""
        self._row = row

    def text(self) -> str:
        """Return the answer as it is written."""
        return self.checked.text()

    def is_changed(self) -> bool:
        """Say whether the text is another than the one saved."""
        answer = self._row.question.answer if self._row else None
        return self.text() != (answer.text if answer else "")

    def until(self) -> date | None:
        """Return the last day that is set."""
        return date_of(self.end.date()) if self.has_end.isChecked() else None

    def chosen(self) -> tuple[FactUsed, ...]:
        """Return the facts chosen; those the text names come in by themselves."""
        return self._chosen

    def offer_facts(self, standing: Sequence[KnownFact]) -> None:
        """Take the facts that may be chosen."""
        self._standing = tuple(standing)

    def put_draft(self, draft: DraftAnswer, today: Today) -> None:
        """Put a draft in place of the text; Ctrl+Z takes it back."""
        cursor = self.checked.edit.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(draft.text)
        self._chosen = draft.facts
        self._show_end(draft.until, today)
        self.show_used(draft.facts)
        self.checked.edit.setFocus()

    def show_report(self, report: Report, used: Sequence[FactUsed], text: str) -> None:
        """Show what the rules say of the text, and the facts it stands on."""
        self.checked.show_report(report, text)
        if text == self.text():
            self.show_used(used)
            self.checked.findings.setVisible(bool(text.strip()))

    def show_used(self, used: Iterable[FactUsed]) -> None:
        """Show the facts as chips; a click on one takes it off."""
        self._used = tuple(used)
        for chip in self._chips:
            self.chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(fact) for fact in self._used]
        for chip in self._chips:
            self.chips.add(chip)
        self.chips.removeWidget(self.add_fact)
        self.chips.add(self.add_fact)

    def facts_shown(self) -> list[str]:
        """Return the words of the chips."""
        return [chip.text() for chip in self._chips]

    def edit(self) -> None:
        """Give the keys to the text."""
        self.checked.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reword(self) -> None:
        """Let the question be put otherwise."""
        self.title.hide()
        self.wording.setText(self.title.text())
        self.wording.show()
        self.wording.selectAll()
        self.wording.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_wording(self) -> None:
        """Leave the question as it is."""
        self.wording.hide()
        self.title.show()

    def take_wording(self) -> None:
        """Hand up what the question is to be."""
        self.reworded.emit(self.wording.text())

    def choose_fact(self, fact: FactUsed, *, on: bool) -> None:
        """Take a fact in, or off; the text is judged anew."""
        kept = [one for one in self._chosen if one != fact]
        self._chosen = (*kept, fact) if on else tuple(kept)
        self.show_used((*kept, fact) if on else [one for one in self._used if one != fact])
        self.checked.judge_again()

    def set_margins(self, side: int) -> None:
        """Leave room at the sides."""
        self._layout.setContentsMargins(side, 16, side, 16)

    def _show_end(self, until: date | None, today: Today) -> None:
        self.has_end.setChecked(until is not None)
        day = until or today.shop_day()
        self.end.setMinimumDate(qdate(min(day, today.shop_day())))
        self.end.setDate(qdate(day))
        self.end.setVisible(until is not None)

    def _chip(self, fact: FactUsed) -> Button:
        made = Button(self._theme, chip_words(fact), kind=Kind.CHIP)
        known = next((one for one in self._standing if one.used == fact), None)
        told = known.line if known else fact.said
        made.setToolTip(tip(told))
        made.setAccessibleDescription(_("%(fact)s；按下去掉这条依据") % {"fact": told})
        made.clicked.connect(lambda _on=False: self.choose_fact(fact, on=False))
        return made

    def _open_facts(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._standing:
            if one.used not in self._used:
                action = menu.addAction(shortened(one.line).replace("&", "&&"))
                action.triggered.connect(
                    lambda _on=False, fact=one.used: self.choose_fact(fact, on=True)
                )
        if menu.isEmpty():
            menu.addAction(_("没有别的事实了")).setEnabled(False)
        menu.popup(self.add_fact.mapToGlobal(QPoint(0, self.add_fact.height())))

    def _connect(self) -> None:
        self.checked.check_wanted.connect(self.check_wanted)
        self.has_end.toggled.connect(self.end.setVisible)
        self.add_fact.clicked.connect(lambda _on=False: self._open_facts())
        self.hide_button.clicked.connect(lambda _on=False: self.hide_wanted.emit())
        self.merge_button.clicked.connect(lambda _on=False: self.merge_wanted.emit())
        self.wordings.split_wanted.connect(self.split_wanted)
        self.post_button.clicked.connect(lambda _on=False: self.ask_platform())

    def ask_platform(self) -> None:
        """Ask where the post is to go, above the button."""
        self.post_wanted.emit(self.post_button.mapToGlobal(QPoint(0, 0)))

    def _build(self) -> None:
        edit = self.checked.edit
        edit.setAccessibleName(_("答案"))
        edit.setPlaceholderText(_("用本店的口吻回答；价格、礼品、日期只写事实里有的"))
        self.wording.hide()
        self.lapsed.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(8)
        for part in (self.title, self.wording, self.about):
            self._layout.addWidget(part)
        self._layout.addWidget(self.wordings)
        self._layout.addLayout(self._question_steps())
        self._layout.addWidget(self.lapsed)
        self._layout.addWidget(edit, 3)
        self._layout.addWidget(self.signature)
        self._layout.addLayout(self._end_line())
        self._layout.addWidget(self._below(), 4)
        self._layout.addLayout(self._steps())
        save = Button(self._theme, _("保存答案"), kind=Kind.PRIMARY, key=key_words("answer_save"))
        save.set_wide()
        save.clicked.connect(lambda _on=False: self.save_wanted.emit())
        self._layout.addWidget(save)
        self.set_margins(18)

    def _end_line(self) -> QHBoxLayout:
        self.end.setCalendarPopup(True)
        self.end.setDisplayFormat("yyyy-MM-dd")
        self.end.setAccessibleName(_("答案有效到哪天"))
        self.end.setMinimumHeight(32)
        policy = self.end.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # noqa: FBT003 - nothing jumps when it is ticked
        self.end.setSizePolicy(policy)
        told = label(self._theme, _("过后标为过期，不再导出"), size=SMALL, quiet=True, wrap=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.has_end)
        line.addWidget(self.end)
        line.addWidget(told, 1)
        return line

    def _below(self) -> QScrollArea:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 8)
        rows.setSpacing(6)
        head = label(
            self._theme,
            _("依据（活动结束、礼品到期、价格变了，答案就标为过期）"),
            size=SMALL,
            quiet=True,
            wrap=True,
        )
        rows.addWidget(head)
        rows.addLayout(self.chips)
        rows.addSpacing(4)
        rows.addWidget(rule())
        rows.addSpacing(4)
        rows.addWidget(self.checked.findings)
        rows.addStretch(1)
        ground = QWidget()
        surface(ground)
        scroll = QScrollArea()
        scroll.setViewport(ground)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(_("答案的依据和检查结果"))
        return scroll

    def _question_steps(self) -> QHBoxLayout:
        reword = Button(self._theme, _("改问法"), kind=Kind.TAG, key=key_words("question_reword"))
        reword.clicked.connect(lambda _on=False: self.reword())
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (reword, self.merge_button, self.hide_button):
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _steps(self) -> Flow:
        draft = Button(self._theme, _("按事实拟一条"), key=key_words("answer_draft"))
        draft.clicked.connect(lambda _on=False: self.draft_wanted.emit())
        steps = Flow(8)
        for button in (draft, self.post_button):
            steps.add(button)
        return steps
