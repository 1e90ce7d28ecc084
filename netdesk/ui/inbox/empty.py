"""What stands where the table has nothing: how to bring leads in, or that all is answered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netdesk import words
from netdesk.domain.leads.inbox import InboxView
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.theme import TITLE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import label


def lesson(find: str, view: InboxView, *, is_new: bool) -> tuple[str, str]:
    """Return the heading and the lines for an empty view; `is_new`: the desk has no lead at all."""
    if find:
        facts = {"find": find, "view": words.view(view)}
        return _("没有找到"), _("“%(find)s” 在“%(view)s”里没有。") % facts
    if is_new:
        lines = _(
            "把汽车之家、易车、懂车帝等平台导出的表格拖到窗口里，\n"
            "或者按 %(key)s 选择文件。同一位客户会自动合并，并开始计时。"
        )
        return _("还没有线索"), lines % {"key": key_words("import")}
    if view is InboxView.WAITING:
        return _("都回复完了"), _("没有等待首次回复的线索。")
    return _("这里是空的"), _("现在没有这样的线索。")


class EmptyState(QWidget):
    """A heading, a few lines, and the buttons that help on."""

    def __init__(self, theme: Theme) -> None:
        """Start without words."""
        super().__init__()
        self._theme = theme
        self._title = label(theme, size=TITLE, bold=True)
        self._lines = label(theme, quiet=True)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QHBoxLayout()
        self._made: list[Button] = []
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self._title, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._lines, alignment=Qt.AlignmentFlag.AlignHCenter)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addLayout(self._buttons)
        centred.addStretch(1)
        layout.addLayout(centred)
        layout.addStretch(3)

    def teach(
        self,
        title: str,
        lines: str,
        buttons: Sequence[tuple[str, str, Callable[[], None]]] = (),
    ) -> None:
        """Say `title` and `lines`; each button has its words, its key and what it does."""
        self._title.setText(title)
        self._lines.setText(lines)
        self.setAccessibleName(title)
        self.setAccessibleDescription(lines)
        for button in self._made:
            self._buttons.removeWidget(button)
            button.deleteLater()
        self._made.clear()
        for at, (text, key, act) in enumerate(buttons):
            kind = Kind.PLAIN if at else Kind.PRIMARY
            button = Button(self._theme, text, kind=kind, key=key)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.addWidget(button)
            self._made.append(button)

    def title(self) -> str:
        """Return the heading."""
        return self._title.text()
