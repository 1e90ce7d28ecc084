"""The ledger: rows become deals, deals find the lead that brought them, people overrule."""

from datetime import date, timedelta

import pytest

from netdesk import errors
from netdesk.domain.figures.reached import Reached
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.deals import Told
from netdesk.domain.money.proof import DealView
from netdesk.domain.money.words import DealEvent, MatchHow
from netdesk.domain.person import Role
from netdesk.services.answer import Step
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.dealt import at, deal, write_ledger

DAY = date(2026, 11, 24)
ALWAYS = date(2020, 1, 1), date(2030, 1, 1)


def counters(result):
    return (result.rows, result.added, result.merged, result.unchanged, result.rejected)


def rows(desk, view=DealView.ALL):
    return desk.deals.page(*ALWAYS, view).rows


def only(desk):
    (row,) = rows(desk)
    return row


def events(row):
    return [(event.kind.value, event.day.isoformat()) for event in row.events]


def asked(database, query, *values):
    with database.reading() as tx:
        return tx.exec_driver_sql(query, values).all()


def reached(database, lead_id=1):
    ((bits,),) = asked(database, "SELECT reached FROM leads WHERE id = ?", lead_id)
    return Reached(bits)


def steps(database):
    query = "SELECT lead_id, stage, shop_day FROM steps WHERE voided_at IS NULL AND reason = 'deal'"
    return [tuple(row) for row in asked(database, f"{query} ORDER BY id")]


def audited(database):
    return [row[0] for row in asked(database, "SELECT action FROM audit ORDER BY seq")]


@pytest.fixture
def lead(desk, tmp_path):
    """One lead of this morning, number 1: 王女士, 13812345678."""
    arrive(desk, tmp_path, {})
    return 1


# --- rows become deals


def test_a_row_becomes_a_deal_with_its_events(desk, tmp_path):
    row = {"合同号": "HT1", "销售顾问": "赵强", "订车日期": "2026-11-03", "交车日期": "2026-11-20"}
    assert counters(deal(desk, tmp_path, row)) == (1, 1, 0, 0, 0)
    found = only(desk)
    assert (found.number, found.name, found.phone) == ("HT1", "王女士", "138****5678")
    assert (found.amount, found.gross_profit) == (12_980_000, 350_000)
    assert (found.person, found.day) == ("赵强", date(2026, 11, 3))
    assert events(found) == [("ordered", "2026-11-03"), ("delivered", "2026-11-20")]


def test_the_same_ledger_twice_adds_nothing(desk, tmp_path):
    ledger = [
        {"合同号": "HT1"},
        {"联系电话": "13900000000", "交车日期": "2026-11-24"},
        {"合同号": ""},
    ]
    assert counters(deal(desk, tmp_path, *ledger[:2])) == (2, 2, 0, 0, 0)
    assert counters(deal(desk, tmp_path, *ledger[:2])) == (2, 0, 0, 2, 0)


def test_rows_are_counted_in_file_order(desk, tmp_path):
    result = deal(
        desk,
        tmp_path,
        {"合同号": "HT1"},
        {"合同号": "HT1", "交车日期": "2026-11-24"},
        {"合同号": "HT1", "交车日期": "2026-11-24"},
        {"合同号": "HT2", "成交价": "-1"},
        {"合同号": "HT2", "订车日期": "2026-11-25"},
        {"合同号": "HT2", "联系电话": ""},
    )
    assert counters(result) == (6, 2, 1, 1, 2)
    assert [str(reject.reason) for reject in result.rejects] == ["negative", "future_time"]


def test_without_a_number_customer_day_and_model_say_which_deal_it_is(desk, tmp_path):
    result = deal(
        desk,
        tmp_path,
        {},
        {"成交价": "130000"},  # the same one, dearer
        {"车型": "海鸥"},  # another car
        {"订车日期": "2026-11-23"},  # another day
        {"联系电话": "13900000000"},  # somebody else of the same name
    )
    assert counters(result) == (5, 4, 1, 0, 0)
    assert {row.amount for row in rows(desk)} == {13_000_000, 12_980_000}


def test_a_row_without_a_phone_is_of_the_only_one_of_that_name(desk, tmp_path):
    assert counters(deal(desk, tmp_path, {}, {"联系电话": ""})) == (2, 1, 0, 1, 0)
    other, nobody = {"联系电话": "13900000000"}, {"联系电话": ""}
    assert counters(deal(desk, tmp_path, other, nobody, nobody)) == (3, 2, 0, 1, 0)


