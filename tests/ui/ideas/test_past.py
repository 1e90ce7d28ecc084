"""What the posts so far say beside the choices: the mix of the week, what works here."""

from datetime import timedelta

import pytest

from netdesk.domain.ideas.technique import Column, Technique
from tests.conftest import NINE
from tests.posted import history, publish, text

DAY = timedelta(days=1)
WON = {Technique.HUMOUR: [300, 310, 320], Technique.BOLD: [10, 20, 30]}
OTHERS = {Technique.TABOO: [100, 100], Technique.SECRET: [100, 100]}


@pytest.fixture
def ideas(driver):
    """Return what shows the page, as the clerk comes to it."""

    def show():
        driver.press("Ctrl+2")
        return driver.window.page("ideas")

    return show


def test_without_posts_the_mix_says_so(ideas):
    page = ideas()
    assert page.choices.mix.figures() == ("还没有帖子", "还没有帖子")
    assert page.choices.mix.legend() == "促销（不超过 30%）"


def test_the_mix_is_of_the_weeks_days_what_is_planned_with_it(ideas, five):
    for n in range(3):
        five.posts.add(text(f"第{n}篇"), now=NINE, planned_at=NINE + n * DAY + DAY)
    publish(five, text("优惠", column=Column.OFFERS))
    publish(five, text("上周的"), at=NINE - 2 * DAY)  # Sunday
    five.posts.add(text("下周的"), now=NINE, planned_at=NINE + 6 * DAY)  # Monday
    mix = ideas().choices.mix
    assert mix.figures() == ("促销 25%", "促销 20%")
    assert "本周 4 篇：帮助 3 篇，促销 1 篇（25%，不超过 30%）。" in mix.accessibleName()
    assert "四周 5 篇" in mix.accessibleName()


def test_too_much_promotion_is_said_in_words(ideas, five):
    publish(five, text("优惠", column=Column.OFFERS))
    mix = ideas().choices.mix
    assert mix.figures() == ("超了，100%", "超了，100%")
    assert "现在超了" in mix.accessibleName()


def test_what_is_planned_here_moves_the_bar_at_once(page, driver):
    driver.press("S", "Return")
    assert page.choices.mix.figures() == ("促销 0%", "促销 0%")


def test_under_ten_posts_nothing_is_ranked_and_that_is_said(ideas, five):
    history(five, WON)
    techniques = ideas().choices.techniques
    assert {chip.figure() for chip in techniques.chips.values()} == {""}
    assert techniques.why() == (
        "不选就是七种都用\n还差 4 篇填了效果的帖子，才看得出本店什么管用；在那之前各技法轮流出。"
    )


def test_beside_each_technique_stands_how_it_did_here(ideas, five):
    history(five, WON | OTHERS)
    techniques = ideas().choices.techniques
    chips = techniques.chips
    assert chips[Technique.HUMOUR].figure() == "3/3"
    assert chips[Technique.BOLD].figure() == "0/3"
    assert chips[Technique.EMOTION].figure() == "0/0"
    told = chips[Technique.HUMOUR].accessibleDescription()
    assert "幽默：3 篇里 3 篇高于本店中位数" in told
    assert "估计高于中位数的机会在" in told
    assert "还没有填了效果的帖子" in chips[Technique.EMOTION].accessibleDescription()


def test_which_techniques_come_more_often_is_said_with_why(ideas, driver, five):
    history(five, WON | OTHERS, platform="xiaohongshu")
    page = ideas()
    why = page.choices.techniques.why().split("\n")
    assert why[0] == "不选就按本店效果轮着出，好的多出："
    assert why[1] == "幽默：小红书 3 篇里 3 篇高于本店在那里的中位数"
    driver.press("1")
    assert page.choices.techniques.why().startswith("反差：")


def test_the_editor_says_how_the_ideas_technique_did(ideas, driver, five):
    history(five, WON | OTHERS, platform="xiaohongshu")
    page = ideas()
    driver.press("7")
    shown = [value.text() for _head, value in page.draft._rest]
    assert any("幽默：小红书 3 篇里 3 篇高于" in told for told in shown)
    driver.press("7", "1")
    shown = [value.text() for _head, value in page.draft._rest]
    assert any("反差：在小红书还没有填了效果的帖子" in told for told in shown)


def test_a_batch_follows_what_works(ideas, five):
    usual = {technique: [100] * 3 for technique in Technique}
    history(five, usual | {Technique.HUMOUR: [300] * 8}, platform="xiaohongshu")
    found = [card.idea.technique for card in ideas().cards.cards]
    assert found.count(Technique.HUMOUR) >= len(found) / 2


def test_results_that_come_in_change_what_is_shown(ideas, driver, five):
    history(five, WON | {Technique.TABOO: [100, 100], Technique.SECRET: [100]})
    page = ideas()
    assert "还差 1 篇" in page.choices.techniques.why()
    publish(five, text("第十篇", technique=Technique.SECRET), reads=500)
    driver.press("Ctrl+1", "Ctrl+2")
    assert page.choices.techniques.chips[Technique.SECRET].figure() == "1/2"
