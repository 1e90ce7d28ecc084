"""Title limits, each platform by its own count."""

from netdesk.domain.ideas.platform import Counting, Platform

RED = Platform("xiaohongshu", "小红书", 20, Counting.HALVES)
PLAIN = Platform("toutiao", "头条", 30)


def test_ascii_counts_half_on_xiaohongshu_rounded_up():
    assert [RED.length(title) for title in ("胎压", "胎压a", "胎压ab", "E5")] == [2, 3, 3, 1]


def test_every_character_counts_elsewhere():
    assert PLAIN.length("示例 E5") == 5


def test_a_title_fits_up_to_the_limit():
    assert RED.takes("字" * 20)
    assert not RED.takes("字" * 20 + "a")
