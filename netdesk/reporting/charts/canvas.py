"""A picture in pixels at 96 dpi, y down: what is drawn and what can be pointed at share numbers.

One artist draws everything on a matplotlib Figure, so that PNG, SVG and PDF are the same picture
and no text is laid out twice. Sizes are pixels, whatever the resolution of the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import cos, pi, sin
from threading import Lock
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from netdesk.domain.figures.charts import Behind, Region
from netdesk.reporting.charts import lettering
from netdesk.reporting.charts.palette import Palette

DPI = 96
_POINTS = 72 / DPI  # of a pixel: what strokes are given in
SMALL, BODY, LARGE, TITLE = 12, 13, 15, 20  # the sizes of type, as in the window
LEFT, MIDDLE, RIGHT = 0.0, 0.5, 1.0  # where the text of a point lies
_ANGLES = tuple(2 * pi * n / 32 for n in range(32))
_saving = Lock()  # matplotlib's settings are of the whole process


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the picture."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.y + self.h

    def inside(
        self, *, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0
    ) -> "Box":
        """Return what is left of it without these margins; never less than nothing."""
        w, h = max(0.0, self.w - left - right), max(0.0, self.h - top - bottom)
        return Box(self.x + left, self.y + top, w, h)


@dataclass(frozen=True, slots=True)
class _Shape:
    points: tuple[tuple[float, float], ...]
    fill: str | None
    stroke: str | None
    width: float
    dash: tuple[float, ...]
    hatch: str
    is_crisp: bool


@dataclass(frozen=True, slots=True)
class _Line:
    x: float
    y: float
    text: str
    size: float
    colour: str


class Canvas:
    """Collects shapes, lines of text and regions; `png` and `save` make the picture of them."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        """Begin an empty picture of `width` × `height` pixels at 96 dpi."""
        self.box = Box(0, 0, width, height)
        self.palette = palette
        self.regions: list[Region] = []
        self.texts: list[tuple[Box, str]] = []  # where every text lies, so that tests can look
        self._drawn: list[_Shape | _Line] = []

    def rect(
        self, box: Box, fill: str | None, *, stroke: str | None = None, hatch: str = ""
    ) -> None:
        """Fill a rectangle; one without any extent is not drawn."""
        if box.w <= 0 or box.h <= 0:
            return
        corners = (
            (box.x, box.y),
            (box.right, box.y),
            (box.right, box.bottom),
            (box.x, box.bottom),
            (box.x, box.y),
        )
        self._drawn.append(_Shape(corners, fill, stroke, 1, (), hatch, is_crisp=True))

    def line(
        self,
        *points: tuple[float, float],
        colour: str,
        width: float = 1,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a line through points; one straight across or down is crisp."""
        is_crisp = len(points) == 2 and (
            points[0][0] == points[1][0] or points[0][1] == points[1][1]
        )
        self._drawn.append(_Shape(points, None, colour, width, tuple(dash), "", is_crisp))

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """Fill a circle, ringed by the ground so that it stands off what it lies on."""
        for size, fill in ((radius + 1.5, self.palette.ground), (radius, colour)):
            points = tuple((x + size * cos(a), y + size * sin(a)) for a in _ANGLES)
            self._drawn.append(_Shape(points, fill, None, 0, (), "", is_crisp=False))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SMALL,
        colour: str = "",
        align: float = LEFT,
        most: float | None = None,
    ) -> float:
        """Set one line with its middle at `y`, elided to `most` pixels; return its width.

        It stays inside the picture at either side.
        """
        line = lettering.shown(text)
        if most is not None:
            line = lettering.fitted(line, size, most)
        if not line:
            return 0.0
        width = lettering.width(line, size)
        left = min(max(x - width * align, 0), max(0, self.box.w - width))
        baseline = y + lettering.MIDDLE * size
        self._drawn.append(_Line(left, baseline, line, size, colour or self.palette.text))
        self.texts.append((Box(left, y - size * 0.5, width, size), line))
        return width

    def lines(
        self,
        box: Box,
        text: str,
        *,
        size: float = BODY,
        colour: str = "",
        most: int = 2,
        align: float = LEFT,
    ) -> float:
        """Set a text in up to `most` lines from the top of a box; return the height taken."""
        pitch = round(size * 1.5)
        found = lettering.wrapped(lettering.shown(text), size, box.w, lines=most)
        for number, line in enumerate(found):
            at = box.x + box.w * align, box.y + (number + 0.5) * pitch
            self.text(*at, line, size=size, colour=colour, align=align)
        return len(found) * pitch

    def region(self, box: Box, text: str, behind: Behind | None = None) -> None:
        """Let a rectangle say `text` and open what is behind it."""
        if box.w > 0 and box.h > 0:
            self.regions.append(Region(box.x, box.y, box.w, box.h, text, behind))

    def png(self, dpi: float) -> bytes:
        """Return the picture as PNG."""
        return self._saved("png", dpi)

    def file(self, kind: str, dpi: float) -> bytes:
        """Return the picture as `png`, `svg` or `pdf`; the type is embedded in all of them."""
        return self._saved(kind, dpi)

    def _saved(self, kind: str, dpi: float) -> bytes:
        figure = Figure(figsize=(self.box.w / DPI, self.box.h / DPI), dpi=dpi)
        FigureCanvasAgg(figure)
        figure.set_facecolor(self.palette.ground)
        figure.add_artist(_Scene(self._drawn))
        made = BytesIO()
        dates = {"Date": None} if kind == "svg" else {"CreationDate": None} if kind == "pdf" else {}
        # Type 42 calls the shipped type's outlines TrueType, which they are not: Ghostscript, and
        # so many a printer, leaves the text out. As type 3 it is there everywhere, and searchable.
        settings: Any = {
            "pdf.fonttype": 42 if lettering.is_truetype() else 3,
            "svg.fonttype": "path",
            "svg.hashsalt": "netdesk",
            "hatch.linewidth": 1.0,
            "savefig.bbox": None,  # whatever else a user's own matplotlibrc says
            "text.usetex": False,
        }
        with _saving, mpl.rc_context(settings):
            more: Any = {"pil_kwargs": {"compress_level": 2}} if kind == "png" else {}
            figure.savefig(made, format=kind, dpi=dpi, metadata=dates or None, **more)
        return made.getvalue()


