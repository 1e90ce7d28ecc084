"""How far are the targets: what was reached, against where the month should be today (R13)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from netdesk.domain.figures.charts import Behind, ChartName
from netdesk.domain.figures.grouping import Asked, By
from netdesk.domain.figures.kpi import BY_NAME, percent
from netdesk.domain.money.pace import LESS
from netdesk.domain.money.targets import TargetLine, shown
from netdesk.domain.money.words import TargetScope
from netdesk.domain.person import Person
from netdesk.i18n import _, ngettext
from netdesk.reporting.charts.canvas import RIGHT, SMALL, Box, Canvas
from netdesk.reporting.charts.chart import Chart, joined
from netdesk.reporting.charts.lettering import width as text_width
from netdesk.reporting.charts.rows import Rows, fitting
from netdesk.reporting.workbook import Cell, Sheet

_BEYOND = 1.2  # of a target, at the right end of the bars
_GAP = 16.0
_LISTED = frozenset(  # raw counts with a list of leads behind them
    [
        "leads",
        "touches",
        "valid",
        "tried",
        "connected",
        "invited",
        "arrived",
        "test_driven",
        "ordered",
        "delivered",
        "lost",
    ]
)


@dataclass(frozen=True, slots=True)
class Line:
    """One target with what is attained, and the list behind that."""

    of: TargetLine
    listed: Behind | None

    @property
    def who(self) -> str:
        """Return whose it is."""
        return self.of.who or _("团队")

    @property
    def name(self) -> str:
        """Return whose it is and of which figure."""
        return f"{self.who} · {self.of.label}"

    @property
    def said(self) -> str:
        """Return what is attained, and of what."""
        target, kpi = self.of.target.value, self.of.kpi
        return f"{shown(kpi, self.of.actual)} / {'≤' if kpi in LESS else ''}{shown(kpi, target)}"

    @property
    def due(self) -> str:
        """Return where it should be today."""
        return shown(self.of.kpi, self.of.expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets(Chart):
    """The targets of a month, the team's first."""

    lines: tuple[Line, ...]

    def sheet(self) -> Sheet:
        """Return a row a target."""
        header = (_("谁"), _("指标"), _("目标"), _("完成"), _("今天应到"), _("完成率"))
        listed: list[tuple[Cell, ...]] = [
            (
                line.who,
                line.of.label,
                line.of.target.value,
                line.of.actual,
                _rounded(line.of.expected),
                _rounded(line.of.attainment),
            )
            for line in self.lines
        ]
        return Sheet(self.title, header, listed)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw a bar a target; the mark is where it should be today, the ground the target."""
        look = canvas.palette
        listed = self.lines[: fitting(box, least=26)]
        lines = Rows(canvas, box, [line.name for line in listed], share=0.34)
        heads = _("完成 / 目标"), _("今天应到")
        room = _widest([line.said for line in listed], heads[0])
        due_room = _widest([line.due for line in listed], heads[1])
        bars = box.inside(left=lines.name_room, right=room + due_room)
        lines.title(bars.right + room, heads[0], align=RIGHT)
        lines.title(box.right, heads[1], align=RIGHT)
        for n, line in enumerate(listed):
            lines.name(n)
            row = lines.line(n)
            self._bar(canvas, Box(bars.x, row.y, bars.w, row.h), line.of)
            y = row.y + row.h / 2
            ink = look.alarm if line.of.is_behind else look.text
            canvas.text(bars.right + room, y, line.said, colour=ink, align=RIGHT)
            canvas.text(box.right, y, line.due, colour=look.muted, align=RIGHT)
            canvas.region(row, _hover(line), line.listed)

    def _bar(self, canvas: Canvas, cell: Box, line: TargetLine) -> None:
        look = canvas.palette
        y, unit = cell.y + cell.h / 2, cell.w / _BEYOND
        whole = line.target.value or 1
        reached = min(max((line.actual or 0) / whole, 0), _BEYOND)
        canvas.rect(Box(cell.x, y - 8, unit, 16), look.greys[-1])
        colour = look.greys[0] if line.is_behind else look.strong
        canvas.rect(Box(cell.x, y - 5, reached * unit, 10), colour)
        if line.expected is not None:
            x = round(cell.x + min(max(line.expected / whole, 0), _BEYOND) * unit)
            canvas.line((x, y - 11), (x, y + 11), colour=look.text, width=2)


def make(
    asked: Asked, month: Asked, lines: Sequence[TargetLine], people: Sequence[Person]
) -> Targets:
    """Return the chart of a month's targets; `month` are its figures in the period view."""
    behind = sum(bool(line.is_behind) for line in lines)
    facts = {"n": len(lines), "behind": behind, "month": f"{month.first:%Y-%m}"}
    if behind:
        text = ngettext(
            "%(n)d 个目标里 %(behind)d 个落后于今天该到的地方。",
            "%(n)d 个目标里 %(behind)d 个落后于今天该到的地方。",
            len(lines),
        )
    else:
        text = ngettext("%(n)d 个目标，没有落后的。", "%(n)d 个目标，没有落后的。", len(lines))
    note = _("%(month)s 的目标；竖线是按营业日算今天该到的地方，比率、用时和单价每天都该达到")
    missing = _("%(month)s 还没有定目标。在设置里定下团队和个人的目标，这里看得出进度。")
    return Targets(
        name=ChartName.TARGETS,
        asked=asked,
        lines=tuple(Line(line, _listed(line, month, people)) for line in lines),
        answer=text % facts if lines else "",
        note=note % facts,
        missing="" if lines else missing % facts,
    )


def _listed(line: TargetLine, month: Asked, people: Sequence[Person]) -> Behind | None:
    """Return the list behind what is attained: the team's whole, else the rows of its people."""
    if line.kpi not in _LISTED or not line.actual:
        return None
    target = line.target
    if target.scope is TargetScope.TEAM:
        return Behind(ChartName.TARGETS, replace(month, by=By.CHANNEL), line.kpi)
    keys: tuple[str, ...] = (target.who,)
    if target.scope is TargetScope.ROLE:
        keys = tuple(str(one.id) for one in people if one.role == target.who)
    return Behind(ChartName.TARGETS, replace(month, by=By.PERSON), line.kpi, keys)


def _widest(texts: Sequence[str], head: str) -> float:
    return max(text_width(text, SMALL) for text in (*texts, head)) + _GAP


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _hover(line: Line) -> str:
    attained = line.of.attainment
    done = _("完成 %(share)s") % {"share": percent(attained)} if attained is not None else ""
    pace = {True: _("落后"), False: _("进度正常"), None: ""}[line.of.is_behind]
    due = _("今天应到 %(due)s") % {"due": line.due}
    return joined((line.name, line.said, done, due, pace, BY_NAME[line.of.kpi].formula))
