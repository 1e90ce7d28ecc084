"""The board of policies: what holds for sales and service, from when, until when (R7)."""

import re
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit

from netdesk import words
from netdesk.domain.activities.policies import (
    SOON,
    Policy,
    PolicyNote,
    PolicyState,
)
from netdesk.domain.activities.words import PolicyKind
from netdesk.errors import NetdeskError
from netdesk.i18n import N_, _, ngettext, say
from netdesk.services.desk import Desk
from netdesk.services.policies import LONGEST_TITLE
from netdesk.ui.actions import bind, key_words
from netdesk.ui.notices import Notice, Tone
from netdesk.ui.settings.entries import EntryField, LedgerSection, choice
from netdesk.ui.settings.listing import ListingView
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FaultLabel, titled
from netdesk.ui.widgets.rows import Column, Ink
from netdesk.ui.widgets.text import label, rule

_DATA = int(Qt.ItemDataRole.UserRole)
_BETWEEN = re.compile(r"[、，,；;/]+")
_LINES = 76  # height of the text


class PoliciesSection(LedgerSection):
    """Enter or Ctrl+S writes; Del ends a policy now."""

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Show the board."""
        super().__init__(desk, tasks, theme, _("政策"))
        self.editing: Policy | None = None
        self._today = desk.summary.today(desk.now())
        self.kind = choice(_("类别"))
        self.title = EntryField(_("标题"), hint=_("例如 11 月置换补贴"), longest=LONGEST_TITLE)
        self.first = EntryField(_("从"), hint=_("2026-11-01 或 11月"), longest=30)
        self.last = EntryField(_("到"), hint=_("空着：未定"), longest=30)
        self.models = EntryField(_("车型"), hint=_("空着：全部"), longest=120)
        self.source = EntryField(_("来源"), hint=_("文号或通知"), longest=120)
        self.text = QPlainTextEdit()
        self.table = ListingView(theme, _("政策"), self._columns(), most=12)
        self.save_button = Button(theme, _("记下"), kind=Kind.PRIMARY, key=key_words("entry_save"))
        self.leave_button = Button(theme, _("不改了"), key=key_words("entry_leave"))
        self.fault = FaultLabel(theme, self.title)
        self._told = label(theme, size=SMALL, quiet=True, wrap=True)
        self._nothing = label(theme, quiet=True, wrap=True)
        self._build()
        self.setFocusProxy(self.title)
        self.reload()

    def reload(self) -> None:
        """Show the board as it is now."""
        service, now = self.desk.policies, self.desk.now()
        self._today = self.desk.summary.today(now)

        def work() -> list[Policy]:
            board = service.board(now=now)
            return [one for state in PolicyState for one in board[state]]

        self.tasks.run(work, self, done=self._show, topic="policies")

    def summary(self) -> str:
        """Return what is said above the board."""
        return self._told.text()

    def teaching(self) -> str:
        """Return what an empty board says; empty where there is something on it."""
        return "" if self._nothing.isHidden() else self._nothing.text()

    def save(self) -> None:
        """Write what the form says, or say what is wrong with it."""
        service, by, now = self.desk.policies, self.desk.settings.me(), self.desk.now()
        try:
            first, last = service.dates(self.first.text(), self.last.text(), now=now)
        except NetdeskError as error:
            self.fault.say(say(error))
            self.first.setFocus()
            return
        note = PolicyNote(
            PolicyKind(self.kind.currentData(_DATA)),
            self.title.text(),
            self.text.toPlainText(),
            first,
            last,
            tuple(_BETWEEN.split(self.models.text())),
            self.source.text(),
        )
        row = self.editing
        told = _("已记下“%(title)s”。") if row is None else _("“%(title)s”已改好。")
        self.write(
            lambda: (
                service.add(note, by=by, now=now)
                if row is None
                else service.change(row.id, note, version=row.version, by=by, now=now)
            ),
            lambda done: service.undo(done, by=by, now=now),
            told % {"title": note.title.strip()},
            done=self.leave,
            failed=self.fault.say,
        )

    def leave(self) -> None:
        """Clear the form for the next."""
        self.editing = None
        for field in (self.title, self.last, self.models, self.source):
            field.setText("")  # not clear(): Ctrl+Z is for the step, not for the field
        self.text.clear()
        self.first.setText(self._today.isoformat())
        self._show_state()
        self.title.setFocus()

    def _end(self, policy: Policy) -> None:
        service, by, now = self.desk.policies, self.desk.settings.me(), self.desk.now()
        if policy.state(self._today) is PolicyState.EXPIRED:
            told = _("“%(title)s”已经结束了。") % {"title": policy.note.title}
            self.told.emit(Notice(told, Tone.TOLD, topic=self.topic()))
            return
        if self.editing is not None and self.editing.id == policy.id:
            self.leave()
            self.table.setFocus()
        self.write(
            lambda: service.end(policy.id, version=policy.version, by=by, now=now),
            lambda done: service.undo(done, by=by, now=now),
            _("“%(title)s”已结束，写到它的事实不再用。") % {"title": policy.note.title},
        )

    def _open(self, policy: Policy) -> None:
        note = policy.note
        self.editing = policy
        self.kind.setCurrentIndex(self.kind.findData(str(note.kind)))
        self.title.setText(note.title)
        self.first.setText(note.first.isoformat())
        self.last.setText(note.last.isoformat() if note.last else "")
        self.models.setText("、".join(note.models))
        self.source.setText(note.source)
        self.text.setPlainText(note.text)
        self._show_state()
        self.show_field(self.title)
        self.title.selectAll()

    def _show(self, rows: list[Policy]) -> None:
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._told.setText(_told(rows, self._today))
        self._told.setVisible(bool(rows))

    def _show_state(self) -> None:
        editing = self.editing is not None
        self.fault.say("")
        self.save_button.set_words(_("改好了") if editing else _("记下"))
        self.leave_button.setVisible(editing)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(N_("状态"), lambda row: state_words(row, self._today), 116, ink=self._tone),
            Column(N_("标题"), lambda row: row.note.title, 0, ink=self._quiet),
            Column(N_("类别"), lambda row: words.policy_kind(row.note.kind), 100, ink=self._quiet),
            Column(N_("日期"), lambda row: _days(row.note), 200, ink=self._quiet),
            Column(N_("车型"), lambda row: "、".join(row.note.models) or _("全部"), 0),
            Column(N_("来源"), lambda row: row.note.source or "—", 0, ink=lambda _r: Ink.QUIET),
        )

    def _tone(self, policy: Policy) -> Ink:
        left = policy.days_left(self._today)
        if policy.state(self._today) is PolicyState.EXPIRED or (left is not None and left <= SOON):
            return Ink.BAD
        return Ink.PLAIN

    def _quiet(self, policy: Policy) -> Ink:
        over = policy.state(self._today) is PolicyState.EXPIRED
        return Ink.QUIET if over else Ink.PLAIN

    def _build(self) -> None:
        theme, rows = self.theme, self.rows
        for kind in PolicyKind:
            self.kind.addItem(words.policy_kind(kind), str(kind))
        self.text.setAccessibleName(_("政策内容"))
        self.text.setPlaceholderText(_("政策怎么说：金额、条件、怎么办理"))
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)  # a file let go here is for the window
        self.text.setFixedHeight(_LINES)
        note = _("现在的销售和售后政策，写清从哪天到哪天。结束了的，写到它的事实创意不会再用。")
        rows.addWidget(label(theme, note, quiet=True, wrap=True))
        rows.addLayout(self._form())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.fault, 1)
        line.addStretch(1)
        line.addWidget(self.leave_button)
        line.addWidget(self.save_button)
        rows.addLayout(line)
        rows.addWidget(rule())
        rows.addWidget(self._told)
        self._nothing.setText(
            _(
                "还没有记政策。厂家或店里一发通知就记一条：标题、从哪天到哪天，"
                "按 Enter 记下；到期会标出来。"
            )
        )
        rows.addWidget(self._nothing)
        rows.addWidget(self.table)
        self.settle()
        self._nothing.hide()
        self.first.setText(self._today.isoformat())
        self._show_state()
        for field in (self.title, self.first, self.last, self.models, self.source):
            field.returnPressed.connect(self.save)
            field.textChanged.connect(lambda _text: self.fault.say(""))
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        self.leave_button.clicked.connect(lambda _checked=False: self.leave())
        self.table.edit_wanted.connect(self._open)
        self.table.drop_wanted.connect(self._end)
        bind(self, "entry_leave", self.leave)
        bind(self, "entry_save", self.save)

    def _form(self) -> QGridLayout:
        theme = self.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for row, across, span, title, field in (
            (0, 0, 1, _("类别"), self.kind),
            (0, 1, 3, _("标题"), self.title),
            (0, 4, 1, _("从"), self.first),
            (0, 5, 1, _("到"), self.last),
            (1, 0, 4, _("政策内容"), self.text),
        ):
            grid.addLayout(titled(theme, title, field), row, across, 1, span)
        beside = QGridLayout()
        beside.setHorizontalSpacing(10)
        beside.setColumnStretch(0, 1)
        beside.setColumnStretch(1, 1)
        beside.addLayout(titled(theme, _("车型"), self.models), 0, 0)
        beside.addLayout(titled(theme, _("来源"), self.source), 0, 1)
        grid.addLayout(beside, 1, 4, 1, 2, Qt.AlignmentFlag.AlignTop)
        for across in range(6):
            grid.setColumnStretch(across, 1)
        return grid


def state_words(policy: Policy, today: date) -> str:
    """Return whether a policy holds; near its end how many days are left."""
    left = policy.days_left(today)
    state = policy.state(today)
    if state is PolicyState.ACTIVE and left == 0:
        return _("今天到期")
    if state is PolicyState.ACTIVE and left is not None and left <= SOON:
        return ngettext("还剩 %(n)d 天", "还剩 %(n)d 天", left) % {"n": left}
    return words.policy_state(state)


def _days(note: PolicyNote) -> str:
    if note.last is None:
        return _("%(day)s 起") % {"day": note.first.isoformat()}
    return f"{note.first} ~ {note.last}"


def _told(rows: list[Policy], today: date) -> str:
    states = [one.state(today) for one in rows]
    facts = {
        "active": states.count(PolicyState.ACTIVE),
        "coming": states.count(PolicyState.COMING),
        "expired": states.count(PolicyState.EXPIRED),
    }
    return _("现行 %(active)d 条，未开始 %(coming)d 条，已结束 %(expired)d 条。") % facts
