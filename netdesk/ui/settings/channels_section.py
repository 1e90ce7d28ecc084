"""Which channels the shop uses."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout

from netdesk import words
from netdesk.domain.channel import Channel
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.form import Section
from netdesk.ui.widgets.text import label

_COLUMNS = 3


class ChannelsSection(Section):
    """A box for each; a tick is written at once."""

    changed_something = Signal(object)  # Changes

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Show the channels as they are."""
        super().__init__(theme, _("渠道"))
        self._desk = desk
        self._tasks = tasks
        self.boxes: dict[str, QCheckBox] = {}
        note = _("不用的渠道可以关掉；关掉后仍能导入它的线索，只是不在列表里出现。")
        self.rows.addWidget(label(theme, note, quiet=True, wrap=True))
        channels = desk.settings.channels()
        for kind in dict.fromkeys(channel.kind for channel in channels):
            title = label(theme, words.channel_kind(kind), size=SMALL, quiet=True)
            self.rows.addWidget(title)
            self.rows.addLayout(self._boxes([one for one in channels if one.kind is kind]))
        self.settle()

    def _boxes(self, channels: list[Channel]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        for at in range(_COLUMNS):
            grid.setColumnStretch(at, 1)
        for at, channel in enumerate(channels):
            box = QCheckBox(_(channel.name).replace("&", "&&"))
            box.setChecked(channel.active)
            box.toggled.connect(lambda on, code=channel.code: self._turn(code, on=on))
            grid.addWidget(box, at // _COLUMNS, at % _COLUMNS)
            self.boxes[channel.code] = box
        return grid

    def _turn(self, code: str, *, on: bool) -> None:
        settings, by, now = self._desk.settings, self._desk.settings.me(), self._desk.now()
        self._tasks.run(
            lambda: settings.set_channel_active(code, on, by=by, now=now),
            self,
            done=self.changed_something.emit,
        )
