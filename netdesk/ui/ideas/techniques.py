"""The seven techniques as chips, each with how it did here once that can be said."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.ideas.technique import Technique, TechniqueCard
from netdesk.domain.posts.what_works import Standing, Works
from netdesk.i18n import _, ngettext
from netdesk.ui.paint import brush
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.text import label, tip

_GAP = 5
_BAR = 3
_BEST = 2  # techniques that are named as preferred
Sentence = Callable[[Standing], str]


class TechniqueChip(Button):
    """A technique; beside its name the posts that won of those that count, and a bar."""

    def __init__(self, theme: Theme, technique: Technique) -> None:
        """Start without a standing."""
        super().__init__(theme, words.technique(technique), kind=Kind.CHIP)
        self._look_of = theme
        self._standing: Standing | None = None
        self.setCheckable(True)

    def show_standing(self, standing: Standing | None) -> None:
        """Show how the technique did, or no longer."""
        if standing != self._standing:
            self._standing = standing
            self.updateGeometry()
            self.update()

    def figure(self) -> str:
        """Return what stands beside the name: 5/8."""
        return _figure(self._standing) if self._standing is not None else ""

    def sizeHint(self) -> QSize:
        """Return the room for the name and the figure."""
        hint = super().sizeHint()
        return hint if self._standing is None else QSize(hint.width() + self._room(), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip, then the figure and under it the bar: its length is the rate to expect."""
        super().paintEvent(event)
        if self._standing is None:
            return
        tokens = self._look_of.tokens
        painter = QPainter(self)
        painter.setFont(self._look_of.font(SMALL))
        painter.setPen(tokens.on_strong if self.isChecked() else tokens.muted)
        width = self._room() - _GAP
        area = QRectF(self.width() - width - 10, 0, width, self.height() - _BAR)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.figure())
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QRectF(area.x(), self.height() - _BAR - 4, width, _BAR)
        painter.setBrush(brush(tokens.border))
        painter.drawRect(ground)
        painter.setBrush(brush(tokens.accent))
        painter.drawRect(QRectF(ground.x(), ground.y(), width * self._standing.mean, _BAR))
        painter.end()

    def _room(self) -> int:
        metrics = QFontMetrics(self._look_of.font(SMALL))
        return _GAP + max(20, metrics.horizontalAdvance(self.figure()))


class Techniques(QWidget):
    """The chips with a heading over them and, under them, why these and what works here."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start with none chosen, which is all."""
        super().__init__()
        self._cards: Mapping[Technique, TechniqueCard] = {}
        self._works = Works()
        self._platform = ""
        self._sentence: Sentence = lambda _standing: ""
        self._lacking = ""
        self.chips = {one: TechniqueChip(theme, one) for one in Technique}
        self._legend = label(theme, size=SMALL, quiet=True, wrap=True)
        self._why = label(theme, size=SMALL, quiet=True, wrap=True)
        flow = Flow()
        for chip in self.chips.values():
            chip.clicked.connect(lambda _on=False: self._chosen())
            flow.add(chip)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(label(theme, _("技法（1–7）"), size=SMALL, quiet=True))
        rows.addLayout(flow)
        rows.addWidget(self._legend)
        rows.addWidget(self._why)
        self._legend.hide()

    def offer(self, cards: Mapping[Technique, TechniqueCard]) -> None:
        """Say what each technique is and why it works."""
        self._cards = cards
        self._show()

    def show_works(
        self, works: Works, platform: str, sentence: Sentence, *, lacking: str = ""
    ) -> None:
        """Show how the techniques did here; `sentence` says a standing, `lacking` why none can."""
        self._works, self._platform = works, platform
        self._sentence, self._lacking = sentence, lacking
        for technique, chip in self.chips.items():
            chip.show_standing(works.of(technique) if works.is_ranked else None)
        self._legend.setText(_example(works))
        self._legend.setVisible(bool(self._legend.text()))
        self._show()

    def set_platform(self, platform: str) -> None:
        """Say what is preferred on another platform."""
        self._platform = platform
        self._show()

    def chosen(self) -> tuple[Technique, ...]:
        """Return the techniques that are chosen; none is all."""
        return tuple(one for one, chip in self.chips.items() if chip.isChecked())

    def toggle(self, number: int) -> None:
        """Choose a technique by its number from 1, or no longer."""
        chip = tuple(self.chips.values())[number - 1]
        chip.setChecked(not chip.isChecked())
        self._chosen()

    def why(self) -> str:
        """Return what is said under the chips."""
        return self._why.text()

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for technique, chip in self.chips.items():
            self._describe(technique, chip)
        self._why.setText("\n".join(self._lines()))

    def _describe(self, technique: Technique, chip: TechniqueChip) -> None:
        card = self._cards.get(technique)
        lines = [card.what, card.why, card.bounds] if card else []
        if self._works.is_ranked:
            standing = self._works.of(technique)
            facts = {"low": f"{standing.low * 100:.0f}", "high": f"{standing.high * 100:.0f}"}
            lines.append(self._sentence(standing))
            lines.append(_("估计高于中位数的机会在 %(low)s%% 到 %(high)s%% 之间") % facts)
        told = "\n".join(lines)
        chip.setToolTip(tip(told).replace("\n", "<br>"))
        chip.setAccessibleDescription(told)

    def _lines(self) -> Sequence[str]:
        """Return why the chosen work; where none is chosen, which come more often and why."""
        chosen = self.chosen()
        if chosen:
            return [
                _("%(name)s：%(why)s") % {"name": words.technique(one), "why": self._cards[one].why}
                for one in chosen
                if one in self._cards
            ]
        if not self._works.is_ranked:
            return [told for told in (_("不选就是七种都用"), self._lacking) if told]
        best = [one for one in self._works.best(self._platform) if one.posts][:_BEST]
        return [_("不选就按本店效果轮着出，好的多出："), *map(self._sentence, best)]


def _example(works: Works) -> str:
    """Return what the figures on the chips mean, by one of them; empty where there are none."""
    if not works.is_ranked:
        return ""
    one = max((works.of(technique) for technique in Technique), key=lambda one: one.posts)
    told = ngettext(
        "%(figure)s：%(n)d 篇里 %(won)d 篇高于本店中位数",
        "%(figure)s：%(n)d 篇里 %(won)d 篇高于本店中位数",
        one.posts,
    )
    return told % {"figure": _figure(one), "n": one.posts, "won": one.won}


def _figure(standing: Standing) -> str:
    return f"{standing.won}/{standing.posts}"
