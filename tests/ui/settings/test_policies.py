"""The board of policies from the keyboard."""

from datetime import date

import pytest

from netdesk.domain.activities.policies import PolicyNote
from netdesk.domain.activities.words import PolicyKind
from netdesk.ui.settings.policies_section import PoliciesSection
from tests.conftest import NINE


@pytest.fixture
def section(driver) -> PoliciesSection:
    driver.press("Ctrl+Comma", *["Ctrl+PageDown"] * 6)
    made = driver.window.page("settings").show_section("policies")
    driver.settle()
    return made


def kept(desk):
    return [policy.note for policy in desk.policies.every()]


def note(title, first, last=None):
    return PolicyNote(PolicyKind.SALES, title, "", first, last)


def test_a_policy_is_written_down_with_enter(section, driver, five):
    assert section.title.hasFocus()
    assert "还没有记政策" in section.teaching()
    driver.write("11 月置换补贴")
    section.first.setText("11月")
    section.last.setText("11月")
    section.models.setText("秦PLUS、海豚")
    section.source.setText("销售部文")
    section.text.setPlainText("本品牌 5000 元")
    driver.press("Return")
    assert kept(five) == [
        PolicyNote(
            PolicyKind.SALES,
            "11 月置换补贴",
            "本品牌 5000 元",
            date(2026, 11, 1),
            date(2026, 11, 30),
            ("秦PLUS", "海豚"),
            "销售部文",
        )
    ]
    assert section.summary() == "现行 1 条，未开始 0 条，已结束 0 条。"
    assert section.table.listing.texts()[0][:2] == ["还剩 6 天", "11 月置换补贴"]
    assert section.title.hasFocus()
    assert section.title.text() == section.text.toPlainText() == ""


def test_it_is_written_from_inside_the_text_too(section, driver, five):
    driver.write("首保免费")
    section.text.setFocus()
    driver.press("Ctrl+S")
    assert [one.title for one in kept(five)] == ["首保免费"]


@pytest.mark.parametrize(
    ("title", "first", "last", "told"),
    [
        ("补", "2026-11-01", "", "至少两个字的标题"),
        ("补贴", "不知道", "", "看不懂日期 不知道"),
        ("补贴", "", "", "看不懂日期"),
        ("补贴", "2026-11-30", "2026-11-01", "早于开始日期"),
    ],
)
def test_what_is_no_policy_is_told_and_stays_written(
    section, driver, five, title, first, last, told
):
    section.title.setText(title)
    section.first.setText(first)
    section.last.setText(last)
    section.text.setPlainText("内容")
    driver.press("Return")
    assert told in section.fault.text()
    assert section.text.toPlainText() == "内容"
    assert kept(five) == []


def test_a_policy_is_changed_ended_and_each_taken_back(section, driver, five):
    driver.write("置换补贴")
    driver.press("Return")
    section.table.setFocus()
    driver.press("Return")
    assert section.editing is not None
    section.text.setPlainText("已涨到 6000 元")
    driver.press("Ctrl+S")
    assert kept(five)[0].text == "已涨到 6000 元"
    driver.press("Ctrl+Z")
    assert kept(five)[0].text == ""
    section.table.setFocus()
    driver.press("Delete")
    assert section.table.listing.texts()[0][0] == "已结束"
    assert "写到它的事实不再用" in driver.told()[-1]
    driver.press("Delete")
    assert "已经结束了" in driver.told()[-1]
    driver.press("Ctrl+Z")
    assert section.table.listing.texts()[0][0] == "现行"


def test_expired_ones_are_flagged_in_words_at_the_end_of_the_board(section, driver, five):
    for one in (
        note("国庆贴息", date(2026, 10, 1), date(2026, 10, 31)),
        note("今天到期的", date(2026, 11, 1), date(2026, 11, 24)),
        note("一直有", date(2026, 1, 1)),
        note("双十二", date(2026, 12, 1), date(2026, 12, 12)),
    ):
        five.policies.add(one, by="", now=NINE)
    section.reload()
    driver.settle()
    assert [row[:2] for row in section.table.listing.texts()] == [
        ["今天到期", "今天到期的"],
        ["现行", "一直有"],
        ["未开始", "双十二"],
        ["已结束", "国庆贴息"],
    ]


def test_the_ideas_are_made_again_without_what_was_ended(section, driver, five):
    five.ideas.save_facts('place = "枣庄"\nlocal = ["台儿庄"]\n', now=NINE)
    driver.press("Ctrl+2")
    page = driver.window.page("ideas")
    batches = len(page.batches.all)
    driver.press("Ctrl+Comma")
    section.title.setText("置换补贴")
    section.title.setFocus()
    driver.press("Return")
    assert batches == 1
    assert kept(five)
    assert len(page.batches.all) == 1
