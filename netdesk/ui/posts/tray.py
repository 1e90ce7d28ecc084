"""The drafts beside the calendar: their number, what to do with them, and the list."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from netdesk.i18n import _
from netdesk.ui.posts.drafts import DraftList, DraftsModel
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.text import label, surface


class Tray(QWidget):
    """A heading over the list; without drafts it says how they come."""

    def __init__(self, theme: Theme, model: DraftsModel) -> None:
        """Show `model`."""
        super().__init__()
        surface(self)
        self.list = DraftList(theme, model)
        self._head = label(theme, size=LARGE, bold=True)
        self._told = label(theme, size=SMALL, quiet=True, wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 12, 12)
        rows.setSpacing(8)
        rows.addWidget(self._head)
        rows.addWidget(self._told)
        rows.addWidget(self.list, 1)
        model.modelReset.connect(lambda: self.show_count(model.rowCount()))
        self.show_count(0)

    def show_count(self, n: int) -> None:
        """Say how many drafts there are, and what to do with them."""
        self._head.setText(_("草稿 %(n)d") % {"n": n})
        if n:
            self._told.setText(_("拖到日子上就排好了；把排好的拖回来又成草稿。"))
        else:
            self._told.setText(_("没有草稿。把排好的帖子拖到这里，它又成草稿。"))

    def told(self) -> str:
        """Return what is said over the list."""
        return self._told.text()
