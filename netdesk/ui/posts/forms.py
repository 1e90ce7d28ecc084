"""What is asked in place of a post's buttons: what went out, what came, a reply."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout

from netdesk.domain.ideas.platform import Platform
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.post import PostResult, PostText
from netdesk.i18n import _
from netdesk.ui.posts.saying import METHODS, Here, counts
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.days import date_of, qdate
from netdesk.ui.widgets.flow import Flow
from netdesk.ui.widgets.form import FIELD_HEIGHT, line_field, titled
from netdesk.ui.widgets.keyed import Keyed
from netdesk.ui.widgets.text import label
from netdesk.ui.widgets.time_field import TimeField

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_DIGITS = 9
_COLUMNS = {  # the column such a post most often belongs to
    Method.COMMENT: Column.QA,
    Method.TIP: Column.CARE,
    Method.ANNOUNCEMENT: Column.NEWS,
}


class Combo(QComboBox):
    """A list to choose from, which the wheel only turns while it has the keys."""

    def __init__(self, name: str) -> None:
        """Start without choices."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedHeight(FIELD_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: object) -> None:  # noqa: N802 - Qt's own name
        """Leave the wheel to what scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)  # type: ignore[arg-type]
        else:
            event.ignore()  # type: ignore[attr-defined]


class PostForm(Keyed):
    """A title, some fields, a button: Enter answers, Esc leaves."""

    left = Signal()

    def __init__(self, theme: Theme, title: str, save: str) -> None:
        """Start with the title; `save` are the words of the button."""
        super().__init__()
        self._theme = theme
        self.setAccessibleName(title)
        back = Button(theme, _("返回"), kind=Kind.TAG, key="Esc")
        back.clicked.connect(lambda _checked=False: self.left.emit())
        head = QHBoxLayout()
        head.addWidget(label(theme, title, size=LARGE, bold=True), 1)
        head.addWidget(back)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.warning = label(theme, size=SMALL, danger=True, wrap=True)
        self.warning.hide()
        self._save = Button(theme, save, kind=Kind.PRIMARY, key="Enter")
        self._save.set_wide()
        self._save.clicked.connect(lambda _checked=False: self.answer())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(self.rows)
        layout.addWidget(self.warning)
        layout.addWidget(self._save)

    def warn(self, text: str) -> None:
        """Say what to think of before answering; empty: nothing."""
        self.warning.setText(text)
        self.warning.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def take(self, key: int, *, text: str, dry_run: bool) -> bool:
        """Enter answers, Esc leaves; other letters do nothing while a question stands."""
        if key == Qt.Key.Key_Escape:
            if not dry_run:
                self.left.emit()
            return True
        if key in _ENTER:
            if not dry_run:
                self.answer()
            return True
        return self.turn(key, dry_run=dry_run) or text.isalnum() or key == Qt.Key.Key_Delete

    def turn(self, key: int, *, dry_run: bool) -> bool:
        """Do what ↑ and ↓ ask for, where they mean something."""
        return False

    def answer(self) -> None:
        """Give the answer, where it is whole."""
        raise NotImplementedError


def _day_field(name: str) -> QDateEdit:
    made = QDateEdit()
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setAccessibleName(name)
    made.setFixedHeight(FIELD_HEIGHT)
    made.setMinimumWidth(made.fontMetrics().horizontalAdvance("0000-00-00") + 44)
    return made


class PublishForm(PostForm):
    """Where and when a post went out; an address in the clipboard is there already."""

    published = Signal(str, object)  # address, the instant

    def __init__(self, theme: Theme) -> None:
        """Start without a post."""
        super().__init__(theme, _("记为已发布"), _("记下发布"))
        self._here: Here | None = None
        self.url = line_field(_("帖子地址"), hint=_("粘贴地址，没有就空着"), longest=2000)
        self.day = _day_field(_("发布日期"))
        self.time = TimeField(_("发布时间"))
        self.time.setFixedHeight(FIELD_HEIGHT)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.day)
        line.addWidget(self.time)
        line.addStretch(1)
        self.rows.addLayout(titled(theme, _("帖子地址"), self.url))
        self.rows.addLayout(line)

    def ask(self, here: Here, *, url: str = "", at: datetime | None = None) -> None:
        """Offer an address and a time, now unless `at` is known."""
        self._here = here
        clock = here.clock(at or here.now)
        self.url.setText(url)
        self.day.setMaximumDate(qdate(here.today))
        self.day.setDate(qdate(clock.date()))
        self.time.set_time(clock.time())
        self.url.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.url.selectAll()

    def answer(self) -> None:
        """Give the address and the instant, where the time can be read."""
        at = self.time.time()
        if at is None or self._here is None:
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        told = datetime.combine(date_of(self.day.date()), at, self._here.zone).astimezone(UTC)
        # The field knows no seconds: this very minute is now.
        now = self._here.now
        is_now = told.replace(second=0) == now.astimezone(UTC).replace(second=0, microsecond=0)
        self.published.emit(self.url.text().strip(), now if is_now else told)


class ResultForm(PostForm):
    """What a platform counts up to a day: one row, Tab goes on; ↑ and ↓ change the day."""

    entered = Signal(object)  # PostResult

    def __init__(self, theme: Theme) -> None:
        """Start without a post."""
        super().__init__(theme, _("填效果"), _("记下"))
        self._known: dict[date, PostResult] = {}
        self.day = _day_field(_("截至哪天"))
        self.fields: dict[str, QLineEdit] = {}
        digits = QRegularExpressionValidator(QRegularExpression(f"[0-9]{{0,{_MOST_DIGITS}}}"), self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, said in counts():
            field = line_field(said, longest=_MOST_DIGITS)
            field.setValidator(digits)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.fields[name] = field
            row.addLayout(titled(theme, said, field))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(theme, _("截至"), quiet=True))
        line.addWidget(self.day)
        line.addWidget(label(theme, _("↑ ↓ 换一天"), quiet=True))
        line.addStretch(1)
        self.rows.addLayout(line)
        self.rows.addLayout(row)
        self.day.dateChanged.connect(lambda _day: self._fill())

    def ask(self, first: date, here: Here, known: Sequence[PostResult]) -> None:
        """Ask for today's counts of a post that is out since `first`; `known` were entered."""
        self._known = {one.day: one for one in known}
        self.day.setDateRange(qdate(min(first, here.today)), qdate(here.today))
        self.day.setDate(qdate(here.today))
        self._fill()
        first_field = self.fields["reads"]
        first_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        first_field.selectAll()

    def turn(self, key: int, *, dry_run: bool) -> bool:
        """↑ and ↓ change the day."""
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down) or self.day.hasFocus():
            return False
        if not dry_run:
            self.day.setDate(self.day.date().addDays(1 if key == Qt.Key.Key_Up else -1))
        return True

    def answer(self) -> None:
        """Give what is entered, where anything is."""
        told = {
            name: int(field.text()) if field.text() else None for name, field in self.fields.items()
        }
        if any(n is not None for n in told.values()):
            self.entered.emit(PostResult(date_of(self.day.date()), **told))
        else:
            self.fields["reads"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        known = self._known.get(date_of(self.day.date()))
        for name, field in self.fields.items():
            n = getattr(known, name) if known is not None else None
            field.setText("" if n is None else str(n))


class NewForm(PostForm):
    """A post that no idea made: most often a reply to what others wrote (R4)."""

    written = Signal(object)  # PostText

    def __init__(self, theme: Theme) -> None:
        """Start with a reply."""
        super().__init__(theme, _("写一篇"), _("记为草稿"))
        self.methods = {
            method: Button(theme, _(METHODS[method]), kind=Kind.CHIP) for method in _COLUMNS
        }
        line = Flow()
        for method, chip in self.methods.items():
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, method=method: self.choose(method))
            line.add(chip)
        self.platform = Combo(_("发布到"))
        self.reply_to = line_field(
            _("回复的是"), hint=_("谁说了什么，或那篇帖子的地址"), longest=500
        )
        self.text = line_field(_("写什么"), longest=1000)
        self.rows.addLayout(line)
        self.rows.addLayout(titled(theme, _("发布到"), self.platform))
        self.rows.addWidget(self.reply_to)
        self.rows.addWidget(self.text)

    def ask(self, platforms: Sequence[Platform], chosen: str) -> None:
        """Ask for a reply; `chosen` is the code of the platform offered first."""
        self.platform.clear()
        for platform in platforms:
            self.platform.addItem(platform.name, platform.code)
        self.platform.setCurrentIndex(max(0, self.platform.findData(chosen)))
        self.reply_to.clear()
        self.text.clear()
        self.choose(Method.COMMENT)

    def choose(self, method: Method) -> None:
        """Ask for what a method of posting needs."""
        for one, chip in self.methods.items():
            chip.setChecked(one is method)
        is_reply = method is Method.COMMENT
        self.reply_to.setVisible(is_reply)
        hint = _("以本店的名义回一句") if is_reply else _("先写标题，记下后接着写正文")
        self.text.setPlaceholderText(hint)
        field = self.reply_to if is_reply else self.text
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def answer(self) -> None:
        """Give the post, where it has words."""
        method = next(one for one, chip in self.methods.items() if chip.isChecked())
        text = self.text.text().strip()
        if not text:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        is_reply = method is Method.COMMENT
        content = PostText(
            platform=self.platform.currentData() or "",
            column=_COLUMNS[method],
            method=method,
            headline=text,
            body="",
            reply_to=self.reply_to.text().strip() if is_reply else "",
        )
        self.written.emit(content)
