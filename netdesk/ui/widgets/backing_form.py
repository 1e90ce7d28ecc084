"""What a person is asked to give for a post: a price's source, a gift's parts, consent, proof.

Only what the check asks for is there; what was given stays, so that it can be changed.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from netdesk.domain.compliance.fields import GIFT_PARTS
from netdesk.domain.ideas.facts import Facts, Offer
from netdesk.domain.posts.backing import Ask, Backed, Given, given_in, parts_of
from netdesk.i18n import N_, _
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.form import line_field, titled
from netdesk.ui.widgets.text import label, tip

_T = TypeVar("_T")
_OFFERED = 3  # gifts or price sheets of the facts, to take over by a click
_LONGEST = 20  # characters on a button
_NAMES = {
    Ask.PRICE: N_("价格来源"),
    Ask.GIFT: N_("赠品的六项"),
    Ask.CONSENT: N_("书面同意"),
    Ask.PROOF: N_("证据"),
}


class BackingForm(QWidget):
    """Says when something was given."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without asking for anything."""
        super().__init__()
        self._theme = theme
        self._filling = False
        self.price = line_field(_("价格来源"), hint=_("例如 厂商指导价表 2026-11"), longest=100)
        self.proof = line_field(_("证据"), hint=_("例如 本店台账、检测报告编号"), longest=200)
        self.consent = QCheckBox(_("有书面同意（写明用途、平台、期限）"))
        self.gift: dict[str, QLineEdit] = {
            name: line_field(_(word), longest=60) for name, word in GIFT_PARTS.items()
        }
        self._from_gifts = Flow()
        self._from_prices = Flow()
        self._parts: dict[Ask, QWidget] = {}
        self._stale: set[Ask] = set()  # given for other words, not looked at since
        self._again = label(theme, size=SMALL, danger=True, wrap=True)
        self._fits = Button(theme, _("看过了，还对得上"), kind=Kind.TAG)
        self._asks: tuple[Ask, ...] = ()
        self.setAccessibleName(_("补上检查要的"))
        self._build()

    def open(self, given: Given, facts: Facts | None = None) -> None:
        """Show what was given for another post; `facts` offers what can be taken over."""
        self._filling = True
        self.price.setText(given.price)
        self.proof.setText(given.proof)
        self.consent.setChecked(given.consent)
        for name, field in self.gift.items():
            field.setText((given.gift or {}).get(name, ""))
        self._filling = False
        self._stale.clear()
        if facts is not None:
            self.offer(facts)
        self._show_asks(())

    def show_backed(self, backed: Backed) -> None:
        """Ask for what the check asks for; a field that is being written in stays.

        What was given for words that are others by now is to be looked at again, and said so.
        """
        holds = given_in(backed.content)
        stale = self._stale | set(backed.again)
        self._stale = {ask for ask in stale if not getattr(holds, ask)}
        self._show_asks(backed.asks)

    def _show_asks(self, asks: Sequence[Ask]) -> None:
        held = {ask for ask, part in self._parts.items() if _has_keys(part)}
        self._asks = tuple(ask for ask in Ask if ask in asks or ask in held)
        for ask, part in self._parts.items():
            part.setVisible(ask in self._asks)
        self.setVisible(bool(self._asks))
        stale = [ask for ask in self._asks if ask in self._stale]
        words = "、".join(_(_NAMES[ask]) for ask in stale)
        told = _("文字改过了：原来填的%(what)s是给旧文字的，请再看一遍。") % {"what": words}
        self._again.setText(told if stale else "")
        self._again.setVisible(bool(stale))
        self._fits.setVisible(bool(stale))

    def asks(self) -> tuple[Ask, ...]:
        """Return what is asked for."""
        return self._asks

    def given(self) -> Given:
        """Return what was given, without what is to be looked at again."""
        return self._told(lambda ask: ask not in self._stale)

    def shown(self) -> Given:
        """Return what stands in the fields."""
        return self._told(lambda _ask: True)

    def take_offer(self, offer: Offer) -> None:
        """Fill the gift's parts from the facts."""
        self._filling = True
        for name, told in parts_of(offer).items():
            self.gift[name].setText(told)
        self._filling = False
        self._say(Ask.GIFT)

    def offer(self, facts: Facts) -> None:
        """Offer gifts and price sheets of the facts to take over."""
        sheets = dict.fromkeys(one.price_source for one in facts.models if one.price_source)
        _refill(
            self._from_prices,
            (self._button(told, self.price.setText, told) for told in list(sheets)[:_OFFERED]),
        )
        _refill(
            self._from_gifts,
            (
                self._button(
                    _("用 %(gift)s：%(kind)s") % {"gift": one.gift, "kind": one.kind},
                    self.take_offer,
                    one,
                )
                for one in facts.offers[:_OFFERED]
            ),
        )

    def _told(self, counts: Callable[[Ask], bool]) -> Given:
        gift = {name: field.text().strip() for name, field in self.gift.items()}
        told = {name: said for name, said in gift.items() if said}
        return Given(
            price=self.price.text().strip() if counts(Ask.PRICE) else "",
            gift=(told or None) if counts(Ask.GIFT) else None,
            consent=self.consent.isChecked() and counts(Ask.CONSENT),
            proof=self.proof.text().strip() if counts(Ask.PROOF) else "",
        )

    def _say(self, ask: Ask) -> None:
        if not self._filling:
            self._stale.discard(ask)
            self.changed.emit()

    def _say_it_fits(self) -> None:
        """Take what is to be looked at again for given now."""
        self._stale.clear()
        self.changed.emit()

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 8)
        rows.setSpacing(8)
        rows.addWidget(label(self._theme, _("填上这些，对应的提示就解除"), bold=True, wrap=True))
        rows.addWidget(self._again)
        rows.addWidget(self._fits, alignment=Qt.AlignmentFlag.AlignLeft)
        self._parts = {
            Ask.PRICE: self._part(_("价格来源，或优惠的条件和期限"), self.price, self._from_prices),
            Ask.GIFT: self._gift_part(),
            Ask.CONSENT: _holder(self.consent),
            Ask.PROOF: self._part(_("证据在哪里（本店要留存）"), self.proof),
        }
        for part in self._parts.values():
            rows.addWidget(part)
        fields = ((self.price, Ask.PRICE), (self.proof, Ask.PROOF))
        for field, ask in (*fields, *((one, Ask.GIFT) for one in self.gift.values())):
            field.textChanged.connect(lambda _text, ask=ask: self._say(ask))
        self.consent.toggled.connect(lambda _on: self._say(Ask.CONSENT))
        self._fits.clicked.connect(lambda _checked=False: self._say_it_fits())
        self._show_asks(())

    def _part(self, title: str, field: QWidget, offered: Flow | None = None) -> QWidget:
        column = titled(self._theme, title, field)
        if offered is not None:
            column.addLayout(offered)
        made = QWidget()
        column.setContentsMargins(0, 0, 0, 0)
        made.setLayout(column)
        return made

    def _gift_part(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        head = label(self._theme, _("赠品的六项"), size=SMALL, quiet=True)
        grid.addWidget(head, 0, 0, 1, 2)
        for at, field in enumerate(self.gift.values()):
            column = titled(self._theme, field.accessibleName(), field)
            column.setSpacing(2)
            grid.addLayout(column, 1 + at // 2, at % 2)
        grid.addLayout(self._from_gifts, 4, 0, 1, 2)
        return made

    def _button(self, text: str, act: Callable[[_T], object], value: _T) -> Button:
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        made = Button(self._theme, short, kind=Kind.TAG)
        made.setToolTip(tip(text) if short != text else "")
        made.setAccessibleName(text)
        made.clicked.connect(lambda _checked=False: act(value))
        return made


def _has_keys(part: QWidget) -> bool:
    return any(child.hasFocus() for child in part.findChildren(QWidget))


def _holder(widget: QWidget) -> QWidget:
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(widget)
    return made


def _refill(flow: Flow, buttons: Iterable[Button]) -> None:
    while (item := flow.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for button in buttons:
        flow.add(button)
