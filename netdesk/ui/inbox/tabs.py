"""The views as tabs, each with the number of its leads."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from netdesk import words
from netdesk.domain.leads.inbox import InboxView
from netdesk.i18n import _
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind

_VIEWS = tuple(InboxView)


class ViewTabs(QWidget):
    """One view is chosen."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start with what waits."""
        super().__init__()
        self.setAccessibleName(_("视图"))
        self._group = QButtonGroup(self)
        self._buttons = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        for at, view in enumerate(_VIEWS):
            button = Button(theme, words.view(view), kind=Kind.TAB)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, at)
            self._buttons[view] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self._buttons[InboxView.WAITING].setChecked(True)
        self._group.idClicked.connect(lambda _id: self.chosen.emit())

    def view(self) -> InboxView:
        """Return the chosen view."""
        return _VIEWS[self._group.checkedId()]

    def choose(self, view: InboxView) -> None:
        """Choose a view."""
        if view is not self.view():
            self._buttons[view].setChecked(True)
            self.chosen.emit()

    def step(self, by: int) -> None:
        """Choose the view `by` places further."""
        self.choose(_VIEWS[(_VIEWS.index(self.view()) + by) % len(_VIEWS)])

    def show_counts(self, counts: Mapping[InboxView, int]) -> None:
        """Show how many leads each view has."""
        for view, button in self._buttons.items():
            button.set_count(counts.get(view))
