"""The day's page as HTML: for Qt's pages, for a browser, for mail. Every value is escaped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from netdesk.domain.figures.kpi import BY_NAME
from netdesk.domain.figures.summary import DaySummary
from netdesk.i18n import _, language, ngettext
from netdesk.reporting import template
from netdesk.reporting.plain import cells
from netdesk.reporting.summary_page import AppointmentLine, DayPage, WaitingLine, day_page
from netdesk.resources import resource

NBSP = "\N{NO-BREAK SPACE}"  # Qt misplaces what follows a table whose last cell is empty
LISTED = 200  # rows of a list; how many are not on the page is said under it
NOTE_LINES = 4  # the box is never lower, so that there is room for a pen
TARGETS_BESIDE = 3
BESIDE = 20  # printed lines: two lists that are both no longer stand side by side

# About how many half-width cells a column has on half a page before it wraps.
_WAITING_ROOM = {"name": 12, "model": 16}
_VISIT_ROOM = {"name": 10, "model": 14, "gift": 10}
# Points: the room of a figure in the strip; its digit, the gap, half a character of its unit.
_FIGURE_ROOM, _DIGIT, _GAP, _UNIT = 56.0, 8.5, 3.4, 4.6


def summary_html(summary: DaySummary) -> str:
    """Return the whole page, one document that needs no other file."""
    page = day_page(summary)
    return template.read(resource("summary", "day.html")).fill(_words() | _values(page))


def _title(page: DayPage) -> str:
    return _("网络营销日报 · %(day)s · %(shop)s") % {"shop": page.shop, "day": page.day}


def _values(page: DayPage) -> dict[str, object]:
    values: dict[str, object] = asdict(page)
    last = len(page.figures) - 1
    values |= {
        "title": _title(page),
        "lang": language().replace("_", "-"),
        "remarks": _lines(page.remarks),
        "figures": tuple(
            asdict(figure)
            | {"captions": _lines(figure.captions), "place": _place(at, last)}
            | _sized(figure.value)
            for at, figure in enumerate(page.figures)
        ),
        "target_rows": tuple(_target_rows(page)),
        "total": (values["total"],),
        "side_by_side": _is_short(page.waiting, _WAITING_ROOM)
        and _is_short(page.appointments, _VISIT_ROOM),
        "waiting": tuple(
            asdict(row) | {"lateness": "late" if row.overdue else "due"}
            for row in page.waiting[:LISTED]
        ),
        "waiting_more": _left_out(len(page.waiting)),
        "appointments_more": _left_out(len(page.appointments)),
        "appointments": tuple(
            asdict(row) | {"gift": row.gift or NBSP} for row in page.appointments[:LISTED]
        ),
        "notes": _lines(page.notes),
        "note_room": ({},) * (NOTE_LINES - len(page.notes)),
    }
    return values


def _target_rows(page: DayPage) -> Iterator[dict[str, object]]:
    """Yield rows of three targets; the first is headed by the month."""
    cells: list[dict[str, str]] = [asdict(target) for target in page.targets]
    if page.targets_more:
        cells.append(dict.fromkeys(cells[0], "") | {"should": page.targets_more})
    for at in range(0, len(cells), TARGETS_BESIDE):
        row = cells[at : at + TARGETS_BESIDE]
        yield {
            "month": page.targets_title if at == 0 else NBSP,
            "cells": tuple(one | {"slash": "/" if one["target"] else ""} for one in row),
            "empty": ({},) * (TARGETS_BESIDE - len(row)),
        }


def _sized(value: str) -> dict[str, str]:
    """Return a figure's number and its unit, which is set smaller, and the number's own size."""
    number, _space, unit = value.partition(" ")
    width = len(number) * _DIGIT + _GAP + cells(unit) * _UNIT
    return {"number": number, "unit": unit, "size": "long" if width > _FIGURE_ROOM else "usual"}


def _is_short(
    rows: Sequence[WaitingLine] | Sequence[AppointmentLine], room: Mapping[str, int]
) -> bool:
    """Say whether a list fits half a page's width without growing long."""
    lines = (
        max(-(-cells(getattr(row, column)) // most) or 1 for column, most in room.items())
        for row in rows
    )
    return sum(lines) <= BESIDE


def _left_out(rows: int) -> str:
    more = rows - LISTED
    if more <= 0:
        return ""
    text = ngettext("另有 %(n)d 条未列出，见收件箱。", "另有 %(n)d 条未列出，见收件箱。", more)
    return text % {"n": more}


def _lines(texts: Sequence[str]) -> tuple[dict[str, str], ...]:
    return tuple({"line": text} for text in texts)


def _place(at: int, last: int) -> str:
    return "first" if at == 0 else "last" if at == last else "inner"


def _words() -> dict[str, str]:
    labels = ("leads", "waiting", "invited", "arrived", "ordered")
    return {f"th_{name}": BY_NAME[name].label for name in labels} | {
        "heading": _("网络营销日报"),
        "channels_title": _("分渠道"),
        "waiting_title": _("未完"),
        "notes_title": _("备注"),
        "no_waiting": _("没有待首响的线索。"),
        "no_appointments": _("没有预约。"),
        "no_channels": _("没有线索到达。"),
        "th_channel": _("渠道"),
        "th_valid": _("有效"),
        "th_on_time": _("按时"),
        "th_median": BY_NAME["first_response_median_s"].label,
        "th_due": _("应回复"),
        "th_name": _("客户"),
        "th_phone": _("手机"),
        "th_model": _("车型"),
        "th_at": _("时间"),
        "th_gift": _("答应的礼"),
        "sign_made": _("填表："),
        "sign_checked": _("复核："),
    }
