"""One lead: its clock and why, how to reach the customer, what he wrote, what happened."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.domain.deadlines.deadline import why
from netdesk.domain.deadlines.when import countdown
from netdesk.domain.leads.inbox import InboxRow, LeadCard, TimelineEntry
from netdesk.domain.leads.lead import Urgency, urgency
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.inbox.countdown import BigCountdown, WhyLine
from netdesk.ui.inbox.timeline import Timeline
from netdesk.ui.leads.columns import ShopTime, left_s, name_of, spoken_left
from netdesk.ui.theme import TITLE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import ElidedLabel, label, rule, surface

_LABELS = 64
_NOTHING = "—"


class Card(QWidget):
    """Shows a row at once and the rest of the lead when it comes."""

    held = Signal(bool)  # the number is to be shown, or hidden again
    copy_wanted = Signal()
    grade_wanted = Signal()
    bought_wanted = Signal()  # what the ledger says is to be written down

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Start without a lead."""
        super().__init__(parent)
        self._theme = theme
        self._row: InboxRow | None = None
        self._masked = ""
        self.countdown = BigCountdown(theme)
        self._by = label(theme, quiet=True)
        self._why = WhyLine(theme)
        self._name = ElidedLabel(theme.font(TITLE, bold=True))
        self._stage = Button(theme, "", kind=Kind.MARK)
        self._grade = Button(theme, "", kind=Kind.TAG, key=key_words("grade"))
        self.phone = label(theme)
        self._copy = Button(theme, _("复制"), kind=Kind.TAG, key=key_words("copy_phone"))
        self._show = Button(theme, _("按住显示"), kind=Kind.TAG, key=key_words("show_phone"))
        self._more_phones = label(theme, quiet=True)
        self._wechat = label(theme)
        self._wish = label(theme, wrap=True)
        self._wrote = label(theme, wrap=True)
        self._source = label(theme, wrap=True)
        self.bought: TimelineEntry | None = None
        self._ledger = label(theme, wrap=True)
        self._take = Button(theme, "", kind=Kind.TAG, key=key_words("bought"))
        self._sold = QWidget(self)
        self.timeline = Timeline(theme)
        self._scroll = QScrollArea()
        self._build()
        self._connect()

    def show_row(self, row: InboxRow, at: ShopTime) -> None:
        """Show what the table knows of a lead."""
        changed = self._row is None or self._row.id != row.id
        self._row = row
        self._name.setText(name_of(row))
        self._stage.set_words(words.stage(row.stage))
        self._grade.set_words(words.grade(row.grade))
        self._masked = row.phone
        self.phone.setText(row.phone or _NOTHING)
        for button in (self._copy, self._show):
            button.setVisible(bool(row.phone))
        self._wechat.setText(row.wechat or _NOTHING)
        if changed:
            self._wish.setText(row.model or _NOTHING)
            self._source.setText(_(row.channel_name))
            self._wrote.setText("")
            self._more_phones.setText("")
            self._show_bought(None, at)
            self.timeline.show_entries((), at)
            self._scroll.ensureVisible(0, 0)
        self.tick(at)

    def show_card(self, card: LeadCard, at: ShopTime) -> None:
        """Show the whole lead."""
        self.show_row(card.row, at)
        wish = " · ".join(part for part in (card.row.model, card.region) if part)
        self._wish.setText(wish or _NOTHING)
        self._wrote.setText("\n".join(card.messages) or _NOTHING)
        self._source.setText(" · ".join(_(name) for name in card.channels) or _NOTHING)
        self._more_phones.setText("  ".join(card.phones[1:]))
        self._show_bought(card.bought, at)
        self.timeline.show_entries(card.timeline, at)

    def tick(self, at: ShopTime) -> None:
        """Show the time that is left."""
        row = self._row
        if row is None:
            return
        left = left_s(row, at.now)
        if left is None:
            self._show_settled(row, at)
            return
        level = urgency(left)
        self.countdown.show_left(countdown(left), level, spoken=spoken_left(row, at))
        by = _("应于 %(due)s 前回复") % {"due": _clock(row, at)}
        if by != self._by.text():
            self._by.setText(by)
        self._why.show_why(_why(row, at), level)

    def show_phone(self, whole: str) -> None:
        """Show the whole number, while it is held."""
        if self._held:
            self.phone.setText(whole or _NOTHING)

    def hold(self, *, held: bool) -> None:
        """Note whether the key that shows the number is down."""
        self._held = held
        if not held:
            self.phone.setText(self._masked or _NOTHING)

    def lead_id(self) -> int | None:
        """Return the lead shown."""
        return None if self._row is None else self._row.id

    def _show_bought(self, entry: TimelineEntry | None, at: ShopTime) -> None:
        """Offer the step that the shop's ledger knows of."""
        self.bought = entry
        self._sold.setVisible(entry is not None)
        if entry is None or entry.outcome is None:
            return
        day = f"{entry.at.astimezone(at.zone):%m-%d}"
        facts = {"day": day, "what": words.deal_event(entry.reason)}
        self._ledger.setText(_("成交台账里 %(day)s %(what)s") % facts)
        said = {"what": words.outcome(entry.outcome)}
        self._take.set_words(_("记为%(what)s") % said)

    def _show_settled(self, row: InboxRow, at: ShopTime) -> None:
        if row.visit_at is not None:
            self.countdown.show_words(_("到店 %(time)s") % {"time": at.say(row.visit_at)})
        elif row.next_at is not None:
            self.countdown.show_words(_("跟进 %(time)s") % {"time": at.say(row.next_at)})
        else:
            self.countdown.show_words(words.stage(row.stage))
        self._by.setText("")
        self._why.show_why(_settled(row, at), Urgency.CALM)

    def _build(self) -> None:
        self._held = False
        self._sold_row()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.addWidget(self.countdown, 1)
        top.addWidget(self._by)
        layout.addLayout(top)
        layout.addSpacing(12)
        layout.addWidget(self._why)
        layout.addSpacing(12)
        names = QHBoxLayout()
        names.setSpacing(8)
        names.addWidget(self._name, 1)
        names.addWidget(self._stage)
        names.addWidget(self._grade)
        layout.addLayout(names)
        layout.addSpacing(8)
        layout.addLayout(self._phone_row())
        layout.addWidget(self._sold)
        layout.addSpacing(4)
        layout.addWidget(self._rest(), 1)

    def _sold_row(self) -> None:
        line = QHBoxLayout(self._sold)
        line.setContentsMargins(0, 6, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._ledger, 1)
        line.addWidget(self._take)
        self._sold.hide()

    def _phone_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        head = label(self._theme, _("手机"), quiet=True)
        head.setFixedWidth(_LABELS - 6)
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        for widget in (head, self.phone, self._copy, self._show, self._more_phones):
            line.addWidget(widget)
        line.addStretch(1)
        return line

    def _rest(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(1, 1)
        for at, (head, value) in enumerate(
            (
                (_("微信"), self._wechat),
                (_("想要"), self._wish),
                (_("留言"), self._wrote),
                (_("来源"), self._source),
            )
        ):
            title = label(self._theme, head, quiet=True)
            title.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(title, at, 0)
            grid.addWidget(value, at, 1)
            value.setAlignment(Qt.AlignmentFlag.AlignTop)
            title.setBuddy(value)
        column.addLayout(grid)
        column.addWidget(rule())
        column.addWidget(self.timeline)
        column.addStretch(1)
        ground = QWidget()
        surface(ground)
        self._scroll.setViewport(ground)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("客户资料和经过"))
        return self._scroll

    def _connect(self) -> None:
        self._take.clicked.connect(lambda _checked=False: self.bought_wanted.emit())
        self._copy.clicked.connect(lambda _checked=False: self.copy_wanted.emit())
        self._grade.clicked.connect(lambda _checked=False: self.grade_wanted.emit())
        self._show.pressed.connect(lambda: self.held.emit(True))  # noqa: FBT003
        self._show.released.connect(lambda: self.held.emit(False))  # noqa: FBT003


def _clock(row: InboxRow, at: ShopTime) -> str:
    """Return the deadline, with its day where that isn't today."""
    assert row.due_at is not None
    local = row.due_at.astimezone(at.zone)
    return f"{local:%H:%M}" if local.date() == at.today else at.say(row.due_at)


def _why(row: InboxRow, at: ShopTime) -> str:
    if row.due_at is None or row.reason is None:
        return ""
    return why(
        row.received_at,
        row.due_at,
        reason=row.reason,
        opens_at=row.opens_at,
        allowed=timedelta(seconds=row.allowed_s),
        zone=at.zone,
        today=at.today,
    )


def _settled(row: InboxRow, at: ShopTime) -> str:
    """Say how the last clock ended."""
    if row.answered_at is None or row.judged_due_at is None:
        return _("%(time)s 到达，现在没有待回复的计时") % {"time": at.say(row.received_at)}
    facts = {"answered": at.say(row.answered_at), "due": at.say(row.judged_due_at)}
    if row.answered_at <= row.judged_due_at:
        return _("%(answered)s 首响，时限 %(due)s，按时") % facts
    return _("%(answered)s 首响，时限 %(due)s，超时") % facts
