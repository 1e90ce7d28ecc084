"""The mix, what works here by entered results, and a week by one key."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from netdesk import errors
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.freshness import Used, likeness, opening
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.domain.person import Role
from netdesk.domain.posts.mix import Mix, Mixes, Window, mixes_on
from netdesk.domain.posts.post import PostState
from netdesk.domain.posts.what_works import Works
from netdesk.domain.posts.writing import bare
from netdesk.services import platforms, post_settings
from netdesk.services.ideas import Asked
from netdesk.services.planning import lacking, warning, why
from netdesk.services.post_settings import PostSettings
from netdesk.store import audit
from netdesk.store.shop import SHOP_ID
from tests.conftest import NINE
from tests.posted import history, publish, text

TODAY = date(2026, 11, 24)  # a Tuesday
MONDAY = date(2026, 11, 30)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ZONE = ZoneInfo("Asia/Shanghai")
BOLD, CONTRAST = Technique.BOLD, Technique.CONTRAST


@pytest.fixture
def told(desk):
    """The desk with the invented dealership's facts: gifts, activities, cars."""
    desk.ideas.save_facts(desk.ideas.sample_text(now=NINE), now=NINE)
    return desk


def quotas(desk, **changed):
    """Set posts a week: one of each helping column, and what is given."""
    kept = post_settings.read(desk.settings)
    usual = {column: int(not column.promotes) for column in Column}
    value = replace(kept, quotas=usual | {Column(name): n for name, n in changed.items()})
    post_settings.write(desk.settings, value)


def seq(database) -> int:
    with database.reading() as tx:
        return audit.last_seq(tx, SHOP_ID)


def test_the_mix_counts_planned_and_published_posts_by_the_shops_day(desk):
    publish(desk, text(), at=datetime(2026, 11, 17, 16, 30, tzinfo=UTC))  # the 18th in the shop
    publish(desk, text("别的", column=Column.OFFERS))
    desk.posts.add(text("再来"), now=NINE, planned_at=NINE + 3 * HOUR)
    desk.posts.add(text("明天"), now=NINE, planned_at=NINE + DAY)
    desk.posts.add(text("草稿", column=Column.OFFERS), now=NINE)
    assert desk.planning.mixes(NINE) == Mixes(Mix(2, 1), Mix(2, 1), target=0.3)
    tomorrow = desk.planning.mixes(NINE, TODAY + DAY)
    assert (tomorrow.week, tomorrow.month) == (Mix(2, 1), Mix(3, 1))


def test_too_much_promotion_is_told_before_it_is_planned(desk):
    post_settings.write(desk.settings, PostSettings(target=0.25))
    for n in range(3):
        publish(desk, text(f"第{n}篇"))
    assert desk.planning.would_exceed(Column.OFFERS, now=NINE) == ()
    publish(desk, text("别的", column=Column.ACTIVITY))
    mixes = desk.planning.mixes(NINE)
    assert desk.planning.would_exceed(Column.OFFERS, now=NINE) == (Window.WEEK, Window.MONTH)
    assert desk.planning.would_exceed(Column.CARE, now=NINE) == ()
    assert warning(mixes, Column.OFFERS) == (
        "再排这一篇，7 天和 28 天里促销都超过上限 25%（最多到 40%）。"
    )
    assert warning(mixes, Column.CARE) == ""
    old = Mixes(Mix(3, 1), Mix(30, 1))
    assert warning(old, Column.OFFERS) == "再排这一篇，7 天里促销占 40%，超过上限 30%。"


def test_under_ten_posts_with_results_nothing_is_ranked_and_said_so(desk):
    history(desk, {BOLD: [100] * 9})
    works = desk.planning.works(NINE)
    assert (works.posts, works.is_ranked, works.best()) == (9, False, ())
    assert lacking(works) == (
        "还差 1 篇填了效果的帖子，才看得出本店什么管用；在那之前各技法轮流出。"
    )
    publish(desk, text("第十篇", technique=BOLD), reads=100)
    works = desk.planning.works(NINE)
    assert works.is_ranked
    assert lacking(works) == ""