def test_a_deal_that_gets_its_number_later_is_the_same(desk, tmp_path):
    deal(desk, tmp_path, {})
    assert counters(deal(desk, tmp_path, {"合同号": "HT1"})) == (1, 0, 1, 0, 0)
    assert counters(deal(desk, tmp_path, {"合同号": "HT2"})) == (1, 1, 0, 0, 0)
    assert [row.number for row in rows(desk)] == ["HT2", "HT1"]


def test_a_number_that_belongs_to_somebody_else_is_given_back(desk, tmp_path):
    other = {"合同号": "HT1", "客户姓名": "李先生", "联系电话": "13900000000"}
    result = deal(desk, tmp_path, {"合同号": "HT1"}, other)
    assert counters(result) == (2, 1, 0, 0, 1)
    (reject,) = result.rejects
    assert (reject.column, reject.value) == ("合同号", "HT1")
    assert str(reject.reason) == "other_customer"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"订车日期": "2026-11-20", "交车日期": "2026-11-19"}, "交车日期"),
        ({"订车日期": "2026-11-20", "退订日期": "2026-11-19"}, "退订日期"),
    ],
)
def test_dates_out_of_order_are_given_back(desk, tmp_path, cells, column):
    result = deal(desk, tmp_path, cells)
    assert [(r.column, str(r.reason)) for r in result.rejects] == [(column, "out_of_order")]
    assert rows(desk) == ()


def test_a_later_row_out_of_order_leaves_the_deal_as_it_was(desk, tmp_path):
    deal(desk, tmp_path, {"合同号": "HT1", "订车日期": "2026-11-20"})
    late = {"合同号": "HT1", "订车日期": "", "交车日期": "2026-11-19", "毛利": "1"}
    assert deal(desk, tmp_path, late).rejected == 1
    assert (only(desk).gross_profit, events(only(desk))) == (350_000, [("ordered", "2026-11-20")])


def test_a_day_that_says_nothing_is_the_orders_until_one_says_more(desk, tmp_path):
    closed = {"合同号": "HT1", "订车日期": "", "成交日期": "2026-11-20"}
    deal(desk, tmp_path, closed)
    assert events(only(desk)) == [("ordered", "2026-11-20")]
    deal(desk, tmp_path, {**closed, "成交日期": "2026-11-21"})
    assert events(only(desk)) == [("ordered", "2026-11-21")]
    deal(desk, tmp_path, {"合同号": "HT1", "订车日期": "2026-11-05"})
    assert deal(desk, tmp_path, closed).unchanged == 1
    assert events(only(desk)) == [("ordered", "2026-11-05")]


def test_a_ledger_of_deliveries_alone_has_deals_too(desk, tmp_path, database, lead):
    deal(desk, tmp_path, {"订车日期": "", "交车日期": "2026-11-24"})
    assert events(only(desk)) == [("delivered", "2026-11-24")]
    assert steps(database) == [(1, "ordered", "2026-11-24"), (1, "delivered", "2026-11-24")]


def test_what_the_ledger_corrects_is_corrected_and_a_changed_wish_is_an_event(desk, tmp_path):
    deal(desk, tmp_path, {"合同号": "HT1", "毛利": ""})
    deal(desk, tmp_path, {"合同号": "HT1", "毛利": "-200"})
    assert (only(desk).gross_profit, len(only(desk).events)) == (-20_000, 1)
    deal(desk, tmp_path, {"合同号": "HT1", "车型": "汉", "毛利": ""})
    assert (only(desk).model, only(desk).gross_profit) == ("汉", -20_000)
    assert [(e.kind, e.note) for e in only(desk).events[1:]] == [(DealEvent.CHANGED, "model")]


def test_a_word_for_the_state_is_as_good_as_a_date(desk, tmp_path):
    order = {"合同号": "HT1", "订车日期": "2026-11-20"}
    deal(desk, tmp_path, {**order, "状态": "未交车"})
    assert events(only(desk)) == [("ordered", "2026-11-20")]
    deal(desk, tmp_path, {**order, "状态": "已交车"})
    assert events(only(desk)) == [("ordered", "2026-11-20"), ("delivered", "2026-11-24")]
    deal(desk, tmp_path, {**order, "状态": "退车"})
    assert [kind for kind, _day in events(only(desk))][2:] == ["refunded"]


