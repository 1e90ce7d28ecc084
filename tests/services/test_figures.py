"""Figures of a range: worked out by hand, and each number with its list."""

from dataclasses import replace
from datetime import date

import pytest

from netdesk import errors
from netdesk.domain.figures.grouping import BY_TIME, By, View
from netdesk.domain.figures.kpi import figures
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.words import Attribution
from netdesk.services.answer import Step
from tests.arrivals import arrive, person
from tests.dealt import at, deal

DAY = date(2026, 11, 24)
LEADS = "leads judged valid tried connected invited arrived test_driven ordered delivered lost won"
CLOCKS = "touches answered on_time clocks_judged waiting overdue"
VISITS = "appointments_due arrived_of_due leads_ripe ordered_ripe"
COUNTED = f"{LEADS} {CLOCKS} {VISITS}".split()


def log(desk, lead, outcome, when, **more):
    return desk.answer.log(Step(lead, outcome, at=at(when), **more), now=max(at(when), desk.now()))


@pytest.fixture
def worked(desk, clock, tmp_path):
    """Four leads over a month's end, one of them lost and won back, one on two channels."""
    clock.at = at("2026-12-05 17:00")
    rows = (
        person(1, 留资时间="2026-11-28 09:00", 渠道="汽车之家"),
        person(2, 留资时间="2026-11-30 10:00", 渠道="易车"),
        person(3, 留资时间="2026-12-01 10:00", 渠道="汽车之家"),
        person(4, 留资时间="2026-12-02 10:00", 渠道="易车"),
        person(1, 留资时间="2026-12-01 11:00", 渠道="易车"),
    )
    arrive(desk, tmp_path, *rows[:4], now=at("2026-12-02 10:10"))
    arrive(desk, tmp_path, rows[4], now=at("2026-12-02 10:10"))
    clock.at = at("2026-12-05 17:00")
    log(desk, 1, Outcome.CONNECTED, "2026-11-28 09:30")
    log(desk, 1, Outcome.LOST, "2026-11-29 10:00", reason="价格")
    log(
        desk, 1, Outcome.INVITED, "2026-12-01 15:00", visit_at=at("2026-12-03 10:00"), reason="又来"
    )
    log(desk, 1, Outcome.ARRIVED, "2026-12-03 10:05")
    log(desk, 2, Outcome.NO_ANSWER, "2026-11-30 11:30")
    log(desk, 3, Outcome.DEAD_NUMBER, "2026-12-01 10:20")
    return desk


def table(desk, first, last, **more):
    return desk.figures.table(desk.figures.asked(first, last, now=desk.now(), **more))


def test_a_cohort_is_what_became_of_the_leads_of_the_range_whenever_it_did(worked):
    november = figures(table(worked, date(2026, 11, 1), date(2026, 11, 30)).total)
    assert november["leads"] == 2
    assert november["judged"] == november["valid"] == 1  # nobody has heard the second yet
    assert november["arrived"] == 1  # in December
    assert november["lost"] == 0  # won back
    assert november["answered"] == 2
    assert november["on_time"] == 1
    december = figures(table(worked, date(2026, 12, 1), date(2026, 12, 31)).total)
    assert december["leads"] == 2
    assert december["judged"] == 1
    assert december["valid"] == 0
    assert december["arrived"] == 0


def test_a_period_is_what_happened_in_the_range(worked):
    november = figures(table(worked, date(2026, 11, 1), date(2026, 11, 30), view=View.PERIOD).total)
    assert november["lost"] == 1
    assert november["arrived"] == 0
    december = figures(table(worked, date(2026, 12, 1), date(2026, 12, 31), view=View.PERIOD).total)
    assert december["arrived"] == 1
    assert december["appointments_due"] == 1
    assert december["arrive_rate_a"] == 1.0


def test_rate_b_divides_by_who_was_open_at_the_start_and_who_came(worked):
    # At the start of December the first lead was lost, the second open; two came in December.
    december = table(worked, date(2026, 12, 1), date(2026, 12, 31)).total
    assert december.arrive_base == 3
    assert figures(december)["arrive_rate_b"] == pytest.approx(1 / 3)
    by_day = table(worked, date(2026, 12, 1), date(2026, 12, 3), by=By.DAY)
    assert all(figures(row.counts)["arrive_rate_b"] is None for row in by_day.rows)