def test_entered_results_change_the_ranking_and_what_is_said_of_it(desk):
    posts = history(desk, {BOLD: [100] * 6, CONTRAST: [200] * 6})
    first = desk.planning.works(NINE)
    assert first.best("douyin")[0].technique is CONTRAST
    assert why(first.of(CONTRAST)) == "反差：6 篇里 6 篇高于本店中位数"
    assert why(first.of(BOLD, "douyin")) == "大胆：抖音 6 篇里 0 篇高于本店在那里的中位数"
    for post in posts[:6]:
        result = replace(post.result, day=TODAY, reads=900)
        desk.posts.enter_result(post.id, result, now=NINE)
    second = desk.planning.works(NINE)
    assert second.best("douyin")[0].technique is BOLD
    assert why(second.of(BOLD)) == "大胆：6 篇里 6 篇高于本店中位数"


def test_of_what_was_never_tried_just_that_is_said(desk):
    history(desk, {BOLD: [100] * 10})
    works = desk.planning.works(NINE)
    assert why(Works().of(CONTRAST)) == "反差：还没有填了效果的帖子"
    assert why(works.of(CONTRAST, "douyin")) == "反差：在抖音还没有填了效果的帖子"


def test_ideas_ask_what_works_when_no_technique_is_chosen(desk):
    wins = {one: [100] * 5 for one in Technique} | {CONTRAST: [900] * 15}
    asked = Asked(platform="douyin", count=60)
    before = desk.ideas.asked(asked, now=NINE)
    assert not before.by_works
    assert Counter(one.technique for one in before.ideas).most_common(1)[0][1] <= 9
    history(desk, wins)
    after = desk.ideas.asked(asked, now=NINE)
    assert after.by_works
    assert after.works == desk.planning.works(NINE)
    counts = Counter(one.technique for one in after.ideas)
    assert counts.most_common(1)[0][0] is CONTRAST
    assert counts[CONTRAST] >= 25
    assert len(counts) > 3


def test_a_technique_that_was_chosen_is_kept_to_whatever_works(desk):
    history(desk, {CONTRAST: [900] * 10, BOLD: [100] * 10})
    found = desk.ideas.asked(Asked(techniques=("humour",)), now=NINE)
    assert {one.technique for one in found.ideas} == {Technique.HUMOUR}
    assert not found.by_works
    assert found.works.is_ranked


def test_ideas_are_the_same_for_the_same_store_and_leave_nothing_in_it(desk, database):
    history(desk, {CONTRAST: [900] * 10, BOLD: [100] * 10})
    before = seq(database)
    asked = Asked(count=12, seed=5)
    first = desk.ideas.asked(asked, now=NINE)
    assert desk.ideas.asked(asked, now=NINE + 3 * HOUR) == first
    assert [one.headline for one in desk.ideas.asked(replace(asked, count=6), now=NINE).ideas] == [
        one.headline for one in first.ideas[:6]
    ]
    assert desk.ideas.asked(replace(asked, seed=6), now=NINE) != first
    assert seq(database) == before


def test_ideas_are_fresh_to_what_was_planned_and_to_what_was_shown(desk):
    asked = Asked(techniques=("secret",), count=8)
    first = desk.ideas.asked(asked, now=NINE).ideas
    content = desk.posts.content_of(first[0])
    desk.posts.add(content, now=NINE, planned_at=NINE + 2 * DAY)
    second = desk.ideas.asked(asked, now=NINE).ideas
    assert all(likeness(one.headline, first[0].headline) <= 0.5 for one in second)
    assert first[0].production not in {one.production for one in second}
    assert opening(first[0].headline) not in {opening(one.headline) for one in second}


def test_what_was_only_shown_does_not_come_again(desk):
    asked = Asked(techniques=("secret",), count=8)
    first = desk.ideas.asked(asked, now=NINE).ideas
    assert desk.ideas.asked(asked, now=NINE).ideas == first
    shown = tuple(Used(one.headline, TODAY) for one in first)
    second = desk.ideas.asked(asked, now=NINE, history=shown).ideas
    assert not {one.headline for one in first} & {one.headline for one in second}


