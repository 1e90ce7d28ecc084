"""The invented shop pays for its channels, aims at something, and has policies."""

from datetime import date, timedelta

from netdesk.domain.activities.policies import PolicyNote, PolicyState
from netdesk.domain.activities.words import PolicyKind
from netdesk.domain.money.spend import Spend, clash
from tests.conftest import NINE

NOV = (date(2026, 11, 1), date(2026, 11, 30))


def test_every_page_of_money_has_something_to_show(desk):
    counts = desk.demo.fill(leads=120, days=40, now=NINE)
    asked = desk.figures.asked(*NOV, now=NINE)
    table = desk.figures.table(asked)
    assert sum(bool(row.counts.spend) for row in table.rows) >= 5
    assert desk.budgets.year(2026).budget
    lines = desk.targets.month(NOV[0], now=NINE).lines
    assert len(lines) == counts["targets"]
    assert all(line.actual is not None for line in lines)
    board = desk.policies.board(now=NINE)
    assert all(board[state] for state in PolicyState)


def test_no_two_of_its_fees_count_twice_nor_does_any_reach_a_month_without_leads(desk):
    desk.demo.fill(leads=60, days=400, now=NINE)
    kept = desk.spend.listed(date(2020, 1, 1), date(2030, 12, 31)).rows
    first = (NINE - timedelta(days=400)).date().replace(day=1)
    for row in kept:
        others = [one for one in kept if one.id != row.id]
        assert clash(row.spend, others) is None
        assert row.spend.last >= first
        assert row.spend.amount % 1000 == 0


def test_what_somebody_set_before_stays_by_itself(desk):
    fee = Spend(100, *NOV, "yiche", "车商汇")
    desk.spend.add(fee, by="", now=NINE)
    note = PolicyNote(PolicyKind.SALES, "我们自己的政策", "", NOV[0])
    desk.policies.add(note, by="", now=NINE)
    counts = desk.demo.fill(leads=20, days=5, now=NINE)
    assert (counts["spends"], counts["policies"]) == (0, 0)
    assert [row.spend for row in desk.spend.listed(*NOV).rows] == [fee]
    assert [one.note for one in desk.policies.every()] == [note]
    assert counts["targets"] > 0


def test_a_bigger_shop_pays_and_aims_higher(desk):
    desk.demo.fill(leads=3000, days=30, now=NINE)
    assert desk.spend.listed(*NOV).total > 10_000_000
    line = next(one for one in desk.targets.month(NOV[0], now=NINE).lines if one.kpi == "leads")
    assert line.target.value == 3150
