"""A table of figures as HTML, group by group: for Qt's pages, for a browser. All is escaped."""

from collections.abc import Sequence
from datetime import date

from netdesk.domain.figures.columns import (
    GROUPS,
    Group,
    change,
    counts_before,
    group_words,
    interval_words,
    written,
)
from netdesk.domain.figures.grouping import By, View
from netdesk.domain.figures.kpi import BY_NAME, Counts, Kind
from netdesk.domain.figures.table import Row, Table
from netdesk.domain.money.words import Attribution
from netdesk.i18n import _, language
from netdesk.reporting import template
from netdesk.resources import resource

_KEYS_SHARE = 15  # per cent of the width
_SHARES = {Kind.COUNT: 6, Kind.RATE: 15, Kind.SECONDS: 9, Kind.MONEY: 10}
_LEAST_SHARE = 60  # few columns don't spread over the whole sheet


def figures_html(
    table: Table,
    *,
    shop: str,
    before: Table | None = None,
    groups: Sequence[Group] = (Group.BRIEF,),
    channels: Sequence[str] = (),
) -> str:
    """Return the page of a table: its rows as they stand, the whole below, the formulas.

    `channels` are the names of those that were asked for; none: all.
    """
    asked = table.asked
    days = _days(asked.first, asked.last)
    compared = ""
    if before is not None:
        compared = _("对比 %(days)s") % {"days": _days(before.asked.first, before.asked.last)}
    values: dict[str, object] = {
        "title": _("渠道指标 · %(days)s · %(shop)s") % {"days": days, "shop": shop},
        "heading": _("渠道指标"),
        "lang": language().replace("_", "-"),
        "shop": shop,
        "range": days,
        "compared": compared,
        "counted": _counted(table, channels),
        "key_head": _key_head(asked.by),
        "groups": tuple(_group(group, table, before) for group in groups),
        "rows_there": "1" if table.rows else "",
        "nothing": _("这段时间没有可以统计的。"),
    }
    return template.read(resource("figures", "table.html")).fill(values)


def _group(group: Group, table: Table, before: Table | None) -> dict[str, object]:
    names = GROUPS[group]
    whole_width = sum(_SHARES[BY_NAME[name].kind] for name in names)
    unit = (100 - _KEYS_SHARE) / max(whole_width, _LEAST_SHARE)
    earlier = counts_before(table, before) if before is not None else {}
    formulas = (f"{BY_NAME[name].label} = {BY_NAME[name].formula}" for name in names)
    whole = Row(None, _("合计"), table.total)
    return {
        "group": group_words(group),
        "heads": tuple(
            {
                "head": BY_NAME[name].label,
                "width": f"{round(unit * _SHARES[BY_NAME[name].kind])}%",
            }
            for name in names
        ),
        "rows": tuple(_line(row, names, earlier.get(row.key)) for row in table.rows),
        "totals": (_line(whole, names, before.total if before is not None else None),),
        "formulas": "；".join(formulas) + "。"
        if language().startswith("zh")
        else "; ".join(formulas) + ".",
    }


def _line(row: Row, names: Sequence[str], before: Counts | None) -> dict[str, object]:
    return {"name": row.name, "cells": tuple(_cell(row.counts, name, before) for name in names)}


def _cell(counts: Counts, name: str, before: Counts | None) -> dict[str, str]:
    kpi = BY_NAME[name]
    return {
        "value": written(kpi.kind, kpi.value(counts)),
        "interval": interval_words(name, counts),
        "change": change(name, counts, before) if before is not None else "",
    }


def _counted(table: Table, channels: Sequence[str]) -> str:
    view = {
        View.COHORT: _("这段时间来的线索，到现在的结果"),
        View.PERIOD: _("这段时间里发生的"),
    }[table.asked.view]
    credit = {
        Attribution.FIRST: _("功劳归首次触点"),
        Attribution.LAST: _("功劳归末次触点"),
        Attribution.EQUAL: _("毛利由各次触点平均分"),
    }[table.asked.attribution]
    only = _("只看 %(channels)s") % {"channels": "、".join(channels)} if channels else ""
    small = _("不到 50 例的比率附 95% 区间")
    return " · ".join(part for part in (view, credit, only, small) if part)


def _key_head(by: By) -> str:
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


def _days(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return _("%(first)s 至 %(last)s") % days
