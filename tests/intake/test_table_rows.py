"""Small tables: what their rows say, and why a row is sent back."""

from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from netdesk import errors
from netdesk.catalog.channels import load
from netdesk.intake.channel_words import TitleWords
from netdesk.intake.door import Terms, open_text
from netdesk.intake.reading import Reason, RecordKind
from tests.intake.conftest import CHANNELS, NOW, SHANGHAI

TITLES = {c.name: c.code for c in load() if c.code not in ("other", "hotline")} | {
    "公众号": "wechat",
    "douyin": "douyin",
}
PLATFORMS = {"头条": "toutiao", "公众号": "wechat"}
DAY = date(2026, 11, 23)
FANS = "日期,渠道,粉丝数\n"
POSTS = "标题,链接,编号,阅读量,评论数,点赞数,转发数\n"


@pytest.fixture
def table(read):
    def read_it(content, **options):
        return read(content, **{"titles": TITLES, "platforms": PLATFORMS, **options})

    return read_it


def lost(found):
    return [(r.line, r.column, r.value, str(r.reason)) for r in found.lost]


# --- followers


def test_a_row_of_followers_is_a_day_of_an_account(table):
    found = table("日期,渠道,粉丝数,净增粉丝,更新数\n2026-11-23,抖音,1.2万,-3,2\n")
    (draft,) = found.drafts
    assert draft[1:] == (DAY, "douyin", 12000, -3, 2)
    assert (draft.place.line, draft.place.says_channel) == (2, True)
    assert (found.reading.kind, found.reading.profile) == (RecordKind.FOLLOWERS, "followers")
    assert found.reading.parts[0].names["followers"] == "粉丝数"


def test_what_came_less_what_went_is_the_change(table):
    found = table("日期,渠道,新增粉丝,取关人数\n2026-11-23,抖音,5,8\n2026-11-22,抖音,5,-\n")
    assert [draft.net for draft in found.drafts] == [-3]
    assert lost(found) == [(3, "新增粉丝", "", "no_figures")]


def test_the_platforms_own_export_says_its_channel(table):
    found = table(
        "时间,新关注人数,取消关注人数,净增关注人数,累积关注人数\n2026-11-23,12,3,9,1209\n"
    )
    assert found.reading.profile == "followers_wechat"
    assert found.reading.default_channel == "wechat"
    assert found.drafts[0][1:] == (DAY, "", 1209, 9, None)


@pytest.mark.parametrize(
    ("name", "title", "channel"),
    [
        ("抖音粉丝.csv", "", "douyin"),
        ("导出.csv", "小红书账号数据", "xiaohongshu"),
        ("抖音.csv", "小红书账号数据", "xiaohongshu"),
        ("公众号粉丝.csv", "", "wechat"),
        ("douyin_fans.csv", "", "douyin"),
        ("mydouyinx.csv", "", ""),
        ("抖音和小红书.csv", "", ""),
        ("十一月.csv", "", ""),
    ],
)
def test_the_channel_may_stand_in_a_title_or_the_files_name(table, name, title, channel):
    text = f"{title}\n" if title else ""
    found = table(f"{text}日期,粉丝数\n2026-11-23,9\n", name=name)
    assert found.reading.default_channel == channel


def test_of_two_words_that_overlap_the_longer_is_meant():
    words = TitleWords({"新浪": "sina", "新浪微博": "weibo", "QQ群": "qq"})
    assert words.code("新浪微博粉丝") == "weibo"
    assert words.code("新浪 和 新浪微博") == ""
    assert words.code("QQ群/QQ空间 人数") == "qq"
    assert TitleWords({}).code("微信") == ""


