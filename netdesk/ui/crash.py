"""What is not expected: a notice with the report to copy, and the same in the log."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtGui import QGuiApplication

import netdesk
from netdesk.i18n import _
from netdesk.ui.notices import Notice, Notices, Tone

_log = logging.getLogger(__name__)


class CrashReport:
    """Shows bugs; each is logged."""

    def __init__(self, notices: Notices) -> None:
        """Show them among `notices`."""
        self._notices = notices

    def show(self, error: BaseException) -> None:
        """Show one, with a button that copies its report."""
        _log.error("unexpected", exc_info=error)
        report = report_of(error)
        text = _(
            "网销台出了意外错误，刚才这一步可能没有完成，之前的数据都在。请复制报告交给维护的人。"
        )
        self._notices.show(
            Notice(
                text,
                Tone.REFUSED,
                action=(_("复制报告"), lambda: QGuiApplication.clipboard().setText(report)),
                stays=True,
            )
        )

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take the place of sys.excepthook."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.show(error)


def report_of(error: BaseException) -> str:
    """Return what a bug report needs; it names no customer unless the error's text does."""
    lines = traceback.format_exception(error)
    head = f"NetDesk {netdesk.__version__} · Python {sys.version.split()[0]} · {sys.platform}\n"
    return head + "".join(lines)
