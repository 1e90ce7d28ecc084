"""An idea becomes a post from the keyboard: a draft, planned for a time, moved, refused."""

from datetime import UTC, datetime, timedelta

import pytest

from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.post import PostState
from netdesk.domain.posts.writing import bare
from netdesk.errors import PostChanged
from netdesk.i18n import say
from netdesk.services import post_settings
from netdesk.services.post_settings import PostSettings
from netdesk.ui.widgets.days import qdate
from tests.conftest import NINE
from tests.posted import text
from tests.ui.ideas.conftest import checked, write

NOON = datetime(2026, 11, 24, 4, 10, tzinfo=UTC)  # today's first usual time
EVENING = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)
DAY = timedelta(days=1)
BANNED = "这是枣庄销量第一的选择"


@pytest.fixture(autouse=True)
def _may_all_promote(five):
    """Whatever column the first idea is of, nothing is warned of; `offers` has another target."""
    post_settings.write(five.settings, PostSettings(target=1.0))


def planned(desk):
    """Return what is planned, in the order of time."""
    found = desk.posts.between(NINE.date(), (NINE + 60 * DAY).date())
    return [post for post in found if post.state is PostState.SCHEDULED]


def words(page) -> list[str]:
    return [one.text() for one in page.draft.schedule.buttons if one.isVisible()]


def test_an_idea_is_planned_by_two_keys_for_the_next_usual_time(page, driver, five):
    idea = page.cards.idea()
    driver.press("S", "Return")
    (post,) = planned(five)
    assert (post.at, bare(post.content.headline)) == (NOON, idea.headline)
    assert post.content.production == idea.production
    assert post.content.hashtags[0] == "枣庄"
    assert page.cards.cards[0].state() == "已排期"
    assert "已排期" in page.cards.cards[0].spoken()
    assert page.draft.state.text() == "已排期：今天 12:10"
    assert page.cards.hasFocus()
    assert driver.told()[-1] == "已排期：今天 12:10，小红书。"


def test_the_notice_leads_to_the_calendar(page, driver):
    driver.press("S", "Return")
    box = driver.window.notices.boxes()[-1]
    told, go = box.notice.action
    assert told == "看内容日历"
    shown = []
    page.calendar_wanted.disconnect()
    page.calendar_wanted.connect(shown.append)
    go()
    assert [post.at for post in shown] == [NOON]


def test_usual_times_are_offered_but_not_those_that_are_taken(page, driver, five):
    five.posts.add(text("晚上的"), now=NINE, planned_at=EVENING + timedelta(minutes=30))
    driver.press("S")
    assert words(page) == [
        "今天 12:10",
        "明天 12:10",
        "明天 19:30",
        "周四 12:10",
        "周四 19:30",
        "周五 12:10",
    ]


def test_a_digit_chooses_a_time_and_enter_saves(page, driver, five):
    driver.press("S", "3", "Return")
    assert [post.at for post in planned(five)] == [NOON + DAY]


def test_a_time_of_ones_own_is_moved_by_arrows_or_typed(page, driver, five):
    driver.press("S", "Up", "Up", "Down")
    panel = page.draft.schedule
    assert panel.time.text() == "12:40"
    assert not any(button.isChecked() for button in panel.buttons)
    panel.day.setDate(qdate((NINE + 9 * DAY).date()))
    panel.time.setText("2015")
    panel.time.setFocus()
    driver.press("Return")
    assert [post.at for post in planned(five)] == [datetime(2026, 12, 3, 12, 15, tzinfo=UTC)]
    assert page.draft.state.text() == "已排期：12-03 20:15"


def test_a_time_that_cannot_be_read_or_is_past_is_not_taken(page, driver, five):
    driver.press("S")
    panel = page.draft.schedule
    panel.time.setText("25:00")
    panel.save.click()
    driver.settle()
    assert panel.time.hasFocus()
    panel.time.setText("08:00")
    driver.press("Return")
    assert planned(five) == []
    assert "已经过了，没有排期" in driver.told()[-1]
    assert panel.isVisible()


def test_esc_leaves_without_planning_and_so_does_another_card(page, driver, five):
    driver.press("S", "Escape")
    assert not page.draft.schedule.isVisible()
    assert page.draft.plan_button.isVisible()
    driver.press("S")
    page.cards.go(1)
    assert not page.draft.schedule.isVisible()
    assert planned(five) == []


