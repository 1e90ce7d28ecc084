"""What was copied becomes people: who, which number, which car, when he comes; nothing made up."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netdesk import errors
from netdesk.domain.leads.lead import TimeKind
from netdesk.intake import pasted
from netdesk.intake.door import Terms
from netdesk.intake.reading import RecordKind

NINE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # a Tuesday, 09:00 in the shop
CHANNELS = {"汽车之家": "autohome", "懂车帝": "dongchedi", "微信": "wechat"}
TERMS = Terms(ZoneInfo("Asia/Shanghai"), NINE, CHANNELS)
CARS = ("秦PLUS DM-i 2026款", "海豹06", "宋L", "元UP", "唐DM-i")


def read(text, html=""):
    return pasted.read(text, html, terms=TERMS, models=CARS)


def people(text, html=""):
    """Return (number or WeChat, name, car) of everybody that is found."""
    found = (told.draft for told in read(text, html).told)
    return [(d.phone or d.wechat, d.name, d.model) for d in found]


def one(text):
    (told,) = read(text).told
    return told


def test_a_message_gives_name_number_car_wish_and_day():
    told = one("王女士 13812345678 想看秦PLUS，周六来")
    draft = told.draft
    assert (draft.name, draft.phone, draft.model) == ("王女士", "13812345678", "秦PLUS")
    assert draft.message == "想看秦PLUS，周六来"
    assert told.visit is not None
    assert (told.visit.day, told.visit.clock) == (date(2026, 11, 28), None)
    marked = {span.field: told.text[span.start : span.end] for span in told.spans}
    assert marked == {
        "name": "王女士", "phone": "13812345678", "model": "秦PLUS", "visit": "周六",
    }  # fmt: skip
    assert (draft.received_at, draft.time_kind) == (None, TimeKind.AT_IMPORT)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("王女士 138 1234 5678", "13812345678"),
        ("王女士138-1234-5678", "13812345678"),
        ("+86 13812345678 王女士", "13812345678"),
        ("王女士 \u202d13812345678\u202c", "13812345678"),
        ("王女士１３８１２３４５６７８", "13812345678"),
        ("王女士 电话0632-3300000", "0632-3300000"),
        ("王女士 17012345678转1234", "17012345678-1234"),
        ("王女士 微信 wx_abc123", "wx_abc123"),
        ("加V：Abc_12345 王女士", "abc_12345"),
    ],
)
def test_numbers_and_wechat_ids_are_read_however_they_are_written(text, number):
    assert people(text) == [(number, "王女士", "")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n ",
        "没有号码的一句话",
        "王女士 138****5678 想看秦PLUS",
        "打400-123-4567问问",
        "订单 2026112413812345678",
        "身份证 370402199001011234",
        "邮箱 13812345678@163.com",
        "微信同号",
    ],
)
def test_nobody_is_made_of_what_reaches_nobody(text):
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("13812345678 王丽", "王丽"),
        ("李强，13812345678", "李强"),
        ("欧阳娜娜 13812345678", "欧阳娜娜"),
        ("老李 13812345678", "老李"),
        ("我叫王丽，13812345678", "王丽"),
        ("免贵姓周 13812345678", "周"),
        ("客户赵总 13812345678", "赵总"),
        ("周六王先生来 13812345678", "王先生"),
        ("姓名：张三丰 电话：13812345678", "张三丰"),
        ("13812345678 微信同号 张三", "张三"),
        ("13812345678 周六来", ""),
        ("白色 13812345678 高配", ""),
        ("马上来 13812345678", ""),
        ("滕州 13812345678 薛城", ""),
        ("13812345678 谢谢", ""),
        ("想问价格 13812345678", ""),
    ],
)
def test_a_name_is_taken_where_it_is_one(text, name):
    assert one(text).draft.name == name


@pytest.mark.parametrize(
    ("said", "day", "clock"),
    [
        ("周六来", date(2026, 11, 28), None),
        ("周二来看车", date(2026, 11, 24), None),
        ("下周二上午10点试驾", date(2026, 12, 1), time(10)),
        ("明天下午3点半到店", date(2026, 11, 25), time(15, 30)),
        ("后天过去", date(2026, 11, 26), None),
        ("12月3日来", date(2026, 12, 3), None),
        ("3号过来", date(2026, 12, 3), None),
        ("12/3过去", date(2026, 12, 3), None),
        ("1月5号有空", date(2027, 1, 5), None),
        ("周末3点到店", date(2026, 11, 28), time(15)),
    ],
)
def test_a_day_to_come_is_counted_from_today(said, day, clock):
    visit = one(f"13812345678 {said}").visit
    assert visit is not None
    assert (visit.day, visit.clock) == (day, clock)


@pytest.mark.parametrize(
    "said",
    ["周六别打电话", "昨天来过", "11月3日来过", "2月30日来", "13/3来", "这周一来", "周六没空"],
)
def test_a_day_that_is_no_wish_to_come_is_none(said):
    assert one(f"13812345678 {said}").visit is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "王女士13812345678，李先生13912345678 看海豹06",
            [("13812345678", "王女士", ""), ("13912345678", "李先生", "海豹06")],
        ),
        (
            "13812345678王女士，13912345678李先生",
            [("13812345678", "王女士", ""), ("13912345678", "李先生", "")],
        ),
        (
            "1. 王丽 13812345678 秦PLUS\n2. 李强 13912345678 宋L",
            [("13812345678", "王丽", "秦PLUS"), ("13912345678", "李强", "宋L")],
        ),
        (
            "王女士\n13812345678\n看秦PLUS\n李先生\n13912345678\n看宋L",
            [("13812345678", "王女士", "秦PLUS"), ("13912345678", "李先生", "宋L")],
        ),
        (
            "姓名：王丽\n电话：13812345678\n姓名：李强\n电话：13912345678\n车型：唐DM-i",
            [("13812345678", "王丽", ""), ("13912345678", "李强", "唐DM-i")],
        ),
        ("13812345678\n13912345678", [("13812345678", "", ""), ("13912345678", "", "")]),
        ("13812345678 或 13912345678 王丽", [("13812345678", "王丽", "")]),
        ("王丽\n\n13812345678\n\n看宋L", [("13812345678", "王丽", "宋L")]),
    ],
)
def test_several_people_in_one_paste_are_told_apart(text, found):
    assert people(text) == found


def test_a_second_number_of_one_person_stays_in_the_message():
    assert one("王丽 13812345678 或 13912345678").draft.message == "或 13912345678"


def test_a_chat_is_cut_by_its_senders_and_says_when_it_was_sent():
    text = (
        "张三 2026/11/24 8:12:30\n王女士 13812345678 想看秦PLUS\n\n"
        "李四 2026/11/24 8:15:02\n好的\n\n"
        "张三 2026/11/24 8:16:00\n客户赵总 0632-3300000 元UP\n"
    )
    told = read(text).told
    assert [t.draft.received_at for t in told] == [
        datetime(2026, 11, 24, 0, 12, 30, tzinfo=UTC),
        datetime(2026, 11, 24, 0, 16, tzinfo=UTC),
    ]
    assert people(text) == [("13812345678", "王女士", "秦PLUS"), ("0632-3300000", "赵总", "元UP")]


def test_what_one_person_sends_in_a_row_is_of_one_person():
    text = (
        "晴天 2026/11/23 21:12\n秦PLUS多少钱，明天过去\n\n"
        "晴天 2026/11/23 21:13\n我姓周，电话 13812345678\n"
    )
    told = one(text)
    assert (told.draft.name, told.draft.model) == ("周", "秦PLUS")
    assert told.draft.message == "秦PLUS多少钱，明天过去"
    assert told.visit is not None
    assert told.visit.day == date(2026, 11, 24)  # tomorrow, as it was said


def test_the_form_that_a_portal_sends_as_a_text_message_is_read_by_its_labels():
    told = one(
        "【汽车之家】客户姓名：王丽\n联系电话：13812345678\n意向车型：秦PLUS 尊贵\n"
        "城市：枣庄\n留资时间：2026-11-24 08:30:00\n备注：想贷款，周末过来"
    )
    draft = told.draft
    assert (draft.name, draft.model, draft.region) == ("王丽", "秦PLUS 尊贵", "枣庄")
    assert (draft.channel, draft.message) == ("autohome", "想贷款，周末过来")
    assert draft.received_at == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


def test_cells_with_a_header_are_read_as_a_file_is():
    paste = read(
        "姓名\t电话\t意向车型\t备注\n王女士\t13812345678\t秦PLUS\t周六来\n李\t1391\t宋L\t\n"
    )
    assert paste.is_table
    assert people("姓名\t电话\n王女士\t13812345678") == [("13812345678", "王女士", "")]
    assert [r.line for r in paste.rejects] == [3]
    assert paste.told[0].visit is not None


def test_cells_without_a_header_are_told_by_what_stands_in_them():
    cells = (
        "2026-11-24 08:30\t王女士\t138 1234 5678\t秦PLUS\t懂车帝\t想贷款\n"
        "\t\t13912345678\t宋L\t\t\n"
    )
    told = read(cells).told
    first = told[0].draft
    assert (first.name, first.phone, first.model) == ("王女士", "13812345678", "秦PLUS")
    assert (first.channel, first.message) == ("dongchedi", "想贷款")
    assert first.received_at == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert told[1].draft.phone == "13912345678"


def test_a_table_of_a_page_is_read_by_its_cells():
    html = (
        "<html><body><!--StartFragment--><table><tr><td>姓名</td><td>手机号</td></tr>"
        "<tr><td>王女士</td><td>13812345678</td></tr></table></body></html>"
    )
    assert people("姓名 手机号 王女士 13812345678", html) == [("13812345678", "王女士", "")]


def test_a_table_of_something_else_says_what_it_is():
    paste = read(
        "订单号\t客户电话\t车型\t订车日期\t成交价\nA1\t13812345678\t秦PLUS\t2026-11-20\t99800"
    )
    assert (paste.kind, paste.told, paste.rows) == (RecordKind.DEALS, (), 1)


def test_what_is_too_much_is_refused():
    with pytest.raises(errors.PasteTooLong):
        read("王" * (pasted.LONGEST + 1))


_PARTS = """王女士
13812345678
0632-3300000
，
:
周六
来
秦PLUS
微信
wx_abc123
姓名：
2026/11/24 9:12
—
【汽车之家】
3号
转12
👍
13:00
30日
电话""".splitlines()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*_PARTS, "\n", "\t", " ", "\0", "\u202d"]) | st.text(max_size=6),
        max_size=30,
    ).map("".join)
)
def test_no_text_is_too_strange_and_nothing_is_found_that_is_not_there(text):
    for told in read(text).told:
        assert told.draft.phone or told.draft.wechat
        assert all(0 <= s.start <= s.end <= len(told.text) for s in told.spans)
        assert told.draft.wechat in text.casefold()
