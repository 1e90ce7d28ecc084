"""Pictures of a post by their paths: added or dropped; those that are gone are told."""

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from netdesk.i18n import _, ngettext
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.text import ElidedLabel, label

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".mp4", ".mov")
MOST = 20


def is_picture(path: Path) -> bool:
    """Say whether a file is one that goes with a post."""
    return path.suffix.lower() in _SUFFIXES


class Pictures(QWidget):
    """The paths; says when they are changed."""

    changed = Signal(object)  # paths, as texts

    def __init__(self, theme: Theme) -> None:
        """Start without pictures."""
        super().__init__()
        self._theme = theme
        self._paths: tuple[str, ...] = ()
        self._missing: Collection[str] = ()
        self._lines: list[QWidget] = []
        self._add = Button(theme, _("添加图片"), kind=Kind.TAG)
        self._add.clicked.connect(lambda _checked=False: self._choose())
        self._told = label(
            theme, _("也可以拖进来；只记路径，文件还在原处。"), size=SMALL, quiet=True
        )
        self._told.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._add, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._told, 1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._rows.addLayout(head)

    def show_paths(self, paths: Sequence[str]) -> None:
        """Show paths; which of them are gone is told later."""
        self._paths, self._missing = tuple(paths), ()
        self._draw()

    def show_missing(self, missing: Collection[str]) -> None:
        """Tell which files are not there any more."""
        self._missing = missing
        self._draw()

    def paths(self) -> tuple[str, ...]:
        """Return the paths."""
        return self._paths

    def missing(self) -> tuple[str, ...]:
        """Return those that are told to be gone."""
        return tuple(path for path in self._paths if path in self._missing)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, each once."""
        new = [str(path) for path in paths if is_picture(path)]
        self._set(tuple(dict.fromkeys((*self._paths, *new)))[:MOST])

    def _set(self, paths: tuple[str, ...]) -> None:
        if paths != self._paths:
            self._paths = paths
            self._draw()
            self.changed.emit(paths)

    def _choose(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in _SUFFIXES)
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, _("添加图片"), "", _("图片和视频 (%(kinds)s)") % {"kinds": kinds}
        )
        self.add([Path(path) for path in chosen])

    def _draw(self) -> None:
        for line in self._lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(path) for path in self._paths]
        for line in self._lines:
            self._rows.addWidget(line)
        n = len(self._paths)
        self.setAccessibleName(ngettext("图片 %(n)d 张", "图片 %(n)d 张", n) % {"n": n})
        self._told.setVisible(not self._paths)

    def _line(self, path: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        name = ElidedLabel(self._theme.font(SMALL))
        name.setText(Path(path).name)
        name.setToolTip(path.replace("&", "&amp;").replace("<", "&lt;"))
        row.addWidget(name, 1)
        if path in self._missing:
            row.addWidget(label(self._theme, _("找不到了"), size=SMALL, danger=True))
        away = Button(self._theme, _("去掉"), kind=Kind.TAG)
        away.setAccessibleName(_("去掉图片 %(name)s") % {"name": Path(path).name})
        away.clicked.connect(lambda _checked=False: self._set(_without(self._paths, path)))
        row.addWidget(away)
        return made


def _without(paths: Sequence[str], path: str) -> tuple[str, ...]:
    return tuple(one for one in paths if one != path)
