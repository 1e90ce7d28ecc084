"""Leads that are pasted or written down: the dialogs, the writing, the way back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from netdesk.errors import NetdeskError
from netdesk.i18n import _, ngettext, say
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.drop import paths_of
from netdesk.ui.notices import Notice, Tone, refusal
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import Theme

if TYPE_CHECKING:
    from netdesk.services.importing.result import ImportResult
    from netdesk.services.new_lead import Added, NewLead
    from netdesk.services.pasting import Line, Understood
    from netdesk.ui.intake.new_lead_dialog import NewLeadDialog
    from netdesk.ui.intake.paste_dialog import PasteDialog

_TOPIC = "step"


class Arriving(QObject):
    """What comes by clipboard and by hand. `added` says a step that can be taken back."""

    told = Signal(object)  # a Notice
    changed = Signal(object)  # Changes
    files_wanted = Signal(object)  # paths
    lead_wanted = Signal(int)  # one that is known already
    written = Signal(int)  # the lead that was written down
    added = Signal(object)  # what takes it back

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme, window: QWidget) -> None:
        """Open dialogs over `window`; read and write through `desk`."""
        super().__init__(window)
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self._window = window

    def paste(self) -> None:
        """Read what was copied, and show what was recognised."""
        data = QGuiApplication.clipboard().mimeData()
        paths = paths_of(data)
        if paths:
            self.files_wanted.emit(paths)
            return
        self.show_text(data.text(), data.html() if data.hasHtml() else "")

    def show_text(self, text: str, html: str = "") -> None:
        """Show what is recognised in a text, or in a page of tables."""
        if not text.strip() and "<table" not in html.casefold():
            self.told.emit(Notice(_("剪贴板里没有文字。先复制一段，再粘贴。"), Tone.TOLD))
            return
        now = self._desk.now()
        self._tasks.run(
            lambda: self._desk.pasting.read(text, html, now=now),
            self,
            done=self._show_paste,
            topic="paste",
        )

    def new_lead(self) -> None:
        """Open the form for a lead by hand."""
        from netdesk.ui.intake.new_lead_dialog import NewLeadDialog

        service = self._desk.new_lead
        dialog = NewLeadDialog(self._theme, self._desk.settings.channels(), self._window)
        dialog.typed.connect(
            lambda text: self._tasks.run(
                lambda: service.look(text), dialog, done=dialog.show_known, topic="look"
            )
        )
        dialog.confirmed.connect(lambda new: self._add(dialog, new))
        dialog.lead_wanted.connect(self.lead_wanted)
        self._tasks.run(service.models, dialog, done=dialog.offer, topic="models")
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _code: self._window.activateWindow())
        dialog.open()

    def _show_paste(self, found: "Understood") -> None:
        from netdesk.ui.intake.paste_dialog import PasteDialog

        if found.is_empty:
            text = _("复制的内容里没有认出手机号或微信号；请把号码也一起复制。")
            self.told.emit(Notice(text, Tone.TOLD))
            return
        dialog = PasteDialog(self._theme, found, self._desk.settings.channels(), self._window)
        dialog.model.numbers_changed.connect(lambda row: self._look_again(dialog, row))
        dialog.confirmed.connect(lambda lines, channel: self._file(dialog, found, lines, channel))
        self._open(dialog)

    def _look_again(self, dialog: "PasteDialog", row: int) -> None:
        line = dialog.model.line(row)
        if line is not None:
            self._tasks.run(
                lambda: self._desk.new_lead.look(line.phone or line.wechat),
                dialog,
                done=lambda known: dialog.model.show_known(row, line, known),
            )

    def _file(
        self, dialog: "PasteDialog", found: "Understood", lines: "tuple[Line, ...]", channel: str
    ) -> None:
        pasting, by, now = self._desk.pasting, self._desk.settings.me(), self._desk.now()

        def done(result: "ImportResult") -> None:
            dialog.accept()
            undo = self._way_back(lambda: pasting.undo(result, by=by, now=self._desk.now()))
            self.told.emit(Notice(_filed(result), action=(_("撤销"), undo), topic=_TOPIC))
            self.added.emit(undo)
            self.changed.emit(result.changes)

        self._tasks.run(
            lambda: pasting.file(found, lines, channel=channel, by=by, now=now),
            dialog,
            done=done,
            failed=lambda error: dialog.refuse(say(error)),
        )

    def _add(self, dialog: "NewLeadDialog", new: "NewLead") -> None:
        service, by, now = self._desk.new_lead, self._desk.settings.me(), self._desk.now()

        def done(added: "Added") -> None:
            dialog.accept()
            undo = self._way_back(lambda: service.undo(added.unit, by=by, now=self._desk.now()))
            name = added.row.name or added.row.phone or added.row.wechat
            text = _("已记：%(name)s") if added.is_new else _("已并入：%(name)s")
            self.told.emit(Notice(text % {"name": name}, action=(_("撤销"), undo), topic=_TOPIC))
            self.added.emit(undo)
            self.changed.emit(added.changes)
            self.written.emit(added.row.id)

        self._tasks.run(
            lambda: service.add(new, by=by, now=now),
            dialog,
            done=done,
            failed=lambda error: dialog.refuse(say(error)),
        )

    def _way_back(self, take_back: Callable[[], Any]) -> Callable[[], None]:
        """Return what takes a step back, once."""
        undone: list[bool] = []

        def done(_value: object) -> None:
            self.told.emit(Notice(_("已撤销"), topic=_TOPIC))
            self.changed.emit(Changes(leads=True, deals=True, calls=True, posts=True))

        def undo() -> None:
            if not undone:
                undone.append(True)
                self._tasks.run(take_back, self, done=done, failed=self._refuse)

        return undo

    def _refuse(self, error: NetdeskError) -> None:
        self.told.emit(refusal(error))


def _filed(result: "ImportResult") -> str:
    facts = {"added": result.added, "merged": result.merged, "same": result.unchanged}
    text = _("粘贴：新增 %(added)d，合并 %(merged)d，重复 %(same)d") % facts
    if result.rejected:
        more = ngettext("没有记 %(n)d 行。", "没有记 %(n)d 行。", result.rejected)
        text += "\n" + more % {"n": result.rejected}
    return text
