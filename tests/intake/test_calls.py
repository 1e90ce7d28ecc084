"""Logs of calls as platforms export them: their headers, flags, numbers and lengths."""

from datetime import UTC, datetime

import pytest

from netdesk.domain.calls.call import Caller, Direction
from netdesk.intake.call_words import CallWords
from netdesk.intake.profiles import shipped
from netdesk.intake.reading import Reason, RecordKind
from netdesk.intake.spans import Spans

WORDS = CallWords(shipped().words)
SPANS = Spans(shipped().words.span)
TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

GENERIC = """400号码,主叫号码,来电时间,等待时长,通话时长,接听状态,录音地址
4001234567,13812345678,2026-11-24 10:00:00,25,0,未接听,
"""
CHESHANGHUI = """车商汇400电话,主叫号码,呼叫时间,接听状态,通话时长,录音地址,接听人员
4001234567,13812345678,2026/11/24 10:00,已接通,1分3秒,https://rec.example/1.mp3,小李
"""
YIQITONG = """400电话号码,400分机号,透传号码,主叫号码,被叫号码,呼叫时间,接听时间,通话时长,主叫地区,\
录音地址,接听状态
4001234567,8,13812345678,13812345678,06323300000,2026-11-24 10:00:00,2026-11-24 10:00:20,63,\
枣庄,https://rec.example/1.mp3,1
"""
KF5 = """通话明细ID,通话类型,按键路由,来自地区,主叫号码,被叫号码,录音地址,响应时长,\
通话时长,总时长,是否接通,来电时间,客服名称,满意度
17,呼入,-,山东枣庄,13812345678,4001234567,https://rec.example/1.wav,10,\
0,50,0,2026-11-24 10:00:00,小李,满意
18,呼出,-,山东枣庄,4001234567,13812345678,,5,60,65,1,2026-11-24 10:20:00,小李,-
"""


@pytest.mark.parametrize(
    ("text", "profile", "channel"),
    [
        (GENERIC, "calls", ""),
        (CHESHANGHUI, "calls_autohome", "autohome"),
        (YIQITONG, "calls_yiqitong", ""),
        (KF5, "calls_kf5", ""),
    ],
)
def test_a_log_is_known_by_its_header(read, text, profile, channel):
    found = read(text)
    assert (found.reading.kind, found.reading.profile) == (RecordKind.CALLS, profile)
    assert found.reading.default_channel == channel
    assert not found.lost
    draft = found.drafts[0]
    assert draft.rang == Caller("13812345678")
    assert draft.started.instant == TEN


def test_what_a_row_of_each_says(read):
    (generic,), (csh,), (yqt,), kf5 = (
        read(text).drafts for text in (GENERIC, CHESHANGHUI, YIQITONG, KF5)
    )
    assert (generic.answered, generic.wait_s, generic.talk_s) == (False, 25, 0)
    assert (csh.number, csh.answered, csh.talk_s, csh.agent) == ("4001234567", True, 63, "小李")
    assert (yqt.number, yqt.extension, yqt.rung.text) == ("4001234567", "8", "06323300000")
    assert (yqt.answered, yqt.wait_s) == (True, None)
    assert yqt.picked_up.instant == datetime(2026, 11, 24, 2, 0, 20, tzinfo=UTC)
    came, rung = kf5
    assert (came.direction, came.answered, came.outside_id) == (Direction.IN, False, "17")
    assert (came.rung.text, came.wait_s, came.recording) == (
        *("4001234567", 10),
        "https://rec.example/1.wav",
    )
    assert (rung.direction, rung.answered, rung.rung.called) == (
        *(Direction.OUT, True),
        Caller("13812345678"),
    )


def test_a_day_and_a_time_may_stand_apart(read):
    text = "400号码,主叫号码,来电日期,时间,是否接听\n4001234567,13812345678,2026-11-24,10:00,是\n"
    (draft,) = read(text).drafts
    assert (draft.started.clock.hour, draft.day.day.isoformat()) == (10, "2026-11-24")


@pytest.mark.parametrize(
    ("written", "answered", "direction"),
    [
        ("已接听", True, None),
        (" 接通 ", True, None),
        ("未接听（客户挂断）", False, None),
        ("呼入未接", False, Direction.IN),
        ("外呼接通", True, Direction.OUT),
        ("1", True, None),
        ("0", False, None),
        ("NO ANSWER", False, None),
        ("No-Answer", False, None),
        ("ＹＥＳ", True, None),
    ],
)
def test_a_flag_is_read_by_its_word(written, answered, direction):
    word = WORDS.answered(written)
    assert (word.answered, word.direction) == (answered, direction)


@pytest.mark.parametrize("written", ["也许", "呼入", "35", "2", "接听中"])
def test_a_flag_that_says_neither_is_none(written):
    assert WORDS.answered(written) is Reason.UNKNOWN_ANSWER


def test_no_word_says_both():
    said = shipped().words.call
    assert not set(said["answered"]) & set(said["missed"])
    assert not set(said["in"]) & set(said["out"])
    assert WORDS.way("内部") is Reason.UNKNOWN_DIRECTION


@pytest.mark.parametrize(
    ("written", "caller"),
    [
        ("13812345678", Caller("13812345678")),
        ("013812345678", Caller("13812345678")),
        ("0632-3300000", Caller("0632-3300000")),
        ("4008001234", Caller("400-800-1234", virtual=True)),
        ("10086", Caller("10086", is_customer=False)),
        ("3300 000", Caller("3300000", is_customer=False)),
        ("隐藏号码", Caller("", is_customer=False)),
        ("Anonymous", Caller("", is_customer=False)),
        ("138****5678", Reason.BAD_PHONE),
        ("王女士", Reason.BAD_PHONE),
    ],
)
def test_a_caller_is_a_number_or_withheld_or_no_number(written, caller):
    assert WORDS.caller(written) == caller


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("83", 83),
        ("83秒", 83),
        ("1分23秒", 83),
        ("1 分钟", 60),
        ("1小时2分3秒", 3723),
        ("01:23", 83),
        ("00:01:23", 83),
        ("1:00:00", 3600),
        ("83.0", 83),
        ("0.000960648", 83),
        ("0", 0),
        ("1h2m3s", 3723),
        ("-5", Reason.BAD_NUMBER),
        ("很久", Reason.BAD_NUMBER),
        ("", Reason.BAD_NUMBER),
        ("13812345678", Reason.TOO_MUCH),
    ],
)
def test_a_length_is_whole_seconds(written, seconds):
    assert SPANS.read(written) == seconds


def test_a_length_that_cannot_be_read_costs_a_cell_and_no_row(read):
    found = read(GENERIC.replace(",25,", ",很久,"))
    assert (len(found.drafts), found.drafts[0].wait_s) == (1, None)
    assert [(r.column, r.value, r.row_lost) for r in found.told] == [("等待时长", "很久", False)]
