"""What the ideas are to be: techniques, column, platform, topic, and the facts they stand on."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netdesk import words
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.ideas.technique import Column, Technique, TechniqueCard
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.ideas.saying import short_facts
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.form import FIELD_HEIGHT, line_field
from netdesk.ui.widgets.text import label, surface, tip

WIDTH = 272  # three columns' chips beside each other
_FACTS = 8  # lines; the rest is in the editor


class Choices(QWidget):
    """Says what is chosen; does nothing itself."""

    changed = Signal()
    again_wanted = Signal()
    facts_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Offer every technique and column; platforms come with `offer`."""
        super().__init__()
        surface(self)
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._cards: Mapping[Technique, TechniqueCard] = {}
        self._offered: tuple[Platform, ...] = ()
        self.techniques = {
            one: self._chip(words.technique(one), self._toggle_technique) for one in Technique
        }
        self.columns = {one: self._chip(words.column(one), self._one_column) for one in Column}
        self.platform_box = QComboBox()
        self._why = label(theme, size=SMALL, quiet=True, wrap=True)
        self.topic: QLineEdit = line_field(_("话题"), hint=_("例如 冬天、新手、充电"), longest=40)
        self.facts = _Clickable(theme)
        self.again = Button(theme, _("再来一批"), kind=Kind.PRIMARY, key=key_words("again"))
        self._build()

    def offer(
        self, cards: Mapping[Technique, TechniqueCard], platforms: Sequence[Platform], chosen: str
    ) -> None:
        """Show why each technique works, and the platforms with their title limits."""
        self._cards = cards
        for technique, card in cards.items():
            chip = self.techniques[technique]
            told = f"{card.what}\n{card.why}\n{card.bounds}"
            chip.setToolTip(tip(told).replace("\n", "<br>"))
            chip.setAccessibleDescription(told)
        self._offered = tuple(platforms)
        known = [platform.code for platform in platforms]
        self.platform_box.addItems(
            [
                _("%(name)s，标题 %(limit)d 字") % {"name": one.name, "limit": one.limit}
                for one in platforms
            ]
        )
        self.platform_box.setCurrentIndex(known.index(chosen) if chosen in known else 0)
        self.platform_box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._show()

    def is_offered(self) -> bool:
        """Say whether the platforms have come."""
        return bool(self._offered)

    def chosen_techniques(self) -> tuple[Technique, ...]:
        """Return the techniques that are chosen; none is all."""
        return tuple(one for one, chip in self.techniques.items() if chip.isChecked())

    def chosen_column(self) -> Column | None:
        """Return the column that is chosen."""
        return next((one for one, chip in self.columns.items() if chip.isChecked()), None)

    def platform(self) -> str:
        """Return the code of the platform."""
        at = self.platform_box.currentIndex()
        return self._offered[at].code if at >= 0 else ""

    def toggle(self, number: int) -> None:
        """Choose a technique by its number from 1, or no longer."""
        chip = tuple(self.techniques.values())[number - 1]
        chip.setChecked(not chip.isChecked())
        self._toggle_technique(chip.text())

    def show_facts(self, facts: Facts, flaws: Sequence[str], *, bare: bool) -> None:
        """Show the facts in use, shortened, and what no post may use of them."""
        lines = list(short_facts(facts))
        if len(lines) > _FACTS:
            lines = [*lines[: _FACTS - 1], "…"]
        if bare:
            lines.append(_("还没有写车型、礼品和活动"))
        self.facts.show_lines(lines, flaws)

    def _toggle_technique(self, _name: str) -> None:
        self._show()
        self.changed.emit()

    def _one_column(self, name: str) -> None:
        for chip in self.columns.values():
            if chip.text() != name:
                chip.setChecked(False)
        self.changed.emit()

    def _show(self) -> None:
        chosen = self.chosen_techniques()
        told = [
            _("%(name)s：%(why)s") % {"name": words.technique(one), "why": self._cards[one].why}
            for one in chosen
            if one in self._cards
        ]
        self._why.setText("\n".join(told) or _("不选就是七种都用"))

    def _chip(self, text: str, chosen: Callable[[str], None]) -> Button:
        made = Button(self._theme, text, kind=Kind.CHIP)
        made.setCheckable(True)
        made.clicked.connect(lambda _on=False: chosen(text))
        return made

    def _build(self) -> None:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(16, 16, 16, 8)
        rows.setSpacing(6)
        rows.addWidget(label(self._theme, _("技法（1–7）"), size=SMALL, quiet=True))
        rows.addLayout(_flow(self.techniques.values()))
        rows.addWidget(self._why)
        rows.addSpacing(8)
        rows.addWidget(label(self._theme, _("栏目（最多选一个）"), size=SMALL, quiet=True))
        rows.addLayout(_flow(self.columns.values()))
        rows.addSpacing(8)
        rows.addWidget(label(self._theme, _("平台和标题字数"), size=SMALL, quiet=True))
        self.platform_box.setAccessibleName(_("平台"))
        self.platform_box.setMinimumHeight(FIELD_HEIGHT)
        rows.addWidget(self.platform_box)
        rows.addSpacing(8)
        rows.addWidget(label(self._theme, _("话题"), size=SMALL, quiet=True))
        self.topic.returnPressed.connect(self.changed)
        rows.addWidget(self.topic)
        rows.addSpacing(8)
        rows.addWidget(self.facts)
        rows.addStretch(1)
        self.facts.clicked.connect(self.facts_wanted)
        scroll = QScrollArea()
        ground = QWidget()
        surface(ground)
        scroll.setViewport(ground)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(_("要什么样的创意"))
        self.again.set_wide()
        self.again.clicked.connect(lambda _checked=False: self.again_wanted.emit())
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)


def _flow(chips: Iterable[Button]) -> Flow:
    made = Flow()
    for chip in chips:
        made.add(chip)
    return made


class _Clickable(QWidget):
    """The facts as lines of text; a click anywhere on them opens the editor."""

    clicked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lines = label(theme, size=SMALL, wrap=True)
        self._flaws = label(theme, size=SMALL, danger=True, wrap=True)
        self._flaws.hide()
        self.button = Button(theme, _("改事实"), kind=Kind.TAG, key=key_words("facts"))
        self.button.clicked.connect(lambda _checked=False: self.clicked.emit())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(label(theme, _("用到的事实（点开可改）"), size=SMALL, quiet=True))
        rows.addWidget(self._lines)
        rows.addWidget(self._flaws)
        rows.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, lines: Sequence[str], flaws: Sequence[str]) -> None:
        """Show the facts, and under them what is wrong with them."""
        self._lines.setText("\n".join(lines))
        self._flaws.setText("\n".join(flaws))
        self._flaws.setVisible(bool(flaws))

    def lines(self) -> list[str]:
        """Return what is shown."""
        return self._lines.text().split("\n")

    def label_of_flaws(self) -> QLabel:
        """Return the label of what is wrong."""
        return self._flaws

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the editor."""
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
