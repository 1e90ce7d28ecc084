"""The chosen idea: its text to edit, what the check finds and asks, the way out, the rest of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.compliance.rules import Finding, Report
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.posts.backing import Backed
from netdesk.domain.posts.post import Post, PostState
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.ideas.saying import score
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.backing_form import BackingForm
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.checked_text import CheckedText
from netdesk.ui.widgets.schedule import SchedulePanel
from netdesk.ui.widgets.text import ink, label, rule, surface

_WHY = 3  # its place among what stands below


class Draft(QWidget):
    """Says what is wanted with its text; does nothing with it itself."""

    written = Signal(str)
    given = Signal(object)  # Given
    check_wanted = Signal(str)
    copy_wanted = Signal()
    keep_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without an idea."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._idea: Idea | None = None
        self._standing: Callable[[Idea], str] = lambda _idea: ""
        self.title = label(theme, size=LARGE, bold=True)
        self.length = label(theme, quiet=True)
        self.too_long = label(theme, size=SMALL, danger=True)
        self.checked = CheckedText(theme, self)
        self.text_edit = self.checked.edit
        self.findings = self.checked.findings
        self.form = BackingForm(theme)
        self.schedule = SchedulePanel(theme)
        self.state = label(theme, size=SMALL, bold=True, wrap=True)
        self.copy_button = Button(theme, _("复制"), key=key_words("copy_post"))
        self.keep_button = Button(theme, _("存草稿"), key=key_words("keep_draft"))
        plan = key_words("plan_post")
        self.plan_button = Button(theme, _("排期"), kind=Kind.PRIMARY, key=plan)
        self._rest: list[tuple[QLabel, QLabel]] = []
        self._scroll = QScrollArea()
        self._foot = QWidget()
        self._build()
        theme.changed.connect(self._colour)

    def show_idea(self, idea: Idea, text: str, report: Report | None) -> None:
        """Open an idea with the text it has by now; what is known of that text is `report`."""
        self._idea = idea
        self.close_schedule()
        facts = {"technique": words.technique(idea.technique), "column": words.column(idea.column)}
        self.title.setText(_("%(technique)s · %(column)s") % facts)
        beats = "\n".join(f"{n} {beat}" for n, beat in enumerate(idea.outline, 1))
        facts_used = "\n".join(idea.facts_used)
        for (head, value), told in zip(
            self._rest,
            (
                beats,
                idea.call_to_action,
                idea.picture,
                self._why(idea),
                facts_used,
                score(idea.score, idea.score_parts),
            ),
            strict=True,
        ):
            value.setText(told)
            for part in (head, value):
                part.setVisible(bool(told))
        self._scroll.verticalScrollBar().setValue(0)
        self.checked.open(text, report, idea.level)
        self._show_length()

    def show_works(self, standing: Callable[[Idea], str]) -> None:
        """Say beside why an idea works how its technique did here: `standing` says it."""
        self._standing = standing
        if self._idea is not None:
            self._rest[_WHY][1].setText(self._why(self._idea))

    def show_backed(self, backed: Backed, text: str) -> None:
        """Show what was found and what is asked for, unless the text is another by now."""
        if text == self.text():
            self.form.show_backed(backed)
            self.checked.show_report(backed.report, text)

    def show_report(self, report: Report, text: str) -> None:
        """Show what was found, unless the text is another by now."""
        self.checked.show_report(report, text)

    def show_post(self, post: Post | None, when: str) -> None:
        """Say what became of the idea: `when` it goes out, in words."""
        state = post.state if post else None
        told = words.post_state(state) if state else ""
        self.state.setText(
            _("%(state)s：%(when)s") % {"state": told, "when": when} if when else told
        )
        self.state.setVisible(bool(told))
        self.keep_button.set_words(_("保存修改") if post else _("存草稿"))
        self.plan_button.set_words(_("改期") if state is PostState.SCHEDULED else _("排期"))

    def open_schedule(self, title: str) -> None:
        """Ask when it goes out, in place of the buttons; `schedule.ask` brings the times."""
        self._foot.hide()
        self.schedule.wait(title)

    def close_schedule(self) -> None:
        """Show the buttons again."""
        self.schedule.hide()
        self._foot.show()

    def text(self) -> str:
        """Return the text as it is written."""
        return self.checked.text()

    def headline(self) -> str:
        """Return its first line."""
        return self.text().strip().split("\n", 1)[0].strip()

    def report(self) -> Report | None:
        """Return what was found in this very text; None while it is not checked."""
        return self.checked.report()

    def edit(self) -> None:
        """Give the keys to the text."""
        self.text_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_first(self) -> None:
        """Take the words over for what the cursor stands in, else for the gravest finding."""
        self.checked.take_first()

    def show_place(self, finding: Finding) -> None:
        """Mark a finding in the text."""
        self.checked.show_place(finding)

    def set_margins(self, side: int) -> None:
        """Leave room at the sides."""
        self._layout.setContentsMargins(side, 16, side, 16)

    def _why(self, idea: Idea) -> str:
        return "\n".join(told for told in (idea.why, self._standing(idea)) if told)

    def _changed(self) -> None:
        self._show_length()
        self.written.emit(self.text())

    def _was_given(self) -> None:
        self.given.emit(self.form.given())
        self.checked.judge_again()

    def _show_length(self) -> None:
        if self._idea is None:
            return
        platform = self._idea.platform
        size = platform.length(self.headline())
        self.length.setText(f"{platform.name} {size}／{platform.limit}")
        over = size - platform.limit
        self.too_long.setVisible(over > 0)
        self.too_long.setText(_("标题超出 %(n)d 字") % {"n": over} if over > 0 else "")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.length)
        self.checked.written.connect(lambda _text: self._changed())
        self.checked.check_wanted.connect(self.check_wanted)
        self.form.changed.connect(self._was_given)
        self.schedule.left.connect(self._leave_schedule)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(8)
        self._layout.addLayout(head)
        self._layout.addWidget(self.too_long)
        self._layout.addWidget(self.text_edit, 3)
        self._layout.addSpacing(4)
        self._layout.addWidget(self._below(), 5)
        self._layout.addWidget(self._buttons())
        self._layout.addWidget(self.schedule)
        self.schedule.hide()
        self.too_long.hide()
        self.state.hide()
        self.set_margins(20)
        self._colour()

    def _leave_schedule(self) -> None:
        self.close_schedule()
        self.plan_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> QWidget:
        rows = QVBoxLayout(self._foot)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.state)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button, wanted in (
            (self.copy_button, self.copy_wanted),
            (self.keep_button, self.keep_wanted),
            (self.plan_button, self.plan_wanted),
        ):
            button.clicked.connect(lambda _checked=False, wanted=wanted: wanted.emit())
            line.addWidget(button)
        self.plan_button.set_wide()
        rows.addLayout(line)
        return self._foot

    def _below(self) -> QScrollArea:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 8)
        rows.setSpacing(4)
        rows.addWidget(self.form)
        rows.addWidget(self.findings)
        rows.addSpacing(8)
        rows.addWidget(rule())
        rows.addSpacing(4)
        for title in (
            _("大纲"),
            _("召唤"),
            _("配图"),
            _("为什么是它"),
            _("用到的事实"),
            _("评分"),
        ):
            head = label(self._theme, title, size=SMALL, quiet=True)
            value = label(self._theme, wrap=True)
            head.setBuddy(value)
            value.setContentsMargins(0, 0, 0, 6)
            rows.addWidget(head)
            rows.addWidget(value)
            self._rest.append((head, value))
        rows.addStretch(1)
        ground = QWidget()
        surface(ground)
        self._scroll.setViewport(ground)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("检查结果和创意的其余部分"))
        return self._scroll

    def _colour(self) -> None:
        ink(self.state, self._theme.tokens.accent_text)
