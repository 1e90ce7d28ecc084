"""The day's page as the words it carries, for HTML, text and later pictures: one source of numbers.

Everything here is text already, in the language in use; nothing is escaped yet.
"""

from dataclasses import dataclass, fields
from datetime import date

from netdesk.domain.deadlines.when import day_and_time, local
from netdesk.domain.figures.kpi import (
    BY_NAME,
    FORMULAS_VERSION,
    Counts,
    interval,
    percent,
    short_time,
    shown,
)
from netdesk.domain.figures.summary import (
    AppointmentRow,
    DaySummary,
    WaitingRow,
    by_leads,
    due_words,
    headline,
)
from netdesk.domain.money.pace import adds_up
from netdesk.domain.money.targets import TargetLine
from netdesk.domain.money.targets import shown as shown_target
from netdesk.i18n import N_, SOURCE_LANGUAGE, _, language, ngettext
from netdesk.reporting.plain import cut, plain

LONGEST_NAME = 40  # half-width cells: a name may wrap, not fill the page
MOST_TARGETS = 8  # on the page; the rest are told by their number
EXPLAINED = ("on_time_rate", "first_response_median_s", "invited")
WEEKDAYS = (
    N_("星期一"),
    N_("星期二"),
    N_("星期三"),
    N_("星期四"),
    N_("星期五"),
    N_("星期六"),
    N_("星期日"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the strip; `captions` say what stands behind it."""

    label: str
    value: str
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetText:
    """A target of the month: what is attained of it, where that should be, whether it isn't."""

    label: str
    actual: str
    target: str
    should: str
    behind: str

    def line(self) -> str:
        """Return it in one line: 新线索 46/120（应到 72，落后）."""
        parts = _("，").join(part for part in (self.should, self.behind) if part)
        facts = {"label": self.label, "actual": self.actual, "target": self.target, "parts": parts}
        if not parts:
            return _("%(label)s %(actual)s/%(target)s") % facts
        return _("%(label)s %(actual)s/%(target)s（%(parts)s）") % facts


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One line of the table by channel."""

    name: str
    leads: str
    valid: str
    on_time: str
    median: str
    waiting: str
    invited: str
    arrived: str
    ordered: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One open clock."""

    due: str
    name: str
    phone: str
    model: str
    channel: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """One visit to expect."""

    at: str
    name: str
    phone: str
    model: str
    gift: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """The whole page in words."""

    shop: str
    day: str  # 2026年11月24日
    weekday: str
    lunar: str  # empty outside Chinese
    hours: str
    who: str
    headline: str
    remarks: tuple[str, ...]
    figures: tuple[Figure, ...]
    targets_title: str  # 11 月目标; empty where there are none
    targets: tuple[TargetText, ...]
    targets_more: str  # how many are not on the page
    channels: tuple[ChannelLine, ...]
    total: ChannelLine
    waiting: tuple[WaitingLine, ...]
    appointments_title: str
    appointments: tuple[AppointmentLine, ...]
    notes: tuple[str, ...]
    made: str
    formulas: str


def day_page(summary: DaySummary) -> DayPage:
    """Return the words of a day's page."""
    return DayPage(
        shop=plain(summary.shop),
        day=long_date(summary.day),
        weekday=_(WEEKDAYS[summary.day.weekday()]),
        lunar=lunar_date(summary.day),
        hours=_("营业 %(hours)s") % {"hours": summary.hours} if summary.hours else _("本日不营业"),
        who=_("填表 %(who)s") % {"who": plain(summary.who)} if summary.who else "",
        headline=headline(summary),
        remarks=_remarks(summary),
        figures=_figures(summary),
        targets_title=_targets_title(summary),
        targets=_targets(summary),
        targets_more=_targets_more(summary),
        channels=_channel_lines(summary),
        total=_channel_line(_("合计"), summary.counts),
        waiting=tuple(_waiting_line(row, summary) for row in summary.waiting),
        appointments_title=_appointments_title(summary),
        appointments=tuple(_appointment_line(row, summary) for row in summary.appointments),
        notes=tuple(line for line in map(plain, summary.notes.splitlines()) if line),
        made=_made(summary),
        formulas=_formulas(),
    )


def long_date(day: date) -> str:
    """Return a date in words."""
    parts = {"year": day.year, "month": day.month, "day": day.day}
    return _("%(year)d年%(month)d月%(day)d日") % parts


def lunar_date(day: date) -> str:
    """Return the lunar date, with the solar term that begins that day; empty outside Chinese."""
    if language() != SOURCE_LANGUAGE:
        return ""
    from lunar_python import Solar  # only where a page is made

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    facts = {"month": lunar.getMonthInChinese(), "day": lunar.getDayInChinese()}
    term = lunar.getJieQi()
    return " ".join(filter(None, (_("农历%(month)s月%(day)s") % facts, term)))


def _figures(summary: DaySummary) -> tuple[Figure, ...]:
    counts = summary.counts
    p90 = shown("first_response_p90_s", counts)
    longest = max((-row.left_s for row in summary.waiting if row.left_s < 0), default=0)
    return (
        _figure("leads", counts, _("触点 %(n)d") % {"n": counts.touches}),
        _figure("on_time_rate", counts, *_on_time_captions(counts)),
        _figure(
            "first_response_median_s",
            counts,
            _("P90 %(time)s") % {"time": p90} if counts.response_seconds else "",
        ),
        _figure("waiting", counts, _("未到时限 %(n)d") % {"n": counts.not_due}),
        _figure(
            "overdue", counts, _("最久 %(time)s") % {"time": short_time(longest)} if longest else ""
        ),
        _figure("invited", counts, _("有效线索 %(n)d") % {"n": counts.valid}),
        _figure("arrived", counts, _("到期预约 %(n)d") % {"n": counts.appointments_due}),
        _figure("ordered", counts, _("试驾 %(n)d") % {"n": counts.test_driven}),
    )


def _figure(name: str, counts: Counts, *captions: str) -> Figure:
    kept = tuple(caption for caption in captions if caption)
    return Figure(BY_NAME[name].label, shown(name, counts), kept)


def _targets_title(summary: DaySummary) -> str:
    return _("%(month)d 月目标") % {"month": summary.day.month} if summary.targets else ""


def _targets(summary: DaySummary) -> tuple[TargetText, ...]:
    return tuple(_target(line) for line in summary.targets[:MOST_TARGETS])


def _targets_more(summary: DaySummary) -> str:
    more = len(summary.targets) - MOST_TARGETS
    if more <= 0:
        return ""
    return ngettext("另有 %(n)d 项未列出", "另有 %(n)d 项未列出", more) % {"n": more}


def _target(line: TargetLine) -> TargetText:
    grows = line.actual is not None and line.expected is not None and adds_up(line.kpi)
    should = _("应到 %(value)s") % {"value": shown_target(line.kpi, line.expected)}
    return TargetText(
        label=line.label,
        actual=shown_target(line.kpi, line.actual),
        target=shown_target(line.kpi, line.target.value),
        should=should if grows else "",
        behind=_("落后") if line.is_behind else "",
    )


def _on_time_captions(counts: Counts) -> tuple[str, ...]:
    if not counts.clocks_judged:
        return ()
    bounds = interval("on_time_rate", counts)
    captions = [_("按时 %(share)s") % {"share": _on_time(counts)}]
    if bounds:
        low, high = (percent(bound).rstrip("%") for bound in bounds)
        captions.append(_("区间 %(low)s–%(high)s%%") % {"low": low, "high": high})
    return tuple(captions)


def _on_time(counts: Counts) -> str:
    return f"{counts.on_time}/{counts.clocks_judged}" if counts.clocks_judged else "—"


def _channel_lines(summary: DaySummary) -> tuple[ChannelLine, ...]:
    """Return the channels' lines, without those whose every column says nothing or zero."""
    found = (_channel_line(one.name, one.counts) for one in by_leads(summary.channels))
    return tuple(line for line in found if any(cell not in ("0", "—") for cell in _cells(line)))


def _cells(line: ChannelLine) -> tuple[str, ...]:
    return tuple(getattr(line, field.name) for field in fields(line) if field.name != "name")


def _channel_line(name: str, counts: Counts) -> ChannelLine:
    return ChannelLine(
        name=cut(name, LONGEST_NAME),
        leads=shown("leads", counts),
        valid=shown("valid", counts),
        on_time=_on_time(counts),
        median=shown("first_response_median_s", counts),
        waiting=shown("waiting", counts),
        invited=shown("invited", counts),
        arrived=shown("arrived", counts),
        ordered=shown("ordered", counts),
    )


def _waiting_line(row: WaitingRow, summary: DaySummary) -> WaitingLine:
    return WaitingLine(
        due=due_words(row, summary),
        name=cut(row.name, LONGEST_NAME) or "—",
        phone=plain(row.phone) or "—",
        model=cut(row.model, LONGEST_NAME) or "—",
        channel=cut(row.channel, LONGEST_NAME) or "—",
        overdue=row.left_s < 0,
    )


def _appointment_line(row: AppointmentRow, summary: DaySummary) -> AppointmentLine:
    return AppointmentLine(
        at=_visit_time(row, summary),
        name=cut(row.name, LONGEST_NAME) or "—",
        phone=plain(row.phone) or "—",
        model=cut(row.model, LONGEST_NAME) or "—",
        gift=cut(row.gift, LONGEST_NAME),
    )


def _visit_time(row: AppointmentRow, summary: DaySummary) -> str:
    at = local(row.at, summary.zone)
    if at.date() == summary.tomorrow:
        return f"{at:%H:%M}"
    return day_and_time(row.at, summary.zone, summary.day)


def _appointments_title(summary: DaySummary) -> str:
    if (summary.tomorrow - summary.day).days == 1:
        return _("明日预约")
    parts = {"month": summary.tomorrow.month, "day": summary.tomorrow.day}
    return _("下一营业日预约（%(month)d月%(day)d日）") % parts


def _remarks(summary: DaySummary) -> tuple[str, ...]:
    late_entries = summary.counts.backdated
    if not late_entries:
        return tuple(map(plain, summary.remarks))
    told = ngettext(
        "跟进记录其中补录 %(n)d 条（发生 10 分钟以后才登记）。",
        "跟进记录其中补录 %(n)d 条（发生 10 分钟以后才登记）。",
        late_entries,
    )
    return (*map(plain, summary.remarks), told % {"n": late_entries})


def _made(summary: DaySummary) -> str:
    facts = {
        "time": f"{local(summary.generated_at, summary.zone):%Y-%m-%d %H:%M}",
        "edition": summary.edition,
        "formulas": FORMULAS_VERSION,
    }
    if summary.edition > 1:
        return _("制表 %(time)s · 版次 %(edition)d · 口径 v%(formulas)d") % facts
    return _("制表 %(time)s · 口径 v%(formulas)d") % facts


def _formulas() -> str:
    kpis = (BY_NAME[name] for name in EXPLAINED)
    told = [_("%(label)s = %(formula)s") % {"label": k.label, "formula": k.formula} for k in kpis]
    told.append(_("区间 = 不足 50 例时的 95% 置信区间"))
    return _("口径：%(formulas)s。") % {"formulas": _("；").join(told)}
