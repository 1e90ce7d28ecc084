"""Accounts by day: entered one by one or as a block, taken back, and shown with what was posted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from netdesk import errors
from netdesk.domain.channel import ChannelKind
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.person import Role
from netdesk.domain.posts.accounts import Net
from netdesk.domain.posts.post import PostText
from netdesk.services.accounts import Entry, Figure
from netdesk.services.changes import Changes
from tests.conftest import NINE

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
FOLLOWERS, UPDATES = Figure.FOLLOWERS, Figure.UPDATES
TIP = PostText("douyin", Column.CARE, Method.TIP, "雨刮器刮不干净，先看胶条", "胶条用了一年会硬。")


def rows(desk, back=2):
    table = desk.accounts.table(TODAY - back * DAY, TODAY)
    return {one.channel.code: one for one in table.accounts}


def figures(desk, code="wechat", back=2):
    return [tuple(one.figures) for one in rows(desk, back)[code].days]


def stored(database):
    with database.reading() as tx:
        return tx.exec_driver_sql(
            "SELECT channel, day, followers, updates, version FROM channel_days ORDER BY 1, 2"
        ).all()


def test_a_day_is_entered_changed_and_taken_out(desk, database):
    entered = desk.accounts.enter("wechat", TODAY, 1200, 2, now=NINE)
    assert entered.changes == Changes(accounts=True)
    assert stored(database) == [("wechat", "2026-11-24", 1200, 2, 1)]
    desk.accounts.enter("wechat", TODAY, 1201, None, now=NINE)
    assert stored(database) == [("wechat", "2026-11-24", 1201, None, 2)]
    desk.accounts.enter("wechat", TODAY, None, None, now=NINE)
    assert stored(database) == []


def test_one_figure_leaves_the_other_alone(desk):
    desk.accounts.enter("wechat", TODAY, 1200, 2, now=NINE)
    desk.accounts.enter_all([Entry("wechat", TODAY, FOLLOWERS, 1300)], now=NINE)
    assert figures(desk)[-1] == (1300, 2)


def test_a_block_is_one_step_and_what_was_there_comes_back(desk, database):
    desk.accounts.enter("wechat", TODAY, 1200, 2, now=NINE)
    before = stored(database)
    block = [
        Entry("wechat", TODAY, FOLLOWERS, 1300),
        Entry("wechat", TODAY - DAY, FOLLOWERS, 1250),
        Entry("wechat", TODAY, FOLLOWERS, 1301),
        Entry("weibo", TODAY, UPDATES, 3),
        Entry("wechat", TODAY, UPDATES, 2),
    ]
    entered = desk.accounts.enter_all(block, now=NINE)
    assert set(entered.before) == {
        Entry("wechat", TODAY, FOLLOWERS, 1200),
        Entry("wechat", TODAY - DAY, FOLLOWERS, None),
        Entry("weibo", TODAY, UPDATES, None),
    }
    assert figures(desk) == [(None, None), (1250, None), (1301, 2)]
    again = desk.accounts.enter_all(entered.before, now=NINE)
    assert [row[:4] for row in stored(database)] == [row[:4] for row in before]
    desk.accounts.enter_all(again.before, now=NINE)
    assert figures(desk) == [(None, None), (1250, None), (1301, 2)]


def test_what_says_the_same_writes_nothing(desk, database):
    desk.accounts.enter("wechat", TODAY, 1200, None, now=NINE)
    with database.reading() as tx:
        before = tx.exec_driver_sql("SELECT count(*) FROM audit").scalar()
    same = desk.accounts.enter("wechat", TODAY, 1200, None, now=NINE)
    assert (same.changes, same.before) == (Changes(), ())
    with database.reading() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM audit").scalar() == before
    assert stored(database)[0][-1] == 1


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        (Entry("nowhere", TODAY, FOLLOWERS, 1), errors.UnknownChannel),
        (Entry("other", TODAY, FOLLOWERS, 1), errors.NoAccount),
        (Entry("hotline", TODAY, UPDATES, 1), errors.NoAccount),
        (Entry("showroom", TODAY, FOLLOWERS, None), errors.NoAccount),
        (Entry("wechat", TODAY + DAY, FOLLOWERS, 1), errors.FigureAhead),
        (Entry("wechat", TODAY, FOLLOWERS, -1), errors.BadFigure),
        (Entry("wechat", TODAY, UPDATES, 10**12), errors.BadFigure),
    ],
)
def test_one_entry_that_cannot_be_kept_refuses_them_all(desk, database, entry, error):
    with pytest.raises(error):
        desk.accounts.enter_all([Entry("weibo", TODAY, FOLLOWERS, 5), entry], now=NINE)
    assert stored(database) == []


def test_who_entered_it_is_in_the_audit_and_no_figure_is(desk, database):
    desk.settings.add_person("小周", Role.CLERK, now=NINE)
    desk.accounts.enter("wechat", TODAY, 1200, 2, by="小周", now=NINE)
    with database.reading() as tx:
        row = tx.exec_driver_sql(
            "SELECT action, by_id, payload FROM audit ORDER BY seq DESC LIMIT 1"
        ).one()
    assert tuple(row) == ("accounts.entered", desk.settings.people()[0].id, '{"figures": 2}')
    with pytest.raises(errors.UnknownPerson):
        desk.accounts.enter("wechat", TODAY, 1300, 2, by="无此人", now=NINE)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,234", 1234), ("1.2万", 12000), (" 88 ", 88), ("", None), ("-", None), ("暂无", None)],
)
def test_figures_are_typed_as_files_write_them(desk, typed, value):
    assert desk.accounts.number(typed) == value


@pytest.mark.parametrize("typed", ["abc", "-5", "12.5", "99999999999"])
def test_what_is_no_figure_is_said(desk, typed):
    with pytest.raises(errors.BadFigure, match=typed):
        desk.accounts.number(typed)


def test_growth_counts_from_the_last_total_before_the_table(desk):
    desk.accounts.enter("wechat", TODAY - 9 * DAY, 1000, None, now=NINE)
    desk.accounts.enter("wechat", TODAY - DAY, 1100, None, now=NINE)
    desk.accounts.enter("wechat", TODAY, 1090, None, now=NINE)
    found = rows(desk)["wechat"]
    nets = [one.net for one in found.days]
    assert nets == [None, Net(100, TODAY - 9 * DAY), Net(-10, TODAY - DAY)]
    assert [one.has_gap for one in found.days] == [False, True, False]
    assert (found.net, found.latest) == (Net(90, TODAY - 9 * DAY), (TODAY, 1090))


def test_what_the_desk_published_is_counted_by_its_local_day_and_apart(desk):
    def publish(at, **more):
        post = desk.posts.add(replace(TIP, **more), now=at)
        return desk.posts.publish(post.id, at=at, now=NINE)

    midnight = NINE.replace(hour=16, minute=0) - DAY  # 00:00 today in the shop
    publish(midnight)
    publish(midnight - timedelta(seconds=1))
    publish(NINE)
    publish(NINE, platform="wechat")
    publish(NINE, platform="toutiao")
    taken = publish(NINE)
    desk.posts.take_back(taken.id, now=NINE)
    desk.posts.add(TIP, now=NINE, planned_at=NINE + DAY)
    desk.accounts.enter("douyin", TODAY, None, 4, now=NINE)
    table = desk.accounts.table(TODAY - 2 * DAY, TODAY)
    found = {one.channel.code: one for one in table.accounts}
    assert [one.posted for one in found["douyin"].days] == [0, 1, 2]
    assert found["douyin"].days[-1].figures.updates == 4
    assert [one.posted for one in found["wechat"].days] == [0, 0, 1]
    assert table.elsewhere == 1


def test_accounts_stand_social_first_and_doors_and_phones_are_none(desk):
    table = desk.accounts.table(TODAY, TODAY)
    kinds = [one.channel.kind for one in table.accounts]
    assert [one.channel.code for one in table.accounts][:2] == ["wechat", "weibo"]
    assert kinds == sorted(kinds, key=[*dict.fromkeys(kinds)].index)
    assert set(kinds) == set(ChannelKind) - {ChannelKind.HOTLINE, ChannelKind.SHOWROOM}
    assert "other" not in {one.channel.code for one in table.accounts}


def test_a_channel_out_of_use_is_shown_as_long_as_it_has_figures(desk):
    desk.settings.set_channel_active("weibo", False, by="", now=NINE)
    assert "weibo" not in rows(desk)
    desk.accounts.enter("weibo", TODAY - 30 * DAY, 5, None, now=NINE)
    assert "weibo" in rows(desk)
