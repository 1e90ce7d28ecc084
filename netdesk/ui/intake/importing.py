"""Imports one file after the other, with progress, a way to stop, and a result notice."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from netdesk.errors import NetdeskError
from netdesk.i18n import _, ngettext
from netdesk.services.desk import Desk
from netdesk.ui.notices import Notice, Notices, ProgressBox, Tone, refusal
from netdesk.ui.tasks import LongRun, Tasks
from netdesk.ui.theme import Theme

if TYPE_CHECKING:
    from netdesk.services.importing.result import ImportResult


class Importing(QObject):
    """The window's imports. `changed` says that leads were written."""

    changed = Signal(object)  # Changes

    def __init__(
        self, desk: Desk, tasks: Tasks, theme: Theme, notices: Notices, window: QWidget
    ) -> None:
        """Import through `desk`; dialogs belong to `window`."""
        super().__init__(window)
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self._notices = notices
        self._window = window
        self._waiting: deque[Path] = deque()
        self._run: LongRun | None = None
        self._box: ProgressBox | None = None

    def choose(self) -> None:
        """Let the person choose files, then import them."""
        from PySide6.QtWidgets import QFileDialog

        names, _filter = QFileDialog.getOpenFileNames(
            self._window,
            _("导入平台导出的表格"),
            "",
            _("表格 (*.xlsx *.xls *.ods *.csv *.tsv *.txt);;所有文件 (*)"),
        )
        self.add([Path(name) for name in names])

    def add(self, paths: Sequence[Path]) -> None:
        """Import these files after those that wait already."""
        self._waiting.extend(paths)
        self._next()

    def stop(self) -> None:
        """Stop the file that is being read; nothing of it is kept. Those that wait are left out."""
        self._waiting.clear()
        if self._run is not None:
            self._run.cancel()

    def is_busy(self) -> bool:
        """Say whether a file is being imported."""
        return self._run is not None

    def _next(self) -> None:
        if self._run is not None or not self._waiting:
            return
        path = self._waiting.popleft()
        text = _("正在导入 %(file)s") % {"file": path.name}
        self._box = self._notices.show_progress(text, stop=(_("取消"), self.stop))
        imports, by, now = self._desk.imports, self._desk.settings.me(), self._desk.now()
        days = self._desk.settings.get("import.history_days", None)
        self._run = self._tasks.run_long(
            lambda progress, cancelled: imports.run(
                path, now=now, by=by, history_days=days, progress=progress, cancelled=cancelled
            ),
            self,
            progress=lambda count: self._show_progress(path.name, count),
            done=self._finish,
            failed=self._refuse,
            ended=self._end,
        )

    def _show_progress(self, name: str, count: int) -> None:
        if self._box is not None:
            facts = {"file": name, "n": f"{count:,}"}
            self._box.set_text(_("正在导入 %(file)s，已读 %(n)s 行") % facts)

    def _finish(self, result: "ImportResult") -> None:
        if result.cancelled:
            text = _("已取消导入 %(file)s，一行也没有写入。") % {"file": result.file}
            self._notices.show(Notice(text, Tone.TOLD))
        else:
            self._notices.show(self._result_notice(result))
            self.changed.emit(result.changes)

    def _refuse(self, error: NetdeskError) -> None:
        self._notices.show(refusal(error))

    def _end(self) -> None:
        self._run = None
        if self._box is not None:
            self._notices.take_away(self._box)
            self._box = None
        self._next()

    def _result_notice(self, result: "ImportResult") -> Notice:
        labels = dict(self._desk.imports.profiles())
        text = summary(result, labels.get(result.profile, ""))
        if not result.rejects:
            return Notice(text)
        words = ngettext("打开退回的行", "打开退回的行", len(result.rejects))
        return Notice(text, Tone.TOLD, action=(words, lambda: self._open(result)), stays=True)

    def _open(self, result: "ImportResult") -> None:
        from netdesk.ui.intake.rejects import RejectsDialog

        imports, now = self._desk.imports, self._desk.now
        dialog = RejectsDialog(
            self._theme,
            result,
            lambda path: imports.save_rejects([result], path, now=now()),
            self._window,
        )
        dialog.refused.connect(lambda error: self._notices.show(refusal(error)))
        dialog.saved.connect(
            lambda path: self._notices.show(Notice(_("已存到 %(path)s") % {"path": path}))
        )
        dialog.show()


def summary(result: "ImportResult", profile: str) -> str:
    """Return what became of a file: 汽车之家：新增 38，合并 3，重复 2，退回 1."""
    facts = {
        "source": profile or result.file,
        "added": f"{result.added:,}",
        "merged": f"{result.merged:,}",
        "unchanged": f"{result.unchanged:,}",
        "rejected": f"{result.rejected:,}",
    }
    told = [
        (
            _("%(source)s：新增 %(added)s，改动 %(merged)s，相同 %(unchanged)s，退回 %(rejected)s")
            if result.is_of_figures
            else _(
                "%(source)s：新增 %(added)s，合并 %(merged)s，重复 %(unchanged)s，退回 %(rejected)s"
            )
        )
        % facts
    ]
    cells = len(result.rejects) - result.rejected
    if cells > 0:
        told.append(
            ngettext("另有 %(n)d 格没有采用。", "另有 %(n)d 格没有采用。", cells) % {"n": cells}
        )
    if result.channel_defaulted:
        told.append(_("没有认出渠道的行记在“其他”。"))
    if not_read := result.not_read():
        told.append(not_read)
    return "\n".join(told)