def test_an_ending_of_the_ledger_is_taken_back_by_the_ledger_one_by_hand_is_not(desk, tmp_path):
    deal(desk, tmp_path, {"合同号": "HT1", "状态": "已退订"})
    assert not only(desk).is_standing
    assert deal(desk, tmp_path, {"合同号": "HT1"}).unchanged == 1
    deal(desk, tmp_path, {"合同号": "HT1", "状态": "已订"})
    assert only(desk).is_standing
    desk.deals.end(only(desk).id, DAY, by="", now=NINE)
    assert deal(desk, tmp_path, {"合同号": "HT1", "状态": "已订"}).unchanged == 1
    assert not only(desk).is_standing


def test_a_dry_run_counts_and_writes_nothing(desk, tmp_path, database, lead):
    path = write_ledger(tmp_path / "ledger.csv", {})
    assert desk.imports.run(path, now=NINE, dry_run=True).added == 1
    assert rows(desk) == ()
    assert Reached.DEAL_ORDERED not in reached(database)


def test_batches_know_the_deals_of_earlier_batches(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("netdesk.services.importing.work.BATCH", 2)
    one, two = {"合同号": "HT1"}, {"合同号": "HT2", "联系电话": "13900000000"}
    later = {**one, "交车日期": "2026-11-24"}
    assert counters(deal(desk, tmp_path, one, two, two, later, one)) == (5, 2, 1, 2, 0)
    assert sorted(len(row.events) for row in rows(desk)) == [1, 2]


# --- deals find their lead


def test_a_deal_is_matched_by_its_phone_and_says_how_and_when_and_by_whom(
    desk, tmp_path, database, lead
):
    desk.settings.add_person("李静", Role.INVITER, now=NINE)
    path = write_ledger(tmp_path / "ledger.csv", {})
    result = desk.imports.run(path, now=NINE, by="李静")
    match = only(desk).match
    assert (match.lead_id, match.how, match.at, match.by) == (1, MatchHow.PHONE, NINE, "李静")
    assert reached(database) == Reached.DEAL_ORDERED
    assert steps(database) == [(1, "ordered", "2026-11-24")]
    assert result.changes.deals
    assert audited(database)[-2:] == ["deals.matched", "import"]


def test_a_matched_deal_leaves_who_is_at_the_lead_alone(desk, tmp_path, lead):
    version = desk.inbox.card(1, now=NINE).row.version
    deal(desk, tmp_path, {})
    desk.answer.log(Step(1, Outcome.CONNECTED, version=version), now=NINE)


@pytest.mark.parametrize(
    ("came", "ordered", "is_found"),
    [
        ("2026-11-24 20:00", "2026-11-24", True),  # the same day, later
        ("2026-11-24 08:00", "2026-11-23", False),  # a lead after the deal did not bring it
        ("2025-11-24 08:00", "2026-11-24", True),
        ("2025-11-23 08:00", "2026-11-24", False),  # more than 365 days before
    ],
)
def test_a_lead_brings_deals_for_a_year(desk, tmp_path, clock, came, ordered, is_found):
    clock.at = at("2026-11-25 09:00")
    arrive(desk, tmp_path, {"留资时间": came})
    deal(desk, tmp_path, {"订车日期": ordered})
    assert only(desk).is_matched is is_found


def test_the_newest_lead_by_then_is_the_deals(desk, tmp_path, clock):
    for came in ("2026-02-01 09:00", "2026-06-01 09:00", "2026-11-01 09:00"):
        arrive(desk, tmp_path, {"留资时间": came})
    two = {"订车日期": "2026-10-01", "交车日期": "2026-11-20"}
    deal(desk, tmp_path, {"订车日期": "2026-03-01"}, two, {"订车日期": "2026-11-02"})
    assert [row.match.lead_id for row in rows(desk)] == [3, 2, 1]


def test_two_deals_of_one_phone_are_both_kept_and_both_matched(desk, tmp_path, database, lead):
    deal(desk, tmp_path, {"合同号": "HT1"}, {"合同号": "HT2", "交车日期": "2026-11-24"})
    assert [row.match.lead_id for row in rows(desk)] == [1, 1]
    assert sorted(steps(database)) == [(1, "delivered", "2026-11-24"), (1, "ordered", "2026-11-24")]


@pytest.mark.parametrize(
    "said",
    [{"手机号": "17012345678-1234"}, {"手机号": "4001234567"}, {"手机号": "95013812345678"}],
)
def test_a_lent_number_matches_nothing(desk, tmp_path, said):
    arrive(desk, tmp_path, said)
    deal(desk, tmp_path, {"联系电话": said["手机号"], "客户姓名": "李先生"})
    assert not only(desk).is_matched


@pytest.mark.parametrize("flag", ["is_virtual", "is_shared"])
def test_a_number_known_as_lent_or_shared_matches_nothing(desk, tmp_path, database, lead, flag):
    with database.writing() as tx:
        tx.exec_driver_sql(f"UPDATE identifiers SET {flag} = 1")
    deal(desk, tmp_path, {})
    assert not only(desk).is_matched
    assert [row.id for row in desk.deals.suggested(only(desk).id)] == [1]


def couple(database):
    """Give 客户2's customer the number of 客户1 as well."""
    with database.writing() as tx:
        tx.exec_driver_sql(
            "INSERT INTO identifiers (shop_id, kind, value, customer_id)"
            " SELECT 1, 'mobile', value, 2 FROM identifiers WHERE customer_id = 1"
        )


@pytest.mark.parametrize(("name", "lead_id"), [("客户1", 1), ("客户2", 2), ("客户3", None)])
def test_the_number_of_a_couple_is_told_apart_by_the_name(desk, tmp_path, database, name, lead_id):
    arrive(desk, tmp_path, person(1), person(2))
    couple(database)
    deal(desk, tmp_path, {"联系电话": "13800000001", "客户姓名": name})
    assert (only(desk).match.lead_id if only(desk).match else None) == lead_id


def test_a_deal_without_a_phone_waits_for_a_person(desk, tmp_path, lead):
    deal(desk, tmp_path, {"联系电话": ""})
    assert only(desk).match is None
    assert [row.id for row in desk.deals.suggested(only(desk).id)] == [1]


def test_a_lead_that_comes_to_be_known_after_the_deal_is_found(desk, tmp_path, database):
    deal(desk, tmp_path, {}, {"联系电话": "13900000000", "客户姓名": "李先生"})
    assert not any(row.is_matched for row in rows(desk))
    later = NINE + timedelta(days=1)
    result = arrive(desk, tmp_path, {}, person(7), now=later)
    assert result.changes.deals
    (found,) = rows(desk, DealView.MATCHED)
    assert (found.match.lead_id, found.match.at) == (1, later)
    assert steps(database) == [(1, "ordered", "2026-11-24")]


def test_a_lead_that_turns_out_older_by_another_identifier_takes_its_deal(desk, tmp_path):
    head = ",".join(("客户姓名", "手机号", "微信号", "留资时间"))
    rows_ = ("王女士,13812345678,wang_138,2026-11-22 09:00", "王女士,,wang_138,2026-11-18 09:00")
    for number, row in enumerate(rows_):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"{head}\n{row}\n", encoding="utf-8")
        desk.imports.run(path, now=NINE)
        if not number:
            deal(desk, tmp_path, {"订车日期": "2026-11-20"})
            assert not only(desk).is_matched
    assert only(desk).is_matched


