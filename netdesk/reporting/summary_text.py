"""The day's page as text for the group chat: its own numbers in short lines, ≤ 2,000 characters."""

from collections.abc import Sequence

from netdesk.domain.figures.summary import DaySummary
from netdesk.i18n import _, ngettext
from netdesk.reporting.plain import cut
from netdesk.reporting.summary_page import (
    AppointmentLine,
    ChannelLine,
    DayPage,
    Figure,
    WaitingLine,
)
from netdesk.reporting.summary_page import day_page as page_of

LONGEST = 2000
_NAME, _MODEL, _REMARK, _NOTE, _HEADLINE, _TARGETS = 16, 20, 160, 200, 600, 500  # half-width cells
_INDENT = "\N{IDEOGRAPHIC SPACE}"
_ROOM_FOR_REST = 220  # what a long list leaves for each list after it


def summary_text(summary: DaySummary) -> str:
    """Return the page as text; lists too long for the limit end with how many are left out."""
    page = page_of(summary)
    lists = (
        (_("【分渠道】"), [_of_channel(line) for line in page.channels]),
        (
            _("【未完 %(n)d】") % {"n": len(page.waiting)},
            [_of_waiting(line) for line in page.waiting],
        ),
        (_("【%(title)s】") % {"title": page.appointments_title}, _visits(page)),
        (_("【备注】"), [cut(line, _NOTE) for line in page.notes]),
    )
    told = "\n".join(_head(page))
    room = LONGEST - len(told) - len(page.made) - 2
    parts = [told]
    for at, (title, lines) in enumerate(lists):
        if lines:
            later = sum(_room_for(*others) for others in lists[at + 1 :])
            part = _fitted(title, lines, room - later)
            room -= len(part) + 2
            parts.append(part)
    return "\n\n".join([*parts, page.made])


def _head(page: DayPage) -> list[str]:
    day = " ".join((page.day, page.weekday))
    lines = [_("网络营销日报"), cut(page.shop, _REMARK), day]
    lines += [line for line in (page.lunar, page.hours, page.who) if line]
    lines += ["", cut(page.headline, _HEADLINE)]
    lines += [cut(remark, _REMARK) for remark in page.remarks[:3]]
    lines.append("")
    for figure in page.figures:
        lines += _of_figure(figure)
    if page.targets:
        listed = [one.line() for one in page.targets]
        listed += [page.targets_more] if page.targets_more else []
        told = {"title": page.targets_title, "targets": " · ".join(listed)}
        lines.append(cut(_("%(title)s：%(targets)s") % told, _TARGETS))
    return lines


def _of_figure(figure: Figure) -> list[str]:
    first, *others = figure.captions or ("",)
    told = _("%(label)s %(value)s（%(caption)s）") if first else "%(label)s %(value)s"
    facts = {"label": figure.label, "value": figure.value, "caption": first}
    return [told % facts, *(f"{_INDENT}{other}" for other in others)]


def _of_channel(line: ChannelLine) -> str:
    told = [f"{cut(line.name, _NAME)} {line.leads}"]
    told.append(_("按时 %(share)s") % {"share": line.on_time})
    if line.invited != "0":
        told.append(_("邀约 %(n)s") % {"n": line.invited})
    return " · ".join(told)


def _of_waiting(line: WaitingLine) -> str:
    return f"{line.due} {cut(line.name, _NAME)} {line.phone}\n{_INDENT}{_what(line)}"


def _what(line: WaitingLine) -> str:
    return " · ".join((cut(line.model, _MODEL), cut(line.channel, _NAME)))


def _visits(page: DayPage) -> list[str]:
    return [_of_visit(line) for line in page.appointments]


def _of_visit(line: AppointmentLine) -> str:
    told = f"{line.at} {cut(line.name, _NAME)} {cut(line.model, _MODEL)}"
    return f"{told} {cut(line.gift, _NAME)}" if line.gift else told


def _room_for(title: str, lines: Sequence[str]) -> int:
    whole = len("\n".join((title, *lines))) + 2
    return min(whole, _ROOM_FOR_REST) if lines else 0


def _fitted(title: str, lines: Sequence[str], room: int) -> str:
    """Return title and lines in at most `room` characters, the rest summed up in a line."""
    kept, used = [title], len(title)
    for at, line in enumerate(lines):
        left = len(lines) - at
        after = len(_left_out(left - 1)) + 1 if left > 1 else 0
        if used + 1 + len(line) + after > room:
            kept.append(_left_out(left))
            break
        kept.append(line)
        used += 1 + len(line)
    return "\n".join(kept)


def _left_out(n: int) -> str:
    return ngettext("……另有 %(n)d 条", "……另有 %(n)d 条", n) % {"n": n}
