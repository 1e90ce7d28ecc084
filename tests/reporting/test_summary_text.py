"""The day's page as text for the group chat."""

from dataclasses import replace

import pytest

from netdesk.domain.figures.kpi import Counts, total
from netdesk.domain.figures.summary import ChannelCounts, DaySummary
from netdesk.reporting.summary_text import LONGEST, summary_text
from tests import summaries


def crowded(*, waiting: int = 400, channels: int = 24, notes: int = 40) -> DaySummary:
    parts = tuple(
        ChannelCounts(str(n), f"渠道{n:02}", Counts(leads=17, on_time=15, clocks_judged=17))
        for n in range(channels)
    )
    return replace(
        summaries.ordinary(),
        shop="店" * 300,
        who="人" * 300,
        counts=total(part.counts for part in parts),
        channels=parts,
        waiting=(summaries.waiting("很长的名字" * 20, model="车型" * 40),) * waiting,
        appointments=(summaries.visit("很长的名字" * 20, gift="礼" * 90),) * 60,
        notes="\n".join(["很长的备注" * 30] * notes),
        remarks=("补充" * 200,) * 9,
    )


def test_targets_are_one_line_of_it() -> None:
    told = summary_text(replace(summaries.ordinary(), targets=summaries.TARGETS[:2]))
    assert "\n11 月目标：新线索 46/120（应到 72，落后） · 首响及时率 96%/95%\n" in told
    full = replace(crowded(), targets=summaries.TARGETS)
    assert len(summary_text(full)) <= LONGEST


def test_it_tells_the_day_in_short_lines() -> None:
    assert summary_text(summaries.ordinary()) == (
        "网络营销日报\n"
        "枣庄示例汽车\n"
        "2026年11月24日 星期二\n"
        "农历十月十六\n"
        "营业 08:30–12:00、13:30–17:30\n"
        "填表 小周\n"
        "\n"
        "今日新线索 15 条，按时回复 13 条（及时率 87%）。2 条超时：懂车帝 1、汽车之家 1。"
        "截至制表，2 条超时仍未回复，另有 1 条未到时限。邀约 4 位，到店 2 位，订车 1 台。\n"
        "\n"
        "新线索 15（触点 16）\n"
        "首响及时率 87%（按时 13/15）\n"
        "　区间 62–96%\n"
        "首响中位 10 分（P90 40 分）\n"
        "待首响 3（未到时限 1）\n"
        "超时未首响 2（最久 14 分）\n"
        "邀约 4（有效线索 12）\n"
        "到店 2（到期预约 2）\n"
        "订车 1（试驾 1）\n"
        "\n"
        "【分渠道】\n"
        "汽车之家 9 · 按时 8/9 · 邀约 3\n"
        "懂车帝 6 · 按时 5/6 · 邀约 1\n"
        "\n"
        "【未完 2】\n"
        "超时 14 分 王女士 138****5678\n"
        "　秦PLUS · 汽车之家\n"
        "明天 09:30 前 刘建国 138****5678\n"
        "　宋Pro DM-i 2026 · 汽车之家\n"
        "\n"
        "【明日预约】\n"
        "09:30 周敏 海豚 试驾礼\n"
        "\n"
        "【备注】\n"
        "上午平台维护 1 小时。\n"
        "王女士要求 18:00 以后再打。\n"
        "\n"
        "制表 2026-11-24 17:42 · 口径 v2"
    )


def test_an_empty_day_has_no_empty_lists() -> None:
    text = summary_text(summaries.empty())
    assert "【" not in text
    assert "今日没有新线索。" in text


@pytest.mark.parametrize("waiting", [0, 1, 20, 21, 22, 23, 24, 25, 400])
@pytest.mark.parametrize("channels", [0, 3, 24])
def test_the_fullest_day_stays_within_the_limit(waiting: int, channels: int) -> None:
    text = summary_text(crowded(waiting=waiting, channels=channels))
    assert len(text) <= LONGEST
    assert text.endswith("口径 v2")


def test_a_cut_list_counts_what_it_leaves_out() -> None:
    text = summary_text(crowded(waiting=400))
    part = text.partition("【未完 400】\n")[2].partition("\n\n")[0]
    told = part.count("超时 14 分")
    assert 0 < told < 400
    assert part.endswith(f"\n……另有 {400 - told} 条")


def test_a_long_list_leaves_room_for_those_after_it() -> None:
    text = summary_text(crowded())
    assert text.partition("【明日预约】\n")[2].startswith("09:30 ")
    assert "【备注】" in text
