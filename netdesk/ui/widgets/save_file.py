"""Asking where a file is to be saved: one dialog for every page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from netdesk.i18n import N_, _

_NOT_IN_A_NAME = '\\/:*?"<>|'
_KINDS = {
    ".xlsx": N_("Excel 工作簿"),
    ".csv": N_("CSV 表格"),
    ".pdf": N_("PDF 文件"),
    ".png": N_("PNG 图片"),
    ".svg": N_("SVG 矢量图"),
}


def ask_where(window: QWidget, title: str, name: str, kinds: Sequence[str]) -> Path | None:
    """Return where a file is to be saved; None: nowhere after all.

    `name` is suggested, without its suffix and whatever a customer wrote in it; `kinds` are the
    suffixes it can have, the first is the usual one.
    """
    filters = {f"{_(_KINDS[kind])} (*{kind})": kind for kind in kinds}
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    suggested = str(Path(documents) / f"{file_name(name)}{kinds[0]}")
    chosen, filter_ = QFileDialog.getSaveFileName(window, title, suggested, ";;".join(filters))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in kinds:
        return path
    return path.with_name(f"{path.name}{filters.get(filter_, kinds[0])}")


def file_name(name: str) -> str:
    """Return a text as it can be the name of a file on any system."""
    return "".join(c for c in name if c.isprintable() and c not in _NOT_IN_A_NAME)
