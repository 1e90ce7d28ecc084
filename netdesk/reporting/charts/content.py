"""What content brings leads: posts of each column and technique against the leads they brought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from netdesk import words
from netdesk.domain.figures.charts import ChartName
from netdesk.domain.figures.grouping import Asked
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.i18n import _
from netdesk.reporting.charts import rows
from netdesk.reporting.charts.canvas import RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.chart import Chart, joined
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.rows import Rows, fitting
from netdesk.reporting.charts.scale import short
from netdesk.reporting.frames import columns_of, filled
from netdesk.reporting.workbook import Cell, Sheet

_WIDE = 640  # from which width the two stand beside each other
COLUMN, TECHNIQUE = "column", "technique"


@dataclass(frozen=True, slots=True)
class Post:
    """A published post. `technique` is empty where it has none; no `reads`: nobody entered any."""

    column: str
    technique: str
    leads: int
    reads: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """Posts of one kind; `kind` says of which: column or technique."""

    kind: str
    key: str
    name: str
    posts: int
    leads: int
    reads: int
    read_posts: int  # those whose reads were entered

    @property
    def each(self) -> float | None:
        """Return the reads of a post, on average."""
        return self.reads / self.read_posts if self.read_posts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Chart):
    """Every column and every technique, in their order, and those without any technique."""

    columns: tuple[Line, ...]
    techniques: tuple[Line, ...]

    def sheet(self) -> Sheet:
        """Return a row a column and a row a technique."""
        kinds = {COLUMN: _("栏目"), TECHNIQUE: _("技法")}
        header = ("", _("名称"), _("帖子"), _("线索"), _("每篇线索"), _("每篇阅读"))
        listed: list[tuple[Cell, ...]] = [
            (
                kinds[line.kind],
                line.name,
                line.posts,
                line.leads,
                round(line.leads / line.posts, 2) if line.posts else None,
                None if line.each is None else round(line.each, 1),
            )
            for line in (*self.columns, *self.techniques)
        ]
        return Sheet(self.title, header, listed)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the columns and the techniques, posts in grey, leads in the strong colour."""
        if box.w >= _WIDE:
            w = (box.w - 40) / 2
            self._lines(canvas, Box(box.x, box.y, w, box.h), self.columns, _("栏目"))
            self._lines(canvas, box.inside(left=w + 40), self.techniques, _("技法"))
            return
        part = len(self.columns) / (len(self.columns) + len(self.techniques))
        above = Box(box.x, box.y, box.w, (box.h - 8) * part)
        self._lines(canvas, above, self.columns, _("栏目"))
        self._lines(canvas, box.inside(top=above.h + 8), self.techniques, _("技法"))

    def _lines(self, canvas: Canvas, box: Box, every: Sequence[Line], title: str) -> None:
        look = canvas.palette
        most = fitting(box, least=20)
        listed = list(every)
        if len(listed) > most:  # what has nothing goes first
            kept = sorted(listed, key=lambda one: (-one.leads, -one.posts))[:most]
            listed = [one for one in listed if one in kept]
        lines = Rows(canvas, box, [one.name for one in listed], share=0.36, title=title)
        reads = [
            _("阅读 %(n)s") % {"n": short(round(one.each))} if one.each is not None else ""
            for one in listed
        ]
        room = max((text_width(text, SMALL) for text in reads), default=0.0)
        room = max(room, text_width(_("每篇阅读"), SMALL)) + 12 if any(reads) else 0.0
        bars = box.inside(left=lines.name_room, right=room)
        half = (bars.w - 12) / 2
        lines.title(bars.x, _("帖子"), most=half)
        lines.title(bars.x + half + 12, _("带来的线索"), most=half)
        if room:
            lines.title(box.right, _("每篇阅读"), align=RIGHT)
        posts = max(one.posts for one in listed) or 1
        leads = max(one.leads for one in listed) or 1
        for n, one in enumerate(listed):
            line = lines.line(n)
            faint = "" if one.posts else look.muted
            lines.name(n, colour=faint)
            cell = Box(bars.x, line.y, half, line.h)
            ink = faint or look.text
            rows.bar(
                canvas, cell, one.posts / posts, look.context, str(one.posts), ink=ink, thick=12
            )
            cell = Box(bars.x + half + 12, line.y, half, line.h)
            rows.bar(
                canvas, cell, one.leads / leads, look.strong, str(one.leads), ink=ink, thick=12
            )
            if reads[n]:
                rows.number(canvas, line, short(round(one.each or 0)), colour=look.muted)
            self._say(canvas, line, one)

    def _say(self, canvas: Canvas, line: Box, one: Line) -> None:
        text = joined(
            (
                one.name,
                _("帖子 %(n)d 篇") % {"n": one.posts},
                _("线索 %(n)d 条") % {"n": one.leads},
                _("每篇 %(n).1f 条") % {"n": one.leads / one.posts} if one.posts else "",
                _("每篇阅读 %(n)s") % {"n": f"{one.each:,.0f}"} if one.each is not None else "",
            )
        )
        part = f"{one.kind}:{one.key}"
        canvas.region(line, text, self.behind("leads", part=part) if one.leads else None)