def test_each_sheet_of_a_workbook_is_an_account_by_its_name(table, tmp_path):
    path = tmp_path / "粉丝.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title in ("抖音", "小红书", "说明"):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ["怎么填"] if title == "说明" else ["日期", "粉丝数"])
            sheet.write_row(1, 0, ["2026-11-23", 500])
    found = table(path)
    channels = [part.default_channel for part in found.reading.parts]
    assert (channels, found.reading.passed_over) == (["douyin", "xiaohongshu"], ["说明"])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2026-11-23,抖音,-5", ("粉丝数", "-5", "negative")),
        ("2026-11-23,抖音,1000000000000", ("粉丝数", "1000000000000", "too_much")),
        ("2026-11-23,抖音,很多", ("粉丝数", "很多", "bad_number")),
        ("2026-11-23,抖音,12.5", ("粉丝数", "12.5", "bad_number")),
        ("2026-11-23,抖音,=1+1", ("粉丝数", "=1+1", "bad_number")),
        ("2026-11-23,抖音,-", ("粉丝数", "", "no_figures")),
        ("2026-11-25,抖音,5", ("日期", "2026-11-25", "future_time")),
        ("11月23日,抖音,5", ("日期", "11月23日", "bad_time")),
        (",抖音,5", ("日期", "", "no_day")),
        ("2026-11-23,快手,5", ("渠道", "快手", "unknown_channel")),
        ("2026-11-23,抖音,5,6", ("", "6", "broken_row")),
    ],
)
def test_a_row_that_cannot_be_taken_is_sent_back_with_the_cell_and_the_reason(table, row, told):
    found = table(f"{FANS}2026-11-22,微信,7\n{row}\n")
    assert lost(found) == [(3, *told)]
    assert len(found.drafts) == 1


def test_a_bad_figure_sends_the_whole_row_back_though_it_has_a_good_one(table):
    found = table("日期,渠道,粉丝数,净增粉丝\n2026-11-23,抖音,-5,3\n")
    assert (found.drafts, lost(found)) == ([], [(2, "粉丝数", "-5", "negative")])


def test_a_row_without_a_channel_is_read_for_whoever_knows_it(table):
    (draft,) = table(f"{FANS}2026-11-23,,5\n").drafts
    assert (draft.channel, draft.place.says_channel) == ("", False)


@pytest.mark.parametrize(
    "row",
    ["合计,,500", "小计,抖音,5", "2026-11-23,合计,500", "合计：500,,", ",,", "日期,渠道,粉丝数"],
)
def test_sums_blanks_and_the_header_again_are_neither_read_nor_rejected(table, row):
    found = table(f"{FANS}2026-11-23,抖音,5\n{row}\n")
    assert (len(found.drafts), found.rejects, found.reading.tally.skipped) == (1, [], 1)


def test_cells_merged_down_are_read_in_every_row(table, tmp_path):
    path = tmp_path / "粉丝.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["日期", "渠道", "粉丝数"])
        sheet.merge_range(1, 0, 2, 0, "2026-11-23")
        sheet.write_row(1, 1, ["抖音", 500])
        sheet.write_row(2, 1, ["微信", 700])
    assert [(d.day, d.channel, d.followers) for d in table(path).drafts] == [
        (DAY, "douyin", 500),
        (DAY, "wechat", 700),
    ]


def test_a_formula_is_read_as_the_value_it_was_saved_with(table, tmp_path):
    path = tmp_path / "粉丝.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["日期", "渠道", "粉丝数"])
        sheet.write_row(1, 0, ["2026-11-23", "抖音"])
        sheet.write_formula(1, 2, "=SUM(400,56)", None, 456)
    assert table(path).drafts[0].followers == 456


# --- followers, a column an account

WIDE = (
    "日期,微信,抖音,小红书,备注\n2026-11-23,1200,1.2万,-,\n2026-11-22,,12000,88,开播\n合计,1,2,3,\n"
)


def days(found):
    return [(d.place.line, d.day.day, d.channel, *d[3:]) for d in found.drafts]