def test_leads_that_no_deal_has_change_no_deal(desk, tmp_path):
    deal(desk, tmp_path, {})
    assert not arrive(desk, tmp_path, person(7)).changes.deals


def test_an_older_touch_can_take_a_deal_over_and_give_it_back(desk, tmp_path, database):
    arrive(desk, tmp_path, {"留资时间": "2026-02-01 09:00"})
    deal(desk, tmp_path, {"订车日期": "2026-11-20"})
    assert only(desk).match.lead_id == 1
    arrive(desk, tmp_path, {"留资时间": "2026-11-10 09:00"})
    assert only(desk).match.lead_id == 2
    assert Reached.DEAL_ORDERED not in reached(database, 1)
    assert Reached.DEAL_ORDERED in reached(database, 2)
    assert steps(database) == [(2, "ordered", "2026-11-20")]


def test_a_corrected_phone_takes_the_deal_along(desk, tmp_path, database):
    arrive(desk, tmp_path, person(1), person(2))
    deal(desk, tmp_path, {"合同号": "HT1", "联系电话": "13800000001"})
    assert only(desk).match.lead_id == 1
    deal(desk, tmp_path, {"合同号": "HT1", "联系电话": "13800000002"})
    assert only(desk).match.lead_id == 2
    deal(desk, tmp_path, {"合同号": "HT1", "联系电话": "13800000009"})
    assert only(desk).match is None
    assert steps(database) == []
    assert (reached(database, 1), reached(database, 2)) == (Reached(0), Reached(0))


