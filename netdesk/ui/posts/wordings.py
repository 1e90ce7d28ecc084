"""The other wordings of a question that were put together with it; a click parts one again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netdesk.domain.posts.questions import Wording
from netdesk.i18n import _
from netdesk.ui.posts.question_words import wording_words
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.text import label, tip


class Wordings(QWidget):
    """Not there where a question has one wording only."""

    split_wanted = Signal(object)  # a Wording

    def __init__(self, theme: Theme) -> None:
        """Start without any."""
        super().__init__()
        self._theme = theme
        self._chips = Flow()
        self._made: list[Button] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        told = _("也这样问（次数算在一起；点一下拆成单独一条）")
        rows.addWidget(label(theme, told, size=SMALL, quiet=True, wrap=True))
        rows.addLayout(self._chips)
        self.hide()

    def show_wordings(self, wordings: Sequence[Wording]) -> None:
        """Show these."""
        for chip in self._made:
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._made = [self._chip(one) for one in wordings]
        for chip in self._made:
            self._chips.add(chip)
        self.setVisible(bool(wordings))

    def texts(self) -> list[str]:
        """Return the words of the chips."""
        return [chip.text() for chip in self._made]

    def _chip(self, wording: Wording) -> Button:
        made = Button(self._theme, wording_words(wording), kind=Kind.CHIP)
        made.setToolTip(tip(wording.text))
        made.setAccessibleDescription(_("按下拆成单独一条：%(text)s") % {"text": wording.text})
        made.clicked.connect(lambda _on=False: self.split_wanted.emit(wording))
        return made