def test_a_week_is_filled_by_quota_and_every_post_is_checked(told):
    made = told.planning.plan_week(MONDAY, now=NINE)
    assert made.missing == ()
    wanted = post_settings.read(told.settings).quotas
    assert Counter(one.content.column for one in made.posts) == Counter(wanted)
    for post in made.posts:
        assert post.state is PostState.SCHEDULED
        assert MONDAY <= post.planned_at.astimezone(ZONE).date() < MONDAY + 7 * DAY
        assert f"{post.planned_at.astimezone(ZONE):%H:%M}" in ("12:10", "19:30")
        assert post.level is not Level.BLOCK
        assert told.posts.judge(post.content).level is post.level
        platform = platforms.platform(post.content.platform, told.settings)
        assert platform.takes(post.content.headline)
        if post.content.column.promotes:
            assert post.content.headline.startswith("广告")
            assert post.content.facts_used
    assert told.posts.between(MONDAY, MONDAY + 6 * DAY) == made.posts


def test_a_weeks_posts_are_fresh_to_each_other_and_to_those_before(told):
    first = told.planning.plan_week(MONDAY, now=NINE)
    second = told.planning.plan_week(MONDAY + 7 * DAY, now=NINE)
    posts = (*first.posts, *second.posts)
    headlines = [bare(one.content.headline) for one in posts]
    assert len({opening(one) for one in headlines}) == len(headlines)
    for n, one in enumerate(headlines):
        assert all(likeness(one, other) <= 0.5 for other in headlines[:n])
    ordered = sorted(posts, key=lambda one: one.planned_at)
    for n, post in enumerate(ordered):
        near = ordered[max(0, n - 7) : n]
        assert post.content.production not in {one.content.production for one in near}


def test_no_window_of_a_planned_month_promotes_above_the_target(told):
    quotas(told, offers=4, activity=4)
    weeks = [told.planning.plan_week(MONDAY + 7 * n * DAY, now=NINE) for n in range(2)]
    days = [
        (one.planned_at.astimezone(ZONE).date(), one.content.column)
        for week in weeks
        for one in week.posts
    ]
    assert sum(column.promotes for _day, column in days) >= 4
    for n in range(14):
        mixes = mixes_on(MONDAY + n * DAY, days, 0.3)
        assert not mixes.over_week
        assert not mixes.over_month
    assert any("超过 30% 的上限" in one for one in weeks[0].missing)


def test_what_was_promoted_before_leaves_less_room(told):
    for n in range(4):
        publish(told, text(f"第{n}篇", column=Column.OFFERS), at=NINE - n * DAY)
    made = told.planning.plan_week(MONDAY, now=NINE)
    assert not any(one.content.column.promotes for one in made.posts)
    assert sum("超过 30% 的上限" in one for one in made.missing) == 2


def test_a_shop_without_gifts_and_activities_promotes_none_and_is_told_so(desk):
    quotas(desk, offers=1, activity=1)
    made = desk.planning.plan_week(MONDAY, now=NINE)
    assert len(made.posts) == 7
    assert made.missing == (
        "活动邀约少排了 1 篇：事实里没有到那天还有效的礼品或活动，请先写上。",
        "优惠信息少排了 1 篇：事实里没有到那天还有效的礼品或活动，请先写上。",
    )


def test_an_activity_is_not_promoted_on_its_day_or_after(desk):
    facts = 'place = "枣庄"\n[[activities]]\nname = "新手陪练课"\ndate = "%s"\nwhere = "店内"\n'
    desk.ideas.save_facts(facts % MONDAY, now=NINE)
    quotas(desk, activity=1)
    made = desk.planning.plan_week(MONDAY, now=NINE)
    assert not any(one.content.column.promotes for one in made.posts)
    desk.planning.take_back_week([one.id for one in made.posts], now=NINE)
    desk.ideas.save_facts(facts % (MONDAY + 13 * DAY), now=NINE)
    made = desk.planning.plan_week(MONDAY, now=NINE)
    (activity,) = [one for one in made.posts if one.content.column.promotes]
    assert "新手陪练课" in activity.content.text()


def test_only_times_still_ahead_are_used_and_the_past_is_said(desk):
    quotas(desk, care=20)
    this_week = TODAY - DAY
    made = desk.planning.plan_week(this_week, now=NINE + 4 * HOUR)  # 13:00 on Tuesday
    assert min(one.planned_at.astimezone(ZONE) for one in made.posts) == datetime(
        2026, 11, 24, 19, 30, tzinfo=ZONE
    )
    assert any("发布时间用完了" in one for one in made.missing)
    gone = desk.planning.plan_week(this_week - 7 * DAY, now=NINE)
    assert (gone.posts, len(gone.missing)) == ((), 1)


