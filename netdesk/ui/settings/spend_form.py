"""One line to write a fee down: what for, which item, which days, how much."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from netdesk.domain.money.spend import Spend, SpendRow
from netdesk.errors import NetdeskError
from netdesk.i18n import _, ngettext, say
from netdesk.services.desk import Desk
from netdesk.services.spend import SpendSubject
from netdesk.ui.actions import bind, key_words
from netdesk.ui.settings.entries import EntryField, choice
from netdesk.ui.settings.money_words import month, subject, written, yuan
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FaultLabel, titled
from netdesk.ui.widgets.text import label

_SUBJECT = int(Qt.ItemDataRole.UserRole)


class SpendForm(QWidget):
    """Says at once how it reads days and amount; Enter in any field writes it down."""

    wanted = Signal(object)  # a Spend
    left = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        """Start with this month."""
        super().__init__()
        self._desk = desk
        self._theme = theme
        self.editing: SpendRow | None = None
        self.subjects = choice(_("给谁的"))
        self.item = EntryField(_("项目"), hint=_("例如 会员费，可空"), longest=60)
        self.days = EntryField(_("日期"), hint=_("2026-11，或 11月1日至15日"), longest=40)
        self.amount = EntryField(_("金额（元）"), hint=_("例如 6000"), longest=20)
        self.note = EntryField(_("备注"), hint=_("可空"), longest=200)
        self._known = QStringListModel()
        self._read = label(theme, size=SMALL, quiet=True)
        self.fault = FaultLabel(theme, self.days)
        self.save_button = Button(theme, _("记下"), kind=Kind.PRIMARY, key="Enter")
        self.leave_button = Button(theme, _("不改了"), key=key_words("entry_leave"))
        self._build()
        self._begin()

    def offer(self, subjects: Sequence[SpendSubject], items: Sequence[str]) -> None:
        """Offer what money can be paid for; what is chosen stays chosen."""
        chosen = self.subject()
        self.subjects.clear()
        for one in subjects:
            self._add(_shown(one), one)
        self._known.setStringList(list(items))
        self._choose(chosen)

    def subject(self) -> SpendSubject | None:
        """Return what is chosen."""
        found: SpendSubject | None = self.subjects.currentData(_SUBJECT)
        return found

    def open(self, row: SpendRow) -> None:
        """Show a spend to be changed."""
        self.editing = row
        spend = row.spend
        self._choose(
            SpendSubject(subject(row), spend.channel, spend.activity_id, spend.post_id), add=True
        )
        self.item.setText(spend.item)
        self.days.setText(f"{spend.first}~{spend.last}")
        self.amount.setText(written(spend.amount))
        self.note.setText(spend.note)
        self._show_state()
        self.amount.setFocus()
        self.amount.selectAll()

    def done(self) -> None:
        """Be ready for the next: what for and the days stay as they are."""
        was_editing = self.editing is not None
        self.editing = None
        for field in (self.item, self.amount, self.note):
            field.setText("")  # not clear(): Ctrl+Z is for the step, not for the field
        if was_editing:
            self._begin()
        self._show_state()
        self.subjects.setFocus()

    def leave(self) -> None:
        """Forget what was written."""
        self.editing = None
        for field in (self.item, self.amount, self.note):
            field.setText("")  # not clear(): Ctrl+Z is for the step, not for the field
        self._begin()
        self._show_state()
        self.left.emit()

    def refuse(self, sentence: str) -> None:
        """Say why it was not written down; everything written stays."""
        self.fault.say(sentence)
        self._read.hide()

    def read(self) -> str:
        """Return how days and amount are read."""
        return self._read.text()

    def _save(self) -> None:
        """Hand it up, or say what can't be read."""
        service, now, chosen = self._desk.spend, self._desk.now(), self.subject()
        if chosen is None:
            self.subjects.setFocus()
            return
        field: QLineEdit = self.days
        try:
            first, last = service.period(self.days.text(), now=now)
            field = self.amount
            amount = service.amount(self.amount.text())
        except NetdeskError as error:
            self.refuse(say(error))
            field.setFocus()
            return
        self.wanted.emit(
            Spend(
                amount,
                first,
                last,
                chosen.channel,
                self.item.text(),
                self.note.text(),
                chosen.activity_id,
                chosen.post_id,
            )
        )

    def _begin(self) -> None:
        self.days.setText(month(self._desk.summary.today(self._desk.now())))

    def _look(self) -> None:
        """Say how what is written is read, as far as it can be."""
        self.fault.say("")
        service = self._desk.spend
        try:
            days = service.period(self.days.text(), now=self._desk.now())
            amount = service.amount(self.amount.text()) if self.amount.text().strip() else None
        except NetdeskError:
            self._read.setText("")
        else:
            self._read.setText(_reading(*days, amount))
        self._read.show()

    def _show_state(self) -> None:
        self.fault.say("")
        editing = self.editing is not None
        self.save_button.set_words(_("改好了") if editing else _("记下"))
        self.leave_button.setVisible(editing)
        self._look()

    def _choose(self, wanted: SpendSubject | None, *, add: bool = False) -> None:
        if wanted is None:
            return
        key = (wanted.channel, wanted.activity_id, wanted.post_id)
        for at in range(self.subjects.count()):
            one = self.subjects.itemData(at, _SUBJECT)
            if (one.channel, one.activity_id, one.post_id) == key:
                self.subjects.setCurrentIndex(at)
                return
        if add:
            self._add(wanted.name, wanted)
            self.subjects.setCurrentIndex(self.subjects.count() - 1)

    def _add(self, name: str, one: SpendSubject) -> None:
        self.subjects.addItem(name.replace("\n", " "), one)

    def _build(self) -> None:
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)  # as Excel does
        self.item.setCompleter(completer)
        theme = self._theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for at, (title, field, share) in enumerate(
            (
                (_("给谁的"), self.subjects, 5),
                (_("项目"), self.item, 5),
                (_("日期（月份、起止或一天）"), self.days, 6),
                (_("金额（元）"), self.amount, 3),
                (_("备注"), self.note, 4),
            )
        ):
            grid.addLayout(titled(theme, title, field), 0, at)
            grid.setColumnStretch(at, share)
            if isinstance(field, QLineEdit):
                field.returnPressed.connect(self._save)
        for field in (self.days, self.amount):
            field.textChanged.connect(lambda _text: self._look())
        self.save_button.clicked.connect(lambda _checked=False: self._save())
        self.leave_button.clicked.connect(lambda _checked=False: self.leave())
        self.leave_button.hide()
        bind(self, "entry_leave", self.leave)
        bind(self, "entry_save", self._save)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._read, 1)
        line.addWidget(self.fault, 1)
        line.addWidget(self.leave_button)
        line.addWidget(self.save_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(grid)
        rows.addLayout(line)


def _shown(one: SpendSubject) -> str:
    if one.activity_id is not None:
        return _("活动：%(name)s") % {"name": one.name}
    if one.post_id is not None:
        return _("帖子：%(name)s") % {"name": one.name}
    return _(one.name)


def _reading(first: date, last: date, amount: int | None) -> str:
    n = (last - first).days + 1
    days = first.isoformat() if n == 1 else f"{first} ~ {last}"
    facts = {"days": days, "n": n}
    if amount is None:
        return ngettext("%(days)s，%(n)d 天", "%(days)s，%(n)d 天", n) % facts
    facts["each"] = yuan(amount // n)
    text = ngettext(
        "%(days)s，%(n)d 天，每天约 %(each)s 元", "%(days)s，%(n)d 天，每天约 %(each)s 元", n
    )
    return text % facts
