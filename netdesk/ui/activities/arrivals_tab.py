"""The arrival desk: one field that takes a scanner, a number or a code; who came stands below."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.activities.guests import Came, Guest, GuestView
from netdesk.domain.deadlines.when import day_and_time
from netdesk.domain.leads.inbox import InboxRow
from netdesk.i18n import N_, _, ngettext
from netdesk.services.guest_steps import Arrival
from netdesk.ui.activities import saying
from netdesk.ui.spoken import announce
from netdesk.ui.theme import DISPLAY, LARGE, TITLE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.rows import Column, Ink
from netdesk.ui.widgets.rows_view import RowsView
from netdesk.ui.widgets.text import DANGER, PLAIN, label, surface

_FIELD = 56
_LONGEST = 40
_TABS = (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight)
_MOST = 9  # guests to choose from, by a digit


class ArrivalsTab(QWidget):
    """Says what was typed and who was chosen; shows what became of it."""

    typed = Signal(str)
    chosen = Signal(int)  # a lead that came: one of several, or one that is not on the list
    undo_wanted = Signal()

    def __init__(self, theme: Theme, zone: ZoneInfo) -> None:
        """Start without an activity."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._zone = zone
        self._today = date.min
        self._offered: list[int] = []
        self._choices: list[Button] = []
        self.field = _ScanField()
        self.outcome = QLabel()
        self.said = label(theme, quiet=True, wrap=True)
        self._count = label(theme, size=LARGE, bold=True)
        self._choose = Flow(8)
        self._back = Button(theme, _("撤销签到"), key="Ctrl Z")
        self.table = RowsView(theme, _("已到场的客户"), self._columns())
        self._build()

    def show_guests(self, guests: Sequence[Guest], today: date) -> None:
        """Show who came, the last one first, and how many are still expected."""
        self._today = today
        came = [guest for guest in guests if guest.marks.arrived_at is not None]
        came.sort(key=_arrived_at, reverse=True)
        waiting = sum(guest.state is GuestView.AGREED for guest in guests)
        told = ngettext("到场 %(n)d 位", "到场 %(n)d 位", len(came)) % {"n": len(came)}
        if waiting:
            told += ngettext("，答应的还有 %(n)d 位没到", "，答应的还有 %(n)d 位没到", waiting) % {
                "n": waiting
            }
        self._count.setText(told)
        self.table.show_rows(came, key=lambda guest: guest.lead_id)
        if came:
            self.table.choose([0], 0)

    def reset(self, hint: str = "") -> None:
        """Wait for the next guest; `hint` says why nobody can arrive now."""
        self._offer((), ())
        self._back.hide()
        self.outcome.setText("")
        self.said.setText(hint or _("扫码枪对准二维码，或输入手机号、后四位、到店码，按 Enter。"))

    def show_arrival(self, arrival: Arrival) -> None:
        """Say what became of what was typed."""
        self._offer((), ())
        self._back.setVisible(arrival.came is Came.NOW)
        if arrival.guest is not None:
            self._show_guest(arrival.guest, again=arrival.came is Came.BEFORE)
        elif arrival.came is Came.CHOOSE:
            self._say(_("是哪一位？"), _("几位客户的号码一样，按数字选。"), danger=False)
            self._offer(
                [_choice(guest.row) for guest in arrival.choices],
                [guest.lead_id for guest in arrival.choices],
            )
        elif arrival.lead is not None:
            row = arrival.lead
            told = _("%(who)s 是我们的客户，但不在名单里。") % {"who": _choice(row)}
            self._say(_("不在名单里"), told, danger=False)
            self._offer([_("加进名单并签到")], [row.id])
        else:
            told = _("名单里没有这个号码或到店码。核对后再输一遍；新客户请先在收件箱登记。")
            self._say(_("没有找到"), told, danger=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, text: str) -> None:
        """Say why nobody was marked."""
        self._offer((), ())
        self._back.hide()
        self._say(_("没有签到"), text, danger=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick(self, at: int) -> None:
        """Choose one of those offered."""
        if 0 <= at < len(self._offered):
            self.chosen.emit(self._offered[at])

    def choices(self) -> list[str]:
        """Return what is offered to choose from."""
        return [button.text() for button in self._choices]

    def _show_guest(self, guest: Guest, *, again: bool) -> None:
        row = guest.row
        told = [row.phone, row.model, words.grade(row.grade)]
        if row.owner:
            told.append(_("负责人 %(owner)s") % {"owner": row.owner})
        if guest.marks.agreed_at is None:
            told.append(_("没有预先答应"))
        at = guest.marks.arrived_at
        if again and at is not None:
            when = day_and_time(at, self._zone, self._today)
            head = _("%(name)s %(at)s 已签到") % {"name": saying.name(guest), "at": when}
        else:
            head = _("%(name)s 签到成功") % {"name": saying.name(guest)}
        self._say(head, " · ".join(part for part in told if part), danger=False)

    def _say(self, head: str, told: str, *, danger: bool) -> None:
        self.outcome.setText(head)
        self.outcome.setForegroundRole(DANGER if danger else PLAIN)
        self.said.setText(told)
        announce(self, f"{head}，{told}", urgent=danger)

    def _offer(self, texts: Sequence[str], lead_ids: Sequence[int]) -> None:
        for button in self._choices:
            self._choose.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._choices.clear()
        self._offered = list(lead_ids)[:_MOST]
        for at, text in enumerate(texts[:_MOST]):
            button = Button(self._theme, text, kind=Kind.OUTCOME, key=f"Alt {at + 1}")
            button.clicked.connect(lambda _checked=False, at=at: self.pick(at))
            self._choose.add(button)
            self._choices.append(button)
            button.show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(N_("客户"), saying.name, 96, share=3, bold=True),
            Column(N_("到场时间"), self._when, 116, longer=28),
            Column(N_("签到方式"), _how, 96, keep=3, ink=lambda _row: Ink.QUIET, longer=20),
            Column(N_("手机"), lambda guest: guest.row.phone or "—", 112, keep=1),
            Column(N_("意向车型"), lambda guest: guest.row.model, 100, share=3, keep=2),
            Column(N_("后来"), _result, 96, keep=4, ink=lambda _row: Ink.GOOD, longer=24),
        )

    def _when(self, guest: Guest) -> str:
        at = guest.marks.arrived_at
        return "" if at is None else day_and_time(at, self._zone, self._today)

    def _build(self) -> None:
        self.field.setAccessibleName(_("手机号、后四位或到店码"))
        self.field.setPlaceholderText(_("手机号、后四位或到店码"))
        self.field.setMaxLength(_LONGEST)
        self.field.setFixedHeight(_FIELD)
        self.field.setMaximumWidth(520)
        self.field.setFont(self._theme.font(TITLE))
        self.field.setAcceptDrops(False)
        self.field.returnPressed.connect(self._enter)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        self.outcome.setFont(self._theme.font(DISPLAY, bold=True))
        self.outcome.setMinimumHeight(40)
        self._back.clicked.connect(lambda _checked=False: self.undo_wanted.emit())
        policy = self._back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # noqa: FBT003 - nothing jumps
        self._back.setSizePolicy(policy)
        self._back.hide()
        for at in range(_MOST):
            made = QShortcut(QKeySequence(f"Alt+{at + 1}"), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(lambda at=at: self.pick(at))
        top = QVBoxLayout()
        top.setContentsMargins(24, 20, 24, 8)
        top.setSpacing(8)
        top.addWidget(self.field)
        top.addWidget(self.outcome)
        top.addWidget(self.said)
        top.addLayout(self._choose)
        top.addWidget(self._back, alignment=Qt.AlignmentFlag.AlignLeft)
        below = QVBoxLayout()
        below.setContentsMargins(16, 0, 16, 0)
        below.setSpacing(8)
        self._count.setContentsMargins(8, 8, 0, 0)
        below.addWidget(self._count)
        below.addWidget(self.table, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(top)
        rows.addLayout(below, 1)
        self.setFocusProxy(self.field)
        self.reset()

    def _enter(self) -> None:
        text = self.field.text().strip()
        self.field.setText("")  # at once: the next scan may begin before this one is answered
        if text:
            self.typed.emit(text)


class _ScanField(QLineEdit):
    """Leaves brackets to the tabs, for no code has any, and Ctrl+Z where it has nothing to undo."""

    def event(self, event: QEvent) -> bool:
        """Let the shortcuts have what isn't this field's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            if is_undo or event.key() in _TABS:
                event.ignore()
                return False
        return bool(super().event(event))


def _choice(row: InboxRow) -> str:
    told = (row.name or _("未留姓名"), row.phone, row.model)
    return " ".join(part for part in told if part)


def _arrived_at(guest: Guest) -> datetime:
    at = guest.marks.arrived_at
    assert at is not None
    return at


def _how(guest: Guest) -> str:
    by = guest.marks.arrived_by
    return "" if by is None else words.arrived_by(by)


def _result(guest: Guest) -> str:
    if guest.ordered:
        return _("已订车")
    return _("试驾过") if guest.test_driven else ""