def test_matching_all_again_changes_nothing(desk, tmp_path, database, lead):
    deal(desk, tmp_path, {})
    before = asked(database, "SELECT * FROM steps"), audited(database)
    assert not desk.deals.match_all(now=NINE + timedelta(days=1))
    assert (asked(database, "SELECT * FROM steps"), audited(database)) == before


# --- what happens to a deal


def test_a_cancelled_deal_counts_no_more_and_one_that_stands_again_does(
    desk, tmp_path, database, lead
):
    deal(desk, tmp_path, {"合同号": "HT1", "交车日期": "2026-11-24"})
    both = Reached.DEAL_ORDERED | Reached.DEAL_DELIVERED
    assert reached(database) == both
    later = NINE + timedelta(days=3)
    deal(desk, tmp_path, {"合同号": "HT1", "退订日期": "2026-11-26"}, now=later)
    assert (reached(database), steps(database)) == (Reached(0), [])
    assert only(desk).match.lead_id == 1
    assert [row.id for row in rows(desk, DealView.ENDED)] == [only(desk).id]
    desk.deals.stand(only(desk).id, by="", now=later)
    assert reached(database) == both
    assert len(steps(database)) == 2


def test_one_of_two_cancelled_leaves_the_other(desk, tmp_path, database, lead):
    first = {"合同号": "HT1", "订车日期": "2026-11-24"}
    second = {"合同号": "HT2", "订车日期": "2026-11-24", "交车日期": "2026-11-24"}
    deal(desk, tmp_path, first, {**second, "状态": "退车"})
    assert reached(database) == Reached.DEAL_ORDERED
    assert steps(database) == [(1, "ordered", "2026-11-24")]


def test_a_delivery_that_follows_is_a_step_of_its_own_day(desk, tmp_path, database, lead):
    deal(desk, tmp_path, {"合同号": "HT1"})
    later = at("2026-12-01 10:00")
    deal(desk, tmp_path, {"合同号": "HT1", "交车日期": "2026-11-30"}, now=later)
    assert steps(database) == [(1, "ordered", "2026-11-24"), (1, "delivered", "2026-11-30")]
    ((opened,),) = asked(database, "SELECT happened_at FROM steps WHERE stage = 'delivered'")
    assert opened == int(at("2026-11-30 08:30").timestamp()) * 1_000_000


def test_a_deal_of_a_closed_day_counts_on_the_next_open_one(desk, tmp_path, database, clock):
    clock.at = at("2026-10-12 09:00")
    arrive(desk, tmp_path, {"留资时间": "2026-09-20 09:00"})
    deal(desk, tmp_path, {"订车日期": "2026-10-02"})  # National Day: closed until the 7th
    assert only(desk).day == date(2026, 10, 2)
    assert only(desk).shop_day == date(2026, 10, 8)
    assert steps(database) == [(1, "ordered", "2026-10-08")]


def test_contacts_and_undo_leave_what_deals_said(desk, tmp_path, database, lead):
    deal(desk, tmp_path, {})
    desk.answer.log(Step(1, Outcome.ORDERED), now=NINE)
    desk.answer.undo_last(by="", now=NINE)
    assert reached(database) == Reached.DEAL_ORDERED
    assert steps(database) == [(1, "ordered", "2026-11-24")]


# --- people overrule


@pytest.fixture
def matched(desk, tmp_path):
    """Two leads; the first one's customer bought."""
    desk.settings.add_person("周敏", Role.CLERK, now=NINE)
    arrive(desk, tmp_path, person(1), person(2))
    deal(desk, tmp_path, {"联系电话": "13800000001", "客户姓名": "客户1"})
    return only(desk).id


