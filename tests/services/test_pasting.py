"""What was copied is shown with who is known of it, put right, filed, and taken back."""

from dataclasses import replace

import pytest

from netdesk import errors
from netdesk.domain.leads.inbox import InboxView
from tests.arrivals import arrive
from tests.conftest import NINE

CHAT = "王女士 13812345678 想看秦PLUS，周六来\n李先生 13912345678"


def file(desk, understood, lines=None, channel="wechat"):
    return desk.pasting.file(
        understood,
        understood.lines if lines is None else lines,
        channel=channel,
        by="",
        now=NINE,
    )


def rows(desk):
    return {row.name: row for row in desk.inbox.page(InboxView.ALL, now=NINE).rows}


def test_a_message_becomes_leads_with_the_day_they_wish_to_come(desk, tmp_path):
    arrive(desk, tmp_path, {})  # the car is known since then
    found = desk.pasting.read(CHAT, now=NINE)
    first, second = found.lines
    assert (first.name, first.model, first.visit) == ("王女士", "秦PLUS", "11月28日 星期六")
    assert [one.name for one in first.known.people] == ["王女士"]
    assert second.known.people == ()
    result = file(desk, found)
    assert (result.added, result.merged) == (1, 1)
    assert rows(desk)["李先生"].channel == "wechat"
    card = desk.inbox.card(rows(desk)["王女士"].id, now=NINE)
    assert card.messages[-1] == "想看秦PLUS，周六来\n想来店：11月28日 星期六"


def test_the_same_message_again_adds_nothing(desk):
    file(desk, desk.pasting.read(CHAT, now=NINE))
    assert file(desk, desk.pasting.read(CHAT, now=NINE)).unchanged == 2


def test_what_was_put_right_and_chosen_is_what_is_filed(desk):
    found = desk.pasting.read(CHAT, now=NINE)
    line = replace(found.lines[1], name="李强", phone="150 1234 5678", visit="")
    file(desk, found, [line])
    assert [(row.name, row.phone) for row in rows(desk).values()] == [("李强", "150****5678")]


def test_a_number_put_wrong_leaves_nothing(desk):
    found = desk.pasting.read(CHAT, now=NINE)
    with pytest.raises(errors.NumberNotRead):
        file(desk, found, [found.lines[0], replace(found.lines[1], phone="139")])
    assert rows(desk) == {}


def test_rows_of_a_table_that_can_not_be_taken_are_counted(desk):
    found = desk.pasting.read("姓名\t电话\n王女士\t13812345678\n李\t1391", now=NINE)
    assert (len(found.lines), found.rejected) == (1, 1)
    result = file(desk, found)
    assert (result.rows, result.added, result.rejected) == (2, 1, 1)


def test_a_table_of_something_else_is_filed_as_what_it_is(desk):
    cells = "订单号\t客户电话\t车型\t订车日期\t成交价\nA1\t13812345678\t秦PLUS\t2026-11-20\t99800"
    found = desk.pasting.read(cells, now=NINE)
    assert (found.kind, found.rows, found.is_empty) == ("deals", 1, False)
    assert file(desk, found).added == 1


def test_what_was_filed_is_taken_back(desk):
    result = file(desk, desk.pasting.read(CHAT, now=NINE))
    desk.pasting.undo(result, by="", now=NINE)
    assert rows(desk) == {}


def test_what_reaches_nobody_is_empty(desk):
    assert desk.pasting.read("没有号码的一句话", now=NINE).is_empty
