"""A post from the keyboard: choose, look, write, mend what the check finds, copy."""

from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QLabel

from netdesk.domain.activities.policies import PolicyNote
from netdesk.domain.activities.words import PolicyKind
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.domain.posts.writing import text_of
from netdesk.services.ideas import FACTS
from netdesk.ui.ideas.page import COUNT
from netdesk.ui.ideas.saying import short_facts
from tests.conftest import NINE
from tests.ui.ideas.conftest import write

BANNED = "这是枣庄销量第一的选择"


def headlines(page) -> list[str]:
    return [card.idea.headline for card in page.cards.cards]


def said(widget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


def test_the_page_opens_on_ideas_with_the_first_one_in_the_editor(page):
    assert len(page.cards.cards) == COUNT
    first = page.cards.cards[0].idea
    assert page.draft.text() == text_of(first)
    assert first.why in said(page.draft)
    assert first.picture in said(page.draft)
    assert f"{first.score} 分：具体" in said(page.draft)


def test_digits_choose_techniques_and_say_why_they_work(page, driver):
    driver.press("1", "3")
    assert page.choices.chosen_techniques() == (Technique.CONTRAST, Technique.TABOO)
    assert {card.idea.technique for card in page.cards.cards} == {
        Technique.CONTRAST,
        Technique.TABOO,
    }
    assert "禁忌：犯过的人多" in said(page.choices)
    driver.press("1", "3")
    assert page.choices.chosen_techniques() == ()


def test_all_seven_techniques_say_why_they_work(page):
    assert len(page.choices.techniques.chips) == 7
    for chip in page.choices.techniques.chips.values():
        assert len(chip.accessibleDescription().split("\n")) == 3


def test_one_column_at_a_time(page, driver):
    page.choices.columns[Column.CARE].click()
    page.choices.columns[Column.QA].click()
    driver.settle()
    assert page.choices.chosen_column() is Column.QA
    assert {card.idea.column for card in page.cards.cards} == {Column.QA}


def test_the_platform_sets_the_limit_and_is_remembered(page, driver, five):
    page.choices.platform_box.setCurrentIndex(1)
    driver.settle()
    assert {card.idea.platform.code for card in page.cards.cards} == {"wechat"}
    assert page.draft.length.text().endswith("／32")
    assert five.settings.get("ui.ideas.platform", "") == "wechat"


def test_enter_in_the_topic_asks_for_ideas_about_it(page, driver):
    driver.press("T")
    driver.write("冬天")
    driver.press("Return")
    assert page.choices.topic.text() == "冬天"
    assert page.cards.hasFocus()
    assert page.cards.cards


def test_another_batch_repeats_nothing_and_the_one_before_can_be_gone_back_to(page, driver):
    first = headlines(page)
    driver.press("G")
    assert set(first).isdisjoint(headlines(page))
    driver.press("B")
    assert headlines(page) == first


def test_not_even_the_same_seed_brings_a_headline_back(page, driver):
    first = headlines(page)
    page.reload()
    driver.settle()
    assert set(first).isdisjoint(headlines(page))


def test_the_keys_go_from_card_to_card_and_stop_at_the_ends(page, driver):
    driver.press("K")
    assert page.cards.idea() is page.cards.cards[0].idea
    driver.press("J", "Right")
    assert page.cards.idea() is page.cards.cards[2].idea
    driver.press("Down")
    across = page.cards._across
    assert page.cards.idea() is page.cards.cards[2 + across].idea
    driver.press("Up", "Left")
    assert page.cards.idea() is page.cards.cards[1].idea


def test_what_is_written_is_checked_and_underlined_by_shape(page, driver):
    driver.press("E")
    write(page, driver, "\n" + BANNED)
    assert page.draft.report().level is Level.BLOCK
    assert any(head.startswith("禁用 RANK") for head in page.draft.findings.heads())
    assert "广告法" in said(page.draft.findings)
    waved = [
        selection.cursor.selectedText()
        for selection in page.draft.text_edit.extraSelections()
        if selection.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    ]
    assert waved == ["枣庄销量第一"]


def test_underlines_stand_right_after_signs_that_qt_counts_twice(page, driver):
    write(page, driver, "\n🚗🚗" + BANNED)
    (selection,) = page.draft.text_edit.extraSelections()
    assert selection.cursor.selectedText() == "枣庄销量第一"


def test_a_late_answer_to_an_older_text_is_not_shown(page, driver):
    write(page, driver, "\n" + BANNED)
    old, text = page.draft.report(), page.draft.text()
    page.draft.text_edit.insert("。")
    page.draft.show_report(old, text)
    assert page.draft.report() is None


def test_a_safe_rewording_is_taken_over_with_its_figure_left_blank(page, driver):
    driver.press("E")
    write(page, driver, "\n" + BANNED)
    driver.press("Ctrl+Period")
    assert page.draft.text().endswith("\n这是本月交付 __ 台（本店台账）的选择")
    assert page.draft.text_edit.textCursor().selectedText() == "__"
    driver.qtbot.waitUntil(lambda: page.draft.report() is not None)
    assert page.draft.report().level is not Level.BLOCK
    driver.press("Ctrl+Z")
    assert page.draft.text().endswith(BANNED)


def test_the_rewording_is_for_what_the_cursor_stands_in(page, driver):
    write(page, driver, "\n" + BANNED + "，开着自动驾驶回家")
    text = page.draft.text()
    second = page.draft.findings.takeable()[-1]
    assert second.text == "自动驾驶"
    cursor = page.draft.text_edit.textCursor()
    cursor.setPosition(text.index("自动驾驶") + 1)
    page.draft.text_edit.setTextCursor(cursor)
    driver.press("E", "Ctrl+Period")
    assert BANNED in page.draft.text()
    assert "自动驾驶" not in page.draft.text()


def test_without_anything_to_take_over_the_key_does_nothing(page, driver):
    before = page.draft.text()
    driver.press("Ctrl+Period")
    assert page.draft.text() == before


def test_an_edited_post_is_kept_while_others_are_looked_at(page, driver):
    write(page, driver, "，改过")
    driver.press("Escape", "J", "G")
    driver.press("B")
    assert page.draft.text().endswith("，改过")


def test_what_is_written_is_kept_though_the_next_card_is_opened_at_once(page, driver):
    page.draft.text_edit.insert("刚写的")
    driver.press("J", "K")
    assert page.draft.text().startswith("刚写的")
    driver.qtbot.waitUntil(lambda: page.draft.report() is not None)


def test_a_promoting_post_begins_with_the_label_and_losing_it_is_said(page, driver):
    page.choices.columns[Column.OFFERS].click()
    driver.settle()
    assert page.draft.text().startswith("广告｜")
    driver.qtbot.waitUntil(lambda: page.draft.report() is not None)
    assert not any("LABEL" in head for head in page.draft.findings.heads())
    page.draft.text_edit.setPlainText(page.draft.text().removeprefix("广告｜") + "\n优惠 3000 元")
    driver.qtbot.waitUntil(lambda: page.draft.report() is not None)
    assert any("LABEL" in head for head in page.draft.findings.heads())


def test_a_headline_over_the_limit_is_said_in_words(page, driver):
    assert not page.draft.too_long.isVisible()
    page.draft.text_edit.setPlainText("一" * 23)
    assert page.draft.too_long.text() == "标题超出 3 字"
    assert page.draft.too_long.isVisible()


def test_the_post_is_copied_as_its_platform_takes_it(page, driver):
    driver.press("C")
    copied = QGuiApplication.clipboard().text()
    headline, *lines, topics = copied.split("\n\n")
    assert headline == headlines(page)[0]
    assert lines == page.draft.text().split("\n")[1:]
    assert topics.startswith("#枣庄 #")
    assert driver.told()[-1] == "已按小红书的格式复制，可以直接粘贴。"
    write(page, driver, "\n" + BANNED)
    driver.press("Escape", "C")
    assert driver.told()[-1] == "已复制，但还有禁用的词，改好再发。"


def test_a_platform_without_topics_gets_none(page, driver):
    page.choices.platform_box.setCurrentIndex(1)
    driver.settle()
    driver.press("C")
    assert "#" not in QGuiApplication.clipboard().text()
    assert driver.told()[-1] == "已按公众号的格式复制，可以直接粘贴。"


def test_letters_written_into_the_post_are_not_keys(page, driver):
    driver.press("E", "G", "C", "1")
    assert len(page.batches.all) == 1
    assert page.choices.chosen_techniques() == ()


def test_exempted_words_are_shown_on_the_card_with_the_reason_beside_it(page, driver):
    driver.press("5")
    for _try in range(5):
        at = next((n for n, card in enumerate(page.cards.cards) if card.idea.report.exempted), None)
        if at is not None:
            break
        driver.press("G")
    assert at is not None
    page.cards.go(at)
    driver.settle()
    assert "已豁免 最" in page.cards.cards[at].verdict()
    assert "已豁免" in page.draft.findings.heads()
    assert page.cards.idea().report.exempted[0].reason in said(page.draft.findings)


def test_where_the_facts_write_nothing_the_page_says_what_to_do(driver, five):
    driver.press("Ctrl+2")
    page = driver.window.page("ideas")
    assert "还没有写车型、礼品和活动" in page.choices.facts.lines()
    page.choices.topic.setText("没有这样的话题")
    driver.press("T", "Return")
    assert page.cards.cards == []
    assert page.nothing.title() == "按现有的事实写不出这样的创意"
    assert not page.draft.isVisible()


def test_fewer_ideas_than_asked_for_are_said(page, driver, monkeypatch):
    monkeypatch.setattr("netdesk.ui.ideas.page.COUNT", 400)
    page.choices.columns[Column.OFFERS].click()
    driver.settle()
    n = len(page.cards.cards)
    assert 0 < n < 400
    assert f"只写得出 {n} 条" in said(page)


def test_facts_in_use_are_shown_in_few_words(page, five):
    lines = short_facts(five.ideas.facts())
    assert page.choices.facts.lines()[0] == lines[0] == "示例 E5 · 10.98 万元起"


def test_facts_are_edited_as_text_and_saved(page, driver, five):
    driver.press("F")
    page.facts.put('place = "滕州"\n')
    driver.press("Ctrl+S")
    assert five.settings.get(FACTS, "") == 'place = "滕州"\n'
    assert page.choices.facts.lines()[0].startswith("滕州 地名")
    assert page.cards.isVisible()


def test_every_fault_of_the_facts_is_told_by_its_line_and_nothing_is_saved(page, driver, five):
    before = five.settings.get(FACTS, "")
    driver.press("F")
    page.facts.put('place = "枣庄"\n[[activities]]\nname = "<b>检测</b>"\nwhen = "2020-01-01"\n')
    driver.press("Ctrl+S")
    assert any(
        fault.startswith("第 4 行：不认识的键 activities.when") for fault in page.facts.faults()
    )
    assert page.facts.isVisible()
    assert five.settings.get(FACTS, "") == before


def test_the_policies_that_hold_stand_above_the_facts(page, driver, five):
    driver.press("F")
    assert page.facts.policies() == ""
    driver.press("Escape")
    days = (date(2026, 11, 1), date(2026, 11, 30))
    for title, last in (("<b>置换补贴</b>", days[1]), ("售后双保", None)):
        note = PolicyNote(PolicyKind.SALES, title, "5000 元", days[0], last)
        five.policies.add(note, by="", now=NINE)
    driver.press("F")
    assert page.facts.policies() == (
        "现行政策：<b>置换补贴</b>（到 2026-11-30）、售后双保（未定结束）。"
        "写到已结束政策的事实不会用。"
    )


def test_facts_half_written_are_kept_when_the_editor_is_left(page, driver):
    driver.press("F")
    page.facts.put('place = "半')
    driver.press("Escape")
    assert "事实还没有保存" in driver.told()[-1]
    driver.press("F")
    assert page.facts.text() == 'place = "半'


def test_a_banned_word_in_the_facts_is_flagged_where_it_is_entered(page, driver):
    driver.press("F")
    page.facts.put('place = "枣庄"\nshop = "枣庄销量第一的店"\n')
    driver.press("Ctrl+S")
    assert page.facts.isVisible()
    assert "已保存，但是" in said(page.facts)
    (flaw,) = page.facts.faults()
    assert flaw.startswith("第 2 行：“枣庄销量第一的店”里有禁用的词")
    page.facts.put('place = "枣庄"\nshop = "枣庄销量第一的店"\nlocal = []\n')
    driver.press("Ctrl+S")
    assert "有 1 处要改，还没有保存" in said(page.facts)
    fault, same = page.facts.faults()  # what is forbidden is said beside what is wrong
    assert fault.startswith("第 3 行：local 是空的列表")
    assert same == flaw


def test_the_first_facts_are_a_text_that_can_be_saved_as_it_is(driver, five):
    driver.press("Ctrl+2", "F")
    page = driver.window.page("ideas")
    assert page.facts.text().startswith("# 本店的事实")
    driver.press("Ctrl+S")
    assert page.facts.faults() == []
    assert five.ideas.facts().place == "枣庄"


@pytest.mark.parametrize("width", [960, 1280, 1920])
def test_nothing_is_wider_than_its_column(open_window, five, width):
    five.ideas.save_facts(five.ideas.sample_text(now=NINE), now=NINE)
    driver = open_window(five, width=width, height=768)
    driver.press("Ctrl+2")
    page = driver.window.page("ideas")
    write(page, driver, "\n" + BANNED)
    for scroll in (page.cards, page.draft._scroll):
        assert scroll.widget().width() <= scroll.viewport().width()