def test_a_sheet_with_a_column_an_account_is_a_row_for_each(table):
    found = table(WIDE, name="粉丝.csv")
    assert days(found) == [
        (2, 23, "wechat", 1200, None, None),
        (2, 23, "douyin", 12000, None, None),
        (3, 22, "douyin", 12000, None, None),
        (3, 22, "xiaohongshu", 88, None, None),
    ]
    assert found.reading.header == ("日期", "渠道", "粉丝总数")
    assert (found.reading.kind, found.rejects) == (RecordKind.FOLLOWERS, [])


@pytest.mark.parametrize(
    ("name", "above", "figures"),
    [
        ("十一月.csv", "账号粉丝数\n", (1200, None, None)),
        ("更新统计.csv", "", (None, None, 1200)),
        ("粉丝净增.csv", "", (None, 1200, None)),
        ("更新.csv", "粉丝\n", (1200, None, None)),
    ],
)
def test_its_title_or_the_files_name_says_what_it_counts(table, name, above, figures):
    assert table(above + WIDE, name=name).drafts[0][3:] == figures


def test_without_a_word_of_what_it_counts_it_is_refused_and_no_lead_is_made_of_it(table):
    with pytest.raises(errors.UnclearFigures, match="微信、抖音、小红书"):
        table(WIDE, name="十一月.csv")
    assert len(table(WIDE, name="十一月.csv", kind="followers").drafts) == 4


def test_two_columns_of_one_account_are_refused(table):
    with pytest.raises(errors.AccountTwice, match="微信、公众号"):
        table("日期,微信,公众号\n2026-11-23,5,6\n", name="粉丝.csv")


@pytest.mark.parametrize(
    "text",
    [
        "日期,姓名,微信,抖音\n2026-11-23,王女士,wang_88,u10086\n",
        "日期,微信,抖音\n2026-11-23,wang_88,u10086\n",
        "日期,微信,手机号\n2026-11-23,wang_88,13812345678\n",
    ],
)
def test_people_with_several_accounts_are_leads(table, text):
    assert table(text, name="粉丝.csv").reading.kind is RecordKind.LEADS


def test_a_cell_of_it_that_is_none_is_sent_back_with_its_account(table):
    text = WIDE.replace("合计,1,2,3,", "2026-11-21,-5,7,8,")
    found = table(text, name="粉丝.csv")
    assert [(r.line, r.value, r.cells) for r in found.lost] == [
        (4, "-5", ("2026-11-21", "微信", "-5"))
    ]
    assert len(found.drafts) == 6


def test_a_workbook_of_such_sheets_is_read_to_its_end(table, tmp_path):
    path = tmp_path / "账号.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title in ("粉丝", "更新"):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ["日期", "微信", "抖音"])
            for n in range(200):
                sheet.write_row(n + 1, 0, [f"2026-{1 + n // 28:02}-{1 + n % 28:02}", n, n])
    found = table(path)
    assert (len(found.drafts), found.reading.passed_over) == (800, [])
    assert [part.header[2] for part in found.reading.parts] == ["粉丝总数", "更新数"]


# --- results


def test_a_row_of_results_says_its_post_and_its_counts(table):
    found = table(
        "帖子编号,标题,发布时间,统计日期,平台,阅读量,点赞数\nTZ7,雨刮,20261120,2026-11-23,头条,1.2万,-\n"
    )
    (draft,) = found.drafts
    assert draft[1:] == (
        "TZ7", "", "雨刮", "toutiao", DAY, date(2026, 11, 20), 12000, None, None, None,
    )  # fmt: skip
    assert (found.reading.kind, found.reading.profile) == (RecordKind.RESULTS, "results")


