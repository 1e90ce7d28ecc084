"""The day on one page: its figures and lists as values, and the line that matters in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from netdesk.domain.deadlines.when import day_and_time, local
from netdesk.domain.figures.kpi import Counts, short_time, shown
from netdesk.domain.money.targets import TargetLine
from netdesk.i18n import SOURCE_LANGUAGE, _, language, ngettext

NAMED_CHANNELS = 3  # how many late channels the headline names before it sums up the others


@dataclass(frozen=True, slots=True)
class ChannelCounts:
    """One channel's line: its code, its name on screen, its counts."""

    code: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One open clock. `phone` is masked, `due_at` aware; `left_s` is negative when it is past."""

    lead_id: int
    name: str
    phone: str
    model: str
    channel: str  # the name, not the code
    due_at: datetime
    left_s: int
    owner: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One visit agreed for the next open day. `phone` is masked, `at` aware."""

    lead_id: int
    name: str
    phone: str
    model: str
    at: datetime
    gift: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class DaySummary:
    """A shop day as its page shows it, in the period view (RULINGS 21).

    Instants are aware and shown in `zone`. `counts` is the whole day, `channels` its parts.
    """

    shop: str
    day: date
    zone: ZoneInfo
    generated_at: datetime
    counts: Counts
    hours: str = ""  # that day's windows in words; empty where the shop was closed
    who: str = ""
    channels: tuple[ChannelCounts, ...] = ()
    waiting: tuple[WaitingRow, ...] = ()  # most urgent first
    appointments: tuple[AppointmentRow, ...] = ()  # earliest first
    targets: tuple[TargetLine, ...] = ()  # the team's of the month, as of that day's evening
    next_day: date | None = None  # the next open day; None: the day after
    notes: str = ""
    remarks: tuple[str, ...] = ()  # of the day itself: 调休未公布, what came after the last page …
    edition: int = 1  # 版次: printed again the same evening, it replaces the page (RULINGS 23)

    @property
    def tomorrow(self) -> date:
        """Return the day the appointments are of."""
        return self.next_day or self.day + timedelta(days=1)

    @property
    def made_that_day(self) -> bool:
        """Say whether the page was made on its own day, so that it may say 今日."""
        return local(self.generated_at, self.zone).date() == self.day


def headline(summary: DaySummary) -> str:
    """Return the line that matters, written from the figures by rules."""
    sentences = (
        _of_new_leads(summary),
        _of_late(summary),
        _of_open(summary.counts),
        _of_calls(summary.counts),
        _of_outcomes(summary.counts),
    )
    return run_on(sentence for sentence in sentences if sentence)


def run_on(sentences: Iterable[str]) -> str:
    """Return sentences one after another, as the language in use sets them."""
    return ("" if language() == SOURCE_LANGUAGE else " ").join(sentences)


def due_words(row: WaitingRow, summary: DaySummary) -> str:
    """Return what is left in words: how long past due, or when it is due."""
    if row.left_s < 0:
        return _("超时 %(time)s") % {"time": short_time(-row.left_s)}
    return _("%(time)s 前") % {"time": day_and_time(row.due_at, summary.zone, summary.day)}


def by_leads(channels: Iterable[ChannelCounts]) -> tuple[ChannelCounts, ...]:
    """Return the channels with anything to tell, those with most new leads first."""
    kept = (channel for channel in channels if channel.counts)
    return tuple(sorted(kept, key=lambda channel: -channel.counts.leads))


