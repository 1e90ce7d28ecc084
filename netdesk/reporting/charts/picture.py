"""A chart as a picture: its question and answer above, the figure, how it was counted below."""

from netdesk.domain.figures.charts import LIGHT, Drawing
from netdesk.i18n import _
from netdesk.reporting.charts.canvas import BODY, LARGE, MIDDLE, RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.chart import Chart
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.lettering import wrapped
from netdesk.reporting.charts.palette import palette

LEAST_WIDTH, LEAST_HEIGHT = 360, 280  # below them nothing could be read
WIDTH, HEIGHT = 880, 420  # of a file that nobody gave a size
_MARGIN = 16
_FILES = {".png": 192, ".svg": 96, ".pdf": 96}  # dots to the inch of each kind of file
SUFFIXES = tuple(_FILES)


def draw(
    chart: Chart, *, width: int, height: int, dpi: float, theme: str = LIGHT, grey: bool = False
) -> Drawing:
    """Return the picture on screen: `width` × `height` pixels at 96 dpi, its PNG at `dpi`."""
    canvas = _drawn(chart, width, height, theme=theme, grey=grey)
    box = canvas.box
    return Drawing(canvas.png(dpi), round(box.w), round(box.h), tuple(canvas.regions))


def file(
    chart: Chart,
    suffix: str,
    *,
    width: int = WIDTH,
    height: int = HEIGHT,
    theme: str = LIGHT,
    grey: bool = False,
) -> bytes:
    """Return the picture as a file with this suffix, one of SUFFIXES."""
    kind = suffix.lower()
    return _drawn(chart, width, height, theme=theme, grey=grey).file(kind[1:], _FILES[kind])


def _drawn(chart: Chart, width: int, height: int, *, theme: str, grey: bool) -> Canvas:
    size = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
    canvas = Canvas(*size, palette(theme, grey=grey))
    inner = canvas.box.inside(left=_MARGIN, right=_MARGIN, top=12, bottom=10)
    inner = _heading(canvas, chart, inner)
    if chart.missing:
        _nothing(canvas, chart.missing, inner)
        return canvas
    if chart.note:
        inner = _note(canvas, chart.note, inner)
    chart.draw(canvas, inner)
    return canvas


def _heading(canvas: Canvas, chart: Chart, box: Box) -> Box:
    """Set question, range and answer; return what is left."""
    muted = canvas.palette.muted
    days = text_width(chart.days, SMALL)
    canvas.text(box.right, box.y + 11, chart.days, colour=muted, align=RIGHT)
    canvas.text(box.x, box.y + 11, chart.title, size=LARGE, most=box.w - days - 12)
    top = 28.0
    if chart.answer and not chart.missing:
        top += canvas.lines(box.inside(top=top), chart.answer, size=BODY)
    return box.inside(top=top + 10)


def _note(canvas: Canvas, words: str, box: Box) -> Box:
    """Say below how it was counted; return what is left."""
    high = round(SMALL * 1.5) * min(2, len(wrapped(words, SMALL, box.w, lines=2)))
    below = box.inside(top=box.h - high + 3)
    canvas.lines(below, words, size=SMALL, colour=canvas.palette.muted)
    return box.inside(bottom=high + 4)


def _nothing(canvas: Canvas, words: str, box: Box) -> None:
    """Say what is missing in the middle of the picture, a little above it."""
    room = min(box.w, 30 * BODY)
    middle = Box(box.x + (box.w - room) / 2, box.y + box.h * 0.32, room, box.h)
    look = canvas.palette
    canvas.lines(middle, words, size=BODY, colour=look.muted, most=4, align=MIDDLE)


def described(chart: Chart) -> str:
    """Return the whole chart in a sentence, for who cannot see it."""
    what = {"title": chart.title, "days": chart.days, "answer": chart.missing or chart.answer}
    return _("%(title)s，%(days)s：%(answer)s") % what
