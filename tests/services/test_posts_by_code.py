"""A customer who tells a post's code was brought by that post."""

import pytest

from netdesk import errors
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.posts.post import PostText
from tests.arrivals import arrive, person, write_csv
from tests.conftest import NINE

TIP = PostText("douyin", Column.CARE, Method.TIP, "雨刮器刮不干净，先看胶条", "胶条会硬。")


@pytest.fixture
def post(desk):
    draft = desk.posts.add(TIP, now=NINE)
    return desk.posts.publish(draft.id, now=NINE)


def test_a_message_with_a_code_puts_the_lead_to_the_post(desk, tmp_path, post):
    told = (f"看了{post.code}来的", "tz-1", "\uff34\uff3a\uff11", "周末想看车", "TZ99", "TZ 1，TZ1")
    result = arrive(desk, tmp_path, *(person(n, 留言=text) for n, text in enumerate(told)))
    assert result.changes.posts
    names = {row.name for row in desk.posts.leads_of(post.id)}
    assert names == {"客户0", "客户1", "客户2", "客户5"}
    assert desk.posts.one(post.id).leads == 4


def test_an_import_without_a_code_doesnt_touch_the_posts(desk, tmp_path, post):
    assert not arrive(desk, tmp_path, person(1, 留言="看了zone来的 TZ77")).changes.posts
    assert desk.posts.one(post.id) == post


def test_a_later_touch_of_a_known_lead_brings_its_code(desk, tmp_path, post):
    arrive(desk, tmp_path, person(1))
    again = person(1, 留资时间="2026-11-24 08:50:00", 留言=post.code)
    assert arrive(desk, tmp_path, again).merged == 1
    assert arrive(desk, tmp_path, again).unchanged == 1
    assert desk.posts.one(post.id).leads == 1


def test_a_message_that_comes_later_for_the_same_touch_brings_its_code(desk, tmp_path, post):
    arrive(desk, tmp_path, person(1))
    assert arrive(desk, tmp_path, person(1, 留言=f"帖子 {post.code}")).unchanged == 1
    assert desk.posts.one(post.id).leads == 1


def test_a_lead_taken_off_by_hand_stays_off_when_the_file_comes_again(desk, tmp_path, post):
    arrive(desk, tmp_path, person(1, 留言=post.code))
    (row,) = desk.posts.leads_of(post.id)
    desk.posts.take_lead(post.id, row.id, now=NINE)
    arrive(desk, tmp_path, person(1, 留言=post.code))
    assert desk.posts.leads_of(post.id) == ()


def test_one_put_by_hand_before_is_not_put_twice(desk, tmp_path, post):
    arrive(desk, tmp_path, person(1))
    (row,) = desk.inbox.page(InboxView.ALL, now=NINE).rows
    desk.posts.put_lead(post.id, row.id, now=NINE)
    arrive(desk, tmp_path, person(1, 留言=post.code, 留资时间="2026-11-24 08:50:00"))
    assert desk.posts.one(post.id).leads == 1


def test_two_codes_in_one_message_bring_the_lead_to_both(desk, tmp_path, post):
    other = desk.posts.add(TIP, now=NINE)
    arrive(desk, tmp_path, person(1, 留言=f"{post.code}和{other.code}都看了"))
    assert [desk.posts.one(one.id).leads for one in (post, other)] == [1, 1]


def test_a_dry_run_puts_nothing_and_neither_does_an_import_that_fails(desk, tmp_path, post):
    path = write_csv(tmp_path / "a.csv", [person(1, 留言=post.code)])
    assert not desk.imports.run(path, now=NINE, dry_run=True).changes.posts
    with pytest.raises(errors.UnknownPerson):
        desk.imports.run(path, now=NINE, by="没有这人")
    assert desk.posts.leads_of(post.id) == ()


def test_many_leads_with_codes_are_all_put(desk, tmp_path, post):
    rows = [person(n, 留言=f"{post.code} 第{n}个") for n in range(1200)]
    arrive(desk, tmp_path, *rows)
    assert desk.posts.one(post.id).leads == 1200
