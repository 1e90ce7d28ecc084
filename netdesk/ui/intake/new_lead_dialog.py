"""A new lead by hand: the number first, and whose it is is said at once."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from netdesk.domain.channel import Channel
from netdesk.domain.leads.by_hand import CHANNEL, Source
from netdesk.i18n import N_, _
from netdesk.services.new_lead import Looked, NewLead
from netdesk.ui.intake.known_words import known_words, person_words
from netdesk.ui.intake.paste_dialog import channel_choice
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FaultLabel, line_field, titled
from netdesk.ui.widgets.text import DANGER, QUIET, label

_WIDTH = 512
_LONGEST_MESSAGE = 500
_SOURCES = (
    (Source.VISIT, N_("到店"), "1"),
    (Source.CALL, N_("来电"), "2"),
    (Source.WECHAT, N_("微信"), "3"),
)


class NewLeadDialog(QDialog):
    """Three fields are enough: the number, the name, the car."""

    typed = Signal(str)  # the number as it is written so far
    confirmed = Signal(object)  # a NewLead
    lead_wanted = Signal(int)

    def __init__(self, theme: Theme, channels: Sequence[Channel], parent: QWidget) -> None:
        """Start empty, as a visit."""
        super().__init__(parent)
        self._theme = theme
        self._looked = Looked()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("新线索"))
        self.setFixedWidth(_WIDTH)
        self.phone = line_field(_("手机号"), hint=_("手机号、座机，或微信号"), longest=40)
        self.name = line_field(_("姓名"), hint=_("例如 王女士，可空"))
        self.model = line_field(_("车型"), hint=_("想看的车，可空"), longest=100)
        self.message = line_field(_("备注"), hint=_("可空"), longest=_LONGEST_MESSAGE)
        self.channel = channel_choice(channels)
        self.sources = QButtonGroup(self)
        self.known = label(theme, " ", size=SMALL, wrap=True)
        self.open_button = Button(theme, _("打开这条线索"), kind=Kind.QUIET)
        self.fault = FaultLabel(theme, self.phone)
        self.save_button = Button(theme, _("记下"), kind=Kind.PRIMARY, key="Enter")
        self._models = QStringListModel()
        self._build()
        self._connect()
        self._choose(Source.VISIT)
        self.phone.setFocus()

    def offer(self, models: Sequence[str]) -> None:
        """Offer the cars that are known."""
        self._models.setStringList(list(models))

    def show_known(self, looked: Looked) -> None:
        """Say whose the number is."""
        self._looked = looked
        self.known.setText(_said(looked))
        self.known.setForegroundRole(DANGER if looked.do_not_contact else QUIET)
        self.open_button.setVisible(self._known_lead() is not None)
        names = [one.name for one in looked.people if one.name]
        self.name.setPlaceholderText(names[0] if names else _("例如 王女士，可空"))

    def refuse(self, sentence: str) -> None:
        """Say why it was not written down; all that was written stays."""
        self.fault.say(sentence)
        self.save_button.setEnabled(True)
        self.phone.setFocus()

    def written(self) -> NewLead:
        """Return what is written."""
        number = self.phone.text().strip()
        made = NewLead(
            number,
            self.name.text(),
            self.model.text(),
            self.source(),
            "",
            self.message.text(),
            self.channel.currentData() or "",
        )
        is_wechat = any(sign.isascii() and sign.isalpha() for sign in number)
        return replace(made, phone="", wechat=number) if is_wechat else made

    def source(self) -> Source:
        """Return how he came."""
        return _SOURCES[max(self.sources.checkedId(), 0)][0]

    def _build(self) -> None:
        theme = self._theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(theme, _("新线索"), size=LARGE, bold=True))
        layout.addLayout(titled(theme, _("手机号"), self.phone))
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.known, 1)
        told.addWidget(self.open_button)
        layout.addLayout(told)
        layout.addWidget(self.fault)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addLayout(titled(theme, _("姓名"), self.name), 1)
        pair.addLayout(titled(theme, _("车型"), self.model), 1)
        layout.addLayout(pair)
        layout.addLayout(self._came())
        layout.addLayout(titled(theme, _("备注"), self.message))
        layout.addLayout(self._buttons())

    def _came(self) -> QHBoxLayout:
        theme, row = self._theme, QHBoxLayout()
        row.setSpacing(6)
        self.sources.setExclusive(True)
        for at, (_source, text, key) in enumerate(_SOURCES):
            button = Button(theme, _(text), kind=Kind.CHIP, key=f"Alt {key}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setShortcut(f"Alt+{key}")
            self.sources.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        box = QWidget()
        row.setContentsMargins(0, 2, 0, 2)
        box.setLayout(row)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addLayout(titled(theme, _("怎么来的"), box), 1)
        both.addLayout(titled(theme, _("渠道"), self.channel))
        return both

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        leave = Button(self._theme, _("不要了"), key="Esc")
        leave.clicked.connect(lambda _checked=False: self.reject())
        for button in (leave, self.open_button):
            button.setAutoDefault(False)
        self.save_button.setDefault(True)
        self.open_button.hide()
        line.addStretch(1)
        line.addWidget(leave)
        line.addWidget(self.save_button)
        return line

    def _connect(self) -> None:
        completer = QCompleter(self._models, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.model.setCompleter(completer)
        self.phone.textChanged.connect(self._typed)
        self.sources.idClicked.connect(lambda at: self._choose(_SOURCES[at][0]))
        self.save_button.clicked.connect(lambda _checked=False: self._save())
        self.open_button.clicked.connect(lambda _checked=False: self._open())

    def _typed(self, text: str) -> None:
        self.fault.say("")
        self.typed.emit(text)

    def _choose(self, source: Source) -> None:
        """Take a way of coming, and with it the channel that is usual for it."""
        at = next(n for n, one in enumerate(_SOURCES) if one[0] is source)
        self.sources.button(at).setChecked(True)
        place = self.channel.findData(CHANNEL[source])
        if place >= 0:
            self.channel.setCurrentIndex(place)

    def _save(self) -> None:
        self.save_button.setEnabled(False)
        self.confirmed.emit(self.written())

    def _open(self) -> None:
        lead_id = self._known_lead()
        if lead_id is not None:
            self.lead_wanted.emit(lead_id)
            self.reject()

    def _known_lead(self) -> int | None:
        rows = (one.row for one in self._looked.people if one.row is not None)
        return next((row.id for row in rows), None)


def _said(looked: Looked) -> str:
    if not looked.number:
        return " "
    if looked.do_not_contact:
        people = "，".join(map(person_words, looked.people))
        return _("%(who)s 已要求不再联系：可以记下他来过，不要打电话。") % {
            "who": people or looked.number
        }
    if not looked.people:
        return _("%(number)s 是新客户。") % {"number": looked.number}
    first = looked.people[0]
    text = (
        _("认识：%(who)s。这次会并入他的线索。")
        if first.is_open
        else _("认识：%(who)s。原来的线索已经完结。")
    )
    return text % {"who": known_words(looked)}
