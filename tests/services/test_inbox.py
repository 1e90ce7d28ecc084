"""Views, order, counts, search and the phone shown whole."""

from datetime import timedelta

import pytest

from netdesk import errors
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.posts.post import PostText
from netdesk.services.answer import Step
from tests.arrivals import arrive, person
from tests.conftest import NINE


def names(desk, view, **more):
    return [row.name for row in desk.inbox.page(view, now=NINE, **more).rows]


@pytest.fixture
def three(desk, tmp_path):
    arrive(
        desk,
        tmp_path,
        person(1, 留资时间="2026-11-24 08:50:00"),
        person(2, 留资时间="2026-11-24 08:35:00"),
        person(3, 留资时间="2026-11-24 08:40:00"),
    )
    return {row.name: row for row in desk.inbox.page(InboxView.WAITING, now=NINE).rows}


def test_the_waiting_stand_by_their_deadline_and_all_shows_them_first(desk, three):
    assert names(desk, InboxView.WAITING) == ["客户2", "客户3", "客户1"]
    desk.answer.log(Step(three["客户2"].id, Outcome.CONNECTED), now=NINE)
    assert names(desk, InboxView.ALL) == ["客户3", "客户1", "客户2"]


def test_pages_follow_one_another_without_a_gap(desk, three):
    desk.answer.log(Step(three["客户2"].id, Outcome.CONNECTED), now=NINE)
    whole = names(desk, InboxView.ALL)
    apart = [name for at in range(3) for name in names(desk, InboxView.ALL, offset=at, limit=1)]
    assert apart == whole
    assert desk.inbox.page(InboxView.ALL, now=NINE, offset=2, limit=1).total == 3


def test_the_next_contact_says_whether_a_lead_is_todays_or_later(desk, three):
    for name, hours in (("客户1", 3), ("客户2", 30)):
        step = Step(three[name].id, Outcome.CONNECTED, next_at=NINE + timedelta(hours=hours))
        desk.answer.log(step, now=NINE)
    assert names(desk, InboxView.TODAY) == ["客户1"]
    assert names(desk, InboxView.LATER) == ["客户2"]
    assert names(desk, InboxView.WAITING) == ["客户3"]


def test_counts_are_the_sizes_of_the_views(desk, three):
    desk.answer.log(
        Step(three["客户1"].id, Outcome.INVITED, visit_at=NINE + timedelta(days=1)), now=NINE
    )
    counts = desk.inbox.counts(now=NINE)
    for view in InboxView:
        assert counts[view] == desk.inbox.page(view, now=NINE).total
    assert counts[InboxView.VISITS] == 1


def test_search_takes_every_word_and_no_wildcards(desk, three):
    assert names(desk, InboxView.ALL, find="客户1") == ["客户1"]
    assert names(desk, InboxView.ALL, find="0002 秦") == ["客户2"]
    assert names(desk, InboxView.ALL, find="0002 宋") == []
    assert names(desk, InboxView.ALL, find="%") == []
    assert names(desk, InboxView.ALL, find="_户1") == []
    assert len(names(desk, InboxView.ALL, find="汽车之家")) == 3


def test_a_phone_is_masked_until_asked_for_and_the_asking_is_kept(desk, three, database):
    row = three["客户1"]
    card = desk.inbox.card(row.id, now=NINE)
    assert card.phones == ("138****0001",)
    assert desk.inbox.reveal(row.id, by="", now=NINE) == "13800000001"
    with database.reading() as tx:
        last = tx.exec_driver_sql(
            "SELECT action, subject_id, payload FROM audit ORDER BY seq DESC"
        ).first()
    assert tuple(last) == ("phone.revealed", row.id, "{}")


def test_an_unknown_lead_is_told(desk):
    for ask in (
        lambda: desk.inbox.card(5, now=NINE),
        lambda: desk.inbox.reveal(5, by="", now=NINE),
    ):
        with pytest.raises(errors.UnknownLead):
            ask()


def test_the_timeline_tells_touches_contacts_and_the_missed_deadline_in_order(desk, three):
    row = three["客户2"]
    late = NINE + timedelta(hours=2)
    desk.answer.log(Step(row.id, Outcome.NO_ANSWER, note="再打"), now=late)
    kinds = [str(entry.kind) for entry in desk.inbox.card(row.id, now=late).timeline]
    assert kinds == ["touch", "clock_late", "contact"]


def test_deadlines_that_passed_are_counted_and_leave_room_for_those_ahead(desk, three):
    late = NINE + timedelta(minutes=40, seconds=1)
    assert desk.inbox.overdue(now=late) == 2
    assert desk.inbox.crossings(now=late) == (NINE + timedelta(minutes=50),)
    assert desk.inbox.overdue(now=NINE) == 0


def test_crossings_are_the_deadlines_ahead(desk, three):
    assert list(desk.inbox.crossings(now=NINE, limit=2)) == [
        NINE + timedelta(minutes=35),
        NINE + timedelta(minutes=40),
    ]


def test_a_posts_code_finds_the_leads_that_came_by_it(desk, three):
    tip = PostText("douyin", Column.CARE, Method.TIP, "雨刮器刮不干净，先看胶条", "换胶条。")
    post, other = (desk.posts.add(tip, now=NINE) for _n in range(2))
    desk.posts.put_lead(post.id, three["客户2"].id, now=NINE)
    for typed, names in (
        (post.code, ["客户2"]),
        (post.code.lower(), ["客户2"]),
        (f"{post.code} 客户1", []),
        (other.code, []),
        (f"{post.code}0", []),
        ("TZ", []),
    ):
        page = desk.inbox.page(InboxView.ALL, now=NINE, find=typed)
        assert [row.name for row in page.rows] == names, typed