def make(asked: Asked, posts: Sequence[Post]) -> Content:
    """Return the chart of the posts published in the range."""
    columns = [(column.value, words.column(column)) for column in Column]
    techniques = [(one.value, words.technique(one)) for one in Technique]
    if any(not post.technique for post in posts):
        techniques.append(("", _("不用技法")))
    by_column = _lines(COLUMN, columns, [(post.column, post) for post in posts])
    by_technique = _lines(TECHNIQUE, techniques, [(post.technique, post) for post in posts])
    return Content(
        name=ChartName.CONTENT,
        asked=asked,
        columns=by_column,
        techniques=by_technique,
        answer=_answer(by_column, by_technique) if posts else "",
        note=_("本期发布的帖子，和它们到现在带来的线索（客户报暗号，或手工记在帖子上）"),
        missing=""
        if posts
        else _(
            "这段时间没有记为已发布的帖子。在内容日历里记下发布，客户报了暗号，这里看得出哪些内容有用。"
        ),
    )


def _lines(
    kind: str, named: Sequence[tuple[str, str]], posts: Sequence[tuple[str, Post]]
) -> tuple[Line, ...]:
    """Add the posts up by key, each of `named` in its order whether it has any or not."""
    keys = [key for key, _name in named]

    def sums(values: Iterable[tuple[str, int]]) -> dict[str, int]:
        table = filled(((key, "n", value) for key, value in values), keys, ["n"])
        return dict(zip(keys, columns_of(table)["n"], strict=True))

    n = sums((key, 1) for key, _post in posts)
    leads = sums((key, post.leads) for key, post in posts)
    reads = sums((key, post.reads or 0) for key, post in posts)
    entered = sums((key, post.reads is not None) for key, post in posts)
    return tuple(
        Line(kind, key, name, n[key], leads[key], reads[key], entered[key]) for key, name in named
    )


def _answer(columns: Sequence[Line], techniques: Sequence[Line]) -> str:
    posts, leads = sum(c.posts for c in columns), sum(c.leads for c in columns)
    column = max(columns, key=lambda one: one.leads)
    technique = max((t for t in techniques if t.key), key=lambda one: one.leads)
    facts = {
        "posts": posts,
        "leads": leads,
        "column": column.name,
        "technique": technique.name,
        "of_column": column.leads,
        "of_technique": technique.leads,
    }
    if not leads:
        return _("发布 %(posts)d 篇，还没有线索说是从它们来的。") % facts
    if not technique.leads:
        return (
            _("发布 %(posts)d 篇，带来线索 %(leads)d 条；%(column)s最多，%(of_column)d 条。")
            % facts
        )
    return (
        _(
            "发布 %(posts)d 篇，带来线索 %(leads)d 条；栏目里%(column)s最多（%(of_column)d），"
            "技法里%(technique)s最多（%(of_technique)d）。"
        )
        % facts
    )
