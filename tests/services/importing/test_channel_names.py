"""What files call channels: everything in a column, only telling words in a title."""

import pytest

from netdesk.intake.channel_words import TitleWords
from netdesk.services.importing import channel_names


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("抖音粉丝", "douyin"),
        ("公众号用户增长", "wechat"),
        ("weibo fans", "weibo"),
        ("汽车之家车家号", "autohome"),
        ("示例集团粉丝", ""),
        ("厂家下发的粉丝表", ""),
        ("粉丝2400", ""),
        ("来电和到店", ""),
        ("其他账号", ""),
        ("QQ群人数", "qq"),
    ],
)
def test_a_title_names_a_channel_only_by_words_that_mean_nothing_else(desk, title, code):
    words = channel_names.in_titles(desk.settings.channels())
    assert TitleWords(words).code(title) == code


def test_a_channel_of_the_shops_own_is_known_by_its_name(desk, database):
    with database.writing() as tx:
        tx.exec_driver_sql("UPDATE channels SET name = '快手' WHERE code = 'tieba'")
    channels = desk.settings.channels()
    assert channel_names.in_columns(channels)["快手"] == "tieba"
    assert channel_names.in_titles(channels)["快手"] == "tieba"


def test_columns_may_write_codes_and_posts_go_to_platforms(desk):
    assert channel_names.in_columns(desk.settings.channels())["hotline"] == "hotline"
    assert channel_names.of_posts()["头条"] == "toutiao"
