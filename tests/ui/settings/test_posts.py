"""Settings of posting: saved all at once or not at all, the defaults can be had back and undone."""

import pytest

from netdesk.domain.ideas.platform import Counting
from netdesk.domain.ideas.technique import Column
from netdesk.services import platforms, post_settings
from netdesk.services.post_settings import PostSettings
from netdesk.ui.settings.posts_section import PostsSection
from tests.ui.conftest import all_widgets


@pytest.fixture
def section(driver) -> PostsSection:
    """The section as it is before anything was set."""
    driver.press("Ctrl+Comma")
    return driver.window.page("settings").show_section("posts")


def save(section, driver) -> None:
    section.save_button.click()
    driver.settle()


def kept(desk) -> PostSettings:
    desk.settings.reload()
    return post_settings.read(desk.settings)


def test_the_form_shows_what_is_in_force(section):
    assert section.target.text() == "30"
    assert section.slots.text().split() == ["12:10", "19:30"]
    assert section.quotas[Column.LOCAL].text() == "2"
    assert not section.platforms.boxes["weibo"].isChecked()
    assert section.platforms.limits["xiaohongshu"].text() == "20"
    assert section.platforms.countings["xiaohongshu"].currentData() == Counting.HALVES


def test_everything_is_saved_by_one_button(section, driver, five):
    section.target.setText("25")
    section.quotas[Column.OFFERS].setText("0")
    section.slots.setText("20:00、７:30")
    section.remind.setText("15")
    section.platforms.boxes["weibo"].setChecked(True)
    section.platforms.boxes["toutiao"].setChecked(False)
    section.platforms.limits["weibo"].setText("40")
    section.platforms.countings["weibo"].setCurrentIndex(1)
    save(section, driver)
    now = kept(five)
    assert (now.target, now.remind_before_min, now.slots) == (0.25, 15, ("07:30", "20:00"))
    assert now.quotas[Column.OFFERS] == 0
    assert now.platforms == ("wechat", "douyin", "xiaohongshu", "dongchedi", "weibo")
    weibo = platforms.platform("weibo", five.settings)
    assert (weibo.limit, weibo.counting) == (40, Counting.HALVES)
    assert driver.told()[-1] == "发帖设置已保存。"
    assert section.slots.text().split() == ["07:30", "20:00"]


def test_what_is_no_number_is_marked_and_nothing_is_saved(section, driver, five):
    section.slots.setText("08:00")
    section.quotas[Column.CARE].setText("两")
    section.platforms.limits["weibo"].setText("501")
    save(section, driver)
    assert section.fault() == "上面有标红的地方要改，还没有保存。"
    marked = [one for one in all_widgets(section) if one.property("fault")]
    assert {section.quotas[Column.CARE], section.platforms.limits["weibo"]} < set(marked)
    assert section.quotas[Column.CARE].hasFocus()
    assert kept(five) == PostSettings()


@pytest.mark.parametrize("written", ["101", "-1", "", "三成", "nan"])
def test_a_target_is_a_percentage(section, driver, five, written):
    section.target.setText(written)
    save(section, driver)
    assert section.target.property("fault")
    assert kept(five).target == 0.3


def test_times_that_are_none_are_refused_in_a_sentence_and_no_limit_is_saved(section, driver, five):
    section.slots.setText("12:10 25:00")
    section.platforms.limits["weibo"].setText("40")
    save(section, driver)
    assert "25:00" in section.fault()
    assert kept(five).slots == ("12:10", "19:30")
    assert platforms.platform("weibo", five.settings).limit == 32


def test_a_shop_without_a_platform_is_refused(section, driver, five):
    for box in section.platforms.boxes.values():
        box.setChecked(False)
    save(section, driver)
    assert "至少一个" in section.fault()
    assert kept(five).platforms == PostSettings().platforms


def test_a_week_that_promotes_too_much_is_said_while_it_is_written(section):
    assert section.sum_text() == "一周 11 篇，其中促销 2 篇，占 18%。"
    section.quotas[Column.OFFERS].setText("4")
    assert section.sum_text() == (
        "一周 14 篇，其中促销 5 篇，占 36%。\n超过上限了，排一周时会少排促销。"
    )
    section.target.setText("40")
    assert section.sum_text() == "一周 14 篇，其中促销 5 篇，占 36%。"


def test_the_defaults_can_be_had_back_and_that_undone(section, driver, five):
    section.target.setText("10")
    section.platforms.limits["weibo"].setText("40")
    save(section, driver)
    own = kept(five)
    section.usual_button.click()
    driver.settle()
    assert kept(five) == PostSettings()
    assert platforms.platform("weibo", five.settings).limit == 32
    assert section.target.text() == "30"
    box = driver.window.notices.boxes()[-1]
    assert box.text() == "发帖设置已恢复默认。"
    assert box.notice.action is not None
    words, undo = box.notice.action
    assert words == "撤销"
    undo()
    driver.settle()
    assert kept(five) == own
    assert platforms.platform("weibo", five.settings).limit == 40
    assert (section.target.text(), section.platforms.limits["weibo"].text()) == ("10", "40")


def test_the_page_of_ideas_follows_what_was_saved(section, driver, five):
    five.ideas.save_facts(five.ideas.sample_text(now=five.now()), now=five.now())
    driver.press("Ctrl+2")
    page = driver.window.page("ideas")
    assert page.choices.platform_box.count() == 5
    driver.press("Ctrl+Comma")
    section.target.setText("20")
    section.platforms.boxes["xiaohongshu"].setChecked(False)
    section.platforms.limits["wechat"].setText("30")
    save(section, driver)
    names = [page.choices.platform_box.itemText(n) for n in range(4)]
    assert names[0] == "公众号，标题 30 字"
    assert page.choices.platform_box.count() == 4
    assert {card.idea.platform.code for card in page.cards.cards} == {"wechat"}
    assert page.choices.mix.legend() == "促销（不超过 20%）"
