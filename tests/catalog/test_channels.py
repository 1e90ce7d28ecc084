"""The shipped channels, and faults in the file said with their line."""

import pytest

from netdesk.catalog.channels import load
from netdesk.domain.channel import Channel, ChannelKind
from netdesk.errors import ResourceFault

STABLE = {
    "autohome": "汽车之家",
    "yiche": "易车",
    "dongchedi": "懂车帝",
    "pcauto": "太平洋汽车",
    "xcar": "爱卡汽车",
    "sina": "新浪汽车",
    "tencent": "腾讯汽车",
    "maker_site": "厂家官网",
    "group_site": "集团官网",
    "dealer_site": "本店官网",
    "wechat": "微信",
    "weibo": "微博",
    "qq": "QQ群/QQ空间",
    "tieba": "贴吧",
    "forum_zaozhuang": "枣庄论坛",
    "forum_tengzhou": "滕州论坛",
    "forum_lunan": "鲁南论坛",
    "forum_shanting": "山亭论坛",
    "douyin": "抖音",
    "xiaohongshu": "小红书",
    "hotline": "400电话",
    "showroom": "展厅",
    "referral": "转介绍",
    "other": "其他",
}


def test_every_store_begins_with_the_channels_of_the_contract():
    assert {c.code: c.name for c in load()} == STABLE


def test_every_kind_of_the_matrix_has_a_channel():
    assert {c.kind for c in load()} == set(ChannelKind)


def written(tmp_path, text):
    path = tmp_path / "channels.toml"
    path.write_text(text, encoding="utf-8")
    return path


GOOD = '[[channel]]\ncode = "a"\nname = "甲"\nkind = "social"\naliases = ["甲网"]\n'


def test_a_file_of_the_shop_is_read_the_same_way(tmp_path):
    channels = load(written(tmp_path, GOOD))
    assert channels == (Channel("a", "甲", ChannelKind.SOCIAL, aliases=("甲网",)),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GOOD + '\n[[channel]]\ncode = "b"\nname = "乙"\nkind = "paper"\n', 10),
        (GOOD + '\n[[channel]]\ncode = "b"\nkind = "social"\n', 7),
        (GOOD + '\n[[channel]]\ncode = "b"\nname = 3\nkind = "social"\n', 9),
        (GOOD + '\n[[channel]]\ncode = "b"\nname = "甲"\nkind = "social"\n', 9),
        (GOOD + '\n[[channel]]\ncode = "a"\nname = "乙"\nkind = "social"\n', 8),
        (GOOD + 'colour = "red"\n', 6),
        (GOOD + 'aliases = "x"\n', 6),
        (GOOD.replace('["甲网"]', '["甲网", 3]'), 5),
        ('[[channel]]\ncode = "a\n', 2),
    ],
)
def test_a_fault_is_said_with_its_line(tmp_path, text, line):
    with pytest.raises(ResourceFault) as told:
        load(written(tmp_path, text))
    assert str(told.value.facts["line"]) == str(line)
    assert f"channels.toml 第 {line} 行" in str(told.value)