def test_a_person_says_whose_a_deal_is_and_the_phone_is_silent(desk, tmp_path, database, matched):
    said = desk.deals.match_by_hand(matched, 2, by="周敏", now=NINE)
    assert said.before.lead_id == 1
    assert (said.after.lead_id, said.after.how, said.after.by) == (2, MatchHow.HAND, "周敏")
    assert (reached(database, 1), reached(database, 2)) == (Reached(0), Reached.DEAL_ORDERED)
    arrive(desk, tmp_path, person(1, 渠道="易车"))
    desk.deals.match_all(now=NINE)
    assert only(desk).match == said.after
    assert steps(database) == [(2, "ordered", "2026-11-24")]
    assert "deal.matched" in audited(database)


def test_a_person_says_that_a_deal_is_nobodys(desk, tmp_path, database, matched):
    said = desk.deals.unmatch(matched, by="周敏", now=NINE)
    assert (said.after.lead_id, said.after.how) == (None, MatchHow.NONE)
    desk.deals.match_all(now=NINE)
    assert only(desk).match == said.after
    assert (steps(database), reached(database, 1)) == ([], Reached(0))
    views = {view: len(rows(desk, view)) for view in DealView}
    assert views == {"all": 1, "matched": 0, "open": 0, "none": 1, "ended": 0}


def test_what_was_said_can_be_forgotten(desk, database, matched):
    desk.deals.unmatch(matched, by="周敏", now=NINE)
    found = desk.deals.match_by_phone(matched, by="周敏", now=NINE)
    assert (found.before.how, found.after.how, found.after.lead_id) == ("none", "phone", 1)
    assert steps(database) == [(1, "ordered", "2026-11-24")]


def test_what_was_said_can_be_taken_back_exactly(desk, database, matched):
    before = only(desk)
    said = desk.deals.match_by_hand(matched, 2, by="周敏", now=NINE + timedelta(hours=1))
    desk.deals.undo(said, by="周敏", now=NINE + timedelta(hours=2))
    assert only(desk) == before
    assert steps(database) == [(1, "ordered", "2026-11-24")]
    assert (reached(database, 1), reached(database, 2)) == (Reached.DEAL_ORDERED, Reached(0))


def test_what_changed_since_is_not_taken_back(desk, matched):
    said = desk.deals.match_by_hand(matched, 2, by="周敏", now=NINE)
    desk.deals.unmatch(matched, by="周敏", now=NINE)
    with pytest.raises(errors.DealChanged):
        desk.deals.undo(said, by="周敏", now=NINE)


def test_what_is_not_there_is_said(desk, matched):
    for wrong in (
        lambda: desk.deals.match_by_hand(99, 1, by="", now=NINE),
        lambda: desk.deals.unmatch(99, by="", now=NINE),
        lambda: desk.deals.proof(99),
        lambda: desk.deals.end(99, DAY, by="", now=NINE),
    ):
        with pytest.raises(errors.UnknownDeal):
            wrong()
    with pytest.raises(errors.UnknownLead):
        desk.deals.match_by_hand(matched, 99, by="", now=NINE)
    with pytest.raises(errors.UnknownPerson):
        desk.deals.unmatch(matched, by="谁", now=NINE)


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), DAY + timedelta(days=1)])
def test_a_deal_ends_neither_before_it_began_nor_in_the_future(desk, matched, day):
    with pytest.raises(errors.BadDeal):
        desk.deals.end(matched, day, by="", now=NINE)


def test_a_deal_is_written_down_by_hand(desk, tmp_path, lead):
    told = Told(name="王女士", phone="138 1234 5678", model="汉", ordered=DAY, amount=1, raw="")
    said = desk.deals.add(told, by="", now=NINE)
    assert said.after.lead_id == 1
    with pytest.raises(errors.DealKnown):
        desk.deals.add(told, by="", now=NINE)
    assert deal(desk, tmp_path, {"车型": "汉"}).merged == 1
    for wrong in (
        told._replace(ordered=None),
        told._replace(amount=-1),
        told._replace(ordered=DAY + timedelta(days=1)),
        told._replace(name="", phone=""),
        told._replace(model="唐", delivered=DAY - timedelta(days=1)),
    ):
        with pytest.raises(errors.BadDeal):
            desk.deals.add(wrong, by="", now=NINE)
    with pytest.raises(errors.BadDealPhone):
        desk.deals.add(told._replace(phone="123"), by="", now=NINE)


# --- the proof


