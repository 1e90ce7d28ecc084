"""Posts: from a draft to what they brought, refused where the rules forbid, each step undone."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from netdesk import errors
from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.freshness import Freshness, Stale
from netdesk.domain.ideas.technique import Column, Method, Technique
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.person import Role
from netdesk.domain.posts.post import PostResult, PostState, PostText
from netdesk.services.ideas import Asked
from netdesk.store import audit
from netdesk.store.shop import SHOP_ID
from tests.arrivals import arrive, person
from tests.conftest import NINE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = date(2026, 11, 24)
TIP = PostText(
    platform="douyin",
    column=Column.CARE,
    method=Method.TIP,
    headline="雨刮器刮不干净，先看胶条",
    body="胶条用了一年会硬。\n自己换，五分钟。",
    technique=Technique.SECRET,
    hashtags=("用车知识",),
    pictures=("图/雨刮.jpg",),
    production="secret/wiper",
    fillers=frozenset({"part:雨刮器", "time:五分钟"}),
    facts_used=("manual",),
)
BANNED = replace(TIP, headline="全枣庄第一的雨刮器", body="史上最低价，全网最好。")


def out(desk, content=TIP, *, at=NINE, now=NINE, url=""):
    return desk.posts.publish(desk.posts.add(content, now=now).id, at=at, now=now, url=url)


def test_a_draft_comes_back_from_the_disk_as_it_was_written(desk):
    content = replace(
        TIP, fields=Fields(gift={"kind": "到店礼", "count": "30"}, proof="手册", persona="shop")
    )
    desk.settings.add_person("小周", Role.CLERK, now=NINE)
    post = desk.posts.add(content, by="小周", now=NINE)
    assert post == desk.posts.one(post.id)
    assert post.content == replace(content, fields=replace(content.fields, platform="douyin"))
    assert (post.state, post.level, post.created_at) == (
        PostState.DRAFT,
        Level.EVIDENCE,
        NINE,
    )
    assert (post.version, post.leads, post.result, post.at) == (1, 0, None, None)
    assert post.by_id == desk.settings.people()[0].id
    assert desk.posts.drafts() == (post,)


def test_a_draft_may_hold_what_is_banned_but_is_never_planned_nor_published(desk):
    post = desk.posts.add(BANNED, now=NINE)
    assert post.level is Level.BLOCK
    for go_out in (
        lambda: desk.posts.schedule(post.id, NINE + DAY, now=NINE),
        lambda: desk.posts.publish(post.id, now=NINE),
        lambda: desk.posts.add(BANNED, now=NINE, planned_at=NINE + DAY),
    ):
        with pytest.raises(errors.PostBlocked) as told:
            go_out()
        assert "史上最低价" in told.value.sentence()
    assert desk.posts.drafts() == (post,)


def test_what_is_planned_or_out_is_not_rewritten_into_what_is_banned(desk):
    planned = desk.posts.add(TIP, now=NINE, planned_at=NINE + DAY)
    for post in (planned, out(desk)):
        with pytest.raises(errors.PostBlocked):
            desk.posts.save(post.id, BANNED, now=NINE)
        assert desk.posts.one(post.id) == post
    draft = desk.posts.unschedule(planned.id, now=NINE)
    assert desk.posts.save(draft.id, BANNED, now=NINE).level is Level.BLOCK


def test_a_post_of_a_promoting_column_without_the_label_is_refused_with_why(desk):
    offer = replace(TIP, column=Column.OFFERS, headline="置换补贴到月底", body="到店领，详询店内。")
    post = desk.posts.add(offer, now=NINE)
    with pytest.raises(errors.PostBlocked) as told:
        desk.posts.schedule(post.id, NINE + DAY, now=NINE)
    assert "广告" in told.value.sentence()
    labelled = replace(offer, headline="广告｜置换补贴到月底")
    saved = desk.posts.save(post.id, labelled, now=NINE)
    assert saved.content.fields.label is True
    assert desk.posts.schedule(post.id, NINE + DAY, now=NINE).state is PostState.SCHEDULED


def test_a_title_longer_than_its_platform_takes_is_refused_by_the_platforms_own_count(desk):
    title = "雨刮器刮不干净先看胶条再看玻璃和喷水壶"  # 19 characters
    fits = replace(TIP, platform="xiaohongshu", headline=title + "a1")  # 20 by its count
    assert desk.posts.add(fits, now=NINE, planned_at=NINE + DAY).state is PostState.SCHEDULED
    long = desk.posts.add(replace(fits, headline=title + "水箱"), now=NINE)
    with pytest.raises(errors.TitleTooLong) as told:
        desk.posts.schedule(long.id, NINE + DAY, now=NINE)
    assert (told.value.facts["length"], told.value.facts["most"]) == (21, 20)


def test_a_reply_has_no_title_to_be_too_long(desk):
    reply = replace(TIP, method=Method.COMMENT, headline="谢谢" * 40, reply_to="@网友：雨刮响")
    assert out(desk, reply).content.reply_to == "@网友：雨刮响"


@pytest.mark.parametrize(
    "content",
    [replace(TIP, headline=" ", body="\n"), PostText("douyin", Column.CARE, Method.TIP, "", "")],
)
def test_a_post_without_a_word_is_not_kept(desk, content):
    with pytest.raises(errors.PostEmpty):
        desk.posts.add(content, now=NINE)


def test_an_unknown_platform_is_told_with_those_there_are(desk):
    with pytest.raises(errors.UnknownWord, match="抖音"):
        desk.posts.add(replace(TIP, platform="myspace"), now=NINE)


def test_a_text_longer_than_is_checked_is_not_kept(desk):
    with pytest.raises(errors.TextTooLong):
        desk.posts.add(replace(TIP, body="长" * 100_001), now=NINE)


def test_a_headline_is_one_line(desk):
    post = desk.posts.add(replace(TIP, headline=" 雨刮器\n刮不干净 "), now=NINE)
    assert post.content.headline == "雨刮器 刮不干净"


def test_moving_a_planned_post_is_scheduling_it_again(desk):
    post = desk.posts.add(TIP, now=NINE, planned_at=NINE + DAY)
    moved = desk.posts.schedule(post.id, NINE + 2 * DAY, now=NINE, version=post.version)
    assert (moved.planned_at, moved.version) == (NINE + 2 * DAY, 2)
    assert desk.posts.next_due(NINE) == NINE + 2 * DAY


@pytest.mark.parametrize("at", [NINE, NINE - HOUR])
def test_nothing_is_planned_for_the_past(desk, at):
    post = desk.posts.add(TIP, now=NINE)
    with pytest.raises(errors.PlannedInPast):
        desk.posts.schedule(post.id, at, now=NINE)
    with pytest.raises(errors.PlannedInPast):
        desk.posts.add(TIP, now=NINE, planned_at=at)
    assert desk.posts.drafts() == (post,)


def test_a_post_changed_since_it_was_read_is_not_written_over(desk):
    post = desk.posts.add(TIP, now=NINE)
    desk.posts.save(post.id, replace(TIP, body="另一个人改的"), now=NINE)
    for write in (
        lambda: desk.posts.save(post.id, TIP, now=NINE, version=1),
        lambda: desk.posts.schedule(post.id, NINE + DAY, now=NINE, version=1),
        lambda: desk.posts.unschedule(post.id, now=NINE, version=1),
        lambda: desk.posts.drop(post.id, now=NINE, version=1),
        lambda: desk.posts.bring_back(post.id, now=NINE, version=1),
        lambda: desk.posts.publish(post.id, now=NINE, version=1),
        lambda: desk.posts.take_back(post.id, now=NINE, version=1),
    ):
        with pytest.raises(errors.PostChanged):
            write()
    assert desk.posts.one(post.id).content.body == "另一个人改的"


@pytest.mark.parametrize("post_id", [1, 0, -5, 2**63, 2**70])
def test_an_unknown_post_is_told(desk, post_id):
    with pytest.raises(errors.UnknownPost):
        desk.posts.one(post_id)
    with pytest.raises(errors.UnknownPost):
        desk.posts.publish(post_id, now=NINE)


def test_publishing_stamps_the_working_day_and_keeps_the_address(desk):
    url = "看看这条 https://v.douyin.com/abc?x=1 复制打开抖音"
    post = out(desk, url=url)
    assert (post.state, post.published_at, post.shop_day) == (PostState.PUBLISHED, NINE, TODAY)
    assert post.url == "https://v.douyin.com/abc?x=1"


def test_a_post_of_a_closed_day_counts_for_the_next_open_one(desk):
    holiday = datetime(2026, 10, 3, 2, 0, tzinfo=UTC)  # a public holiday
    post = out(desk, at=holiday)
    assert post.shop_day == desk.hours.timetable().open_day(date(2026, 10, 3))
    assert post.shop_day > date(2026, 10, 3)
    assert desk.posts.between(date(2026, 10, 3), date(2026, 10, 3)) == (post,)


def test_an_address_that_is_none_and_a_time_to_come_are_refused(desk):
    post = desk.posts.add(TIP, now=NINE)
    with pytest.raises(errors.BadAddress):
        desk.posts.publish(post.id, url="javascript:alert(1)", now=NINE)
    with pytest.raises(errors.PostedAhead):
        desk.posts.publish(post.id, at=NINE + HOUR, now=NINE)
    assert desk.posts.one(post.id) == post


def test_what_is_out_is_neither_planned_nor_dropped(desk):
    post = out(desk)
    for write in (
        lambda: desk.posts.schedule(post.id, NINE + DAY, now=NINE),
        lambda: desk.posts.unschedule(post.id, now=NINE),
        lambda: desk.posts.drop(post.id, now=NINE),
    ):
        with pytest.raises(errors.PostIsPublished):
            write()
    assert desk.posts.one(post.id) == post


def test_a_mistaken_publishing_is_taken_back_to_where_the_post_was(desk):
    planned = desk.posts.add(TIP, now=NINE, planned_at=NINE + HOUR)
    draft = desk.posts.add(TIP, now=NINE)
    for post in (planned, draft):
        desk.posts.publish(post.id, url="https://a.cn", now=NINE + 2 * HOUR)
        back = desk.posts.take_back(post.id, now=NINE + 2 * HOUR)
        assert back == replace(post, version=3)
    with pytest.raises(errors.PostNotPublished):
        desk.posts.take_back(draft.id, now=NINE)


def test_a_dropped_post_is_nowhere_until_it_is_brought_back(desk):
    planned = desk.posts.add(TIP, now=NINE, planned_at=NINE + HOUR)
    draft = desk.posts.add(TIP, now=NINE)
    for post in (planned, draft):
        desk.posts.drop(post.id, now=NINE)
        with pytest.raises(errors.PostIsDropped):
            desk.posts.schedule(post.id, NINE + DAY, now=NINE)
    assert desk.posts.between(TODAY, TODAY) == desk.posts.drafts() == ()
    assert desk.posts.due(NINE + DAY) == desk.posts.history(NINE) == ()
    assert desk.posts.next_due(NINE) is None
    for post in (planned, draft):
        assert desk.posts.bring_back(post.id, now=NINE) == replace(post, version=3)


def test_the_calendar_has_what_is_planned_and_what_is_out_in_the_order_of_time(desk):
    late = datetime(2026, 11, 24, 15, 59, tzinfo=UTC)  # 23:59 in the shop
    night = out(desk, at=late, now=NINE + DAY)
    early = out(desk, at=datetime(2026, 11, 23, 16, 0, tzinfo=UTC))  # 00:00 of the 24th
    planned = desk.posts.add(TIP, now=NINE, planned_at=NINE + HOUR)
    desk.posts.add(TIP, now=NINE)
    out(desk, at=datetime(2026, 11, 23, 15, 59, tzinfo=UTC))
    desk.posts.add(TIP, now=NINE, planned_at=NINE + DAY)
    assert desk.posts.between(TODAY, TODAY) == (early, planned, night)
    assert len(desk.posts.between(TODAY - DAY, TODAY + DAY)) == 5


def test_what_was_planned_and_then_out_stands_on_the_day_it_was_out(desk):
    post = desk.posts.add(TIP, now=NINE, planned_at=NINE + HOUR)
    desk.posts.publish(post.id, now=NINE + DAY)
    assert desk.posts.between(TODAY, TODAY) == ()
    assert [one.id for one in desk.posts.between(TODAY + DAY, TODAY + DAY)] == [post.id]


def test_what_is_due_is_planned_for_now_or_before_the_earliest_first(desk):
    second = desk.posts.add(TIP, now=NINE, planned_at=NINE + 2 * HOUR)
    first = desk.posts.add(TIP, now=NINE, planned_at=NINE + HOUR)
    assert desk.posts.due(NINE) == ()
    assert desk.posts.due(NINE + HOUR) == (first,)
    assert desk.posts.next_due(NINE + HOUR) == NINE + 2 * HOUR
    assert desk.posts.due(NINE + DAY) == (first, second)


def test_results_are_one_row_a_day_and_the_newest_is_the_posts(desk):
    post = out(desk, at=NINE - DAY)
    first, second = PostResult(TODAY - DAY, 100, 2, 3, 4), PostResult(TODAY, 300, likes=9)
    desk.posts.enter_result(post.id, second, now=NINE)
    assert desk.posts.enter_result(post.id, first, now=NINE).result == second
    again = replace(second, reads=350)
    assert desk.posts.enter_result(post.id, again, now=NINE).result == again
    assert desk.posts.results_of(post.id) == (first, again)
    assert desk.posts.take_result(post.id, TODAY, now=NINE).result == first
    assert desk.posts.one(post.id).version == post.version


@pytest.mark.parametrize("days", [-2, 1])
def test_a_result_of_a_day_before_the_post_or_to_come_is_refused(desk, days):
    post = out(desk, at=NINE - DAY)
    with pytest.raises(errors.ResultOutOfTime):
        desk.posts.enter_result(post.id, PostResult(TODAY + days * DAY, 5), now=NINE)
    assert desk.posts.results_of(post.id) == ()


def test_a_result_needs_a_published_post_and_no_negative_number(desk):
    draft = desk.posts.add(TIP, now=NINE)
    with pytest.raises(errors.PostNotPublished):
        desk.posts.enter_result(draft.id, PostResult(TODAY, 5), now=NINE)
    with pytest.raises(errors.BadCount):
        desk.posts.enter_result(out(desk).id, PostResult(TODAY, 5, comments=-1), now=NINE)


def test_a_post_with_results_stays_out_and_not_later_than_they_are(desk):
    post = out(desk, at=NINE - DAY)
    desk.posts.enter_result(post.id, PostResult(TODAY - DAY, 5), now=NINE)
    with pytest.raises(errors.PostHasResults):
        desk.posts.take_back(post.id, now=NINE)
    with pytest.raises(errors.ResultOutOfTime):
        desk.posts.publish(post.id, at=NINE, now=NINE)
    assert desk.posts.publish(post.id, at=NINE - 2 * DAY, now=NINE).result is not None


def test_leads_are_put_to_a_post_by_hand_and_taken_off(desk, tmp_path):
    arrive(desk, tmp_path, person(1), person(2))
    first, second = desk.inbox.page(InboxView.ALL, now=NINE).rows
    post = out(desk)
    desk.posts.put_lead(post.id, second.id, now=NINE)
    assert desk.posts.put_lead(post.id, first.id, now=NINE + HOUR).leads == 2
    assert desk.posts.put_lead(post.id, first.id, now=NINE + HOUR).leads == 2
    assert [row.id for row in desk.posts.leads_of(post.id)] == [second.id, first.id]
    assert desk.posts.take_lead(post.id, second.id, now=NINE).leads == 1
    assert desk.posts.take_lead(post.id, second.id, now=NINE).leads == 1
    with pytest.raises(errors.UnknownLead):
        desk.posts.put_lead(post.id, 999, now=NINE)


def test_an_ideas_post_keeps_what_freshness_needs_and_its_edited_text(desk):
    (idea,) = desk.ideas.asked(Asked(count=1, seed=3), now=NINE).ideas
    content = desk.posts.content_of(idea, "  新标题\n\n第一行\n第二行\n")
    assert (content.headline, content.body) == ("新标题", "第一行\n第二行")
    assert (content.production, content.fillers) == (idea.production, idea.fillers)
    assert desk.posts.content_of(idea).text() == idea.text()


def test_every_idea_can_be_planned_as_it_comes(desk):
    desk.ideas.save_facts(desk.ideas.sample_text(now=NINE), now=NINE)
    for column in ("", "offers", "activity"):
        for idea in desk.ideas.asked(Asked(column=column, count=10), now=NINE).ideas:
            content = desk.posts.content_of(idea)
            post = desk.posts.add(content, now=NINE, planned_at=NINE + DAY)
            assert post.content == content
            assert post.level is idea.level


def test_what_was_planned_or_out_is_never_offered_again_and_its_words_rest(desk):
    def ideas():
        return desk.ideas.asked(Asked(count=5, seed=1), now=NINE).ideas

    first = ideas()
    for idea in first:
        desk.posts.add(desk.posts.content_of(idea), now=NINE)
    assert ideas() == first
    for post, go_out in zip(desk.posts.drafts(), (True, False, True, False, True), strict=True):
        if go_out:
            desk.posts.publish(post.id, now=NINE)
        else:
            desk.posts.schedule(post.id, NINE + DAY, now=NINE)
    assert {i.headline for i in ideas()}.isdisjoint(i.headline for i in first)
    assert {i.production for i in ideas()}.isdisjoint(i.production for i in first)


def test_history_is_bare_of_labels_and_old_posts_only_keep_their_headline(desk):
    labelled = replace(TIP, column=Column.OFFERS, headline="广告｜置换补贴到月底")
    out(desk, labelled)
    out(desk, replace(TIP, headline="老帖子的标题"), at=NINE - 61 * DAY)
    out(desk, replace(TIP, headline="回复", method=Method.COMMENT, reply_to="雨刮响"))
    old, new = desk.posts.history(NINE)
    assert (old.headline, old.day, old.production) == ("老帖子的标题", TODAY - 61 * DAY, "")
    assert (new.headline, new.day) == ("置换补贴到月底", TODAY)
    assert (new.production, new.fillers) == (TIP.production, TIP.fillers)
    fresh = Freshness((old, new), TODAY)
    mark = fresh.seen.mark("置换补贴，到月底")
    assert fresh.stale(mark, fresh.seen.nearest(mark)) is Stale.SAME


def steps_of(desk, post_id, now):
    posts, more = desk.posts, {"now": now}
    return (
        partial(posts.save, post_id, replace(TIP, body=f"正文 {now}"), **more),
        partial(posts.schedule, post_id, now + HOUR, **more),
        partial(posts.unschedule, post_id, **more),
        partial(posts.drop, post_id, **more),
        partial(posts.bring_back, post_id, **more),
        partial(posts.publish, post_id, url="https://a.cn", **more),
        partial(posts.take_back, post_id, **more),
    )


def test_every_step_undone_leaves_the_post_as_it_was(desk):
    """Random steps, each put back: the row is the same but for its version."""
    rng = random.Random(7)
    post = desk.posts.add(TIP, now=NINE)
    now = NINE
    for _round in range(60):
        now += timedelta(minutes=7)
        step = rng.choice(steps_of(desk, post.id, now))
        try:
            after = step()
        except errors.UsageError:
            assert desk.posts.one(post.id) == post
            continue
        back = desk.posts.put_back(post, now=now, version=after.version)
        assert replace(back, version=post.version) == post
        with pytest.raises(errors.PostChanged):
            desk.posts.put_back(post, now=now, version=after.version - 1)
        post = step() if rng.random() < 0.6 else back


def test_each_write_is_in_the_audit_without_a_word_of_the_post(desk, database):
    post = desk.posts.add(TIP, now=NINE)
    desk.posts.publish(post.id, now=NINE)
    desk.posts.enter_result(post.id, PostResult(TODAY, 5), now=NINE)
    with database.reading() as tx:
        rows = tx.exec_driver_sql("SELECT action, subject_id, payload FROM audit").all()
        assert audit.first_break(tx, SHOP_ID) is None
    told = [row for row in rows if row.action.startswith("post.")]
    assert [row.action for row in told] == ["post.added", "post.published", "post.result"]
    assert {row.subject_id for row in told} == {post.id}
    assert not any("雨刮" in row.payload for row in told)


def test_a_refused_write_leaves_nothing_behind(desk, database):
    post = desk.posts.add(TIP, now=NINE)
    with database.reading() as tx:
        before = audit.last_seq(tx, SHOP_ID)
    with pytest.raises(errors.UnknownPerson):
        desk.posts.publish(post.id, by="没有这人", now=NINE)
    with database.reading() as tx:
        assert audit.last_seq(tx, SHOP_ID) == before
    assert desk.posts.one(post.id) == post


def test_what_lies_in_the_hashtags_is_judged_and_said_to_lie_there(desk):
    content = replace(TIP, hashtags=("用车知识", "全网最低价"))
    report = desk.posts.judge(content)
    assert report.level is Level.BLOCK
    found = [one for one in report.findings if one.level is Level.BLOCK]
    assert all(one.why.startswith("在话题标签里：") for one in found)
    assert all((one.start, one.end) == (0, 0) for one in found)
    post = desk.posts.add(content, now=NINE)
    assert post.level is Level.BLOCK
    with pytest.raises(errors.PostBlocked) as told:
        desk.posts.schedule(post.id, NINE + HOUR, now=NINE)
    assert "（话题标签）" in told.value.facts["words"]
    with pytest.raises(errors.PostBlocked):
        desk.posts.add(content, now=NINE, planned_at=NINE + HOUR)
    with pytest.raises(errors.PostBlocked):
        desk.posts.publish(post.id, now=NINE)


def test_hashtags_move_no_place_of_the_text_and_two_make_no_word_together(desk):
    bare = replace(BANNED, hashtags=())
    tagged = replace(BANNED, hashtags=("用车知识", "全", "网最低", "价"))
    assert desk.posts.judge(tagged).findings == desk.posts.judge(bare).findings


def test_a_post_is_rewritten_and_planned_or_published_in_one_step(desk, database):
    post = desk.posts.add(TIP, now=NINE)
    rewritten = replace(TIP, headline="换过的标题")
    planned = desk.posts.schedule(post.id, NINE + HOUR, content=rewritten, now=NINE)
    assert (planned.content.headline, planned.version) == ("换过的标题", 2)
    again = replace(TIP, headline="又换过的标题")
    told = desk.posts.publish(post.id, content=again, now=NINE)
    assert (told.content.headline, told.version) == ("又换过的标题", 3)
    back = desk.posts.put_back(planned, now=NINE, version=told.version)
    assert (back.content, back.state, back.planned_at) == (
        planned.content,
        PostState.SCHEDULED,
        planned.planned_at,
    )
    with pytest.raises(errors.PostBlocked):
        desk.posts.schedule(post.id, NINE + HOUR, content=BANNED, now=NINE)
    assert desk.posts.one(post.id).content == planned.content