def test_the_last_touch_takes_the_lead_along(worked):
    range_ = date(2026, 11, 1), date(2026, 11, 30)
    first = {row.key: row.counts.leads for row in table(worked, *range_).rows}
    by_last = table(worked, *range_, attribution=Attribution.LAST)
    last = {row.key: row.counts.leads for row in by_last.rows}
    assert first["autohome"] == 1
    assert first["yiche"] == 1
    assert last.get("autohome", 0) == 0
    assert last["yiche"] == 2


def test_a_range_that_ends_before_it_begins_is_refused(desk, clock):
    with pytest.raises(errors.BadRange) as told:
        desk.figures.asked(DAY, date(2026, 11, 23), now=clock.at)
    assert told.value.exit_code == 2


@pytest.fixture(scope="module")
def invented(prepared_store, tmp_path_factory):
    """A desk with an invented shop on it, only read."""
    import shutil

    from netdesk.services.desk import Desk
    from netdesk.store.database import open_database

    path = tmp_path_factory.mktemp("figures") / "netdesk.sqlite"
    shutil.copy(prepared_store, path)
    database = open_database(str(path))
    now = at("2026-11-24 09:24")
    desk = Desk(database, lambda: now)
    desk.demo.fill(leads=600, days=90, seed=5, now=now)
    yield desk
    database.close()


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("by", By)
def test_every_number_is_as_long_as_the_list_behind_it(invented, by, view):
    asked = invented.figures.asked(date(2026, 9, 20), DAY, now=invented.now(), by=by, view=view)
    found = invented.figures.table(asked)
    assert found.total.leads > 100
    names = [*COUNTED, *([] if by in BY_TIME else ["arrive_base", "arrived_in_range"])]
    for row in found.rows:
        for name in names:
            listed = invented.figures.listed(asked, name, row.key)
            assert len(listed) == getattr(row.counts, name), (row.key, name)
        seen = tuple(lead.id for lead in invented.figures.behind(asked, "leads", row.key))
        assert seen == invented.figures.listed(asked, "leads", row.key), row.key
    if by is By.CHANNEL:
        for name in names:
            assert len(invented.figures.behind(asked, name)) == getattr(found.total, name), name


@pytest.mark.parametrize("view", View)
def test_rows_of_channels_people_and_models_add_up_to_the_whole(invented, view):
    asked = invented.figures.asked(date(2026, 9, 20), DAY, now=invented.now(), view=view)
    whole = invented.figures.table(asked).total
    for by in (By.PERSON, By.MODEL):
        rows = invented.figures.table(replace(asked, by=by)).rows
        for name in COUNTED:
            assert sum(getattr(row.counts, name) for row in rows) == getattr(whole, name), name


# --- money: deals by the shop's ledger, spend beside them

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)
HOW = (Attribution.FIRST, Attribution.LAST, Attribution.EQUAL)


def by_channel(desk, range_, name, **more):
    """Return a figure by channel, without those that have nothing of it."""
    rows = table(desk, *range_, **more).rows
    return {row.key: value for row in rows if (value := figures(row.counts)[name])}


def spend(database, channel, first, last, cents):
    with database.writing() as tx:
        tx.exec_driver_sql(
            "INSERT INTO spends (shop_id, id, channel, from_day, to_day, amount, created_at)"
            " SELECT 1, count(*) + 1, ?, ?, ?, ?, 0 FROM spends",
            (channel, first, last, cents),
        )


@pytest.fixture
def sold(worked, tmp_path):
    """The first of those customers, who came by two channels, ordered in December."""
    deal(worked, tmp_path, of(1, 订车日期="2026-12-04", 毛利="3500.01"), now=worked.now())
    return worked


def of(number, **cells):
    return {"联系电话": f"138{number:08d}", "客户姓名": f"客户{number}", **cells}


def test_a_deal_belongs_to_the_month_its_lead_came_in_or_to_its_own(sold):
    for range_, view, is_there in (
        (NOVEMBER, View.COHORT, True),
        (DECEMBER, View.COHORT, False),
        (NOVEMBER, View.PERIOD, False),
        (DECEMBER, View.PERIOD, True),
    ):
        for how in HOW:
            total = table(sold, *range_, view=view, attribution=how).total
            assert total.ordered == is_there, (range_, view, how)
            assert total.gross_profit == 350_001 * is_there, (range_, view, how)


