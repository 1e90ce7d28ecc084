"""Beside the page: which day, notes, printer, and what can be done with it."""

from datetime import date

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.theme import SMALL, TITLE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import label, surface

_WAIT_MS = 700
_LONGEST = 600  # characters of a note: the page has room for about that


class SummaryOptions(QWidget):
    """Says what is asked for; does nothing itself."""

    day_chosen = Signal(object)  # date
    noted = Signal(str)
    print_wanted = Signal()
    pdf_wanted = Signal()
    text_wanted = Signal()
    printer_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Start on no day."""
        super().__init__()
        surface(self)
        self._theme = theme
        self._filling = False
        self._today = date(2000, 1, 1)
        self.day = QDateEdit()
        self._is_today = Button(theme, _("今天"), kind=Kind.CHIP)
        self.note = QPlainTextEdit()
        self.printer = QComboBox()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(lambda: self.noted.emit(self.text()))
        self._build()

    def show_day(self, day: date, today: date) -> None:
        """Show which day the page is of; later days than today have none."""
        self._filling = True
        self._today = today
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(day.year, day.month, day.day))
        self._is_today.setChecked(day == today)
        self._filling = False

    def show_note(self, text: str) -> None:
        """Show the day's note, unless one is being written."""
        if self._timer.isActive() or text == self.text():
            return
        self._filling = True
        self.note.setPlainText(text)
        self._filling = False

    def show_printers(self, names: tuple[str, ...], chosen: str) -> None:
        """Offer this computer's printers."""
        self._filling = True
        self.printer.clear()
        self.printer.addItems(list(names) or [_("没有打印机")])
        self.printer.setEnabled(bool(names))
        if chosen in names:
            self.printer.setCurrentText(chosen)
        self._filling = False

    def text(self) -> str:
        """Return the note as it is written."""
        return self.note.toPlainText().strip()

    def settle(self) -> None:
        """Hand a note up that is still being written."""
        if self._timer.isActive():
            self._timer.stop()
            self.noted.emit(self.text())

    def _build(self) -> None:
        theme = self._theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(theme, _("日报"), size=TITLE, bold=True))
        layout.addLayout(self._day_line())
        layout.addWidget(label(theme, _("备注（印在页上，自动保存）"), size=SMALL, quiet=True))
        self.note.setAccessibleName(_("备注"))
        self.note.setTabChangesFocus(True)
        self.note.setAcceptDrops(False)  # a file let go here is for the window
        self.note.setPlaceholderText(_("今天值得写下的事：活动、来不及的、明天要办的…"))
        self.note.textChanged.connect(self._note_changed)
        layout.addWidget(self.note, 1)
        layout.addWidget(label(theme, _("打印机"), size=SMALL, quiet=True))
        self.printer.setAccessibleName(_("打印机"))
        self.printer.setMinimumHeight(32)
        self.printer.currentTextChanged.connect(self._printer_changed)
        layout.addWidget(self.printer)
        for words, key, kind, signal in (
            (_("打印…"), "print", Kind.PRIMARY, self.print_wanted),
            (_("存为 PDF…"), "save_pdf", Kind.PLAIN, self.pdf_wanted),
            (_("复制文字"), "copy_text", Kind.PLAIN, self.text_wanted),
        ):
            button = Button(theme, words, kind=kind, key=key_words(key))
            button.set_wide()
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            layout.addWidget(button)
        layout.addWidget(
            label(theme, _("文字可以直接贴到微信群里。"), size=SMALL, quiet=True, wrap=True)
        )

    def _day_line(self) -> QHBoxLayout:
        theme = self._theme
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(_("日期"))
        self.day.setMinimumHeight(32)
        self.day.dateChanged.connect(lambda _day: self._day_changed())
        self._is_today.setCheckable(True)
        self._is_today.clicked.connect(lambda _checked=False: self._go(self._today))
        back = Button(theme, "‹")
        back.setAccessibleName(_("前一天"))
        back.clicked.connect(lambda _checked=False: self.step(-1))
        following = Button(theme, "›")
        following.setAccessibleName(_("后一天"))
        following.clicked.connect(lambda _checked=False: self.step(1))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(back)
        line.addWidget(self.day, 1)
        line.addWidget(following)
        line.addWidget(self._is_today)
        return line

    def step(self, days: int) -> None:
        """Go to another day."""
        self.day.setDate(self.day.date().addDays(days))

    def _go(self, day: date) -> None:
        self._is_today.setChecked(True)
        self.day.setDate(QDate(day.year, day.month, day.day))

    def _day_changed(self) -> None:
        if not self._filling:
            chosen = self.day.date()
            day = date(chosen.year(), chosen.month(), chosen.day())
            self.settle()
            self._is_today.setChecked(day == self._today)
            self.day_chosen.emit(day)

    def _note_changed(self) -> None:
        text = self.note.toPlainText()
        if len(text) > _LONGEST:
            self.note.setPlainText(text[:_LONGEST])
            self.note.moveCursor(self.note.textCursor().MoveOperation.End)
        if not self._filling:
            self._timer.start()

    def _printer_changed(self, name: str) -> None:
        if not self._filling and name:
            self.printer_chosen.emit(name)