def test_letters_are_not_keys_while_a_time_is_asked_for(page, driver):
    driver.press("S", "G", "J", "D")
    assert page.draft.schedule.isVisible()
    assert len(page.batches.all) == 1


def test_a_blocked_text_is_refused_with_its_words_and_they_are_shown(page, driver, five):
    write(page, driver, "\n" + BANNED)
    driver.press("Escape", "S")
    assert "枣庄销量第一" in driver.told()[-1]
    assert "没有排期" in driver.told()[-1]
    assert not page.draft.schedule.isVisible()
    assert page.draft.text_edit.textCursor().selectedText() == "枣庄销量第一"
    assert planned(five) == []


def test_a_text_that_was_not_checked_yet_is_refused_when_it_is_saved(page, driver, five):
    driver.press("S")
    page.draft.text_edit.appendPlainText(BANNED)
    page.draft.schedule.save.click()
    driver.settle()
    assert "枣庄销量第一" in driver.told()[-1]
    assert not page.draft.schedule.isVisible()
    assert planned(five) == []


def test_a_title_that_is_too_long_is_refused_before_a_time_is_asked_for(page, driver, five):
    page.draft.text_edit.setPlainText("广告｜" + "一" * 18)
    checked(page, driver)
    page.posting.ask_time()
    driver.settle()
    assert "标题有 21 个字，小红书 最多 20 个" in driver.told()[-1]
    assert page.draft.text_edit.hasFocus()
    assert not page.draft.schedule.isVisible()


def test_a_key_pressed_twice_makes_no_second_post(page, driver, five):
    driver.press("S", "Return", "Return")
    assert len(planned(five)) == 1
    page.cards.go(1)
    driver.press("D", "D")
    assert len(five.posts.drafts()) == 1


def test_what_was_edited_is_what_is_planned(page, driver, five):
    write(page, driver, "\n欢迎来看")
    driver.press("Escape", "S", "Return")
    (post,) = planned(five)
    assert post.content.body.endswith("\n欢迎来看")


def test_what_needs_proof_is_planned_and_that_said(page, driver, five):
    write(page, driver, "\n比别家省油")
    driver.press("Escape", "S", "Return")
    assert [post.level.value for post in planned(five)] == ["evidence"]
    assert driver.told()[-1].endswith("\n发之前把证据附上")


def test_a_draft_is_kept_and_saved_again_by_the_same_key(page, driver, five):
    driver.press("D")
    (post,) = five.posts.drafts()
    assert page.cards.cards[0].state() == "草稿"
    assert driver.told()[-1] == "已存为草稿。"
    assert page.draft.keep_button.text() == "保存修改"
    write(page, driver, "\n欢迎来看")
    driver.press("Escape", "D")
    (again,) = five.posts.drafts()
    assert again.id == post.id
    assert again.content.body.endswith("欢迎来看")
    assert driver.told()[-1] == "已保存修改。"


def test_a_blocked_text_can_be_kept_as_a_draft(page, driver, five):
    write(page, driver, "\n" + BANNED)
    driver.press("Escape", "D")
    assert [post.level.value for post in five.posts.drafts()] == ["block"]


def test_what_is_saved_and_planned_at_once_is_one_step_of_the_record(page, driver, five, database):
    driver.press("D")
    write(page, driver, "\n欢迎来看")
    driver.press("Escape")
    page.cards.setFocus()
    driver.press("S", "Return")
    (post,) = planned(five)
    assert post.content.body.endswith("欢迎来看")
    assert post.version == 2
    with database.reading() as tx:
        query = "SELECT action FROM audit WHERE action LIKE 'post.%' ORDER BY seq"
        told = list(tx.exec_driver_sql(query).scalars())
    assert told == ["post.added", "post.scheduled"]


def test_a_draft_that_is_planned_stays_one_post(page, driver, five):
    driver.press("D", "S", "Return")
    assert five.posts.drafts() == ()
    assert [post.at for post in planned(five)] == [NOON]


def test_a_planned_post_is_moved_and_its_own_time_is_free_to_it(page, driver, five):
    driver.press("S", "Return")
    assert page.draft.plan_button.text() == "改期"
    driver.press("S")
    assert words(page)[0] == "今天 12:10"
    driver.press("2", "Return")
    assert [post.at for post in planned(five)] == [EVENING]
    assert page.draft.state.text() == "已排期：今天 19:30"


