"""Charts of a store: worked out by hand, each mark with its list, pictures as files."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import insert, update

from netdesk import errors
from netdesk.domain.figures.charts import ChartName
from netdesk.domain.figures.grouping import View
from netdesk.domain.figures.reached import Reached
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.words import Attribution, MatchHow, TargetScope
from netdesk.services.answer import Step
from netdesk.services.desk import Desk
from netdesk.store.database import open_database
from netdesk.store.tables import (
    channel_days,
    deal_matches,
    deals,
    leads,
    post_leads,
    spends,
    targets,
)
from tests.arrivals import arrive, person
from tests.posted import publish, text

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def at(words: str) -> datetime:
    """Return a shop time as an instant."""
    return datetime.fromisoformat(f"{words}+08:00").astimezone(UTC)


def log(desk, lead, outcome, when, **more):
    return desk.answer.log(Step(lead, outcome, at=at(when), **more), now=max(at(when), desk.now()))


def chart(desk, name, first=FIRST, last=LAST, channels=None, **more):
    asked = desk.figures.asked(first, last, now=desk.now(), **more)
    return desk.charts.data(ChartName(name), asked, channels=channels)


def regions(desk, data):
    return desk.charts.draw(data, width=880, height=420).regions


def opened(desk, data, words):
    """Return the ids of the leads behind the region that says `words`."""
    found = next(r for r in regions(desk, data) if words in r.text and r.behind is not None)
    return sorted(row.id for row in desk.charts.behind(found))


@pytest.fixture
def worked(desk, clock, tmp_path):
    """Five leads in a week; the shop is open 8:30 to 17:30."""
    clock.at = at("2026-11-24 17:00")
    rows = (
        person(1, 留资时间="2026-11-20 09:00", 渠道="汽车之家"),
        person(2, 留资时间="2026-11-20 10:00", 渠道="易车"),
        person(3, 留资时间="2026-11-22 23:50", 渠道="汽车之家"),  # Sunday night
        person(4, 留资时间="2026-11-23 14:00", 渠道="易车"),
        person(5, 留资时间="2026-10-24 09:00", 渠道="抖音", 处理时间="2026-10-24 09:10"),
    )
    arrive(desk, tmp_path, *rows, now=at("2026-11-24 09:00"))
    log(desk, 1, Outcome.CONNECTED, "2026-11-20 09:59")
    log(desk, 2, Outcome.NO_ANSWER, "2026-11-20 11:01")
    log(desk, 3, Outcome.INVITED, "2026-11-23 08:45", visit_at=at("2026-11-24 10:00"))
    log(desk, 3, Outcome.ARRIVED, "2026-11-24 10:05")
    log(desk, 2, Outcome.LOST, "2026-11-21 10:00", reason="价格谈不拢")
    return desk


def test_sources_count_leads_by_their_shop_day_and_channel(worked):
    data = chart(worked, "sources")
    days = {span.first.day: n for n, span in enumerate(data.spans)}
    by_key = {series.keys[0]: series for series in data.series}
    assert by_key["autohome"].total == by_key["yiche"].total == 2
    assert by_key["autohome"].values[days[20]] == 1
    assert by_key["autohome"].values[days[23]] == 1  # Sunday night's is Monday's
    assert by_key["yiche"].values[days[22]] == 0
    assert len(data.spans) == 30


def test_sources_compare_the_month_at_hand_with_the_same_days_of_the_last(worked):
    data = chart(worked, "sources")
    assert data.before_days == (date(2026, 10, 1), date(2026, 10, 24))
    assert data.before_total == 1
    assert sum(data.before) == 1
    assert data.before[23] == 1  # 24 October beside 24 November
    gone = next(series for series in data.series if series.keys == ("douyin",))
    assert (gone.total, gone.before) == (0, 1)
    assert "线索 4 条，比上期 +3" in data.answer


def test_sources_of_one_channel_only(worked):
    data = chart(worked, "sources", channels={"yiche"})
    assert [series.keys for series in data.series] == [("yiche",)]
    assert sum(map(sum, (s.values for s in data.series))) == 2


def test_sources_follow_the_last_touch_where_it_counts(worked, tmp_path):
    again = person(1, 线索编号="X9", 留资时间="2026-11-20 15:00", 渠道="抖音")
    arrive(worked, tmp_path, again, now=worked.now())
    by_last = chart(worked, "sources", attribution=Attribution.LAST)
    assert {s.keys[0]: s.total for s in by_last.series}["douyin"] == 1
    assert opened(worked, by_last, "抖音 1") == [1]


def test_speed_counts_from_the_arrival_and_out_of_hours_from_the_opening(worked):
    data = chart(worked, "speed")
    assert data.allowed == 60
    by_bin = {one.part: (one.on_time, one.late) for one in data.bins}
    assert by_bin["50-60"] == (1, 0)  # 59 minutes
    assert by_bin["60-70"] == (0, 1)  # 61 minutes
    assert by_bin["10-20"] == (1, 0)  # 15 minutes after opening, the night not counted
    assert sum(map(sum, by_bin.values())) == 3
    assert data.never == 1  # the fourth is past due
    assert data.whole.judged == 4
    assert data.whole.on_time == 2
    assert "按时 50%（2/4" in data.answer
    assert "按上班时间算，一半在" in data.answer  # the table's median counts the nights


def test_speed_agrees_with_the_figures(worked):
    data = chart(worked, "speed")
    asked = worked.figures.asked(FIRST, LAST, now=worked.now())
    whole = worked.figures.table(asked).total
    assert (whole.on_time, whole.clocks_judged) == (data.whole.on_time, data.whole.judged)


def test_the_waits_open_their_lists(worked):
    data = chart(worked, "speed")
    assert opened(worked, data, "50–60 分钟") == [1]
    assert opened(worked, data, "60–70 分钟") == [2]
    assert opened(worked, data, "过了时限还没有回复") == [4]
    assert opened(worked, chart(worked, "speed", channels=["yiche"]), "60–70 分钟") == [2]
    only = chart(worked, "speed", channels=["autohome"])
    assert only.never == 0
    assert [line.keys for line in only.lines] == [("autohome",)]


def test_arrivals_are_at_the_instant_though_they_count_for_another_day(worked):
    data = chart(worked, "arrivals")
    assert data.cells[6][23] == 1  # Sunday, 23 o'clock
    assert data.cells[4][9] == 1
    assert data.total == 4
    assert data.outside == 1
    assert opened(worked, data, "周日 23:00–24:00") == [3]
    assert opened(worked, data, "周五 9:00–10:00") == [1]


def test_touches_without_a_time_of_day_are_left_out_and_told(worked, tmp_path):
    arrive(worked, tmp_path, person(6, 留资时间="2026-11-20"), now=worked.now())
    data = chart(worked, "arrivals")
    assert data.total == 4
    assert "另有 1 个触点没有写几点到" in data.note


def test_the_funnel_has_the_counts_of_the_figures_and_opens_their_lists(worked):
    data = chart(worked, "funnel")
    by_key = {line.keys[0]: line.counts for line in data.lines}
    assert by_key["autohome"].arrived == 1
    assert by_key["yiche"].arrived == 0
    assert data.whole.counts.leads == 4
    assert opened(worked, data, "全部 · 到店 1") == [3]
    assert opened(worked, data, "汽车之家 · 邀约到店率 B") == [3]
    some = chart(worked, "funnel", channels={"yiche"})
    assert some.whole.counts.leads == 2
    assert opened(worked, some, "全部 · 新线索 2") == [2, 4]


def test_money_spreads_the_spend_and_has_the_profit_of_the_figures(worked, database):
    with database.writing() as tx:
        for number, (channel, last) in enumerate(
            [("autohome", date(2026, 12, 30)), ("yiche", LAST)], start=1
        ):
            tx.execute(
                insert(spends).values(
                    shop_id=1,
                    id=number,
                    channel=channel,
                    from_day=FIRST,
                    to_day=last,
                    amount=6000_00,
                    created_at=worked.now(),
                )
            )
    data = chart(worked, "money")
    assert [(line.keys[0], line.spend) for line in data.lines] == [
        ("yiche", 6000_00),
        ("autohome", 3000_00),
    ]
    assert data.whole.spend == 9000_00
    assert "费用 9,000 元" in data.answer
    rows = {row[0]: row for row in data.sheet().rows}
    assert rows["易车"][1] == 6000.0


def test_what_was_earned_opens_the_leads_that_brought_it(worked, database):
    day = date(2026, 11, 24)
    with database.writing() as tx:
        for number, profit in ((1, 5000_00), (2, -800_00)):
            tx.execute(
                insert(deals).values(
                    shop_id=1,
                    id=number,
                    day=day,
                    shop_day=day,
                    gross_profit=profit,
                    created_at=worked.now(),
                )
            )
            tx.execute(
                insert(deal_matches).values(
                    shop_id=1, deal_id=number, lead_id=number, how=MatchHow.HAND, at=worked.now()
                )
            )
            tx.execute(
                update(leads)
                .where(leads.c.id == number)
                .values(reached=leads.c.reached.bitwise_or(int(Reached.DEAL_ORDERED)))
            )
    data = chart(worked, "money")
    assert [(line.keys[0], line.gross_profit) for line in data.lines] == [
        ("autohome", 5000_00),
        ("yiche", -800_00),
    ]
    assert opened(worked, data, "汽车之家 · 投放费用") == [1]
    assert opened(worked, data, "易车 · 投放费用") == [2]
    assert opened(worked, data, "合计 · 毛利") == [1, 2]
    assert "没有登记费用；毛利 4,200 元" in data.answer


def test_losses_count_the_last_reason_in_either_view(worked):
    log(worked, 2, Outcome.CONNECTED, "2026-11-22 10:00", reason="又来问了")
    assert chart(worked, "losses").missing
    log(worked, 2, Outcome.LOST, "2026-11-23 10:00", reason="买了别的品牌：星愿")
    data = chart(worked, "losses")
    assert data.written == (("买了别的品牌：星愿", 1),)
    assert opened(worked, data, "买了别的品牌") == [2]
    early = chart(worked, "losses", last=date(2026, 11, 22), view=View.PERIOD)
    assert [one.name for one in early.reasons] == ["价格谈不拢"]
    assert opened(worked, early, "价格谈不拢") == [2]
    assert chart(worked, "losses", channels={"autohome"}).missing


def test_content_sets_posts_against_the_leads_they_brought(worked, database):
    care = publish(worked, text(technique=Technique.CONTRAST), at=at("2026-11-20 08:00"), reads=90)
    publish(worked, text("洗车有讲究", platform="wechat"), at=at("2026-11-21 08:00"))
    with database.writing() as tx:
        for lead in (1, 2):
            tx.execute(
                insert(post_leads).values(
                    shop_id=1, lead_id=lead, post_id=care.id, how="hand", at=worked.now()
                )
            )
    data = chart(worked, "content")
    by_column = {line.key: line for line in data.columns}
    assert (by_column["care"].posts, by_column["care"].leads) == (2, 2)
    assert by_column["offers"].posts == 0
    assert len(data.columns) == len(Column)
    assert by_column["care"].each == 90
    assert opened(worked, data, "反差") == [1, 2]
    assert opened(worked, data, "用车养护") == [1, 2]
    assert chart(worked, "content", channels={"douyin"}).columns[3].posts == 1


def test_followers_grow_from_what_was_known_before(worked, database):
    with database.writing() as tx:
        for channel, day, total in (
            ("douyin", "2026-10-30", 900),
            ("douyin", "2026-11-03", 950),
            ("douyin", "2026-11-20", 1010),
            ("wechat", "2026-11-05", 70),
        ):
            kept = {"channel": channel, "day": date.fromisoformat(day), "followers": total}
            tx.execute(insert(channel_days).values(shop_id=1, **kept))
    data = chart(worked, "followers")
    assert [(one.key, one.net) for one in data.accounts] == [("douyin", 110), ("wechat", 0)]
    assert data.dates[-1] == date(2026, 11, 24)  # nothing is known of days ahead


def test_targets_are_those_of_the_month_the_range_ends_in(worked, database):
    assert "2026-11 还没有定目标" in chart(worked, "targets").missing
    with database.writing() as tx:
        tx.execute(
            insert(targets).values(
                shop_id=1, month=FIRST, scope=TargetScope.TEAM, who="", kpi="arrived", value="10"
            )
        )
    data = chart(worked, "targets")
    (line,) = data.lines
    assert line.of.actual == 1
    assert line.of.is_behind
    assert opened(worked, data, "团队 · 到店") == [3]


def test_calls_say_that_none_are_on_record(worked):
    assert "通话记录" in chart(worked, "calls").missing


@pytest.mark.parametrize("name", ChartName)
def test_an_empty_store_says_in_words_what_is_missing(desk, name):
    data = chart(desk, name)
    assert data.missing
    assert data.missing in desk.charts.described(data)
    drawing = desk.charts.draw(data, width=600, height=300)
    assert drawing.regions == ()
    assert Image.open(BytesIO(drawing.png)).size == (600, 300)


def test_a_channel_that_is_none_is_refused(desk):
    with pytest.raises(errors.UnknownChannel):
        chart(desk, "sources", channels={"nowhere"})


@pytest.mark.parametrize("suffix", [".png", ".SVG", ".pdf"])
def test_a_chart_is_saved_as_what_its_name_says(worked, tmp_path, suffix):
    path = tmp_path / f"图{suffix}"
    worked.charts.save(chart(worked, "sources"), path)
    begins = {".png": b"\x89PNG", ".SVG": b"<?xml", ".pdf": b"%PDF"}[suffix]
    assert path.read_bytes().startswith(begins)
    assert list(tmp_path.glob(".*")) == []


def test_another_suffix_is_refused_before_anything_is_drawn(worked, tmp_path):
    with pytest.raises(errors.ChartSuffix) as told:
        worked.charts.save(chart(worked, "sources"), tmp_path / "chart.gif")
    assert told.value.exit_code == 2
    assert list(tmp_path.glob("*.gif")) == []


def test_the_tables_of_charts_are_sheets_of_one_workbook(worked):
    import python_calamine

    data = [chart(worked, name) for name in ChartName]
    book = python_calamine.CalamineWorkbook.from_filelike(
        BytesIO(worked.charts.workbook(*data, now=worked.now()))
    )
    assert len(book.sheet_names) == len(ChartName)
    rows = book.get_sheet_by_name("线索从哪里来").to_python()
    assert rows[20][0] == date(2026, 11, 20)


@pytest.fixture(scope="module")
def invented(prepared_store, tmp_path_factory):
    """A desk with an invented shop on it, only read."""
    path = tmp_path_factory.mktemp("charts") / "netdesk.sqlite"
    shutil.copy(prepared_store, path)
    database = open_database(str(path))
    now = at("2026-11-24 09:24")
    desk = Desk(database, lambda: now)
    desk.demo.fill(leads=300, days=60, seed=7, now=now)
    yield desk
    database.close()


# What a region says it has, as its text has it.
SAID = {
    ChartName.SOURCES: lambda r: r.text.split(" · ")[1].split()[-1 if r.behind.keys else 0],
    ChartName.SPEED: lambda r: r.text.split(" · ")[1].split()[0],
    ChartName.ARRIVALS: lambda r: r.text.split(" · ")[1].split()[0],
    ChartName.LOSSES: lambda r: r.text.split(" · ")[1].split()[0],
    ChartName.CONTENT: lambda r: r.text.split(" · ")[2].split()[1],
}


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("name", SAID)
def test_every_mark_is_as_long_as_the_list_behind_it(invented, name, view):
    data = chart(invented, name, first=date(2026, 10, 20), last=date(2026, 11, 24), view=view)
    tried = 0
    for region in regions(invented, data):
        is_whole_line = name is ChartName.SPEED and not region.behind.part if region.behind else 1
        if region.behind is None or is_whole_line:
            continue
        if name is ChartName.SOURCES and region.w > 100:  # a name beside the bars
            continue
        said = int(SAID[name](region).replace(",", ""))
        if said:
            assert len(invented.charts.behind(region)) == said, region.text
            tried += 1
    assert tried >= 5


def test_the_funnels_marks_open_as_many_as_they_say(invented):
    data = chart(invented, "funnel", first=date(2026, 10, 20), last=date(2026, 11, 24))
    for region in regions(invented, data):
        if region.behind is None or region.kpi in ("arrived_of_due", "arrived_in_range"):
            continue
        said = int(region.text.split(" · ")[1].split()[-1].replace(",", ""))
        assert len(invented.charts.behind(region)) == said, region.text


def test_the_same_data_drawn_again_is_the_same_picture(invented):
    data = chart(invented, "speed")
    assert regions(invented, data) == regions(invented, data)
    assert replace(data) == data
    assert chart(invented, "speed") == data
