"""What the store tells of posts' outcomes and columns."""

from datetime import date, timedelta

from netdesk.domain.ideas.technique import Column, Method, Technique
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.posts.post import PostResult
from netdesk.domain.posts.what_works import Outcome
from netdesk.store import post_outcomes
from netdesk.store.shop import SHOP_ID
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.posted import publish, text

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
BOLD = Technique.BOLD


def outcomes(database, first: date = TODAY - 90 * DAY) -> list[Outcome]:
    with database.reading() as tx:
        return post_outcomes.outcomes(tx, SHOP_ID, first)


def test_a_post_without_results_is_not_told(desk, database):
    publish(desk, text(technique=BOLD))
    assert outcomes(database) == []


def test_the_newest_number_of_reads_counts_and_not_the_sum(desk, database):
    post = publish(desk, text(technique=BOLD), at=NINE - 5 * DAY, reads=100)
    for days_ago, reads in ((1, 500), (3, 300)):
        day = TODAY - days_ago * DAY
        desk.posts.enter_result(post.id, PostResult(day, reads=reads), now=NINE)
    desk.posts.enter_result(post.id, PostResult(TODAY, likes=3), now=NINE)
    assert outcomes(database) == [Outcome(BOLD, "douyin", TODAY - 5 * DAY, 0, 500)]


def test_a_post_with_likes_only_has_results_but_no_reads(desk, database):
    post = publish(desk, text())
    desk.posts.enter_result(post.id, PostResult(TODAY, likes=3), now=NINE)
    assert outcomes(database) == [Outcome(None, "douyin", TODAY, 0, None)]


def test_leads_are_counted_each_once(desk, database, tmp_path):
    arrive(desk, tmp_path, person(1), person(2))
    rows = desk.inbox.page(InboxView.ALL, now=NINE).rows
    post = publish(desk, text(technique=BOLD), at=NINE - DAY, reads=10)
    desk.posts.enter_result(post.id, PostResult(TODAY, reads=20), now=NINE)
    for row in rows:
        desk.posts.put_lead(post.id, row.id, now=NINE)
    assert [one.leads for one in outcomes(database)] == [len(rows)]
    assert len(rows) == 2


def test_drafts_replies_and_what_was_taken_back_are_not_told(desk, database):
    desk.posts.add(text(technique=BOLD), now=NINE)
    publish(desk, text(method=Method.COMMENT), reads=10)
    post = publish(desk, text("别的", technique=BOLD), reads=10)
    desk.posts.take_result(post.id, NINE.date(), now=NINE)
    desk.posts.take_back(post.id, now=NINE)
    assert outcomes(database) == []


def test_posts_before_the_first_day_are_not_told(desk, database):
    publish(desk, text(), at=NINE - 2 * DAY, reads=10)
    assert len(outcomes(database, TODAY - 2 * DAY)) == 1
    assert outcomes(database, TODAY - DAY) == []


def test_columns_are_those_planned_and_published_in_the_time_asked_for(desk, database):
    publish(desk, text(), at=NINE - DAY)
    publish(desk, text("别的", column=Column.OFFERS))
    desk.posts.add(text("再来", column=Column.FUN), now=NINE, planned_at=NINE + DAY)
    desk.posts.add(text("草稿", column=Column.NEWS), now=NINE)
    dropped = desk.posts.add(text("丢弃", column=Column.QA), now=NINE, planned_at=NINE + DAY)
    desk.posts.drop(dropped.id, now=NINE)

    def told(start, end):
        with database.reading() as tx:
            found = post_outcomes.columns(tx, SHOP_ID, start.date(), start, end)
        return {column for _at, column in found}

    assert told(NINE - DAY, NINE + 2 * DAY) == {Column.CARE, Column.OFFERS, Column.FUN}
    assert told(NINE, NINE + DAY) == {Column.OFFERS}
