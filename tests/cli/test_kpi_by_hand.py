"""The figures of PRODUCT.md 6 from outside: files and `log` in, `kpi` out, each number by hand.

September and October 2026: 1 to 7 October is National Day, 20 September (a Sunday) and 10 October
(a Saturday) are make-up days. The shop is closed on Sundays, open 08:30 to 18:00.
"""

import contextlib
import csv
import io
import json
import shutil

import pytest

from netdesk import bootstrap
from netdesk.services.desk import Desk
from netdesk.services.settings import Role
from netdesk.store.database import open_database
from tests.conftest import NINE

HOURS = """
timezone = "Asia/Shanghai"
allowed = "60m"
closing = "literal"
holidays = "CN"
[weekly]
mon = ["08:30-18:00"]
tue = ["08:30-18:00"]
wed = ["08:30-18:00"]
thu = ["08:30-18:00"]
fri = ["08:30-18:00"]
sat = ["08:30-18:00"]
"""
LEADS = ("姓名", "手机", "微信号", "渠道", "线索时间", "处理时间", "线索编号")
ONE, TWO, THREE, FIVE = (f"1380000000{n}" for n in (1, 2, 3, 5))
SEPTEMBER, OCTOBER = ("2026-09-01", "2026-09-30"), ("2026-10-01", "2026-10-31")
NOW = "2026-10-21 09:00"


@pytest.fixture(scope="module")
def two_months(prepared_store, tmp_path_factory):
    """The two months as the comments say, in a store that the tests only read."""
    tmp_path = tmp_path_factory.mktemp("two_months")
    store = tmp_path / "netdesk.sqlite"
    shutil.copy(prepared_store, store)
    opened = open_database(str(store))
    for name in ("小周", "阿林"):
        Desk(opened, lambda: NINE).settings.add_person(name, Role.CLERK, now=NINE)
    opened.close()

    def netdesk(*arguments, now):
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            told = {"NETDESK_STORE": str(store), "NETDESK_NOW": now}
            code = bootstrap.run([str(one) for one in arguments], told)
        assert code == 0, arguments
        return json.loads(out.getvalue()) if "--json" in arguments else None

    hours = tmp_path / "hours.toml"
    hours.write_text(HOURS, encoding="utf-8")
    netdesk("hours", "set", hours, now="2026-09-01 08:00")

    def table(now, kind, head, *rows):
        path = tmp_path / f"{kind}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
        netdesk("import", path, "--kind", kind, "--json", now=now)

    def log(now, name, outcome, *more):
        found = netdesk("inbox", "--view", "all", "--json", now=now)
        lead = max(row["id"] for row in found if row["name"] == name)  # the newest of that name
        netdesk("log", lead, "--outcome", outcome, *more, now=now)

    table(
        "2026-09-30 18:30",
        "leads",
        LEADS,
        # Answered at 18:10, known only at 18:31 (补录): 40 minutes, in time.
        ("一", ONE, "", "汽车之家", "2026-09-30 17:30:00", "", "a1"),
        # After closing on the last day of the month: 8 October's, due 09:30 then.
        ("二", TWO, "", "易车", "2026-09-30 18:05:00", "", "a2"),
        # A make-up Sunday, more than 7 days ago: counted, without a clock.
        ("三", THREE, "", "汽车之家", "2026-09-20 10:00:00", "", "a3"),
        # No phone; handled after 20 minutes, says the row.
        ("四", "", "wx_four", "微信", "2026-09-30 10:00:00", "2026-09-30 10:20:00", "a4"),
    )
    log("2026-09-30 18:31", "一", "connected", "--at", "2026-09-30 18:10", "--by", "小周")
    table(
        "2026-10-08 09:00",
        "leads",
        LEADS,
        # Asks again on a holiday, days after the last contact: a second clock, on 8 October.
        ("一", ONE, "", "易车", "2026-10-03 12:00:00", "", "b1"),
        # Two touches, the later one first: lead and clock are 汽车之家's, of 5 October 08:00.
        ("五", FIVE, "", "易车", "2026-10-07 23:00:00", "", "b2"),
        ("五", FIVE, "", "汽车之家", "2026-10-05 08:00:00", "", "b3"),
    )
    log("2026-10-08 09:20", "二", "no_answer", "--by", "小周")
    log("2026-10-08 09:25", "五", "dead_number", "--by", "阿林")
    log("2026-10-08 09:40", "二", "connected", "--by", "小周")
    log("2026-10-08 09:45", "二", "invited", "--visit", "2026-10-09 15:00", "--by", "小周")
    log("2026-10-08 10:00", "一", "connected", "--by", "小周")  # half an hour late
    log("2026-10-08 11:00", "四", "connected", "--by", "阿林")
    log("2026-10-08 11:10", "四", "invalid", "--reason", "异地", "--by", "阿林")
    log("2026-10-09 09:30", "一", "invited", "--visit", "2026-10-10 10:00", "--by", "小周")
    log("2026-10-09 10:00", "三", "lost", "--reason", "价格", "--by", "小周")
    log("2026-10-09 15:30", "二", "arrived", "--by", "小周")
    log("2026-10-09 16:00", "二", "test_driven", "--by", "小周")
    # Moved, and not kept.
    log("2026-10-10 09:00", "一", "invited", "--visit", "2026-10-12 10:00", "--by", "小周")
    # Lost before, so this is a new lead.
    again = ("三", THREE, "", "微信", "2026-10-12 09:00:00", "", "c1")
    table("2026-10-12 09:05", "leads", LEADS, again)
    log("2026-10-12 09:30", "三", "no_answer", "--by", "阿林")

    table(
        "2026-10-20 09:00",
        "deals",
        ("合同号", "姓名", "电话", "车型", "订车日期", "退订日期", "成交价", "毛利"),
        ("H1", "二", TWO, "秦", "2026-10-11", "", "100000", "3000.01"),  # a Sunday: 12 October's
        ("H2", "一", ONE, "秦", "2026-10-13", "", "100000", "2000.03"),  # touches on two channels
        ("H3", "二", TWO, "宋", "2026-10-15", "", "100000", "-500"),  # a second car, at a loss
        ("H4", "三", THREE, "秦", "2026-10-14", "2026-10-16", "100000", "8000"),  # cancelled
        ("H5", "六", "13900000009", "秦", "2026-10-14", "", "100000", "7000"),  # nobody we know
    )
    table(
        "2026-10-20 09:00",
        "spend",
        ("渠道", "费用项目", "开始日期", "结束日期", "金额"),
        # 310,000 分 over 30 days: 10,334 on the first ten, 10,333 on the others.
        ("汽车之家", "会员", "2026-09-16", "2026-10-15", "3100"),
        # 1 November is a Sunday: its half is shown on the 2nd.
        ("易车", "会员", "2026-10-31", "2026-11-01", "1000"),
    )
    followers = ("日期", "渠道", "粉丝总数")
    table(
        "2026-10-20 09:00",
        "followers",
        followers,
        ("2026-09-30", "微信", "100"),
        ("2026-10-20", "微信", "130"),
    )
    return store


