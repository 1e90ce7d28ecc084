"""What happened to a lead, line by line; the latest at the bottom."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from netdesk import words
from netdesk.domain.deadlines.when import duration
from netdesk.domain.leads.inbox import EntryKind, TimelineEntry
from netdesk.i18n import _, ngettext
from netdesk.ui.leads.columns import ShopTime
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import DANGER, PLAIN, label

SHOWN = 6
_QUOTED = 60  # characters
_TIMES, _TODAY = 88, 48


class Timeline(QWidget):
    """A grid of times and words; older lines are folded until they are asked for."""

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._entries: Sequence[TimelineEntry] = ()
        self._at: ShopTime | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._older = Button(theme, "", kind=Kind.QUIET)
        self._older.clicked.connect(lambda _checked=False: self._show(len(self._entries)))
        self._older.hide()
        self._grid.addWidget(self._older, 0, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)

    def show_entries(self, entries: Sequence[TimelineEntry], at: ShopTime) -> None:
        """Show what happened, the last lines of it."""
        self._entries, self._at = entries, at
        self._show(SHOWN)

    def lines(self) -> list[str]:
        """Return the lines that are shown."""
        return [
            f"{time.text()} {said.text()}" for time, said in self._lines if said.isVisibleTo(self)
        ]

    def _show(self, count: int) -> None:
        shown = self._entries[-count:] if count else ()
        folded = len(self._entries) - len(shown)
        self._older.set_words(
            ngettext("更早的 %(n)d 条", "更早的 %(n)d 条", folded) % {"n": folded}
        )
        self._older.setVisible(folded > 0)
        self._grid.setColumnMinimumWidth(0, _TODAY if self._is_today(shown) else _TIMES)
        while len(self._lines) < len(shown):
            self._add_line()
        for at, (time, said) in enumerate(self._lines):
            used = at < len(shown)
            time.setVisible(used)
            said.setVisible(used)
            if used:
                self._fill(time, said, shown[at])

    def _add_line(self) -> None:
        time, said = label(self._theme, quiet=True), label(self._theme, wrap=True)
        for part in (time, said):
            part.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = len(self._lines) + 1
        self._grid.addWidget(time, row, 0)
        self._grid.addWidget(said, row, 1)
        self._lines.append((time, said))

    def _is_today(self, entries: Sequence[TimelineEntry]) -> bool:
        at = self._at
        return at is not None and all(
            entry.at.astimezone(at.zone).date() == at.today for entry in entries
        )

    def _fill(self, time: QLabel, said: QLabel, entry: TimelineEntry) -> None:
        assert self._at is not None
        local = entry.at.astimezone(self._at.zone)
        is_today = local.date() == self._at.today
        time.setText(f"{local:%H:%M}" if is_today else self._at.say(entry.at))
        said.setText(sentence(entry, self._at))
        font = self._theme.font()
        if entry.voided:
            font = type(font)(font)
            font.setStrikeOut(True)
        said.setFont(font)
        said.setForegroundRole(DANGER if entry.kind is EntryKind.CLOCK_LATE else PLAIN)


def sentence(entry: TimelineEntry, at: ShopTime) -> str:
    """Return what one entry tells."""
    if entry.kind is EntryKind.CLOCK_LATE:
        return _("超时")
    if entry.kind is EntryKind.DEAL:
        what = words.deal_event(entry.reason)
        parts = [_("成交台账：%(what)s") % {"what": what}, entry.model, entry.text]
    elif entry.kind is EntryKind.TOUCH:
        parts = [_(entry.channel_name), entry.model, _quoted(entry.text)]
    elif entry.kind is EntryKind.CALL:
        parts = ["" if entry.is_ours else _(entry.channel_name), *_call(entry), entry.by]
    elif entry.kind is EntryKind.CONTACT:
        parts = [
            "" if entry.outcome is None else words.outcome(entry.outcome),
            words.reason(entry.reason) if entry.reason else "",
            ""
            if entry.visit_at is None
            else _("约 %(time)s 到店") % {"time": at.say(entry.visit_at)},
            entry.text,
            entry.by,
            _("补录") if entry.backdated else "",
        ]
    elif entry.kind is EntryKind.APPOINTMENT:
        parts = [_("预约到店"), at.say(entry.visit_at), entry.text, entry.by]
    else:
        parts = [_("备注"), entry.text, entry.by]
    told = " · ".join(part for part in parts if part)
    return _("%(told)s（已撤销）") % {"told": told} if entry.voided else told


def _call(entry: TimelineEntry) -> tuple[str, str]:
    """Return what became of a call, and how long they spoke or it rang."""
    if entry.is_ours:
        told = _("去电接通") if entry.answered else _("去电没人接")
    else:
        told = _("来电接起") if entry.answered else _("来电未接")
    if not entry.length_s:
        return told, ""
    seconds = entry.length_s
    length = duration(timedelta(seconds=seconds if seconds < 120 else round(seconds / 60) * 60))
    text = _("通话 %(time)s") if entry.answered else _("响铃 %(time)s")
    return told, text % {"time": length}


def _quoted(text: str) -> str:
    """Return the beginning of what was written; the whole stands above."""
    short = " ".join(text.split())
    if len(short) > _QUOTED:
        short = short[: _QUOTED - 1] + "…"
    return _("“%(text)s”") % {"text": short} if short else ""
