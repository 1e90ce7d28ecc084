"""The questions that charts answer, one of them chosen, its picture beside them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netdesk.i18n import _
from netdesk.ui.channels.picture import ChartPicture
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import rule, surface

_WIDTH, _NARROW_WIDTH = 188, 160
_NARROW, _MOST = 1000, 240


class Questions(QWidget):
    """A list of questions at the left, the answer at the right."""

    chosen = Signal()

    def __init__(self, theme: Theme, questions: Sequence[tuple[str, str]]) -> None:
        """Offer `questions`, each a name and what it asks; the first is chosen."""
        super().__init__()
        surface(self)
        self._names = tuple(name for name, _text in questions)
        self._group = QButtonGroup(self)
        self.picture = ChartPicture(theme)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 4, 8, 0)
        column.setSpacing(0)
        for at, (_name, text) in enumerate(questions):
            button = Button(theme, text, kind=Kind.LINE)
            button.setCheckable(True)
            button.setToolTip(text)
            button.clicked.connect(partial(self._click, at))
            self._group.addButton(button, at)
            column.addWidget(button)
        column.addStretch(1)
        self._list = QScrollArea()
        ground = QWidget()
        surface(ground)
        self._list.setViewport(ground)
        self._list.setWidget(inner)
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(_("看哪张图"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._list)
        layout.addWidget(rule(upright=True))
        layout.addWidget(self.picture, 1)
        self._group.button(0).setChecked(True)

    def name(self) -> str:
        """Return the chosen chart's name."""
        return self._names[self._group.checkedId()]

    def choose(self, name: str) -> None:
        """Choose a chart; an unknown name changes nothing."""
        if name in self._names and name != self.name():
            button = self._group.button(self._names.index(name))
            button.setChecked(True)
            self._list.ensureWidgetVisible(button)
            self.chosen.emit()

    def step(self, by: int) -> None:
        """Choose the question as many places further."""
        self.choose(self._names[(self._group.checkedId() + by) % len(self._names)])

    def resizeEvent(self, event: object) -> None:
        """Give the list its share."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        least = _NARROW_WIDTH if self.width() < _NARROW else _WIDTH
        longest = max(button.sizeHint().width() for button in self._group.buttons()) + 16
        self._list.setFixedWidth(min(max(least, longest), _MOST))

    def _click(self, _at: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.chosen.emit()
