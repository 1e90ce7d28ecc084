"""Nothing of a person is left in what is kept of his words: above all, no phone."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netdesk.catalog.questions import load
from netdesk.domain.posts.personal import GAP, folded

PERSONAL = load().personal
ASKING = load().asking
NUMERALS = {"零": 0, "〇": 0, "一": 1, "幺": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
NUMERALS |= {"六": 6, "七": 7, "八": 8, "九": 9}
WRITTEN = (
    "0123456789",
    "０１２３４５６７８９",
    "零一二三四五六七八九",
    "〇幺两三四五六七八九",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "٠١٢٣٤٥٦٧٨٩",
)
PARTED = ("", "", "", " ", "-", ".", "·", "_", "—", "/", " - ", "\u200b", "\ufe0f\u20e3", "\u3000")
QUESTIONS = (
    "{}有现车吗？",
    "想问落地价{}",
    "我{}，冬天续航掉得厉害吗",
    "{} 请问充电桩怎么安装",
    "秦PLUS{}多少钱",
    "贷款怎么做{}首付最少多少",
    "能试驾吗，电话{}谢谢",
)


@st.composite
def written_phones(draw):
    """Return a mobile number and a way that people write it."""
    digits = "1" + draw(st.sampled_from("3456789"))
    digits += "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=9, max_size=9)))
    signs = draw(st.sampled_from(WRITTEN))
    shown = []
    for digit in digits:
        shown += [signs[int(digit)], draw(st.sampled_from(PARTED))]
    return digits, "".join(shown)


def digits_in(text: str) -> str:
    """Return every digit of a text as 0-9, whatever it is written with."""
    found = []
    for sign in text:
        value = NUMERALS.get(sign, unicodedata.digit(sign, None))
        if value is not None:
            found.append(str(value))
    return "".join(found)


@given(phone=written_phones(), before=st.text(max_size=8), after=st.text(max_size=8))
@example(("13812345678", "１３８·１２３４·５６７８"), "我", "")
@example(("13812345678", "一三八一二三四五六七八"), "电话", "有现车吗")
def test_no_phone_survives_however_it_is_written(phone, before, after):
    digits, shown = phone
    left = PERSONAL.strip(folded(f"{before}{shown}{after}"))
    assert digits not in digits_in(left)
    assert digits[-7:] not in digits_in(left).replace(digits_in(before), "")


@given(
    phone=written_phones(),
    question=st.sampled_from(QUESTIONS),
    before=st.text(max_size=6),
    is_model=st.booleans(),
)
def test_no_question_carries_a_phone_not_even_one_in_place_of_a_car(
    phone, question, before, is_model
):
    digits, shown = phone
    models = (shown, "秦PLUS DM-i") if is_model else ("秦PLUS DM-i",)
    text = before + question.format(shown)
    for found in (
        *ASKING.in_message(text, models=models),
        *ASKING.in_note(f"问了{text}", models=models),
    ):
        assert digits not in digits_in(found.text)
        assert len(digits_in(found.text)) < 7 + len(digits_in(before))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_question_beside_a_phone_is_found(question):
    assert ASKING.in_message(question.format("13812345678"), models=("秦PLUS DM-i",))


@given(phone=written_phones(), before=st.text(max_size=6), after=st.text(max_size=6))
def test_a_question_by_hand_with_a_phone_is_not_taken(phone, before, after):
    assert ASKING.by_hand(f"{before}{phone[1]}{after}吗") is None
    assert ASKING.by_hand(f"{before}{phone[1]}{after}吗", is_own=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138 1234 5678",
        "138，1234，5678",
        "+86-138-1234-5678",
        "0632-3300000",
        "3300000",
        "400-123-4567",
        "微信wangxm88",
        "加微信：abc_123",
        "vx zhang-san",
        "QQ 12345",
        "wxid_k2j3h4",
        "zhangsan1988",
        "lisi@example.com",
        "https://example.com/a?id=1",
        "鲁D12345",
        "鲁D·A1234",
        "鲁DF12345",
        "鲁d 88888",
        "车牌D88888",
        "370402199001011234",
        "37040219900101123X",
        "尾号5678",
        "王先生",
        "王建国先生",
        "欧阳女士",
        "李师傅",
        "赵总",
        "我叫王建国",
        "我姓王",
        "免贵姓孔",
        "联系人：孙悦",
        "光明小区",
        "3号楼2单元501室",
    ],
)
def test_what_tells_a_person_is_known(text):
    assert PERSONAL.tells(text)
    assert PERSONAL.tells(f"你好{text}")


@pytest.mark.parametrize(
    "text",
    [
        "预算10万以内",
        "120000公里能置换吗",
        "2023款和2024款有什么区别",
        "2023-2024款的车可以置换吗",
        "10.98-13.58万的都有什么配置",
        "贷款36期，首付20%",
        "1.5T还是2.0T",
        "能连CarPlay吗",
        "支持HUAWEI HiCar吗",
        "高配总共多少钱",
        "车总共几个颜色",
        "小区没有充电桩",
        "第三方保险能买吗",
        "售后师傅几点下班",
        "加微信聊",
        "七座还是五座",
        "一二线城市",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert PERSONAL.strip(folded(text)) == folded(text)


def test_a_known_name_is_taken_out_and_the_text_is_parted_there():
    assert PERSONAL.strip("我王小明想问", ("王小明",)) == f"我{GAP}想问"
    assert PERSONAL.strip("明天", ("明",)) == "明天"


def test_a_car_is_no_id():
    assert PERSONAL.tells("GLC260L有现车吗")
    assert not PERSONAL.tells("GLC260L有现车吗", frozenset({"glc260l"}))