def test_closed_days_are_left_out(desk):
    desk.hours.set(
        desk.hours.from_table(
            {"weekly": {day: ["09:00-18:00"] for day in ("mon", "wed", "fri")}}, now=NINE
        ),
        by="",
        now=NINE,
    )
    made = desk.planning.plan_week(MONDAY, now=NINE)
    days = {one.planned_at.astimezone(ZONE).weekday() for one in made.posts}
    assert days == {0, 2, 4}


def test_planning_again_adds_only_what_the_quota_lacks(told):
    first = told.planning.plan_week(MONDAY, now=NINE)
    again = told.planning.plan_week(MONDAY, now=NINE)
    assert (again.posts, again.missing) == ((), ("这一周已经按每周篇数排满了，没有再排。",))
    gone = next(one for one in first.posts if one.content.column is Column.FUN)
    told.posts.drop(gone.id, now=NINE)
    (added,) = told.planning.plan_week(MONDAY, now=NINE).posts
    assert added.content.column is Column.FUN


def test_any_day_of_a_week_names_it_and_the_same_seed_gives_the_same_week(told, database):
    first = told.planning.plan_week(MONDAY, now=NINE)
    contents = [(one.planned_at, one.content) for one in first.posts]
    told.planning.take_back_week([one.id for one in first.posts], now=NINE)
    second = told.planning.plan_week(MONDAY + 3 * DAY, now=NINE)
    assert [(one.planned_at, one.content) for one in second.posts] == contents
    told.planning.take_back_week([one.id for one in second.posts], now=NINE)
    other = told.planning.plan_week(MONDAY, now=NINE, seed=1)
    assert [one.content.headline for one in other.posts] != [c.headline for _at, c in contents]


def test_a_week_is_one_transaction_or_nothing(told, database, monkeypatch):
    before = seq(database)
    with pytest.raises(errors.UnknownPerson):
        told.planning.plan_week(MONDAY, now=NINE, by="无此人")
    monkeypatch.setattr(audit, "append", None)
    with pytest.raises(TypeError):
        told.planning.plan_week(MONDAY, now=NINE)
    monkeypatch.undo()
    assert told.posts.between(MONDAY, MONDAY + 6 * DAY) == ()
    assert seq(database) == before


def test_a_week_is_on_record_with_who_planned_it(told, database):
    told.settings.add_person("小周", Role.CLERK, now=NINE)
    before = seq(database)
    made = told.planning.plan_week(MONDAY, now=NINE, by="小周")
    me = told.settings.people()[0].id
    assert {one.by_id for one in made.posts} == {me}
    assert seq(database) == before + 1


def test_a_week_taken_back_leaves_what_was_touched_since(told):
    made = told.planning.plan_week(MONDAY, now=NINE)
    moved, *rest = made.posts
    told.posts.schedule(moved.id, moved.planned_at + HOUR, now=NINE)
    taken = told.planning.take_back_week([one.id for one in made.posts], now=NINE)
    assert taken == tuple(rest)
    (left,) = told.posts.between(MONDAY, MONDAY + 6 * DAY)
    assert left.id == moved.id
    assert told.planning.take_back_week([999, moved.id], now=NINE) == ()


def test_what_works_chooses_the_techniques_of_a_week(told):
    history(told, {one: [100] * 4 for one in Technique} | {CONTRAST: [900] * 16})
    found = Counter()
    for n in range(2):
        week = told.planning.plan_week(MONDAY + 7 * n * DAY, now=NINE)
        found.update(one.content.technique for one in week.posts)
    assert found.most_common(1)[0][0] is CONTRAST
    assert found[CONTRAST] >= 7
    assert len(found) > 2


def test_without_a_ranking_the_techniques_of_a_week_come_in_turn(told):
    made = told.planning.plan_week(MONDAY, now=NINE)
    counts = Counter(one.content.technique for one in made.posts)
    assert set(counts) == set(Technique)
    assert max(counts.values()) <= 3
