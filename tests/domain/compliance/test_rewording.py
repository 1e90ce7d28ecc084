"""What advice would put into a text."""

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rewording import Rewording, rewording
from netdesk.domain.compliance.rules import Finding


def finding(instead: str, start: int = 0, end: int = 0, text: str = "") -> Finding:
    return Finding("X", "X", "", start, end, text, Level.BLOCK, "", instead)


def test_a_swap_changes_the_word_it_names_and_no_more():
    text = "开着自动驾驶回家"
    found = rewording(finding("自动驾驶 → 组合驾驶辅助; 说明", 2, 6, "自动驾驶"), text)
    assert found is not None
    assert found.of(text) == "开着组合驾驶辅助回家"


def test_quoted_words_stand_in_for_what_was_found_with_figures_left_blank():
    text = "枣庄销量第一的店"
    advice = "删去名次，例如“本月交付 86 台（本店台账）”"
    assert rewording(finding(advice, 0, 6), text) == Rewording(0, 6, "本月交付 __ 台（本店台账）")


def test_dots_and_blanks_in_an_example_are_one_blank():
    assert rewording(finding("写“专利号 ZL……，共 ____ 件”", 0, 2), "专利") == Rewording(
        0, 2, "专利号 ZL__，共 __ 件"
    )


def test_the_label_goes_in_front_and_other_words_for_the_whole_post_at_the_end():
    assert rewording(finding("标题开头加“广告”二字"), "标题") == Rewording(0, 0, "广告｜")
    found = rewording(finding("结尾写“拒收请回复R”"), "标题")
    assert found is not None
    assert found.of("标题") == "标题\n拒收请回复R"


def test_advice_without_words_to_put_there_changes_nothing():
    assert rewording(finding("删去，或写可以核对的事实", 0, 2), "最好") is None
    assert rewording(finding("Write “subject to approval”", 0, 2), "最好") is None


def test_a_swap_whose_word_is_written_another_way_is_not_made():
    assert rewording(finding("自动驾驶 → 辅助; 说明", 0, 4), "自 动驾驶") is None
