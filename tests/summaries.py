"""Invented days for the page's tests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from netdesk.domain.figures.kpi import Counts, total
from netdesk.domain.figures.summary import AppointmentRow, ChannelCounts, DaySummary, WaitingRow
from netdesk.domain.money.pace import Pace
from netdesk.domain.money.targets import Target, TargetLine
from netdesk.domain.money.words import TargetScope

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 24)  # a Tuesday

AUTOHOME = Counts(
    leads=9,
    touches=10,
    judged=8,
    valid=7,
    answered=8,
    waiting=2,
    overdue=1,
    on_time=8,
    clocks_judged=9,
    tried=8,
    connected=7,
    invited=3,
    appointments_due=2,
    arrived_of_due=2,
    arrived=2,
    test_driven=1,
    ordered=1,
    response_seconds=(120, 300, 360, 480, 600, 900, 1500, 3000),
)
DONGCHEDI = Counts(
    leads=6,
    touches=6,
    judged=6,
    valid=5,
    answered=5,
    waiting=1,
    overdue=1,
    on_time=5,
    clocks_judged=6,
    invited=1,
    response_seconds=(60, 240, 1200, 1800, 2400),
)


def at(hour: int, minute: int = 0, *, day: int = DAY.day) -> datetime:
    """Return that time of November 2026 on the shop's clock, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def waiting(name: str = "王女士", *, left_s: int = -840, model: str = "秦PLUS") -> WaitingRow:
    """Return one open clock."""
    due = at(17, 28) if left_s < 0 else at(9, 30, day=25)
    return WaitingRow(1, name, "138****5678", model, "汽车之家", due, left_s)


def visit(name: str = "周敏", *, gift: str = "试驾礼") -> AppointmentRow:
    """Return one visit of tomorrow."""
    return AppointmentRow(2, name, "135****2210", "海豚", at(9, 30, day=25), gift)


def target(kpi: str, value: float, actual: float | None) -> TargetLine:
    """Return the team's target of the month, when 18 of its 30 open days are gone."""
    aim = Target(DAY.replace(day=1), TargetScope.TEAM, "", kpi, value)
    return TargetLine(aim, "", actual, Pace(18, 30))


TARGETS = (
    target("leads", 120, 46),
    target("on_time_rate", 0.95, 0.964),
    target("first_response_median_s", 900, 1260),
    target("invited", 40, 24),
    target("arrived", 20, 13),
    target("ordered", 8, 2),
    target("gross_profit", 120_000, 51_300.5),
    target("cpl", 80, None),
)


def ordinary() -> DaySummary:
    """Return a day of fifteen leads on two channels."""
    return DaySummary(
        shop="枣庄示例汽车",
        day=DAY,
        zone=ZONE,
        generated_at=at(17, 42),
        counts=total((AUTOHOME, DONGCHEDI)),
        hours="08:30–12:00、13:30–17:30",
        who="小周",
        channels=(
            ChannelCounts("dongchedi", "懂车帝", DONGCHEDI),
            ChannelCounts("autohome", "汽车之家", AUTOHOME),
        ),
        waiting=(waiting(), waiting("刘建国", left_s=57000, model="宋Pro DM-i 2026")),
        appointments=(visit(),),
        notes="上午平台维护 1 小时。\n王女士要求 18:00 以后再打。",
    )


def empty() -> DaySummary:
    """Return a day on which nothing happened."""
    return DaySummary(
        shop="枣庄示例汽车", day=DAY, zone=ZONE, generated_at=at(17, 42), counts=Counts()
    )


def full(channels: int = 13, clocks: int = 12, visits: int = 6) -> DaySummary:
    """Return the fullest ordinary day: it is still to fit one page."""
    parts = tuple(
        ChannelCounts(f"c{n}", f"渠道{n:02}", replace(DONGCHEDI, leads=6 + n, invited=n % 3))
        for n in range(channels)
    )
    models = ("秦PLUS DM-i", "宋Pro DM-i", "海豚", "宋L EV 2026")
    rows = (
        waiting(f"客户{n}", left_s=-892_800 if n % 3 else 57_000, model=models[n % 4])
        for n in range(clocks)
    )
    return replace(
        ordinary(),
        counts=replace(total(part.counts for part in parts), backdated=3),
        channels=parts,
        waiting=tuple(rows),
        appointments=tuple(visit(f"来客{n}", gift="网购礼包" * (n % 2)) for n in range(visits)),
        notes="上午平台维护 1 小时。\n王女士要求 18:00 以后再打。\n明天有直播，试驾车先洗好。",
        remarks=("2027 年调休未公布，按法定节假日计算。",),
    )
