"""The invented dealership's posts: a full calendar, a ranking, leads by codes, within the law."""

import json
import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from netdesk import errors
from netdesk.catalog import facts_file
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Method, Technique
from netdesk.domain.posts.post import PostState, codes_in
from netdesk.domain.posts.questions import QuestionView
from netdesk.services import platforms
from netdesk.services.desk import Desk
from netdesk.services.ideas import FACTS, Asked
from netdesk.store.database import open_database

NOW = datetime(2026, 11, 24, 6, 20, tzinfo=UTC)  # 14:20 in the shop, a Tuesday
TODAY, DAY = date(2026, 11, 24), timedelta(days=1)


def rows(database, query):
    with database.reading() as tx:
        return [dict(row) for row in tx.exec_driver_sql(query).mappings()]


@pytest.fixture(scope="module")
def filled(tmp_path_factory, prepared_store):
    """A store with the demo in it, for tests that only read."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    shutil.copy(prepared_store, path)
    database = open_database(str(path))
    Desk(database, lambda: NOW).demo.fill(now=NOW)
    yield database
    database.close()


@pytest.fixture
def shown(filled):
    """The desk on that store."""
    return Desk(filled, lambda: NOW)


def all_posts(desk):
    return desk.posts.between(TODAY - 60 * DAY, TODAY + 60 * DAY)


def test_every_week_behind_is_posted_and_the_week_ahead_is_planned(shown):
    posts = all_posts(shown)
    zone = shown.hours.current().zone
    by_week = Counter(
        post.at.astimezone(zone).date().isocalendar()[:2]
        for post in posts
        if post.content.method is not Method.COMMENT
    )
    assert len(by_week) >= 5
    whole = sorted(by_week)[1:-1]
    assert all(9 <= by_week[week] <= 12 for week in whole), by_week
    states = {post.state for post in posts if post.at <= NOW}
    assert states == {PostState.PUBLISHED}
    ahead = [post for post in posts if post.at > NOW]
    assert {post.state for post in ahead} == {PostState.SCHEDULED}
    assert len(ahead) >= 9
    assert shown.posts.next_due(NOW) == ahead[0].at


def test_posts_are_of_all_kinds_for_all_platforms(shown):
    posts = all_posts(shown)
    assert {post.content.method for post in posts} == set(Method)
    assert {post.content.technique for post in posts} == {*Technique, None}
    assert len({post.content.column for post in posts}) == 9
    assert len({post.content.platform for post in posts}) == 7


def test_nothing_planned_or_out_is_blocked_too_long_or_said_twice(shown):
    known = {one.code: one for one in platforms.known(None)}
    headlines = []
    for post in all_posts(shown):
        assert post.level is not Level.BLOCK
        assert shown.posts.judge(post.content).level is post.level
        if post.content.method is not Method.COMMENT:
            assert known[post.content.platform].takes(post.content.headline)
            headlines.append(post.content.headline)
    assert len(set(headlines)) == len(headlines)


def test_the_mix_is_within_the_target(shown):
    mixes = shown.planning.mixes(NOW)
    assert mixes.month.promotion >= 4
    assert not mixes.over_month
    assert not mixes.over_week


def test_what_works_is_ranked_and_not_all_alike(shown):
    works = shown.planning.works(NOW)
    assert works.is_ranked
    best = works.best()
    assert best[0].mean - best[-1].mean > 0.3


def test_there_are_drafts_one_of_them_to_be_stopped(shown):
    drafts = shown.posts.drafts()
    assert [draft.level for draft in drafts].count(Level.BLOCK) == 1
    assert len(drafts) == 4
    assert all(draft.created_at < NOW for draft in drafts)


def test_replies_say_what_they_answer_and_who_wrote_them(shown):
    replies = [post for post in all_posts(shown) if post.content.method is Method.COMMENT]
    assert 5 <= len(replies) <= 10
    for post in replies:
        assert post.content.reply_to
        assert post.content.body.endswith("——枣庄示例汽车")
        assert post.level is Level.OK
        assert (post.content.headline, post.result) == ("", None)


def test_results_grow_from_day_to_day_and_the_newest_posts_have_none_yet(shown):
    zone = shown.hours.current().zone
    for post in all_posts(shown):
        entered = shown.posts.results_of(post.id)
        counts = [(one.reads, one.comments, one.likes, one.shares) for one in entered]
        assert counts == sorted(counts)
        if entered:
            assert entered[0].day > post.published_at.astimezone(zone).date()
            assert entered[-1].day < TODAY
    recent = [post for post in all_posts(shown) if NOW - 2 * DAY < post.at <= NOW]
    assert recent
    assert any(post.result is None for post in recent)


def test_leads_by_a_code_told_it_and_came_after_the_post(shown, filled):
    posts = {post.id: post for post in all_posts(shown)}
    told = rows(
        filled,
        "SELECT p.post_id, p.how, t.message, t.received_at AS at, t.channel FROM post_leads p"
        " JOIN touches t ON t.lead_id = p.lead_id WHERE t.message LIKE '%TZ%'",
    )
    assert len(told) >= 25
    channels = {one.code: one.channel for one in platforms.known(None)}
    for row in told:
        if row["post_id"] not in codes_in(row["message"]):
            continue  # his other touch told it
        post = posts[row["post_id"]]
        assert row["how"] == "code"
        assert row["channel"] == channels[post.content.platform]
        assert post.published_at.timestamp() * 1e6 < row["at"]
    assert sum(post.leads for post in posts.values()) == len(
        rows(filled, "SELECT 1 FROM post_leads")
    )


def test_a_code_that_is_told_is_a_posts(filled):
    ids = {row["id"] for row in rows(filled, "SELECT id FROM posts WHERE state = 'published'")}
    told = rows(filled, "SELECT message FROM touches WHERE message LIKE '%TZ%'")
    assert all(set(codes_in(row["message"])) <= ids for row in told)


def test_accounts_have_followers_by_day_and_updates_where_others_post(filled):
    days = rows(filled, "SELECT * FROM channel_days ORDER BY channel, day")
    followers = {row["channel"] for row in days if row["followers"] is not None}
    assert followers == {"wechat", "douyin", "xiaohongshu", "weibo", "dongchedi"}
    assert {row["channel"] for row in days if row["updates"]} == {
        "autohome",
        "yiche",
        "dealer_site",
    }
    assert max(row["day"] for row in days) == "2026-11-23"
    douyin = [row["followers"] for row in days if row["channel"] == "douyin"]
    assert 25 <= len(douyin) <= 30
    assert douyin[-1] > douyin[0]


def test_posts_are_what_the_desk_would_have_written_step_by_step(filled, shown, desk, database):
    for person in shown.settings.people():
        desk.settings.add_person(person.name, person.role, now=NOW)
    names = {person.id: person.name for person in shown.settings.people()}
    posts = sorted((*all_posts(shown), *shown.posts.drafts()), key=lambda post: post.id)
    for post in posts:
        by = names[post.by_id]
        made = desk.posts.add(post.content, by=by, now=post.created_at, planned_at=post.planned_at)
        assert made.id == post.id
        if post.state is PostState.PUBLISHED:
            desk.posts.publish(post.id, by=by, now=post.published_at)
        for result in shown.posts.results_of(post.id):
            desk.posts.enter_result(post.id, result, by=by, now=NOW)
    for table, key in (("posts", "id"), ("post_results", "post_id, day")):
        query = f"SELECT * FROM {table} ORDER BY {key}"
        assert rows(filled, query) == rows(database, query), table


def test_the_facts_are_the_shops_with_days_to_come(shown):
    facts = shown.ideas.facts()
    assert facts.shop == "枣庄示例汽车"
    assert all(one.day > TODAY for one in facts.activities)
    own = facts_file.parse(shown.ideas.sample_text(now=NOW), today=TODAY)
    assert shown.ideas.own_facts() == own


def test_what_leads_asked_is_gathered_and_some_of_it_answered_one_answer_being_over(shown):
    page = shown.questions.page(QuestionView.OPEN, now=NOW)
    assert page.counts[QuestionView.OPEN] >= 20
    assert page.counts[QuestionView.ANSWERED] >= 4
    assert page.counts[QuestionView.LAPSED] == 1
    assert page.rows[0].lapses
    assert shown.questions.gather(now=NOW).asked == 0


def test_a_shop_whose_facts_are_blocked_still_gets_its_demo(desk):
    name = "全国最低价体验日"
    facts = (
        f'place = "枣庄"\nactivities = [{{name = "{name}", date = "2026-12-05", where = "店内"}}]\n'
    )
    desk.ideas.save_facts(facts, now=NOW)
    counts = desk.demo.fill(leads=200, days=9, now=NOW)
    assert counts["questions"] > 10
    assert all(name not in post.content.text() for post in all_posts(desk))


@pytest.mark.parametrize(
    "write",
    [
        "INSERT INTO channel_days (shop_id, channel, day, followers)"
        " VALUES (1, 'douyin', '2026-11-01', 5)",
        "INSERT INTO questions (shop_id, id, topic, text, first_at, last_at)"
        " VALUES (1, 1, 'way', '怎么走', 0, 0)",
    ],
)
def test_a_store_with_followers_or_questions_is_no_empty_one(desk, database, write):
    with database.writing() as tx:
        tx.exec_driver_sql(write)
    with pytest.raises(errors.DemoNeedsEmptyStore):
        desk.demo.fill(leads=5, now=NOW)


def test_a_draft_is_enough_to_keep_the_demo_out(desk):
    (idea,) = desk.ideas.asked(Asked(count=1), now=NOW).ideas
    desk.posts.add(desk.posts.content_of(idea), now=NOW)
    with pytest.raises(errors.DemoNeedsEmptyStore):
        desk.demo.fill(leads=5, now=NOW)


def test_a_shop_that_is_set_up_is_named_in_its_facts(desk):
    hours, codes = desk.hours.current(), tuple(c.code for c in desk.settings.channels())
    desk.settings.set_up('滕州"试用\\汽车', "滕州", hours, codes, "小周", now=NOW)
    desk.demo.fill(leads=5, days=3, now=NOW)
    facts = desk.ideas.facts()
    assert (facts.shop, facts.place) == ('滕州"试用\\汽车', "滕州")
    replies = [post for post in all_posts(desk) if post.content.reply_to]
    assert all(post.content.body.endswith('——滕州"试用\\汽车') for post in replies)


def test_a_shop_with_facts_of_its_own_keeps_them_and_posts_by_them(desk, database):
    own = 'place = "滕州"\nshop = "滕州试用汽车"\n'
    desk.ideas.save_facts(own, now=NOW)
    desk.demo.fill(leads=5, days=9, now=NOW)
    (kept,) = rows(database, f"SELECT value FROM settings WHERE key = '{FACTS}'")
    assert json.loads(kept["value"]) == own
    posts = all_posts(desk)
    assert len(posts) > 10
    text = "".join(post.content.text() for post in posts)
    assert "示例" not in text
    assert not any(post.content.column.promotes for post in posts)


def test_the_last_post_of_the_day_is_still_to_be_posted_just_after_its_time(desk):
    soon = datetime(2026, 11, 24, 12, 5, tzinfo=UTC)  # 20:05; its time was 19:30
    desk.demo.fill(leads=5, days=9, now=soon)
    (due,) = desk.posts.due(soon)
    assert due.planned_at == datetime(2026, 11, 24, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("days", [1, 45, 200])
def test_posts_go_back_a_week_at_least_and_two_months_at_most(desk, database, days):
    desk.demo.fill(leads=3, days=days, now=NOW)
    first = rows(database, "SELECT min(shop_day) AS day FROM posts")[0]["day"]
    back = (TODAY - date.fromisoformat(first)).days
    assert min(max(days, 7), 60) - 3 <= back <= 60