@pytest.mark.parametrize(
    ("range_", "view"), [(NOVEMBER, View.COHORT), (DECEMBER, View.PERIOD)], ids=str
)
def test_money_follows_the_attribution_and_equal_shares_leave_the_count_with_the_first(
    sold, range_, view
):
    asked = {
        how: (
            by_channel(sold, range_, "gross_profit", view=view, attribution=how),
            by_channel(sold, range_, "ordered", view=view, attribution=how),
        )
        for how in HOW
    }
    assert asked[Attribution.FIRST] == ({"autohome": 3500.01}, {"autohome": 1})
    assert asked[Attribution.LAST] == ({"yiche": 3500.01}, {"yiche": 1})
    assert asked[Attribution.EQUAL] == ({"autohome": 1750.01, "yiche": 1750.0}, {"autohome": 1})


def test_three_touches_share_a_loss_to_the_cent(worked, tmp_path):
    again = person(1, 留资时间="2026-12-02 11:00", 渠道="懂车帝")
    arrive(worked, tmp_path, again, now=worked.now())
    deal(worked, tmp_path, of(1, 订车日期="2026-12-04", 毛利="-100"), now=worked.now())
    shares = by_channel(worked, NOVEMBER, "gross_profit", attribution=Attribution.EQUAL)
    assert shares == {"autohome": -33.33, "yiche": -33.33, "dongchedi": -33.34}


def test_a_touch_after_the_deal_earns_nothing_though_the_count_goes_with_the_last(worked, tmp_path):
    deal(worked, tmp_path, of(1, 订车日期="2026-11-30"), now=worked.now())
    last = {"attribution": Attribution.LAST}
    assert by_channel(worked, NOVEMBER, "gross_profit", **last) == {"autohome": 3500.0}
    assert by_channel(worked, NOVEMBER, "ordered", **last) == {"yiche": 1}
    equal = by_channel(worked, NOVEMBER, "gross_profit", attribution=Attribution.EQUAL)
    assert equal == {"autohome": 3500.0}


@pytest.mark.parametrize(
    "row",
    [
        of(2, 订车日期="2026-11-29"),  # the day before his lead
        of(2, 联系电话=""),
        of(2, 联系电话="17012345678-1234"),
        of(9),
        of(2, 订车日期="2026-12-03", 状态="退订"),
        of(2, 订车日期="2026-12-03", 交车日期="2026-12-04", 退订日期="2026-12-05"),
    ],
    ids=["before", "no phone", "virtual", "unknown", "cancelled", "refunded"],
)
def test_a_deal_that_is_nobodys_or_was_cancelled_is_in_no_figure(worked, tmp_path, row):
    before = {
        (range_, view, how): table(worked, *range_, view=view, attribution=how)
        for range_ in (NOVEMBER, DECEMBER)
        for view in View
        for how in HOW
    }
    assert deal(worked, tmp_path, row, now=worked.now()).added == 1
    for (range_, view, how), known in before.items():
        assert table(worked, *range_, view=view, attribution=how) == known


def test_two_deals_of_one_customer_are_one_order_and_both_profits(worked, tmp_path):
    rows = (
        of(2, 合同号="A", 订车日期="2026-12-01", 毛利="1000"),
        of(2, 合同号="B", 订车日期="2026-12-04", 交车日期="2026-12-05", 毛利="-200"),
    )
    deal(worked, tmp_path, *rows, now=worked.now())
    for range_, view in ((NOVEMBER, View.COHORT), (DECEMBER, View.PERIOD)):
        total = table(worked, *range_, view=view).total
        assert (total.ordered, total.delivered, total.won) == (1, 1, 1)
        assert total.gross_profit == 80_000
    deal(worked, tmp_path, {**rows[0], "状态": "退订"}, now=worked.now())
    total = table(worked, *NOVEMBER).total
    assert (total.ordered, total.delivered, total.gross_profit) == (1, 1, -20_000)


def test_an_order_by_hand_and_by_the_ledger_is_one(worked, tmp_path):
    log(worked, 2, Outcome.ORDERED, "2026-12-03 16:00")
    deal(worked, tmp_path, of(2, 订车日期="2026-12-04"), now=worked.now())
    assert table(worked, *NOVEMBER).total.ordered == 1
    december = table(worked, *DECEMBER, view=View.PERIOD).total
    assert (december.ordered, december.gross_profit) == (1, 350_000)


def test_a_lead_that_was_won_back_earns_and_is_not_lost(sold):
    november = table(sold, *NOVEMBER).total
    assert (november.lost, november.won, november.ordered) == (0, 1, 1)


