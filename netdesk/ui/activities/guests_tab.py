"""The guests: the list with its marks, and beside it the invitation of the one that is chosen."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.guests import Guest, GuestView, InviteBy, Mark, in_view
from netdesk.domain.compliance.level import Level
from netdesk.domain.deadlines.when import day_and_time
from netdesk.i18n import N_, _
from netdesk.services.guest_steps import Told
from netdesk.ui.actions import key_words
from netdesk.ui.activities import saying
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.empty_state import EmptyState
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.levels import LEVELS
from netdesk.ui.widgets.rows import Column, Ink
from netdesk.ui.widgets.rows_view import RowsView
from netdesk.ui.widgets.text import ElidedLabel, label, rule, surface

MARKS = (
    (Mark.INVITED, N_("已邀约"), "guest_invited"),
    (Mark.AGREED, N_("已答应"), "guest_agreed"),
    (Mark.DECLINED, N_("已谢绝"), "guest_declined"),
    (Mark.ARRIVED, N_("已到场"), "guest_came"),
)
_QR = 116


class GuestsTab(QWidget):
    """Says what is wanted of the chosen guests; the page does it."""

    mark_wanted = Signal(object)  # a Mark
    unmark_wanted = Signal()
    remove_wanted = Signal()
    add_wanted = Signal()
    text_wanted = Signal(object, object)  # a Guest, an InviteBy
    copy_wanted = Signal()
    picture_wanted = Signal()

    def __init__(self, theme: Theme, zone: ZoneInfo) -> None:
        """Start without an activity."""
        super().__init__()
        self._theme = theme
        self._zone = zone
        self._today = date.min
        self._guests: tuple[Guest, ...] = ()
        self._told: Told | None = None
        self._picture = QImage()
        self.table = RowsView(theme, _("名单"), self._columns())
        self.empty = EmptyState(theme)
        self.view = QComboBox()
        self.way = QButtonGroup(self)
        self._ways = QHBoxLayout()
        self._middle = QStackedWidget()
        self._side = QWidget()
        self._name = ElidedLabel(theme.font(LARGE, bold=True))
        self._facts = label(theme, size=SMALL, quiet=True, wrap=True)
        self._times = label(theme, size=SMALL, quiet=True, wrap=True)
        self.text = QPlainTextEdit()
        self._level = label(theme, size=SMALL, wrap=True)
        self._qr = QLabel()
        self._code = label(theme, size=LARGE, bold=True)
        self._buttons: dict[str, Button] = {}
        self._build()

    def show_guests(self, activity: Activity, guests: Sequence[Guest], today: date) -> None:
        """Show an activity's guests."""
        self._today = today
        self._guests = tuple(guests)
        self._show_view()
        if not guests:
            self._middle.setCurrentWidget(self.empty)
            self.empty.teach(
                _("还没有邀请谁"),
                _("从线索里按级别、车型、渠道和多久没联系挑人，\n每位客户有自己的到店码和二维码。"),
                ((_("挑客户"), key_words("guests_add"), self.add_wanted.emit),),
            )
        else:
            self._middle.setCurrentIndex(0)
        is_open = activity.state == "planned"
        for button in self._buttons.values():
            button.setEnabled(is_open)

    def selected(self) -> list[Guest]:
        """Return the guests that are chosen."""
        return self.table.selected()

    def chosen_way(self) -> InviteBy:
        """Return the way of the invitation that is shown."""
        return tuple(InviteBy)[max(0, self.way.checkedId())]

    def next_way(self) -> None:
        """Show the invitation of the next way."""
        at = (self.way.checkedId() + 1) % len(InviteBy)
        self.way.button(at).setChecked(True)
        self._ask_text()

    def next_view(self) -> None:
        """Show the next of the lists."""
        self.view.setCurrentIndex((self.view.currentIndex() + 1) % self.view.count())

    def show_text(self, told: Told, picture: bytes) -> None:
        """Show the invitation of the guest that is chosen."""
        self._told = told
        self.text.setPlainText(told.text)
        level = told.findings.level
        said = [_("用语：%(level)s") % {"level": _(LEVELS[level])}]
        said += [finding.why for finding in told.findings.findings]
        self._level.setText("\n".join(said))
        role = label(self._theme, danger=level is Level.BLOCK, quiet=level is Level.OK)
        self._level.setForegroundRole(role.foregroundRole())
        self._code.setText(told.code)
        self._picture = QImage.fromData(picture)
        pixmap = QPixmap.fromImage(self._picture)
        self._qr.setPixmap(pixmap.scaled(_QR, _QR, Qt.AspectRatioMode.KeepAspectRatio))
        self._qr.setAccessibleName(_("到店码 %(code)s 的二维码") % {"code": told.code})

    def copy_text(self) -> str:
        """Copy the invitation as it is written by now; return the code it carries."""
        if self._told is None or not self.text.toPlainText().strip():
            return ""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        return self._told.code

    def copy_picture(self) -> str:
        """Copy the QR code as a picture; return the code."""
        if self._told is None or self._picture.isNull():
            return ""
        QGuiApplication.clipboard().setImage(self._picture)
        return self._told.code

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the invitation its share."""
        super().resizeEvent(event)
        width = event.size().width()
        self._side.setFixedWidth(268 if width < 760 else 320 if width < 1100 else 400)

    def _columns(self) -> tuple[Column, ...]:
        def at(instant: datetime | None) -> str:
            return "" if instant is None else day_and_time(instant, self._zone, self._today)

        def last(guest: Guest) -> str:
            marks = guest.marks
            found = marks.arrived_at or marks.declined_at or marks.agreed_at or marks.invited_at
            return at(found)

        return (
            Column(N_("客户"), saying.name, 84, share=3, bold=True),
            Column(N_("状态"), saying.state, 78, ink=saying.state_ink, longer=18),
            Column(N_("到店码"), lambda guest: guest.code, 82, keep=1, longer=14),
            Column(N_("手机"), _reached, 108, keep=2),
            Column(N_("意向车型"), lambda guest: guest.row.model, 92, share=4, keep=3),
            Column(N_("意向级别"), _grade, 72, keep=4, longer=14),
            Column(
                N_("渠道"), _channel, 84, share=2, keep=6, ink=lambda _row: Ink.QUIET, longer=16
            ),
            Column(N_("何时"), last, 104, keep=5, ink=lambda _row: Ink.QUIET, longer=28),
        )

    def _show_view(self) -> None:
        view = tuple(GuestView)[max(0, self.view.currentIndex())]
        for at, one in enumerate(GuestView):
            count = sum(in_view(guest, one) for guest in self._guests)
            facts = {"view": words.guest_view(one), "n": count}
            self.view.setItemText(at, _("%(view)s %(n)d") % facts)
        shown = [guest for guest in self._guests if in_view(guest, view)]
        self.table.show_rows(shown, key=lambda guest: guest.lead_id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        guest = self.table.current()
        self._side.setVisible(guest is not None)
        if guest is None:
            self._told = None
            return
        self._name.setText(saying.name(guest))
        row = guest.row
        told = (_reached(guest), row.model, _grade(guest), _channel(guest), row.owner)
        self._facts.setText(" · ".join(part for part in told if part))
        self._times.setText(self._history(guest))
        self._ask_text()

    def _history(self, guest: Guest) -> str:
        marks, told = guest.marks, []
        for text, instant in (
            (_("邀约 %(at)s"), marks.invited_at),
            (_("答应 %(at)s"), marks.agreed_at),
            (_("谢绝 %(at)s"), marks.declined_at),
            (_("到场 %(at)s"), marks.arrived_at),
        ):
            if instant is not None:
                told.append(text % {"at": day_and_time(instant, self._zone, self._today)})
        if guest.test_driven:
            told.append(_("试驾过"))
        if guest.ordered:
            told.append(_("已订车"))
        return "，".join(told) or _("还没有联系")

    def _ask_text(self) -> None:
        guest = self.table.current()
        if guest is not None:
            self.text_wanted.emit(guest, self.chosen_way())

    def _build(self) -> None:
        surface(self)
        for _view in GuestView:
            self.view.addItem("")
        self.view.setAccessibleName(_("看哪些客户"))
        self.view.setFixedHeight(32)
        self.view.setMinimumWidth(150)
        self.view.currentIndexChanged.connect(lambda _at: self._show_view())
        tools = Flow(8)
        tools.add(self.view)
        for name, text, kind, act in self._tools():
            button = Button(self._theme, text, kind=kind, key=key_words(name))
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons[name] = button
            tools.add(button)
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(16, 12, 12, 0)
        rows.setSpacing(10)
        rows.addLayout(tools)
        rows.addWidget(self.table, 1)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(left, 1)
        line.addWidget(rule(upright=True))
        line.addWidget(self._side)
        self._build_side()
        self._middle.addWidget(whole)
        self._middle.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._middle)
        self.setFocusProxy(self.table)
        self.table.chosen.connect(self._show_chosen)

    def _tools(self) -> list[tuple[str, str, Kind, Callable[[], None]]]:
        found: list[tuple[str, str, Kind, Callable[[], None]]] = [
            ("guests_add", _("挑客户"), Kind.PRIMARY, self.add_wanted.emit)
        ]
        for mark, text, name in MARKS:
            found.append((name, _(text), Kind.PLAIN, partial(self.mark_wanted.emit, mark)))
        found.append(("guest_unmark", _("退一步"), Kind.PLAIN, self.unmark_wanted.emit))
        found.append(("activity_drop", _("移出名单"), Kind.PLAIN, self.remove_wanted.emit))
        return found

    def _build_side(self) -> None:
        rows = QVBoxLayout(self._side)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(8)
        rows.addWidget(self._name)
        rows.addWidget(self._facts)
        rows.addWidget(self._times)
        self._ways.setSpacing(6)
        for at, way in enumerate(InviteBy):
            chip = Button(self._theme, words.invite_by(way), kind=Kind.CHIP)
            chip.setCheckable(True)
            chip.setChecked(at == 0)
            self.way.addButton(chip, at)
            self._ways.addWidget(chip)
        self._ways.addStretch(1)
        self.way.idClicked.connect(lambda _at: self._ask_text())
        rows.addLayout(self._ways)
        self.text.setAccessibleName(_("邀约的话"))
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)
        self.text.setMinimumHeight(110)
        self.text.setMaximumHeight(300)
        rows.addWidget(self.text, 1)
        rows.addWidget(self._level)
        self._qr.setFixedSize(_QR, _QR)
        self._qr.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        code = QVBoxLayout()
        code.setSpacing(6)
        code.addWidget(label(self._theme, _("到店码"), size=SMALL, quiet=True))
        code.addWidget(self._code)
        for name, text, signal in (
            ("invite_copy", _("复制邀约"), self.copy_wanted),
            ("invite_qr", _("复制二维码"), self.picture_wanted),
        ):
            button = Button(self._theme, text, key=key_words(name))
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            code.addWidget(button)
        code.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        foot.addWidget(self._qr, alignment=corner)
        foot.addLayout(code, 1)
        rows.addLayout(foot)
        rows.addStretch(1)


def _reached(guest: Guest) -> str:
    return guest.row.phone or (_("微信") if guest.row.wechat else "—")


def _grade(guest: Guest) -> str:
    return words.grade(guest.row.grade)


def _channel(guest: Guest) -> str:
    return _(guest.row.channel_name)