def test_the_marks_stay_when_batches_are_gone_through(page, driver):
    driver.press("J", "S", "Return")
    driver.press("G")
    assert [card.state() for card in page.cards.cards] == [""] * len(page.cards.cards)
    driver.press("B")
    assert [card.state() for card in page.cards.cards[:3]] == ["", "已排期", ""]


def test_what_is_planned_never_comes_as_an_idea_again(page, driver):
    headline = page.cards.idea().headline
    driver.press("S", "Return")
    page.batches.forget()
    page.reload()
    driver.settle()
    assert headline not in {card.idea.headline for card in page.cards.cards}


def test_what_became_of_a_post_in_the_calendar_is_seen_here(page, driver, five):
    driver.press("S", "Return")
    (post,) = planned(five)
    post = five.posts.schedule(post.id, EVENING, now=NINE)
    rewritten = five.posts.content_of(page.cards.idea(), "新标题\n新正文")
    five.posts.save(post.id, rewritten, now=NINE)
    page.posting.refresh()
    driver.settle()
    assert page.draft.state.text() == "已排期：今天 19:30"
    assert page.draft.text() == "新标题\n新正文"
    five.posts.drop(post.id, now=NINE)
    page.posting.refresh()
    driver.settle()
    assert page.cards.cards[0].state() == ""
    assert not page.draft.state.isVisible()


def test_a_text_edited_here_since_is_not_written_over(page, driver, five):
    driver.press("S", "Return")
    (post,) = planned(five)
    five.posts.save(post.id, five.posts.content_of(page.cards.idea(), "新标题\n新"), now=NINE)
    write(page, driver, "，改过")
    page.posting.refresh()
    driver.settle()
    assert page.draft.text().endswith("，改过")


def test_a_post_changed_elsewhere_is_not_written_over(page, driver, five):
    driver.press("D")
    (post,) = five.posts.drafts()
    five.posts.save(post.id, five.posts.content_of(page.cards.idea(), "新标题\n新"), now=NINE)
    driver.press("D")
    assert driver.told()[-1] == say(PostChanged())
    assert five.posts.one(post.id).content.headline == "新标题"


@pytest.fixture
def offers(page, driver, five):
    """The page on offers, of a shop that has posted three times that day, all of it help."""
    post_settings.write(five.settings, PostSettings(target=0.2))
    for n in range(3):
        five.posts.add(text(f"第{n}篇"), now=NINE, planned_at=NOON - timedelta(hours=n))
    page.choices.columns[Column.OFFERS].click()
    driver.settle()
    return page


def test_too_much_promotion_is_said_before_it_is_planned(offers, driver, five):
    driver.press("S")
    panel = offers.draft.schedule
    assert panel.warning.isVisible()
    assert panel.warning.text() == ("再排这一篇，7 天和 28 天里促销都超过上限 20%（最多到 25%）。")
    assert panel.save.text() == "仍然排期"
    driver.press("Return")
    assert len(planned(five)) == 4


def test_an_enter_that_was_quicker_than_the_warning_does_not_pass_it_over(offers, driver, five):
    driver.press("S", "Return")
    assert offers.draft.schedule.warning.isVisible()
    assert len(planned(five)) == 3


def test_a_day_that_was_not_offered_is_warned_of_when_it_is_saved(offers, driver, five):
    driver.press("S")
    panel = offers.draft.schedule
    panel.day.setDate(qdate((NINE + 20 * DAY).date()))
    assert not panel.warning.isVisible()
    panel.save.click()
    driver.settle()
    assert len(planned(five)) == 3
    assert panel.warning.text() == ("再排这一篇，7 天和 28 天里促销都超过上限 20%（最多到 100%）。")
    driver.press("Return")
    assert len(planned(five)) == 4


def test_another_time_after_a_warning_is_warned_of_again(offers, driver, five):
    driver.press("S")
    panel = offers.draft.schedule
    for away in (20, 21):
        panel.day.setDate(qdate((NINE + away * DAY).date()))
        panel.save.click()
        driver.settle()
    assert len(planned(five)) == 3


def test_help_is_never_warned_of(offers, driver, five):
    offers.choices.columns[Column.CARE].click()
    driver.settle()
    driver.press("S")
    assert not offers.draft.schedule.warning.isVisible()
