"""Every chart as a picture: nothing lies over anything, nothing is cut, bars begin at nought."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from netdesk.domain.deadlines.hours import Window
from netdesk.domain.figures.charts import ChartName
from netdesk.domain.figures.grouping import Asked, View
from netdesk.domain.figures.kpi import Counts
from netdesk.domain.figures.table import Row
from netdesk.domain.money.pace import Pace
from netdesk.domain.money.targets import Target, TargetLine
from netdesk.domain.money.words import TargetScope
from netdesk.reporting.charts import (
    arrivals,
    calls,
    content,
    followers,
    funnel,
    losses,
    money,
    picture,
    sources,
    speed,
    targets,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ASKED = Asked(FIRST, LAST, NOW)
SIZES = [(880, 420), (560, 320), (360, 280), (1600, 500)]
NAMES = {
    "autohome": "汽车之家（枣庄万达广场旗舰店专属线索池）🚗",
    "yiche": "$x^2$ <img src=x>",
    **{f"c{n}": f"渠道{n}" for n in range(9)},
}
DAYS = [FIRST + timedelta(days=n) for n in range(24)]


def counts(n):
    return Counts(
        leads=n,
        judged=n,
        valid=n * 3 // 4,
        invited=n // 2,
        arrived=n // 3,
        test_driven=n // 4,
        ordered=n // 5,
        appointments_due=n // 2,
        arrived_of_due=n // 3,
        arrived_in_range=n // 3,
        arrive_base=n * 2,
        spend=n * 7_919,
        gross_profit=n * (n % 3) * 5_003 - n * 700,
    )


def table(n):
    return [Row(key, NAMES[key], counts(n // (at + 1))) for at, key in enumerate(NAMES)]


def made_sources(n):
    rows = [(day, key, n // (3 * (at + 1))) for day in DAYS for at, key in enumerate(NAMES)]
    rows = [row for row in rows if row[2]] or [(LAST, "autohome", n)] * bool(n)
    before = [(day - timedelta(days=24), key, k // 2) for day, key, k in rows]
    return sources.make(ASKED, now=rows, before=before, names=NAMES, today=LAST)


def made_speed(n):
    minutes = [(key, at * 7 % 200, at * 7 % 200 <= 60, n) for key in NAMES for at in range(25) if n]
    on_time = {key: (n * 17, n * 25) for key in NAMES if n}
    return speed.make(
        ASKED,
        minutes=minutes,
        never={"autohome": n // 3} if n > 2 else {},
        on_time=on_time,
        names=NAMES,
        allowed=timedelta(minutes=60),
    )


def made_arrivals(n):
    quarters = [(NOW - timedelta(minutes=15 * at * at), n) for at in range(90) if n]
    return arrivals.make(
        ASKED,
        quarters=quarters,
        untimed=n,
        zone=SHANGHAI,
        windows_on=lambda day: (Window(30_600, 43_200), Window(48_600, 64_800))[: day.weekday()],
    )


def made_calls(n):
    rows = [(key, hour, kind, n) for key in NAMES for hour in range(7, 22) for kind in calls.KINDS]
    return calls.make(ASKED, rows if n else (), names=NAMES)


def made_content(n):
    posts = [content.Post("care", "contrast", n, n * 400), content.Post("qa", "", 0, None)]
    return content.make(ASKED, posts * min(n, 300))


def made_followers(n):
    days = [
        (day, key, 1000 + n * at * (place - 2))
        for at, day in enumerate(DAYS)
        for place, key in enumerate(NAMES)
        if n and (at + place) % 3
    ]
    return followers.make(ASKED, days=days, before={"yiche": 990}, names=NAMES, today=LAST)


def made_targets(n):
    lines = [
        TargetLine(Target(FIRST, scope, who, kpi, aim), name, actual, Pace(20, 25))
        for scope, who, name in (
            (TargetScope.TEAM, "", ""),
            (TargetScope.PERSON, "1", "阿卜杜热西提·买买提艾力江"),
        )
        for kpi, aim, actual in (
            ("leads", 320, n),
            ("on_time_rate", 0.95, 0.9),
            ("first_response_median_s", 900, 1300),
            ("cpo", 1500, None),
            ("gross_profit", 120_000, 131_000.5),
        )
    ]
    return targets.make(ASKED, ASKED, lines if n else (), ())


def made_losses(n):
    reasons = [
        "价格谈不拢",
        "买了别的品牌：星愿",
        "买了别的品牌：元UP",
        "",
        "家里人都不同意，等等再说吧",
    ]
    return losses.make(ASKED, [(r, n) for r in reasons if n])


MADE = {
    ChartName.SOURCES: made_sources,
    ChartName.SPEED: made_speed,
    ChartName.ARRIVALS: made_arrivals,
    ChartName.FUNNEL: lambda n: funnel.make(ASKED, table(n)),
    ChartName.MONEY: lambda n: money.make(ASKED, table(n)),
    ChartName.CALLS: made_calls,
    ChartName.CONTENT: made_content,
    ChartName.FOLLOWERS: made_followers,
    ChartName.TARGETS: made_targets,
    ChartName.LOSSES: made_losses,
}


def drawn(chart, size=(880, 420)):
    return picture._drawn(chart, *size, theme="light", grey=False)


def test_every_chart_is_tried_here():
    assert list(MADE) == list(ChartName)


@pytest.mark.parametrize("name", ChartName)
@pytest.mark.parametrize("n", [0, 1, 3, 300, 300_000])
@pytest.mark.parametrize("size", SIZES)
def test_no_text_lies_over_another_or_out_of_the_picture(name, n, size):
    texts = drawn(MADE[name](n), size).texts
    assert texts
    for at, (box, text) in enumerate(texts):
        assert box.x >= 0, text
        assert box.right <= size[0] + 0.5, text
        assert box.y >= 0, text
        assert box.bottom <= size[1] + 0.5, text
        for other, said in texts[at + 1 :]:
            wide = min(box.right, other.right) - max(box.x, other.x)
            high = min(box.bottom, other.bottom) - max(box.y, other.y)
            assert wide <= 0.5 or high <= 1, (text, said)


@pytest.mark.parametrize("name", ChartName)
@pytest.mark.parametrize("n", [1, 300])
def test_what_can_be_pointed_at_is_inside_the_picture_and_says_something(name, n):
    regions = drawn(MADE[name](n)).regions
    assert regions
    for region in regions:
        assert region.text.strip(" ·")
        assert region.x >= 0
        assert region.y >= 0
        assert region.x + region.w <= 881
        assert region.y + region.h <= 421


@pytest.mark.parametrize("name", ChartName)
def test_with_nothing_there_it_says_what_is_missing_and_draws_no_axis(name):
    chart = MADE[name](0)
    assert chart.missing.endswith("。")
    canvas = drawn(chart)
    assert canvas.regions == []
    assert chart.missing[:12] in "".join(text for _box, text in canvas.texts)


@pytest.mark.parametrize("name", ChartName)
@pytest.mark.parametrize("n", [1, 300])
def test_its_table_has_a_name_for_each_column(name, n):
    sheet = MADE[name](n).sheet()
    rows = list(sheet.rows)
    assert rows
    assert all(len(row) == len(sheet.header) for row in rows)


def test_bars_begin_at_nought_and_their_heights_are_their_numbers():
    chart = made_sources(30)
    regions = drawn(chart).regions
    first = chart.series[0]
    bars = {r.text.split()[0]: r for r in regions if r.key == "autohome" and r.w < 60}
    heights = {day: bars[f"{day:%m-%d}"].h for day in DAYS}
    assert len(set(first.values)) == 1
    assert len({round(h, 1) for h in heights.values()}) == 1
    one = heights[DAYS[0]] / first.values[0]
    second = next(r for r in regions if r.key == "yiche" and r.text.startswith("11-01"))
    assert second.h == pytest.approx(chart.series[1].values[0] * one, abs=1.1)
    assert len({round(bar.y + bar.h, 1) for bar in bars.values()}) == 1


def test_the_share_of_a_stage_is_of_the_channels_own_leads_and_of_nothing_in_a_period():
    chart = funnel.make(ASKED, [Row("c1", "渠道1", Counts(leads=8, arrived=2))])
    said = [region.text for region in drawn(chart).regions]
    assert any("到店 2 · 占线索 25%" in text for text in said)
    period = funnel.make(
        replace(ASKED, view=View.PERIOD),
        [Row("c1", "渠道1", Counts(leads=2, arrived=8))],
    )
    assert not any("占线索" in region.text for region in drawn(period).regions)


def test_a_rate_with_nothing_to_divide_by_is_a_dash():
    chart = funnel.make(ASKED, [Row("c1", "渠道1", Counts(leads=8))])
    assert "邀约到店率 A —" in chart.answer
    assert "—" in [text for _box, text in drawn(chart).texts]


def test_rates_of_few_carry_their_interval():
    few = funnel.make(
        ASKED,
        [Row("c1", "渠道1", Counts(leads=3, appointments_due=3, arrived_of_due=2, arrived=2))],
    )
    assert "67%（2/3，区间 21–94%）" in few.answer
    many = Counts(leads=300, appointments_due=60, arrived_of_due=40, arrived=40)
    assert "区间" not in funnel.make(ASKED, [Row("c1", "渠道1", many)]).answer


def test_a_loss_has_its_minus_and_its_bar_left_of_nought():
    rows = [
        Row("c1", "渠道1", Counts(leads=1, spend=100_00, gross_profit=-300_00)),
        Row("c2", "渠道2", Counts(leads=1, spend=100_00, gross_profit=500_00)),
    ]
    chart = money.make(ASKED, rows)
    texts = [text for _box, text in drawn(chart).texts]
    assert "−400" in texts
    assert "400" in texts
    assert "亏" not in chart.answer
    assert "1 个保本" in chart.answer


def test_what_was_said_to_a_reason_is_told_apart_from_it():
    chart = made_losses(2)
    assert (chart.reasons[0].name, chart.reasons[0].n) == ("买了别的品牌", 4)
    assert {(r.name, r.n) for r in chart.details} == {("星愿", 2), ("元UP", 2)}
    assert "没有写原因" in [r.name for r in chart.reasons]


def test_followers_of_days_not_entered_are_passed_over():
    days = [(DAYS[0], "c1", 100), (DAYS[5], "c1", 130)]
    chart = followers.make(ASKED, days=days, before={"c1": 90}, names=NAMES, today=LAST)
    (account,) = chart.accounts
    assert account.net == 40
    assert account.totals[1] is None
    assert chart.answer == "渠道1净增 +40。"


def test_the_frame_is_what_the_shop_usually_has_and_a_holiday_is_outvoted():
    def hours(day):
        return () if day in (date(2026, 11, 2), date(2026, 11, 22)) else (Window(30_600, 64_800),)

    chart = arrivals.make(ASKED, quarters=[(NOW, 1)], untimed=0, zone=SHANGHAI, windows_on=hours)
    assert chart.windows[0] == (Window(30_600, 64_800),)


def test_a_picture_smaller_than_can_be_read_is_made_as_small_as_can_be():
    drawing = picture.draw(made_losses(3), width=10, height=10, dpi=96)
    assert (drawing.width, drawing.height) == (picture.LEAST_WIDTH, picture.LEAST_HEIGHT)
