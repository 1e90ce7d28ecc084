"""The shop's ledger as it is kept: any names, dates of every kind, amounts with and without 万."""

from datetime import date

import pytest

from netdesk.intake.reading import RecordKind
from tests.intake.conftest import NOW

HEAD = "合同号,客户姓名,联系电话,车型,销售顾问,订车日期,交车日期,成交价,毛利,状态"
KEYS = HEAD.split(",")
PLAIN = {
    "合同号": "HT001",
    "客户姓名": "王女士",
    "联系电话": "13812345678",
    "车型": "秦PLUS",
    "订车日期": "2026-11-20",
    "成交价": "129800",
    "毛利": "3500",
}


@pytest.fixture
def ledger(read):
    """Read a ledger of one row given as column → cell."""

    def read_row(**cells):
        whole = {**PLAIN, **cells}
        keys = [*KEYS, *(name for name in cells if name not in KEYS)]
        line = ",".join(f'"{whole.get(name, "")}"' for name in keys)
        return read(f"{','.join(keys)}\n{line}\n")

    return read_row


def test_a_ledger_is_known_by_its_header(ledger):
    found = ledger()
    assert found.reading.kind is RecordKind.DEALS
    (draft,) = found.drafts
    assert (draft.number, draft.name, draft.phone, draft.model) == (
        "HT001",
        "王女士",
        "13812345678",
        "秦PLUS",
    )
    assert (draft.ordered, draft.delivered) == (date(2026, 11, 20), None)
    assert (draft.amount, draft.gross_profit) == (12_980_000, 350_000)


def test_a_ledger_of_another_hand_is_read_too(read):
    found = read(
        "合计表\n"
        "日期,姓名,电话,车系,车款,金额(万元),毛利\n"
        "2026年11月3日,李先生,0632-3300000,秦,DM-i,12.98,-0.15万\n"
        "合计,,,,,12.98,\n"
    )
    (draft,) = found.drafts
    assert (draft.closed, draft.phone, draft.model) == (
        date(2026, 11, 3),
        "0632-3300000",
        "秦 DM-i",
    )
    assert (draft.amount, draft.gross_profit) == (12_980_000, -150_000)
    assert found.reading.tally.skipped == 1


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"成交价": "-1"}, "成交价", "negative"),
        ({"成交价": "面议"}, "成交价", "bad_number"),
        ({"成交价": "13812345678"}, "成交价", "too_much"),
        ({"毛利": "好"}, "毛利", "bad_number"),
        ({"订车日期": "2026-11-25"}, "订车日期", "future_time"),
        ({"交车日期": "2027-01-01"}, "交车日期", "future_time"),
        ({"订车日期": "下周"}, "订车日期", "bad_time"),
        ({"订车日期": ""}, "订车日期", "no_day"),
        ({"合同号": "", "客户姓名": "", "联系电话": ""}, "联系电话", "no_deal_named"),
        ({"合同号": "", "客户姓名": "", "联系电话": "12345"}, "联系电话", "bad_phone"),
        ({"多": "了"}, None, None),
    ],
)
def test_a_row_that_cannot_be_a_deal_is_given_back_with_the_reason(ledger, cells, column, reason):
    found = ledger(**cells)
    if reason is None:
        assert not found.rejects
        return
    (reject,) = found.lost
    assert (reject.column, str(reject.reason)) == (column, reason)
    assert not found.drafts


def test_today_is_not_the_future_in_the_shop(ledger):
    assert NOW.date() == date(2026, 11, 24)
    (draft,) = ledger(订车日期="2026-11-24 08:00").drafts
    assert draft.ordered == date(2026, 11, 24)


def test_a_bad_phone_costs_the_cell_and_not_the_deal(ledger):
    found = ledger(联系电话="1381234")
    assert [str(r.reason) for r in found.told] == ["bad_phone"]
    (draft,) = found.drafts
    assert (draft.phone, draft.name) == ("", "王女士")


@pytest.mark.parametrize("cell", ["", "-", "无", "暂无"])
def test_a_deal_without_a_phone_is_a_deal(ledger, cell):
    found = ledger(联系电话=cell)
    assert not found.rejects
    assert found.drafts[0].phone == ""


def test_a_loss_is_true(ledger):
    assert ledger(毛利="-1,200.50").drafts[0].gross_profit == -120_050


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("已交车", "delivered"),
        ("未交车", "ordered"),
        ("已退订", "ended"),
        ("退 车", "ended"),
        ("跟进中", ""),
        ("", ""),
    ],
)
def test_the_state_is_said_in_the_ledgers_words(ledger, word, state):
    assert ledger(状态=word).drafts[0].state == state


def test_a_list_of_leads_with_an_order_date_stays_one_of_leads(read):
    head = "线索编号,客户姓名,手机号,意向车型,留资时间,订车日期,交车日期"
    text = f"{head}\nA1,王,13812345678,秦,2026-11-20,,\n"
    assert read(text).reading.kind is RecordKind.LEADS
