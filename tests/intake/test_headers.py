"""Where the header stands, what its columns are, and whose export it is."""

import pytest

from netdesk.intake import headers
from netdesk.intake.profiles import shipped

NAMES = ["线索ID", "客户姓名", "手机号码", "意向车系", "下单时间"]


def find(*rows, title="", file="leads", wanted=None):
    return headers.find(list(enumerate(rows, 1)), title=title, file=file, wanted=wanted)


def test_a_header_stands_under_title_lines():
    found = find(
        ["线索导出表"], ["导出时间：2026-11-24", ""], NAMES, ["1", "王女士", "13812345678"]
    )
    assert (found.index, found.names) == (2, tuple(NAMES))
    assert found.columns["phone"] == (2,)
    assert found.columns["received"] == (4,)


def test_a_row_of_data_is_never_the_header():
    assert find(["a", "b", "c"], ["微信", "13812345678", "留言"]) is None


def test_one_known_name_is_a_header_only_if_it_is_a_contact():
    assert find(["手机号"], ["13812345678"]).columns == {"phone": (0,)}
    assert find(["备注"], ["你好"]) is None


def test_a_header_of_two_merged_rows_is_read_as_one():
    found = find(
        ["线索ID", "客户信息", "", "下单时间"], ["", "姓名", "手机号", ""], ["1", "王", "138", ""]
    )
    assert found.index == 1
    assert found.names == ("线索ID", "姓名", "手机号", "下单时间")
    below = find(NAMES, ["", "王女士", "", "", ""])
    assert below.index == 0


def test_within_a_field_the_better_name_wins_and_the_others_follow():
    found = find(["联系电话", "创建时间", "下单时间", "手机号", "手机号"])
    assert found.columns["phone"] == (3, 4, 0)
    assert found.columns["received"] == (2, 1)


def test_names_at_the_end_that_are_blank_belong_to_no_column():
    found = find(["姓名", "手机号", "", ""])
    assert (found.names, found.width) == (("姓名", "手机号"), 4)


@pytest.mark.parametrize(
    ("name", "is_phone"),
    [
        ("车主本人手机", True),
        ("线上留资电话", True),
        ("销售电话", False),
        ("经销商电话", False),
        ("电话归属", False),
    ],
)
def test_a_name_nobody_listed_is_a_phone_if_it_says_so(name, is_phone):
    assert ("phone" in find(["姓名", "车系", name]).columns) is is_phone


@pytest.mark.parametrize(
    ("names", "profile"),
    [
        (NAMES, "generic"),
        ([*NAMES, "分配经销商", "处理经销商"], "autohome"),
        ([*NAMES, "金线索"], "autohome"),
        (["易湃订单号", "姓名", "手机"], "yiche"),
        ([*NAMES, "留资场景"], "dongchedi"),
        (["询价单号", "姓名", "手机"], "pcauto"),
        (["姓名", "手机", "询底价时间"], "xcar"),
    ],
)
def test_a_platform_is_known_by_its_header(names, profile):
    assert find(names).profile.name == profile


def test_a_platform_is_known_by_the_title_the_sheet_or_the_file():
    assert find(["汽车之家-车商汇 线索导出"], NAMES).profile.name == "autohome"
    assert find(NAMES, title="懂车帝线索").profile.name == "dongchedi"
    assert find(NAMES, file="易湃订单_20261124").profile.name == "yiche"
    assert find(NAMES, file="易车和懂车帝").profile.name == "generic"


def test_the_header_says_more_than_the_title_and_the_title_more_than_the_file():
    names = [*NAMES, "留资场景"]
    assert find(["汽车之家"], names, file="易车").profile.name == "dongchedi"
    assert find(["汽车之家"], NAMES, file="易车").profile.name == "autohome"


def test_a_profile_may_be_asked_for():
    wanted = shipped().named("xcar")
    assert find([*NAMES, "金线索"], wanted=wanted).profile is wanted


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["主叫号码", "被叫号码", "通话时长", "接听状态"], "calls"),
        (["客户姓名", "联系电话", "车型", "车架号", "成交价"], "deals"),
        (["日期", "渠道", "消耗", "点击量"], "spend"),
        (["日期", "粉丝数", "新增粉丝"], "followers"),
        (["标题", "阅读量", "点赞数"], "results"),
    ],
)
def test_other_lists_are_known_for_what_they_are(names, kind):
    assert find(names).looks_like == kind


def test_a_list_with_marks_of_leads_is_one_of_leads():
    assert find([*NAMES, "交车时间", "订金", "线索来源"]).looks_like == "leads"
    assert find(NAMES).looks_like == "leads"


def test_what_was_seen_instead_is_the_fullest_row_shortened():
    rows = [(1, ["x"]), (2, [f"列{n}" for n in range(20)])]
    assert headers.seen(rows) == "、".join(f"列{n}" for n in range(12)) + "…"
    assert headers.seen([]) == ""