@pytest.fixture
def shop(netdesk, two_months):
    """Ask for the figures of some days."""

    def kpi(days, *options, now=NOW):
        asked = ("kpi", "--from", days[0], "--to", days[1], "--json", *options)
        said = netdesk(*asked, now=now, store=two_months)
        assert said.code == 0
        return said.json

    return kpi


def differing(figures, **expected):
    """Return the members that are not as expected: name, got, expected. A hundredth is no cent."""
    return [
        (name, figures[name], value)
        for name, value in expected.items()
        if (figures[name] is None) != (value is None)
        or (value is not None and abs(figures[name] - value) > 1e-6)
    ]


def by_key(document, name):
    return {row["key"]: row[name] for row in document["rows"] if row[name]}


def by_name(document, name):
    return {row["name"]: row[name] for row in document["rows"] if row[name]}


def test_october_is_what_became_of_the_three_leads_that_came_in_it(shop):
    october = shop(OCTOBER)
    wrong = differing(
        october["total"],
        leads=3,  # 二 and 五 on the 8th, 三 again on the 12th
        touches=5,  # theirs, and the second of 一
        judged=2,  # 二; 五, whose number is dead
        valid=1,
        valid_rate=1 / 2,
        answered=4,  # 二, 五, 三, and the second clock of 一
        on_time=3,  # all but 一, due 09:30 and answered 10:00
        on_time_rate=3 / 4,
        waiting=0,
        overdue=0,
        # 1,800; 264,300 (5th 08:00 to 8th 09:25); 424,800 (3rd 12:00 to 8th 10:00); 659,700
        first_response_median_s=344_550,
        first_response_p90_s=659_700,
        tried=3,
        connected=1,
        connected_rate=1 / 3,
        invited=1,
        invite_rate=1,
        appointments_due=1,
        arrived=1,
        arrive_rate_a=1,
        arrive_rate_b=1 / 6,  # 一, 三 and 四 were open when the month began; three came
        test_driven=1,
        test_drive_rate=1,
        ordered=1,
        arrive_order_rate=1,
        lead_order_rate=None,  # none is 60 days old
        delivered=0,
        lost=0,
        lost_rate=0,
        calls=0,
        call_answer_rate=None,
        missed_called_back_rate=None,
        spend=2049.95,  # 15 × 103.33, and 500 of 易车
        cpl=683.32,
        cpvl=2049.95,
        cpa=2049.95,
        cpo=2049.95,
        gross_profit=2500.01,  # the two cars of 二
        profit=450.06,
        followers_net=30,
    )
    assert not wrong
    low, high = october["total"]["ci"]["valid_rate"]  # Wilson, 1 of 2
    assert (round(low, 4), round(high, 4)) == (0.0945, 0.9055)


