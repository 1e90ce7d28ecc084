"""Reminding of posts that are due: each once, after a sleep too, with the way to the post."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netdesk.domain.posts.post import PostState
from netdesk.services import post_settings
from netdesk.ui.posts.reminders import Reminders
from netdesk.ui.widgets.button import Button
from tests.conftest import NINE
from tests.ui.posts.conftest import HOUR, settle, tip

MINUTE = timedelta(minutes=1)


@pytest.fixture
def reminders(qtbot, tasks, shop):
    """What the desk of `shop` is reminded of, asked once at nine."""
    made = Reminders(shop.desk, tasks)
    made.said, made.counts = [], []
    made.told.connect(lambda notice: made.said.append(notice.text))
    made.due_changed.connect(made.counts.append)
    made.wait = lambda: qtbot.waitUntil(tasks.is_idle, timeout=5000)
    made.ask()
    made.wait()
    return made


def pass_time(reminders, clock, at):
    """Let the clock go on and the timer run out."""
    clock.at = at
    reminders.due.emit()
    reminders.wait()


def test_nothing_is_said_before_its_time_and_the_timer_waits_for_the_next(reminders, shop):
    assert reminders.said == []
    assert reminders.next_at() == shop.reply.planned_at
    assert reminders._timer.isActive()
    assert reminders._timer.interval() == 60_000  # no later: it stands still in a sleep


def test_a_post_is_said_at_its_time_once(reminders, clock, shop):
    pass_time(reminders, clock, shop.reply.planned_at - MINUTE)
    pass_time(reminders, clock, shop.reply.planned_at)
    assert reminders.said == ["该发了：先看胶条有没有裂口 · 抖音"]
    assert reminders.counts[-1] == 1
    pass_time(reminders, clock, shop.reply.planned_at + MINUTE)
    pass_time(reminders, clock, shop.reply.planned_at - MINUTE)  # the clock was set back
    pass_time(reminders, clock, shop.reply.planned_at)
    assert len(reminders.said) == 1


def test_after_a_sleep_over_two_posts_both_are_said(reminders, clock, shop):
    pass_time(reminders, clock, NINE + 6 * HOUR)
    assert reminders.said == ["该发了：先看胶条有没有裂口 · 抖音", "该发了：今天中午的 · 抖音"]
    assert reminders.next_at() == shop.later.planned_at


def test_many_at_once_are_said_in_one_sentence(reminders, clock, shop):
    for n in range(5):
        shop.desk.posts.add(tip(f"第 {n} 篇"), now=NINE, planned_at=NINE + n * MINUTE + HOUR)
    pass_time(reminders, clock, NINE + 2 * HOUR)
    assert reminders.said == ["有 5 篇到时间该发了"]
    assert reminders.counts[-1] == 5


def test_what_went_out_is_not_due_and_what_was_put_off_is_said_at_its_new_time(
    reminders, clock, shop
):
    pass_time(reminders, clock, shop.noon.planned_at)
    assert reminders.counts[-1] == 2
    shop.desk.posts.publish(shop.reply.id, now=clock.at)
    moved = shop.desk.posts.schedule(shop.noon.id, clock.at + HOUR, now=clock.at)
    pass_time(reminders, clock, clock.at + MINUTE)
    assert reminders.counts[-1] == 0
    pass_time(reminders, clock, moved.planned_at)
    assert reminders.said.count("该发了：今天中午的 · 抖音") == 2


def test_another_window_does_not_say_it_again_but_counts_it(reminders, clock, shop, tasks):
    pass_time(reminders, clock, shop.reply.planned_at)
    again = Reminders(shop.desk, tasks)
    said, counts = [], []
    again.told.connect(said.append)
    again.due_changed.connect(counts.append)
    again.ask()
    reminders.wait()
    assert (said, counts) == ([], [1])


def test_the_shop_may_be_reminded_before_the_time(reminders, clock, shop):
    kept = replace(post_settings.read(shop.desk.settings), remind_before_min=15)
    post_settings.write(shop.desk.settings, kept)
    pass_time(reminders, clock, shop.reply.planned_at - 16 * MINUTE)
    assert reminders.said == []
    assert reminders.next_at() == shop.reply.planned_at - 15 * MINUTE
    pass_time(reminders, clock, shop.reply.planned_at - 15 * MINUTE)
    assert len(reminders.said) == 1


def test_with_nothing_planned_it_still_looks_what_others_write(reminders, clock, shop):
    for planned in (shop.reply, shop.noon, shop.later):
        shop.desk.posts.drop(planned.id, now=NINE)
    pass_time(reminders, clock, NINE + MINUTE)
    assert reminders.next_at() is None
    shop.desk.posts.add(tip("别处排的"), now=clock.at, planned_at=clock.at + MINUTE)
    pass_time(reminders, clock, clock.at + MINUTE)
    assert reminders.said == ["该发了：别处排的 · 抖音"]


def test_the_window_shows_the_notice_the_number_and_the_way_to_the_post(driver, shop, clock):
    driver.window.remind()
    driver.settle()
    driver.window.go("settings")
    clock.at = shop.noon.planned_at
    driver.window.reminders.due.emit()
    settle(driver)
    assert driver.window.rail._buttons["posts"].accessibleName() == "内容日历 2"
    box = driver.window.notices.boxes()[-1]
    assert box.text() == "该发了：今天中午的 · 抖音"
    assert box.notice.stays
    box.findChildren(Button)[0].click()
    settle(driver)
    page = driver.window.page("posts")
    assert page.isVisible()
    assert page.calendar.post().id == shop.noon.id
    driver.press("P", "Return")
    settle(driver)
    assert shop.now(shop.noon).state is PostState.PUBLISHED
    assert driver.window.rail._buttons["posts"].accessibleName() == "内容日历 1"


def test_reminders_begin_a_while_after_the_first_page(driver, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "netdesk.ui.main_window.QTimer.singleShot",
        lambda after, owner, slot: asked.append((after, owner, slot)),
    )
    driver.window.ready.emit()
    assert driver.window.reminders is None
    ((after, owner, slot),) = asked
    assert after >= 1000
    assert owner is driver.window
    slot()
    driver.settle()
    assert driver.window.reminders.next_at() is None
