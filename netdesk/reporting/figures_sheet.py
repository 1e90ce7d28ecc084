"""A table of figures as sheets and as CSV: what is seen on screen, with the formulas in words."""

import csv
from collections.abc import Iterable
from io import StringIO

from netdesk.domain.figures.grouping import By
from netdesk.domain.figures.kpi import KPIS, Counts, Kind, Kpi
from netdesk.domain.figures.table import Table
from netdesk.i18n import _
from netdesk.reporting.workbook import Cell, Sheet

_LIVE = tuple("=+-@\t\r")


def figures_sheets(table: Table) -> list[Sheet]:
    """Return the figures, a row a key with the whole below, and what each column means."""
    rows = [[row.name, *_cells(row.counts)] for row in table.rows]
    rows.append([_("合计"), *_cells(table.total)])
    header = (_by(table.asked.by), *(_head(kpi) for kpi in KPIS))
    range_ = f"{table.asked.first} – {table.asked.last}"
    meant = ((_head(kpi), kpi.formula) for kpi in KPIS)
    return [
        Sheet(_("指标"), header, rows),
        Sheet(_("口径"), (_("指标"), range_), list(meant)),
    ]


def figures_csv(table: Table) -> bytes:
    """Return the figures as CSV that Excel reads: with BOM, nothing in it live."""
    sheet = figures_sheets(table)[0]
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(sheet.header)
    writer.writerows(map(_safe, sheet.rows))
    return text.getvalue().encode("utf-8-sig")


def _cells(counts: Counts) -> Iterable[Cell]:
    return (kpi.value(counts) for kpi in KPIS)


def _head(kpi: Kpi) -> str:
    if kpi.kind is Kind.MONEY:
        return _("%(name)s（元）") % {"name": kpi.label}
    return _("%(name)s（秒）") % {"name": kpi.label} if kpi.kind is Kind.SECONDS else kpi.label


def _by(by: By) -> str:
    return {
        By.CHANNEL: _("渠道"),
        By.PERSON: _("人员"),
        By.DAY: _("日期"),
        By.WEEK: _("周"),
        By.MONTH: _("月份"),
        By.MODEL: _("车型"),
        By.TECHNIQUE: _("技法"),
        By.ACTIVITY: _("活动"),
    }[by]


def _safe(row: Iterable[Cell]) -> list[Cell]:
    return [f"'{one}" if isinstance(one, str) and one.startswith(_LIVE) else one for one in row]
