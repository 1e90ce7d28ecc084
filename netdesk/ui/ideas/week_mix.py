"""How much of the posts helps and how much promotes, this week and over four, beside the target."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from netdesk.domain.posts.mix import Mix, Mixes, Window
from netdesk.i18n import N_, _, ngettext
from netdesk.ui.paint import brush
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.mix_bar import paint_mix
from netdesk.ui.widgets.text import DANGER, PLAIN, QUIET, label

_HEIGHT = 8
_NAMES = {Window.WEEK: N_("本周"), Window.MONTH: N_("四周")}


class WeekMix(QWidget):
    """A line a window: its name, the bar, a figure. Four lines of words would not fit here."""

    def __init__(self, theme: Theme) -> None:
        """Start without a post."""
        super().__init__()
        self._theme = theme
        self._promises = label(theme, size=SMALL, quiet=True)
        self._bars = {window: _Bar(theme) for window in Window}
        self._figures = {window: label(theme, size=SMALL) for window in Window}
        legend = QHBoxLayout()
        legend.setSpacing(6)
        legend.addWidget(_Swatch(theme, promotes=False))
        legend.addWidget(label(theme, _("帮助"), size=SMALL, quiet=True))
        legend.addSpacing(6)
        legend.addWidget(_Swatch(theme, promotes=True))
        legend.addWidget(self._promises)
        legend.addStretch(1)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(4)
        rows.setColumnStretch(1, 1)
        rows.addLayout(legend, 0, 0, 1, 3)
        widest = max((_share(Mix(0, 1), over=over) for over in (False, True)), key=len)
        for at, window in enumerate(Window, 1):
            figure = self._figures[window]
            figure.setMinimumWidth(figure.fontMetrics().horizontalAdvance(widest))
            rows.addWidget(label(theme, _(_NAMES[window]), size=SMALL, quiet=True), at, 0)
            rows.addWidget(self._bars[window], at, 1)
            rows.addWidget(figure, at, 2)
        self.show_mixes(Mixes())

    def show_mixes(self, mixes: Mixes) -> None:
        """Show the two windows."""
        percent = f"{mixes.target * 100:g}"
        self._promises.setText(_("促销（不超过 %(target)s%%）") % {"target": percent})
        told = []
        for window in Window:
            mix = mixes.of(window)
            over = mix.above(mixes.target)
            figure = self._figures[window]
            figure.setText(_share(mix, over=over))
            figure.setForegroundRole(DANGER if over else PLAIN if mix.posts else QUIET)
            figure.setFont(self._theme.font(SMALL, bold=over))
            self._bars[window].show_mix(mix, mixes.target)
            spoken = _spoken(_(_NAMES[window]), mix, percent, over=over)
            self._bars[window].setToolTip(spoken)
            figure.setToolTip(spoken)
            told.append(spoken)
        self.setAccessibleName("\n".join(told))

    def figures(self) -> tuple[str, ...]:
        """Return what stands beside the bars."""
        return tuple(figure.text() for figure in self._figures.values())

    def legend(self) -> str:
        """Return what is said of the target."""
        return self._promises.text()


def _share(mix: Mix, *, over: bool) -> str:
    """Return what stands beside a bar."""
    if mix.share is None:
        return _("还没有帖子")
    facts = {"percent": f"{mix.share * 100:.0f}"}
    return (_("超了，%(percent)s%%") if over else _("促销 %(percent)s%%")) % facts


def _spoken(name: str, mix: Mix, target: str, *, over: bool) -> str:
    """Return a window in a sentence."""
    if mix.share is None:
        return _("%(name)s还没有排过或发过帖子。") % {"name": name}
    told = ngettext(
        "%(name)s %(n)d 篇：帮助 %(help)d 篇，促销 %(promotion)d 篇"
        "（%(promotes)s%%，不超过 %(target)s%%）。",
        "%(name)s %(n)d 篇：帮助 %(help)d 篇，促销 %(promotion)d 篇"
        "（%(promotes)s%%，不超过 %(target)s%%）。",
        mix.posts,
    )
    facts = {
        "name": name,
        "n": mix.posts,
        "help": mix.help,
        "promotion": mix.promotion,
        "promotes": f"{mix.share * 100:.0f}",
        "target": target,
    }
    return "\n".join((told % facts, _("现在超了。"))) if over else told % facts


class _Bar(QWidget):
    """Help from the left, promotion from the right; the mark says how far that may reach."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mix = Mix()
        self._target = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_mix(self, mix: Mix, target: float) -> None:
        self._mix, self._target = mix, target
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, _HEIGHT + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 3, self.width(), _HEIGHT)
        paint_mix(painter, self._theme.tokens, area, self._mix, self._target)
        painter.end()


class _Swatch(QWidget):
    """What a colour stands for."""

    def __init__(self, theme: Theme, *, promotes: bool) -> None:
        super().__init__()
        self._theme = theme
        self._promotes = promotes
        self.setFixedSize(10, 10)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        ground = tokens.mix_promotion if self._promotes else tokens.mix_help
        painter.fillRect(self.rect(), brush(ground))
        painter.end()
