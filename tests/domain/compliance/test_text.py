"""Folding a text, and the way back to the characters as given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance.text import Span


def fold(text):
    return load().folding.fold(text)


@pytest.mark.parametrize(
    ("given", "folded"),
    [
        ("ＮＯ．１", "no.1"),
        ("最 佳", "最佳"),
        ("最\u3000好\u200b的", "最好的"),
        ("最🔥佳👨\u200d👩\u200d👧车", "最佳车"),
        ("第①名", "第1名"),
        ("1️⃣号", "1号"),
        ("Café", "cafe"),
        ("蕞好", "最好"),
        ("國家級", "国家级"),
        ("zui低价", "最低价"),
        ("拽zuì", "拽最"),
        ("zuiyou", "zuiyou"),
        ("最-佳", "最佳"),
        ("第x一", "第一"),
        ("最、好", "最好"),
        ("在B柱上", "在b柱上"),
        ("领，先到先得", "领,先到先得"),
        ("model Y 和 CR-V", "model y和cr-v"),
        ("138 1234", "138 1234"),
        ("车 主", "车主"),
        ("一\r\n二", "一\n二"),
        ("", ""),
    ],
)
def test_disguise_is_taken_off_and_nothing_else(given, folded):
    assert fold(given).text == folded


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("看最🔥佳车", "最佳", "最🔥佳"),
        ("😀😀低价", "低价", "低价"),
        ("本店ｚｕｉ好", "最好", "ｚｕｉ好"),
        ("第①名", "第1", "第①"),
        ("十㎞内", "km", "㎞"),
        ("最---佳的", "最佳", "最---佳"),
    ],
)
def test_a_folded_word_leads_back_to_what_was_written(text, word, place):
    plain = fold(text)
    start = plain.text.index(word)
    found = plain.origin(Span(start, start + len(word)))
    assert text[found.start : found.end] == place


@given(st.text(max_size=60))
def test_any_text_folds_and_every_letter_leads_back_inside_it(text):
    plain = fold(text)
    places = [plain.origin(Span(at, at + 1)) for at in range(len(plain.text))]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert [place.start for place in places] == sorted(place.start for place in places)
    assert fold(text) == plain


@given(st.text("最第一佳好车，。 -x🔥\u200b", max_size=30))
def test_clauses_and_sentences_cover_the_text_in_order(text):
    plain = fold(text)
    for at in range(len(plain.text)):
        sentence = plain.sentence(at)
        assert sentence.start <= at < sentence.end
        assert plain.clause(at).start <= at
    starts = [sentence.start for sentence in plain.sentences]
    assert starts == sorted(starts)


def test_a_blank_parts_clauses_only_where_both_could_stand_alone():
    parted = fold("周末去台儿庄 最美水乡等你")
    assert parted.clause(8) == Span(6, 12)
    whole = fold("最 佳座驾")
    assert whole.clause(0) == Span(0, 4)