def _of_new_leads(summary: DaySummary) -> str:
    counts = summary.counts
    facts = {
        "day": _("今日") if summary.made_that_day else _("当日"),
        "n": counts.leads,
        "on_time": counts.on_time,
        "rate": shown("on_time_rate", counts),
    }
    if counts.leads == 0 and counts.clocks_judged == 0:
        return _("%(day)s没有新线索。") % facts
    if counts.leads == 0:
        return _("%(day)s没有新线索，按时回复 %(on_time)d 条（及时率 %(rate)s）。") % facts
    if counts.clocks_judged:
        text = ngettext(
            "%(day)s新线索 %(n)d 条，按时回复 %(on_time)d 条（及时率 %(rate)s）。",
            "%(day)s新线索 %(n)d 条，按时回复 %(on_time)d 条（及时率 %(rate)s）。",
            counts.leads,
        )
    elif counts.leads == counts.not_due:
        text = ngettext(
            "%(day)s新线索 %(n)d 条，都未到回复时限。",
            "%(day)s新线索 %(n)d 条，都未到回复时限。",
            counts.leads,
        )
    else:
        text = ngettext("%(day)s新线索 %(n)d 条。", "%(day)s新线索 %(n)d 条。", counts.leads)
    return text % facts


def _of_late(summary: DaySummary) -> str:
    counts = summary.counts
    if counts.clocks_judged == 0:
        return ""
    if counts.late == 0:
        return _("没有超时。")
    facts = {"n": counts.late, "channels": _late_channels(summary.channels)}
    if facts["channels"]:
        text = ngettext("%(n)d 条超时：%(channels)s。", "%(n)d 条超时：%(channels)s。", counts.late)
    else:
        text = ngettext("%(n)d 条超时。", "%(n)d 条超时。", counts.late)
    return text % facts


def _late_channels(channels: tuple[ChannelCounts, ...]) -> str:
    late = sorted((c for c in channels if c.counts.late), key=lambda c: -c.counts.late)
    named = [f"{c.name} {c.counts.late}" for c in late[:NAMED_CHANNELS]]
    others = sum(c.counts.late for c in late[NAMED_CHANNELS:])
    if others:
        named.append(_("其余渠道 %(n)d") % {"n": others})
    return _("、").join(named)


def _of_open(counts: Counts) -> str:
    """Say what is still open as the page is made; what the first sentence said is not repeated."""
    facts = {"overdue": counts.overdue, "not_due": counts.not_due}
    if counts.overdue and counts.not_due:
        text = ngettext(
            "截至制表，%(overdue)d 条超时仍未回复，另有 %(not_due)d 条未到时限。",
            "截至制表，%(overdue)d 条超时仍未回复，另有 %(not_due)d 条未到时限。",
            counts.overdue,
        )
    elif counts.overdue:
        text = ngettext(
            "截至制表，%(overdue)d 条超时仍未回复。",
            "截至制表，%(overdue)d 条超时仍未回复。",
            counts.overdue,
        )
    elif counts.not_due and (counts.clocks_judged or counts.leads != counts.not_due):
        text = ngettext(
            "截至制表，%(not_due)d 条未到回复时限。",
            "截至制表，%(not_due)d 条未到回复时限。",
            counts.not_due,
        )
    else:
        return ""
    return text % facts


def _of_calls(counts: Counts) -> str:
    """Say how the 400 numbers were answered (R19)."""
    facts = {"n": counts.calls, "missed": counts.missed, "back": counts.missed_called_back}
    if not counts.calls:
        return ""
    if not counts.missed:
        text = ngettext("来电 %(n)d 通，都接起了。", "来电 %(n)d 通，都接起了。", counts.calls)
    else:
        text = ngettext(
            "来电 %(n)d 通，未接 %(missed)d 通，其中 %(back)d 通及时回拨。",
            "来电 %(n)d 通，未接 %(missed)d 通，其中 %(back)d 通及时回拨。",
            counts.calls,
        )
    return text % facts


def _of_outcomes(counts: Counts) -> str:
    happened = (
        (counts.invited, ngettext("邀约 %(n)d 位", "邀约 %(n)d 位", counts.invited)),
        (counts.arrived, ngettext("到店 %(n)d 位", "到店 %(n)d 位", counts.arrived)),
        (counts.ordered, ngettext("订车 %(n)d 台", "订车 %(n)d 台", counts.ordered)),
        (counts.delivered, ngettext("交车 %(n)d 台", "交车 %(n)d 台", counts.delivered)),
    )
    parts = [text % {"n": n} for n, text in happened if n]
    return _("%(parts)s。") % {"parts": _("，").join(parts)} if parts else ""