@pytest.mark.parametrize(
    ("header", "row", "profile", "counts"),
    [
        (
            "内容标题,发表时间,总阅读人数,总阅读次数,总分享人数,总分享次数,阅读后关注人数,送达人数,"
            "公众号消息阅读次数,送达阅读率,内容url",
            "雨刮,20261120,94,163,7,10,0,2112,79,0.0374,https://mp.weixin.qq.com/s/x",
            ("results_wechat", "wechat"),
            (163, None, None, 10),
        ),
        (
            "作品名称,发布时间,体裁,审核状态,播放量,完播率,5s完播率,封面点击率,2s跳出率,平均播放时长,点赞量,"
            "分享量,评论量,收藏量,主页访问量,粉丝增量",
            "雨刮 #养车,2026-11-20 12:10:00,视频,公开,5200,0.1,0.4,-,0.2,8.5,60,7,5,3,9,2",
            ("results_douyin", "douyin"),
            (5200, 5, 60, 7),
        ),
        (
            "笔记标题,首次发布时间,体裁,曝光,观看量,封面点击率,点赞,评论,收藏,涨粉,分享,人均观看时长,弹幕",
            "雨刮,2026年11月20日12时10分00秒,图文,900,88,0.1,6,2,1,1,3,5,0",
            ("results_xiaohongshu", "xiaohongshu"),
            (88, 2, 6, 3),
        ),
    ],
    ids=["公众号", "抖音", "小红书"],
)
def test_the_exports_of_the_platforms_are_known(table, header, row, profile, counts):
    found = table(f"{header}\n{row}\n")
    (draft,) = found.drafts
    assert (found.reading.profile, found.reading.default_channel) == profile
    assert draft[-4:] == counts
    assert (draft.day, draft.published) == (None, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",,,5,,,", ("链接", "", "no_post_named")),
        ("雨刮,,,,,,", ("阅读量", "", "no_figures")),
        ("雨刮,,,5,-1,,", ("评论数", "-1", "negative")),
        ("雨刮,,,九,,,", ("阅读量", "九", "bad_number")),
    ],
)
def test_a_row_of_results_that_says_too_little_is_sent_back(table, row, told):
    assert lost(table(f"{POSTS}{row}\n")) == [(2, *told)]


def test_a_title_that_begins_like_a_sum_is_a_title(table):
    found = table(
        f"{POSTS}共3个技巧,,,5,,,\n汇总：冬天怎么热车,,,6,,,\n共3个技巧,,,,,,\n合计,,,11,,,\n"
    )
    assert [draft.title for draft in found.drafts] == ["共3个技巧", "汇总：冬天怎么热车"]
    assert [reason for *_, reason in lost(found)] == ["no_figures"]


def test_a_platform_nobody_knows_is_told_and_the_row_is_read(table):
    found = table("标题,平台,阅读量\n雨刮,快手,5\n")
    assert [(r.value, r.reason, r.row_lost) for r in found.rejects] == [
        ("快手", Reason.UNKNOWN_CHANNEL, False)
    ]
    assert found.drafts[0].source == ""


# --- which kind a file is


def test_one_name_of_its_own_is_enough_where_its_columns_are_all_there(table):
    assert table("日期,渠道,更新数\n2026-11-23,微信,2\n").reading.kind is RecordKind.FOLLOWERS
    assert table("标题,日期,阅读\n雨刮,,5\n").drafts[0].reads == 5
    assert (
        table("date,channel,count\n2026-11-23,微信,5\n", kind="followers").drafts[0].followers == 5
    )
    with pytest.raises(errors.NoContactColumn):
        table("date,channel,count\n2026-11-23,微信,5\n")


def test_a_table_with_phones_is_none_of_figures(table):
    found = table("客户姓名,手机号,评论,点赞数,播放量,内容标题\n王女士,13812345678,好,1,2,三\n")
    assert found.reading.kind is RecordKind.LEADS


def test_leads_go_before_figures_wherever_they_stand(table, tmp_path):
    path = tmp_path / "月报.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title, rows in {
            "抖音粉丝": [["日期", "粉丝数"], ["2026-11-23", 5]],
            "作品": [["标题", "阅读量"], ["雨刮", 5]],
            "线索": [["姓名", "手机号"], ["王女士", "13812345678"]],
        }.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    found = table(path)
    assert (found.reading.kind, len(found.drafts)) == (RecordKind.LEADS, 1)
    assert found.reading.passed_over == ["抖音粉丝", "作品"]
    fans, posts = table(path, kind="followers"), table(path, profile="results")
    assert (fans.reading.passed_over, fans.drafts[0].followers) == (["作品", "线索"], 5)
    assert (posts.reading.passed_over, posts.drafts[0].reads) == (["抖音粉丝", "线索"], 5)