@pytest.fixture
def proven(desk, tmp_path, clock):
    """A lead with two touches, answered, invited, there, and a deal; a touch after it."""
    desk.settings.add_person("周敏", Role.CLERK, now=NINE)
    clock.at = at("2026-11-20 09:00")
    arrive(desk, tmp_path, {"留资时间": "2026-11-20 08:40", "留言": "周末看车"})
    desk.answer.log(Step(1, Outcome.CONNECTED, by="周敏"), now=at("2026-11-20 09:00"))
    visit = at("2026-11-22 10:00")
    desk.answer.log(Step(1, Outcome.INVITED, by="周敏", visit_at=visit), now=at("2026-11-20 10:00"))
    arrive(desk, tmp_path, {"留资时间": "2026-11-21 11:00", "渠道": "易车"}, now=visit)
    desk.answer.log(Step(1, Outcome.ARRIVED, by="周敏"), now=at("2026-11-22 10:05"))
    arrive(
        desk,
        tmp_path,
        {"留资时间": "2026-11-26 11:00", "渠道": "懂车帝"},
        now=at("2026-11-27 09:00"),
    )
    clock.at = at("2026-11-27 09:00")
    deal(desk, tmp_path, {"销售顾问": "赵强", "交车日期": "2026-11-27"}, now=clock.at)
    return desk


def test_the_proof_is_what_came_before_the_deal(proven):
    proof = proven.deals.proof(only(proven).id)
    assert [touch.channel for touch in proof.touches] == ["autohome", "yiche"]
    assert proof.first.message == "周末看车"
    assert [one.outcome for one in proof.contacts] == ["connected", "invited", "arrived"]
    assert proof.contacts[1].visit_at == at("2026-11-22 10:00")
    assert proof.visit.at == at("2026-11-22 10:05")
    assert (proof.days, proof.days_to_visit, proof.days_from_visit) == (4, 2, 2)
    assert proof.answered_s == 20 * 60
    assert proof.channels == ("汽车之家", "易车")
    assert (proof.deal.owner, proof.deal.person) == ("周敏", "赵强")


def test_there_is_no_proof_without_a_lead(desk, tmp_path):
    deal(desk, tmp_path, {})
    with pytest.raises(errors.DealUnmatched):
        desk.deals.proof(only(desk).id)


def test_a_lead_matched_by_hand_that_came_later_is_shown_as_later(desk, tmp_path, lead):
    deal(desk, tmp_path, {"订车日期": "2026-11-20"})
    desk.deals.match_by_hand(only(desk).id, 1, by="", now=NINE)
    proof = desk.deals.proof(only(desk).id)
    assert (len(proof.touches), proof.days) == (1, -4)


def test_the_report_is_by_the_person_of_the_lead(proven, tmp_path, clock):
    arrive(proven, tmp_path, person(2), now=clock.at)
    deal(
        proven,
        tmp_path,
        {"联系电话": "13800000002", "毛利": "", "订车日期": "2026-11-27"},
        {"联系电话": "13900000000", "合同号": "HT9", "毛利": "1000", "订车日期": "2026-11-25"},
        {
            "联系电话": "13800000002",
            "合同号": "HT8",
            "毛利": "9000",
            "状态": "退订",
            "订车日期": "2026-11-26",
        },
        {"联系电话": "13900000001", "订车日期": "2026-12-01"},
        now=at("2026-12-02 09:00"),
    )
    report = proven.deals.report(date(2026, 11, 1), date(2026, 11, 30), now=clock.at)
    assert [(one.owner, one.sum.deals) for one in report.people] == [("周敏", 1), ("", 1)]
    mine = report.people[0]
    assert (mine.sum.gross_profit, mine.sum.delivered, mine.median_days) == (350_000, 1, 4)
    assert [proof.deal.is_standing for proof in report.people[1].proofs] == [False, True]
    assert report.people[1].sum.without_profit == 1
    assert [row.number for row in report.others] == ["HT9"]
    assert (report.matched.deals, report.whole.deals) == (2, 3)
    assert (report.matched.gross_profit, report.whole.gross_profit) == (350_000, 450_000)


def test_a_report_of_a_range_that_ends_before_it_begins_is_refused(desk):
    with pytest.raises(errors.BadRange):
        desk.deals.report(DAY, DAY - timedelta(days=1), now=NINE)
