"""The charts: each one a question, its data as values, its picture, the lists behind it.

What makes data and pictures needs pandas and matplotlib: it is read when the first chart is asked
for, in the thread that asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from netdesk import errors
from netdesk.domain.figures.charts import LIGHT, ChartName, Drawing, Region, question
from netdesk.domain.figures.grouping import Asked
from netdesk.domain.leads.inbox import InboxRow
from netdesk.files import require_writable, write_whole
from netdesk.i18n import _
from netdesk.services.hours import ShopHours
from netdesk.services.settings import Settings
from netdesk.store.database import Database

if TYPE_CHECKING:
    from netdesk.reporting.charts.chart import Chart
    from netdesk.services.figures import Figures
    from netdesk.services.targets import Targets

SUFFIXES = (".png", ".svg", ".pdf")


@dataclass(frozen=True, slots=True)
class Named:
    """A chart's name and the question it answers, in the language in use."""

    name: ChartName
    question: str


class Charts:
    """Answers questions with figures to look at. Everything here belongs in the background."""

    def __init__(
        self,
        database: Database,
        hours: ShopHours,
        settings: Settings,
        figures: "Figures",
        targets: "Targets",
    ) -> None:
        """Read from `database`; rates and money as `figures`, attainment as `targets` has them."""
        self._of = (database, hours, settings, figures, targets)

    def names(self) -> tuple[Named, ...]:
        """Return every chart, in the order of a page."""
        return tuple(Named(name, question(name)) for name in ChartName)

    def named(self, text: str) -> ChartName:
        """Return the chart of this name. Raises UnknownWord with those there are."""
        try:
            return ChartName(text)
        except ValueError:
            known = ", ".join(ChartName)
            raise errors.UnknownWord(given=text, what=_("图"), known=known) from None

    def data(
        self, name: ChartName, asked: Asked, *, channels: Iterable[str] | None = None
    ) -> "Chart":
        """Return a chart's data for a range, of the channels of `asked`, or of those given.

        Always by channel, whatever `asked.by` is; view and attribution are those of `asked`.
        Raises UnknownChannel.
        """
        from netdesk.services import chart_data

        if channels is not None:
            asked = replace(asked, channels=frozenset(channels))
        return chart_data.make(name, asked, chart_data.Shelf(*self._of))

    def draw(
        self,
        data: "Chart",
        *,
        width: int,
        height: int,
        dpi: float = 96,
        theme: str = LIGHT,
        grey: bool = False,
    ) -> Drawing:
        """Return the picture of `data`, `width` × `height` pixels at 96 dpi.

        A screen with more pixels asks for `dpi` 96 × its ratio; the regions stay at 96 dpi. `grey`
        is how it is printed without colour.
        """
        from netdesk.reporting.charts import picture

        return picture.draw(data, width=width, height=height, dpi=dpi, theme=theme, grey=grey)

    def save(
        self,
        data: "Chart",
        path: Path,
        *,
        width: int | None = None,
        height: int | None = None,
        theme: str = LIGHT,
        grey: bool = False,
    ) -> None:
        """Write the picture as what the suffix says; whole or not at all.

        Raises ChartSuffix, NotWritable.
        """
        suffix = self.check(path)
        from netdesk.reporting.charts import picture

        content = picture.file(
            data,
            suffix,
            width=width or picture.WIDTH,
            height=height or picture.HEIGHT,
            theme=theme,
            grey=grey,
        )
        write_whole(path, content)

    def check(self, path: Path) -> str:
        """Return which kind of picture a path asks for, before anything is counted.

        Raises ChartSuffix, and NotWritable where `save` would.
        """
        suffix = path.suffix.lower()
        if suffix not in SUFFIXES:
            raise errors.ChartSuffix(path=path, known=_("、").join(SUFFIXES))
        require_writable(path)
        return suffix

    def listed(self, region: Region) -> tuple[int, ...]:
        """Return the ids of the leads behind a region, the newest first; none where it has none.

        A lead stands there once for each thing of it that was counted.
        """
        if region.behind is None:
            return ()
        from netdesk.services import chart_data

        return chart_data.listed(region.behind, chart_data.Shelf(*self._of))

    def behind(self, region: Region) -> tuple[InboxRow, ...]:
        """Return the same leads as rows."""
        from netdesk.services import chart_data

        return chart_data.rows_of(self.listed(region), chart_data.Shelf(*self._of))

    def workbook(self, *data: "Chart", now: datetime) -> bytes:
        """Return the tables of charts as a workbook, a sheet each."""
        from netdesk.reporting.workbook import workbook_bytes

        return workbook_bytes([one.sheet() for one in data], made_at=now)

    def described(self, data: "Chart") -> str:
        """Return what a chart says in a sentence, for who cannot see it."""
        from netdesk.reporting.charts import picture

        return picture.described(data)