def test_without_leads_the_first_list_of_figures_is_read(table, tmp_path):
    path = tmp_path / "月报.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title, rows in {
            "台账": [["主叫号码", "录音地址"], ["4001", "x"]],
            "抖音粉丝": [["日期", "粉丝数"], ["2026-11-23", 5]],
            "作品": [["标题", "阅读量"], ["雨刮", 5]],
        }.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    found = table(path)
    assert (found.reading.kind, len(found.drafts)) == (RecordKind.FOLLOWERS, 1)
    assert found.reading.passed_over == ["台账", "作品"]


@pytest.mark.parametrize(
    ("text", "kind", "missing"),
    [
        ("日期,渠道,新增粉丝,活跃粉丝\n2026-11-23,微信,2,1\n", None, "粉丝总数、净增或更新数"),
        ("渠道,粉丝数,取关数\n微信,2,1\n", None, "日期"),
        ("标题,日期\n雨刮,2026-11-23\n", "results", "阅读、评论、点赞或转发数"),
        ("日期,阅读次数,分享次数\n2026-11-23,5,6\n", None, "标题、链接或帖子编号"),
    ],
)
def test_a_header_that_lacks_what_its_kind_needs_says_which_column(table, text, kind, missing):
    with pytest.raises(errors.MissingColumns, match=f"“{missing}”"):
        table(text, kind=kind)


def test_a_profile_of_another_kind_than_asked_for_is_wrong_use(table):
    with pytest.raises(errors.UnknownProfile, match="results, results_douyin"):
        table(POSTS, kind="results", profile="followers")
    with pytest.raises(errors.OtherRecords, match="粉丝数据表，不是线索表"):
        table(f"{FANS}2026-11-23,抖音,5\n", profile="autohome")


def test_a_file_of_rows_nobody_can_use_is_given_up(table, monkeypatch):
    monkeypatch.setattr("netdesk.intake.reading.MOST_LOST", 10)
    with pytest.raises(errors.MostlyRejected, match="第 12 行"):
        table(FANS + "昨天,抖音,5\n" * 40)


def test_what_our_own_sheet_of_rejects_puts_in_front_is_taken_off(table):
    own = "行号,列,原值,原因,渠道,处理,"
    found = table(
        f"{own}日期,粉丝数\n4,粉丝数,-5,数字不能小于 0,抖音,整行未导入,2026-11-23,5\n"
        "5,粉丝数,-5,数字不能小于 0,快手,整行未导入,2026-11-22,6\n"
    )
    assert [(d.channel, d.followers, d.place.cells) for d in found.drafts] == [
        ("douyin", 5, ("2026-11-23", "5")),
        ("", 6, ("2026-11-22", "6")),
    ]
    assert [(r.column, r.value, r.row_lost) for r in found.rejects] == [("渠道", "快手", False)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8), st.sampled_from("\t,"))
def test_any_rows_are_drafts_rejects_or_skipped(rows, delimiter):
    lines = "\n".join(delimiter.join(cells) for cells in rows)
    terms = Terms(SHANGHAI, NOW, CHANNELS, TITLES, PLATFORMS, kind="followers")
    header = delimiter.join(("日期", "渠道", "粉丝数", "净增", "更新数"))
    reading = open_text(
        f"{header}\n2026-11-23{delimiter}抖音{delimiter}5\n{lines}", source="x", terms=terms
    )
    made = list(reading.rows)
    tally = reading.tally
    taken = sum(not hasattr(one, "reason") for one in made)
    assert taken + tally.lost + tally.skipped == tally.seen
