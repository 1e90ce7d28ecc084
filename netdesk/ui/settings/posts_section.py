"""Settings of posting: how much may promote, a week's posts, the times, the platforms."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from netdesk import words
from netdesk.domain.ideas.platform import Platform
from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.mix import Mix
from netdesk.errors import NetdeskError
from netdesk.i18n import _, ngettext, say
from netdesk.services import platforms, post_settings
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.services.post_settings import PostSettings
from netdesk.services.settings import Settings
from netdesk.ui.notices import Notice, refusal
from netdesk.ui.settings.platform_rows import PlatformRows
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import LARGE, SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FaultLabel, Section, line_field
from netdesk.ui.widgets.numbers import number_field, number_in
from netdesk.ui.widgets.text import DANGER, QUIET, label, rule

_ACROSS = 3  # columns beside each other
_BETWEEN = str.maketrans(dict.fromkeys("、，,；;/", " "))


@dataclass(frozen=True)
class _All:
    """Everything the section sets."""

    posts: PostSettings
    platforms: tuple[Platform, ...]


class PostsSection(Section):
    """Everything is saved by one button; the defaults can be had back, and undone."""

    told = Signal(object)
    changed_something = Signal(object)  # Changes

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Show what is set."""
        super().__init__(theme, _("发帖"))
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self.target = number_field(_("促销最多占百分之几"), longest=5)
        self.quotas = {one: number_field(words.column(one), longest=2) for one in Column}
        self.slots = line_field(_("每天的发布时间"), hint=_("例如 12:10 19:30"), longest=60)
        self.remind = number_field(_("提前几分钟提醒"))
        self.platforms = PlatformRows(theme, platforms.known(None))
        self.save_button = Button(theme, _("保存发帖设置"), kind=Kind.PRIMARY)
        self.usual_button = Button(theme, _("恢复默认"))
        self._sum = label(theme, size=SMALL, quiet=True, wrap=True)
        self._fault = FaultLabel(theme, self.save_button)
        self._build()
        self._show(_kept(desk.settings))

    def save(self) -> None:
        """Save everything, or say what is wrong with it and save nothing."""
        written = self._written()
        if written is not None:
            self._put(written, self._saved, failed=self._refused)

    def restore(self) -> None:
        """Save the defaults; the notice has the way back."""
        before = _kept(self._desk.settings)

        def undo() -> None:
            self._put(before, lambda: self.told.emit(Notice(_("发帖设置已改回原来的。"))))

        def done() -> None:
            told = _("发帖设置已恢复默认。")
            self.told.emit(Notice(told, action=(_("撤销"), undo), topic="posts"))

        self._put(_All(PostSettings(), platforms.known(None)), done)

    def sum_text(self) -> str:
        """Return what a week comes to."""
        return self._sum.text()

    def fault(self) -> str:
        """Return what is said to be wrong."""
        return self._fault.text()

    def _put(
        self,
        value: _All,
        done: Callable[[], None],
        *,
        failed: Callable[[NetdeskError], None] | None = None,
    ) -> None:
        settings = self._desk.settings

        def work() -> Changes:
            post_settings.write(settings, value.posts)
            return platforms.save(settings, value.platforms)

        def written(changes: Changes) -> None:
            self._show(_kept(settings))
            done()
            self.changed_something.emit(changes)

        self._tasks.run(work, self, done=written, failed=failed)

    def _saved(self) -> None:
        self.told.emit(Notice(_("发帖设置已保存。"), topic="posts"))

    def _refused(self, error: NetdeskError) -> None:
        self._fault.say(say(error))
        self.told.emit(refusal(error))

    def _written(self) -> _All | None:
        """Return what the form writes; None with the faults shown."""
        target = _percent(self.target.text())
        quotas = {column: number_in(field.text()) for column, field in self.quotas.items()}
        minutes = number_in(self.remind.text())
        self._mark()
        counts = {column: n for column, n in quotas.items() if n is not None}
        is_wrong = self.platforms.look() or len(counts) < len(quotas)
        if target is None or minutes is None or is_wrong:
            self._fault.say(_("上面有标红的地方要改，还没有保存。"))
            self._go_to_fault()
            return None
        self._fault.say("")
        before = post_settings.read(self._desk.settings).platforms
        posts = PostSettings(
            target=target,
            quotas=counts,
            slots=tuple(_times(self.slots.text())),
            platforms=self.platforms.used(before),
            remind_before_min=minutes,
        )
        return _All(posts, self.platforms.platforms())

    def _mark(self) -> None:
        """Mark the fields that hold no number."""
        _mark(self.target, is_wrong=_percent(self.target.text()) is None)
        for field in (*self.quotas.values(), self.remind):
            _mark(field, is_wrong=number_in(field.text()) is None)

    def _go_to_fault(self) -> None:
        fields = (self.target, *self.quotas.values(), self.remind, *self.platforms.limits.values())
        field = next(field for field in fields if field.property("fault"))
        field.setFocus()
        self.ensureWidgetVisible(field)

    def _show(self, value: _All) -> None:
        posts = value.posts
        self.target.setText(f"{posts.target * 100:g}")
        for column, field in self.quotas.items():
            field.setText(str(posts.quotas.get(column, 0)))
        self.slots.setText("  ".join(f"{at:%H:%M}" for at in posts.times))
        self.remind.setText(str(posts.remind_before_min))
        self.platforms.show_platforms(value.platforms, posts.platforms)
        self._fault.say("")
        self._add_up()

    def _add_up(self) -> None:
        """Say what a week comes to, and whether it promotes too much."""
        counts = {column: number_in(field.text()) or 0 for column, field in self.quotas.items()}
        promotion = sum(n for column, n in counts.items() if column.promotes)
        mix = Mix(sum(counts.values()) - promotion, promotion)
        target = _percent(self.target.text())
        told = ngettext(
            "一周 %(n)d 篇，其中促销 %(promotion)d 篇，占 %(share)s%%。",
            "一周 %(n)d 篇，其中促销 %(promotion)d 篇，占 %(share)s%%。",
            mix.posts,
        )
        share = f"{(mix.share or 0) * 100:.0f}"
        told %= {"n": mix.posts, "promotion": promotion, "share": share}
        over = target is not None and mix.above(target)
        warned = _("超过上限了，排一周时会少排促销。") if over else ""
        self._sum.setText("\n".join(line for line in (told, warned) if line))
        self._sum.setForegroundRole(DANGER if over else QUIET)

    def _build(self) -> None:
        theme, rows = self._theme, self.rows
        rows.addLayout(self._line(_("促销最多占"), self.target, _("%（活动邀约和优惠信息算促销）")))
        rows.addWidget(rule())
        rows.addWidget(label(theme, _("各栏目每周几篇"), size=LARGE, bold=True))
        rows.addLayout(self._quota_grid())
        rows.addWidget(self._sum)
        rows.addWidget(rule())
        rows.addWidget(label(theme, _("发布时间和提醒"), size=LARGE, bold=True))
        rows.addWidget(self.slots)
        note = _("一天最多 6 个，中间空一格；排期先给这些时间，一键排一周也用它。")
        rows.addWidget(label(theme, note, size=SMALL, quiet=True, wrap=True))
        rows.addLayout(self._line(_("提前"), self.remind, _("分钟提醒（0 是到点提醒）")))
        rows.addWidget(rule())
        rows.addWidget(label(theme, _("平台和标题"), size=LARGE, bold=True))
        rows.addWidget(self.platforms)
        note = _("平台改了规则，改这里就行；排期、发布前按它数标题。")
        rows.addWidget(label(theme, note, size=SMALL, quiet=True, wrap=True))
        rows.addWidget(rule())
        rows.addWidget(self._fault)
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        self.usual_button.clicked.connect(lambda _checked=False: self.restore())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.save_button)
        line.addWidget(self.usual_button)
        line.addStretch(1)
        rows.addLayout(line)
        for field in (self.target, *self.quotas.values()):
            field.textChanged.connect(lambda _text: self._add_up())
        self.settle()

    def _quota_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for at, (column, field) in enumerate(self.quotas.items()):
            name = label(self._theme, words.column(column))
            name.setBuddy(field)
            row, across = at // _ACROSS, at % _ACROSS * 3
            grid.addWidget(name, row, across)
            grid.addWidget(field, row, across + 1)
            grid.setColumnStretch(across + 2, 1)
        return grid

    def _line(self, before: str, field: QLineEdit, after: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        name = label(self._theme, before)
        name.setBuddy(field)
        for widget in (name, field, label(self._theme, after)):
            line.addWidget(widget)
        line.addStretch(1)
        return line


def _kept(settings: Settings) -> _All:
    return _All(post_settings.read(settings), platforms.known(settings))


def _percent(text: str) -> float | None:
    """Return the share that a percentage writes; None where it writes none of 0 to 100."""
    try:
        share = float(unicodedata.normalize("NFKC", text).strip().rstrip("%"))
    except ValueError:
        return None
    return round(share / 100, 4) if 0 <= share <= 100 else None


def _times(text: str) -> Sequence[str]:
    return unicodedata.normalize("NFKC", text).translate(_BETWEEN).split()


def _mark(field: QWidget, *, is_wrong: bool) -> None:
    """Frame a field in red while it is wrong."""
    if bool(field.property("fault")) != is_wrong:
        field.setProperty("fault", is_wrong)
        style = field.style()
        style.unpolish(field)
        style.polish(field)