def test_september_has_the_history_and_the_lead_that_was_lost_and_came_again(shop):
    wrong = differing(
        shop(SEPTEMBER)["total"],
        leads=3,
        touches=3,
        judged=2,  # 一; 四, connected and then invalid. 三 was lost without an answer
        valid=1,
        answered=2,  # 一 and 四: 三 is history, and has no clock
        on_time=2,
        on_time_rate=1,
        first_response_median_s=1800,  # of 2,400 and 1,200
        first_response_p90_s=2400,
        tried=2,
        connected=2,
        invited=1,
        appointments_due=1,  # moved once, due once
        arrived=0,
        arrive_rate_a=0,
        arrive_rate_b=0,
        test_drive_rate=None,
        ordered=1,
        arrive_order_rate=None,
        lost=1,
        lost_rate=1 / 2,
        spend=1550.05,
        gross_profit=2000.03,
        profit=449.98,
    )
    assert not wrong


def test_the_period_is_what_happened_in_october(shop):
    wrong = differing(
        shop(OCTOBER, "--view", "period")["total"],
        leads=3,
        judged=4,  # 一, 二, 四, 五
        valid=2,
        tried=5,
        connected=3,
        invited=2,
        invite_rate=1,
        appointments_due=2,
        arrived=1,
        arrive_rate_a=1 / 2,
        test_driven=1,
        ordered=2,
        arrive_order_rate=None,  # two orders of one visit are no share
        lost=1,
        lost_rate=1 / 3,
        gross_profit=4500.04,
        profit=2450.09,
    )
    assert not wrong


@pytest.mark.parametrize(
    ("attribution", "cohort", "period"),
    [
        (
            "first",
            {"autohome": -1549.95, "yiche": 2000.01},
            {"autohome": 450.08, "yiche": 2000.01},
        ),
        (
            "last",
            {"autohome": -1549.95, "yiche": 2000.01},
            {"autohome": -1549.95, "yiche": 4000.04},
        ),
        # 2,000.03 in two: 1,000.02 to the first touch, 1,000.01 to the second.
        (
            "equal",
            {"autohome": -1549.95, "yiche": 2000.01},
            {"autohome": -549.93, "yiche": 3000.02},
        ),
    ],
)
def test_profit_goes_where_the_attribution_says(shop, attribution, cohort, period):
    chosen = ("--attribution", attribution)
    assert by_key(shop(OCTOBER, *chosen), "profit") == cohort
    assert by_key(shop(OCTOBER, *chosen, "--view", "period"), "profit") == period


def test_only_last_touch_takes_the_leads_along(shop):
    first = {"autohome": 1, "yiche": 1, "wechat": 1}
    assert by_key(shop(OCTOBER), "leads") == first
    assert by_key(shop(OCTOBER, "--attribution", "equal"), "leads") == first
    last = by_key(shop(OCTOBER, "--attribution", "last"), "leads")
    assert last == {"yiche": 2, "wechat": 1}
    # A clock stays where the touch came from that opened it.
    assert by_key(shop(OCTOBER, "--attribution", "last"), "on_time") == first


def test_days_hold_the_closed_days_before_them(shop):
    days = shop(OCTOBER, "--by", "day", "--view", "period")
    assert by_key(days, "leads") == {"2026-10-08": 2, "2026-10-12": 1}
    assert by_key(days, "arrived") == {"2026-10-09": 1}
    assert by_key(days, "gross_profit") == {
        "2026-10-12": 3000.01,
        "2026-10-13": 2000.03,
        "2026-10-15": -500,
    }
    spent = by_key(days, "spend")
    assert spent["2026-10-08"] == 826.64  # 1 to 8 October
    assert spent["2026-10-12"] == 206.66  # the 11th is a Sunday
    assert spent["2026-10-31"] == 500
    # One day asked for by itself is the same as in a row of days, and a closed day is empty.
    for day, amount in (("2026-10-08", 826.64), ("2026-10-04", 0), ("2026-11-01", 0)):
        assert shop((day, day))["total"]["spend"] == amount
    assert shop(("2026-11-01", "2026-11-02"))["total"]["spend"] == 500


def test_people_have_the_leads_they_answered_first_and_the_clocks_they_answered(shop):
    people = shop(OCTOBER, "--by", "person")
    assert by_name(people, "leads") == {"小周": 1, "阿林": 2}
    assert by_name(people, "answered") == {"小周": 2, "阿林": 2}
    assert by_name(people, "on_time") == {"小周": 1, "阿林": 2}
    assert by_name(people, "gross_profit") == {"小周": 2500.01}


def test_orders_of_leads_are_a_rate_once_the_leads_are_sixty_days_old(shop):
    before, after = "2026-12-10 07:00", "2026-12-11 07:00"  # the last came on 12 October
    assert shop(OCTOBER, now=before)["total"]["lead_order_rate"] == 1 / 2
    assert shop(OCTOBER, now=after)["total"]["lead_order_rate"] == pytest.approx(1 / 3)


def test_the_page_of_a_day_says_the_same(two_months, netdesk):
    asked = ("summary", "--date", "2026-10-08", "--json")
    page = netdesk(*asked, now=NOW, store=two_months).json
    told = {
        name: page[name]["value"]
        for name in ("leads", "touches", "answered", "on_time", "tried", "spend")
    }
    assert told == {
        "leads": 2,
        "touches": 4,
        "answered": 3,
        "on_time": 2,
        "tried": 4,
        "spend": 826.64,
    }