def test_a_lead_given_up_that_bought_all_the_same_earned_its_profit(worked, tmp_path):
    log(worked, 2, Outcome.LOST, "2026-12-01 10:00", reason="价格")
    deal(worked, tmp_path, of(2, 订车日期="2026-12-04"), now=worked.now())
    november = table(worked, *NOVEMBER).total
    assert (november.ordered, november.lost, november.gross_profit) == (1, 1, 350_000)


def test_a_deal_of_a_holiday_is_on_the_next_open_day(desk, clock, tmp_path):
    clock.at = at("2026-10-12 09:00")
    arrive(desk, tmp_path, person(1, 留资时间="2026-09-20 09:00", 渠道="汽车之家"))
    deal(desk, tmp_path, of(1, 订车日期="2026-10-02"))
    holiday = date(2026, 10, 1), date(2026, 10, 7)
    assert table(desk, *holiday, view=View.PERIOD).total.gross_profit == 0
    after = date(2026, 10, 8), date(2026, 10, 9)
    found = table(desk, *after, view=View.PERIOD, by=By.DAY)
    earned = {row.key: (row.counts.ordered, row.counts.gross_profit) for row in found.rows}
    assert earned == {"2026-10-08": (1, 350_000)}


def test_profit_is_what_deals_earned_less_what_the_channel_cost(sold, database):
    spend(database, "autohome", "2026-11-01", "2026-12-31", 61_000_00)  # 1,000 yuan a day
    november = figures(table(sold, *NOVEMBER).total)
    assert (november["spend"], november["gross_profit"]) == (30_000.0, 3500.01)
    assert (november["profit"], november["cpo"]) == (-26_499.99, 30_000.0)
    by_last = by_channel(sold, NOVEMBER, "profit", attribution=Attribution.LAST)
    assert by_last == {"autohome": -30_000.0, "yiche": 3500.01}
    december = figures(table(sold, *DECEMBER, view=View.PERIOD).total)
    assert (december["spend"], december["profit"]) == (31_000.0, -27_499.99)
    october = figures(table(sold, date(2026, 10, 1), date(2026, 10, 31)).total)
    assert (october["profit"], october["cpo"]) == (0, None)


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("by", [By.CHANNEL, By.PERSON, By.DAY, By.WEEK, By.MONTH, By.MODEL])
def test_rows_of_money_add_up_to_the_whole_for_every_attribution(invented, by, view):
    asked = invented.figures.asked(date(2026, 9, 20), DAY, now=invented.now(), view=view)
    whole = invented.figures.table(asked).total
    assert whole.gross_profit
    for how in HOW:
        found = invented.figures.table(replace(asked, by=by, attribution=how))
        assert found.total.gross_profit == whole.gross_profit
        assert sum(row.counts.gross_profit for row in found.rows) == whole.gross_profit


@pytest.mark.parametrize("by", [By.TECHNIQUE, By.ACTIVITY])
def test_the_whole_is_the_same_however_it_is_grouped(invented, by):
    for view in View:
        asked = invented.figures.asked(date(2026, 9, 20), DAY, now=invented.now(), view=view)
        whole = invented.figures.table(asked).total
        assert invented.figures.table(replace(asked, by=by)).total.gross_profit == (
            whole.gross_profit
        )


def test_deals_of_the_ledger_are_the_profit_of_the_figures(invented):
    first = date(2026, 9, 20)
    period = invented.figures.asked(first, DAY, now=invented.now(), view=View.PERIOD)
    report = invented.deals.report(first, DAY, now=invented.now())
    assert invented.figures.table(period).total.gross_profit == report.matched.gross_profit


def test_a_lead_of_two_activities_earns_once(sold, database):
    with database.writing() as tx:
        for number in (1, 2):
            tx.exec_driver_sql(
                "INSERT INTO activities (shop_id, id, name, kind, first_day, last_day, created_at)"
                " VALUES (1, ?, 'x', 'show', '2026-12-01', '2026-12-02', 0)",
                (number,),
            )
            tx.exec_driver_sql(
                "INSERT INTO activity_guests (shop_id, activity_id, lead_id, listed_at, code)"
                " VALUES (1, ?, 1, 0, ?)",
                (number, f"c{number}"),
            )
    found = table(sold, *NOVEMBER, by=By.ACTIVITY)
    earned = {row.key: row.counts.gross_profit for row in found.rows if row.counts.gross_profit}
    assert earned == {"1": 350_001, "2": 350_001}
    assert found.total.gross_profit == 350_001