class _Scene(Artist):
    """Draws what a canvas collected, in its order."""

    def __init__(self, drawn: Sequence[_Shape | _Line]) -> None:
        super().__init__()
        self._drawn = drawn

    def draw(self, renderer: RendererBase) -> None:
        """Draw everything; called by the Figure."""
        figure = self.get_figure(root=True)
        if figure is None:
            return
        scale, height = figure.dpi / DPI, figure.bbox.height
        for one in self._drawn:
            if isinstance(one, _Line):
                _draw_text(renderer, one, scale, height)
            else:
                _draw_shape(renderer, one, scale, height)


def _draw_text(renderer: RendererBase, line: _Line, scale: float, height: float) -> None:
    context = renderer.new_gc()
    context.set_foreground(line.colour)
    y = line.y * scale
    at = (line.x * scale, y if renderer.flipy() else height - y)
    renderer.draw_text(context, *at, line.text, lettering.properties(line.size), 0)
    context.restore()


def _draw_shape(renderer: RendererBase, shape: _Shape, scale: float, height: float) -> None:
    context = renderer.new_gc()
    context.set_linewidth(shape.width * _POINTS if shape.stroke else 0)
    if shape.stroke or shape.hatch:
        context.set_foreground(shape.stroke or "#000000")
    if shape.dash:
        context.set_dashes(0, [length * _POINTS for length in shape.dash])
    context.set_snap(shape.is_crisp)
    context.set_antialiased(not shape.is_crisp or shape.stroke is not None)
    if shape.hatch:
        context.set_hatch(shape.hatch)
        context.set_hatch_color(mpl.colors.to_rgba(shape.stroke or "#000000"))
    to_pixels = Affine2D().scale(scale, -scale).translate(0, height)
    fill = None if shape.fill is None else mpl.colors.to_rgba(shape.fill)
    renderer.draw_path(context, Path(shape.points), to_pixels, fill)
    context.restore()
