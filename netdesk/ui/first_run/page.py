"""Four questions: the shop's name, its hours, its channels, your name."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netdesk import i18n
from netdesk.errors import HoursRefused, NetdeskError
from netdesk.i18n import _, say
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.hours_table import windows_of
from netdesk.ui.languages import LANGUAGES
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import DISPLAY, LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FaultLabel, line_field, titled
from netdesk.ui.widgets.text import label, surface

_USUAL = "08:30-17:30"
_WIDTH = 640
_COLUMNS = 4
_WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
_WEEKEND = ("sat", "sun")


class FirstRunPage(QWidget):
    """A window of its own until the questions are answered."""

    done = Signal()
    ready = Signal()
    language_chosen = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Ask for `desk`."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self._painted = False
        self.setWindowTitle(_("网销台"))
        self.resize(1280, 800)
        self.name = line_field(_("店名"), hint=_("例如 示例汽车"))
        self.place = line_field(_("所在城市"), hint=_("例如 枣庄"), longest=20)
        self.workdays = line_field(_("周一到周五的时段"), _USUAL, longest=120)
        self.weekend = line_field(_("周六、周日的时段"), _USUAL, hint=_("休息"), longest=120)
        self.me = line_field(_("你的姓名"), hint=_("例如 小周"), longest=20)
        self.boxes: dict[str, QCheckBox] = {}
        self.start = Button(theme, _("开始使用"), kind=Kind.PRIMARY, key="Enter")
        self._fault = FaultLabel(theme, self.start)
        self._build()

    def answer(self) -> None:
        """Take the answers, or say what is missing."""
        for field, missing in (
            (self.name, _("请写上店名，它印在日报上。")),
            (self.me, _("请写上你的姓名，跟进记录用它。")),
        ):
            if not field.text().strip():
                self._fault.say(missing)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        settings, hours_of, now = self._desk.settings, self._desk.hours, self._desk.now()
        try:
            hours = hours_of.from_table(self._hours_table(), now=now)
        except HoursRefused as error:
            self._fault.say("；".join(fault.text for fault in error.faults))
            self.workdays.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        active = tuple(code for code, box in self.boxes.items() if box.isChecked())
        name, place, me = (field.text().strip() for field in (self.name, self.place, self.me))

        def finish(_changes: Changes) -> None:
            self.done.emit()

        self._tasks.run(
            lambda: settings.set_up(name, place, hours, active, me, now=now),
            self,
            done=finish,
            failed=self._refuse,
        )

    def _note_painted(self) -> None:
        if not self._painted:
            self._painted = True
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self.ready.emit)

    def _hours_table(self) -> dict[str, object]:
        weekly = {day: _windows(self.workdays) for day in _WORKDAYS}
        weekly |= {day: _windows(self.weekend) for day in _WEEKEND}
        return {"weekly": weekly}

    def _refuse(self, error: NetdeskError) -> None:
        self._fault.say(say(error))

    def _build(self) -> None:
        card = _Card()
        card.painted.connect(self._note_painted)
        surface(card)
        card.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(
            label(self._theme, _("四个问题，其余都有默认值，以后在设置里改。"), quiet=True)
        )
        self._ask_names(column)
        self._ask_hours(column)
        self._ask_channels(column)
        column.addWidget(label(self._theme, _("4  你是谁"), size=LARGE, bold=True))
        column.addLayout(titled(self._theme, _("你的姓名"), self.me))
        column.addSpacing(4)
        column.addWidget(self._fault)
        self.start.set_wide()
        self.start.clicked.connect(lambda _checked=False: self.answer())
        for field in (self.name, self.place, self.workdays, self.weekend, self.me):
            field.returnPressed.connect(self.answer)
        column.addWidget(self.start)
        self._place_card(card)

    def _place_card(self, card: QWidget) -> None:
        ground = QWidget()
        line = QHBoxLayout(ground)
        line.setContentsMargins(24, 24, 24, 24)
        line.addStretch(1)
        line.addWidget(card, 100, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(ground)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(label(self._theme, _("欢迎使用网销台"), size=DISPLAY, bold=True), 1)
        for language, words in LANGUAGES:
            button = Button(self._theme, words, kind=Kind.CHIP)
            button.setCheckable(True)
            button.setChecked(language == i18n.language())
            button.clicked.connect(
                lambda _checked=False, language=language: self._choose_language(language)
            )
            line.addWidget(button)
        return line

    def _choose_language(self, language: str) -> None:
        settings = self._desk.settings
        self._tasks.run(
            lambda: settings.put("ui.language", language),
            self,
            done=lambda _none: self.language_chosen.emit(language),
        )

    def _ask_names(self, column: QVBoxLayout) -> None:
        column.addWidget(label(self._theme, _("1  店铺"), size=LARGE, bold=True))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(titled(self._theme, _("店名"), self.name), 2)
        line.addLayout(titled(self._theme, _("所在城市"), self.place), 1)
        column.addLayout(line)

    def _ask_hours(self, column: QVBoxLayout) -> None:
        column.addWidget(label(self._theme, _("2  营业时间"), size=LARGE, bold=True))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(titled(self._theme, _("周一到周五"), self.workdays), 1)
        line.addLayout(titled(self._theme, _("周六、周日（空着是休息）"), self.weekend), 1)
        column.addLayout(line)
        told = _("可以写几段：08:30-12:00 13:30-18:00。法定节假日和调休已经算好。")
        column.addWidget(label(self._theme, told, size=SMALL, quiet=True, wrap=True))

    def _ask_channels(self, column: QVBoxLayout) -> None:
        column.addWidget(label(self._theme, _("3  用哪些渠道"), size=LARGE, bold=True))
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        for at, channel in enumerate(self._desk.settings.channels()):
            box = QCheckBox(_(channel.name).replace("&", "&&"))
            box.setChecked(channel.active)
            self.boxes[channel.code] = box
            grid.addWidget(box, at // _COLUMNS, at % _COLUMNS)
        column.addLayout(grid)


class _Card(QWidget):
    """The sheet the questions stand on."""

    painted = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that there is something to see."""
        super().paintEvent(event)
        self.painted.emit()


def _windows(field: QLineEdit) -> list[str]:
    return windows_of(field.text())
