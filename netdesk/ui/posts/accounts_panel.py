"""Accounts by day (R13): followers and updates to type in or to import, and how they grew."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from netdesk.errors import NetdeskError
from netdesk.i18n import _, ngettext
from netdesk.services.accounts import AccountTable, Entered, Entry, Figure
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.actions import action_of, key_words
from netdesk.ui.notices import Notice, Tone, refusal
from netdesk.ui.posts.accounts_grid import AccountsGrid
from netdesk.ui.posts.accounts_model import FIGURES, AccountsModel
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import label

_DAY = timedelta(days=1)
_MOST_STEPS = 200  # that can be taken back


class AccountsPanel(QWidget):
    """Everything typed is written at once; Ctrl+Z takes it back."""

    told = Signal(object)  # a Notice
    changed_something = Signal(object)  # Changes
    import_wanted = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Ask `desk` through `tasks`, the first time when it is shown."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._back = 0  # whole tables before the one that ends today
        self._writing = 0
        self._undo: list[Sequence[Entry]] = []
        self._redo: list[Sequence[Entry]] = []
        self._is_filled = False
        self.model = AccountsModel(desk.accounts.number)
        self.grid = AccountsGrid(theme, self.model)
        self.span = label(theme, size=LARGE, bold=True)
        self.footer = label(theme, size=SMALL, quiet=True, wrap=True)
        self.earlier = Button(theme, _("更早"), key=key_words("accounts_back"))
        self.later = Button(theme, _("更近"), key=key_words("accounts_next"))
        self.importer = Button(theme, _("导入表格"), icon="import", key=key_words("import"))
        self.figures = QButtonGroup(self)
        self._chips: dict[Figure, Button] = {}
        slots: dict[str, Callable[[], None]] = {
            "accounts_undo": self.undo,
            "accounts_redo": self.redo,
            "accounts_back": lambda: self._go(1),
            "accounts_next": lambda: self._go(-1),
            "accounts_figure": self._other_figure,
        }
        self._keys = {key: slot for name, slot in slots.items() for key in action_of(name).keys}
        self._build(theme)
        self._connect()

    def reload(self) -> None:
        """Ask for the days on show again."""
        desk, count, back = self._desk, self.grid.days_that_fit(), self._back
        today = desk.hours.timetable().local_day(desk.now())
        last = today - back * count * _DAY
        first = last - (count - 1) * _DAY

        def show(table: AccountTable) -> None:
            if not self._writing:
                self.model.written()
            self._show(table, today)

        self._is_filled = True
        work = desk.accounts
        self._tasks.run(lambda: work.table(first, last), self, done=show, topic="accounts")

    def changed(self, changes: Changes) -> None:
        """Ask again where accounts, posts or channels changed."""
        if self._is_filled and (changes.accounts or changes.posts or changes.shop):
            self.reload()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys to remind of."""
        return (
            (_("数字"), _("直接填")),
            (key_words("accounts_down"), _("下一格")),
            (key_words("accounts_paste"), _("粘贴一块")),
            (key_words("accounts_undo"), _("撤销")),
            (key_words("accounts_figure"), _("粉丝/更新")),
            (key_words("keys"), _("全部按键")),
        )

    def undo(self) -> None:
        """Take the last entry back."""
        if self._undo:
            self._write(self._undo.pop(), undone=self._redo)
        else:
            self.told.emit(Notice(_("没有可以撤销的填写。"), Tone.TOLD, topic="accounts"))

    def redo(self) -> None:
        """Enter again what was taken back."""
        if self._redo:
            self._write(self._redo.pop(), undone=self._undo)

    def event(self, event: QEvent) -> bool:
        """Claim our keys before the page around takes them for its own."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _written(event) in self._keys
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what our keys ask for."""
        slot = self._keys.get(_written(event))
        if slot is None:
            super().keyPressEvent(event)
        else:
            slot()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the grid the first time it is shown."""
        super().showEvent(event)
        if not self._is_filled:
            self.reload()

    def _build(self, theme: Theme) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for at, (figure, name) in enumerate(FIGURES.items()):
            chip = Button(theme, _(name), kind=Kind.CHIP)
            chip.setCheckable(True)
            chip.setChecked(figure is self.model.figure)
            self.figures.addButton(chip, at)
            self._chips[figure] = chip
            line.addWidget(chip)
        line.addSpacing(8)
        line.addWidget(self.span)
        line.addStretch(1)
        for button in (self.earlier, self.later, self.importer):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.grid, 1)
        column.addWidget(self.footer)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.model.entered.connect(self._enter)
        self.model.refused.connect(self._refuse)
        self.grid.room_changed.connect(self.reload)
        self.grid.left.connect(lambda: self._chips[self.model.figure].setFocus())
        self.grid.left_out.connect(self._tell_left_out)
        self.figures.idClicked.connect(lambda at: self._choose(tuple(FIGURES)[at]))
        self.earlier.clicked.connect(lambda _checked=False: self._go(1))
        self.later.clicked.connect(lambda _checked=False: self._go(-1))
        self.importer.clicked.connect(lambda _checked=False: self.import_wanted.emit())

    def _show(self, table: AccountTable, today: date) -> None:
        self.model.show(table, today)
        first, last = table.days[0], table.days[-1]
        facts = {"first": f"{first.month}-{first.day:02}", "last": f"{last.month}-{last.day:02}"}
        self.span.setText(_("%(first)s 至 %(last)s") % facts)
        self.later.setEnabled(self._back > 0)
        self._tell(table)

    def _tell(self, table: AccountTable) -> None:
        elsewhere = table.elsewhere
        if not any(
            one.latest or any(day.figures.updates for day in one.days) for one in table.accounts
        ):
            text = _(
                "还没有账号的数：每天填一次粉丝总数，或导入平台导出的表"
                "（例如公众号“用户增长”），净增会自己算出来。"
            )
        elif self.model.figure is Figure.FOLLOWERS:
            text = _("填当天的粉丝总数，下面的小字是比上一次多了多少；没填的日子算在下一次里。")
        else:
            text = _("填没有经过内容日历的更新；日历里记为已发布的，另外数在小字里。")
        if elsewhere:
            told = ngettext(
                "另有 %(n)d 篇发在没有列出的平台。", "另有 %(n)d 篇发在没有列出的平台。", elsewhere
            )
            text += told % {"n": elsewhere}
        self.footer.setText(text)

    def _choose(self, figure: Figure) -> None:
        self.model.show_figure(figure)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reload()

    def _other_figure(self) -> None:
        chosen = 1 - self.figures.checkedId()
        self.figures.button(chosen).setChecked(True)
        self._choose(tuple(FIGURES)[chosen])

    def _go(self, by: int) -> None:
        if self._back + by >= 0:
            self._back += by
            self.reload()

    def _enter(self, entries: Sequence[Entry]) -> None:
        self._redo.clear()
        self._write(entries, undone=self._undo)

    def _write(self, entries: Sequence[Entry], *, undone: list[Sequence[Entry]]) -> None:
        """Write entries; what brings back what was there goes on top of `undone`."""
        desk, by, now = self._desk, self._desk.settings.me(), self._desk.now()
        self.model.put(entries)
        self._writing += 1

        def done(entered: Entered) -> None:
            self._writing -= 1
            if entered.before:
                undone.append(entered.before)
                del undone[:-_MOST_STEPS]
            self.changed_something.emit(entered.changes)
            self.reload()

        def failed(error: NetdeskError) -> None:
            self._writing -= 1
            self._refuse(error)
            self.reload()

        work = desk.accounts
        self._tasks.run(
            lambda: work.enter_all(entries, by=by, now=now), self, done=done, failed=failed
        )

    def _tell_left_out(self, count: int) -> None:
        told = ngettext(
            "有 %(n)d 格在表格外面，没有粘贴。", "有 %(n)d 格在表格外面，没有粘贴。", count
        )
        self.told.emit(Notice(told % {"n": count}, Tone.TOLD, topic="accounts"))

    def _refuse(self, error: NetdeskError) -> None:
        self.told.emit(refusal(error))


def _written(event: QKeyEvent) -> str:
    """Return the pressed keys as the table of actions writes them."""
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
