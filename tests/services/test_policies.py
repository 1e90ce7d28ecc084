"""The board is written, changed, ended and undone; what has ended is used by no idea."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from netdesk import errors
from netdesk.domain.activities.policies import PolicyNote
from netdesk.domain.activities.words import PolicyKind
from netdesk.domain.ideas.technique import Column
from netdesk.services.ideas import Asked
from tests.conftest import NINE

DAY = date(2026, 11, 24)
NOTE = PolicyNote(
    PolicyKind.SALES,
    "置换补贴",
    "本品牌置换 5000 元，他品牌 3000 元。",
    date(2026, 11, 1),
    date(2026, 11, 30),
    ("秦PLUS",),
    "销售部 11 月 3 号文",
)
FACTS = """
place = "枣庄"
models = [{name = "秦PLUS", power = "插混", price = "7.98万元起", price_source = "11 月价格表"}]
[[offers]]
gift = "脚垫"
kind = "礼品"
spec = "一套"
count = 30
until = "2026-12-31"
how = "到店领取"
value = 200
[[offers]]
gift = "置换补贴红包"
kind = "现金"
spec = "一个"
count = 9
until = "2026-12-31"
how = "到店领取"
value = 300
"""


def add(desk, note=NOTE):
    return desk.policies.add(note, by="", now=NINE)


def titles(desk, now=NINE):
    board = desk.policies.board(now=now)
    return {str(state): [one.note.title for one in listed] for state, listed in board.items()}


def test_a_policy_is_on_the_board_until_its_last_day(desk):
    done = add(desk)
    (one,) = desk.policies.active(now=NINE)
    assert (one.id, one.note) == (done.id, NOTE)
    assert titles(desk, NINE + timedelta(days=6))["active"] == ["置换补贴"]
    assert titles(desk, NINE + timedelta(days=7)) == {
        "active": [],
        "coming": [],
        "expired": ["置换补贴"],
    }
    assert titles(desk, NINE - timedelta(days=30))["coming"] == ["置换补贴"]


def test_what_holds_for_a_car_is_what_names_it_or_none(desk):
    add(desk)
    add(desk, replace(NOTE, title="全系礼遇", models=()))
    names = [one.note.title for one in desk.policies.active(now=NINE, model="海豚")]
    assert names == ["全系礼遇"]
    assert len(desk.policies.active(now=NINE, model="秦PLUS")) == 2


def test_a_policy_is_changed_ended_and_each_undone(desk, database):
    done = add(desk)
    changed = desk.policies.change(done.id, replace(NOTE, text="已改"), version=1, by="", now=NINE)
    assert desk.policies.every()[0].note.text == "已改"
    desk.policies.undo(changed, by="", now=NINE)
    assert desk.policies.every()[0].note == NOTE
    version = desk.policies.every()[0].version
    ended = desk.policies.end(done.id, version=version, by="", now=NINE)
    assert titles(desk)["expired"] == ["置换补贴"]
    undone = desk.policies.undo(ended, by="", now=NINE)
    assert titles(desk)["active"] == ["置换补贴"]
    desk.policies.undo(undone, by="", now=NINE)
    assert desk.policies.expired(now=NINE)[0].over(DAY) == DAY
    with database.reading() as tx:
        actions = tx.exec_driver_sql("SELECT action FROM audit ORDER BY seq").scalars().all()
    assert actions[-6:] == [
        "policy.added",
        "policy.changed",
        "policy.undone",
        "policy.ended",
        "policy.undone",
        "policy.undone",
    ]


def test_writing_one_down_is_undone_and_done_again_under_its_number(desk):
    done = add(desk)
    undone = desk.policies.undo(done, by="", now=NINE)
    assert desk.policies.every() == ()
    desk.policies.undo(undone, by="", now=NINE)
    (one,) = desk.policies.every()
    assert (one.id, one.note) == (done.id, NOTE)


def test_what_changed_since_is_not_written_over_nor_undone(desk):
    done = add(desk)
    desk.policies.change(done.id, replace(NOTE, text="已改"), version=1, by="", now=NINE)
    for step in (
        lambda: desk.policies.change(done.id, NOTE, version=1, by="", now=NINE),
        lambda: desk.policies.end(done.id, version=1, by="", now=NINE),
        lambda: desk.policies.undo(done, by="", now=NINE),
    ):
        with pytest.raises(errors.PolicyChanged):
            step()
    with pytest.raises(errors.UnknownPolicy):
        desk.policies.end(99, version=1, by="", now=NINE)
    assert desk.policies.every()[0].note.text == "已改"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"title": "  "}, errors.PolicyEmpty),
        ({"title": "补。"}, errors.PolicyEmpty),
        ({"last": date(2026, 10, 31)}, errors.PolicyBackwards),
    ],
)
def test_what_is_no_policy_is_refused(desk, change, error):
    with pytest.raises(error):
        add(desk, replace(NOTE, **change))
    assert desk.policies.every() == ()


@pytest.fixture
def told(desk):
    """A desk whose facts have a gift, and one that names the policy."""
    desk.ideas.save_facts(FACTS, now=NINE)
    return desk


def gifts(desk, now=NINE):
    facts = desk.ideas.standing(desk.ideas.facts(), desk.ideas.today(now))
    return [one.gift for one in facts.offers]


def test_a_fact_that_names_an_ended_policy_is_used_by_no_idea(told):
    asked = Asked(column=str(Column.OFFERS), count=40)
    add(told)
    before = told.ideas.asked(asked, now=NINE)
    assert "置换补贴红包" in "".join(one.text() for one in before.ideas)
    assert before.flagged == ()
    later = NINE + timedelta(days=7)
    found = told.ideas.asked(asked, now=later)
    assert found.ideas
    assert "置换补贴" not in "".join(one.text() for one in found.ideas)
    (sentence,) = found.flagged
    assert "置换补贴红包" in sentence
    assert "2026-11-30" in sentence


def test_a_policy_that_is_ended_early_or_renewed_counts_at_once(told):
    done = add(told)
    assert gifts(told) == ["脚垫", "置换补贴红包"]
    told.policies.end(done.id, version=1, by="", now=NINE)
    assert gifts(told) == ["脚垫"]
    add(told, replace(NOTE, last=date(2026, 12, 31)))
    assert gifts(told) == ["脚垫", "置换补贴红包"]


def test_answers_do_not_stand_on_it_either(told):
    add(told)
    later = NINE + timedelta(days=7)

    def known(now):
        return [one.used.name for one in told.questions.facts(now=now)]

    assert "置换补贴红包" in known(NINE)
    assert "置换补贴红包" not in known(later)


def test_the_facts_page_gets_what_holds_today(told):
    add(told)
    assert [one.note.title for one in told.ideas.policies(now=NINE)] == ["置换补贴"]
    assert told.ideas.policies(now=NINE + timedelta(days=7)) == ()
