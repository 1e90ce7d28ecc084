"""What a line of the timeline says of a call."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from netdesk.domain.leads.inbox import EntryKind, TimelineEntry
from netdesk.ui.inbox.timeline import sentence
from netdesk.ui.leads.columns import ShopTime

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"length_s": 25}, "易车 · 来电未接 · 响铃 25 秒"),
        (
            {"answered": True, "length_s": 185, "by": "小李"},
            "易车 · 来电接起 · 通话 3 分钟 · 小李",
        ),
        ({"is_ours": True, "answered": True, "length_s": 60}, "去电接通 · 通话 1 分钟"),
        ({"is_ours": True, "length_s": 0}, "去电没人接"),
    ],
)
def test_a_call_says_who_rang_and_whether_it_was_taken(more, said):
    entry = TimelineEntry(NOON, EntryKind.CALL, channel_name="易车", **more)
    assert sentence(entry, ShopTime(NOON, ZoneInfo("Asia/Shanghai"))) == said
