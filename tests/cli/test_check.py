"""check from outside: JSON as COMMANDS.md has it, exit codes, standard input."""

import io
import sys

import pytest

BLOCKED = "最便宜的一台，今天就在展厅"


@pytest.fixture
def standard_input(monkeypatch):
    def give(data: bytes):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return give


def test_a_blocked_text_ends_with_one_and_says_what_the_contract_says(netdesk):
    said = netdesk("check", BLOCKED, "--json")
    assert said.code == 1
    assert said.json["level"] == "block"
    (finding,) = said.json["findings"]
    assert set(finding) >= {"rule", "law", "start", "end", "text", "level", "why", "instead"}
    assert (finding["rule"], finding["start"], finding["end"]) == ("ABS", 0, 3)
    assert finding["text"] == BLOCKED[0:3]
    assert said.json["exempted"] == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("最近降温，出门前先看一眼胎压", "ok"),
        ("绝对划算，闭眼买", "review"),
        ("到店就送大礼包", "evidence"),
    ],
)
def test_all_but_a_blocked_text_end_with_nought(netdesk, text, level):
    said = netdesk("check", text, "--json")
    assert (said.code, said.json["level"]) == (0, level)


def test_fields_are_options(netdesk):
    assert netdesk("check", BLOCKED, "--field", "ad=no", "--json").json["level"] == "ok"
    tip = ("check", "冬天养车五件小事", "--field", "link=yes")
    assert netdesk(*tip).code == 1
    assert netdesk(*tip, "--field", "label=yes").code == 0


def test_an_exemption_is_shown_with_its_proof(netdesk):
    text = "本品牌在售车型里轴距最长的一款"
    (owed,) = netdesk("check", text, "--json").json["exempted"]
    assert (owed["rule"], owed["text"], owed["proof"]) == ("ABS", "最长", "")
    (given,) = netdesk("check", text, "--field", "proof=参数表", "--json").json["exempted"]
    assert given["proof"] == "参数表"
    (free,) = netdesk("check", "最美的风景在路上", "--json").json["exempted"]
    assert free["proof"] is None


@pytest.mark.parametrize("dash", [["-"], []])
def test_the_text_may_come_by_standard_input(netdesk, standard_input, dash):
    standard_input((BLOCKED + "\n").encode())
    said = netdesk("check", *dash, "--json")
    assert said.code == 1
    assert said.json["findings"][0]["text"] == "最便宜"


def test_offsets_count_characters_of_the_text_as_given(netdesk):
    text = "😀最🔥好的4S店"
    finding = netdesk("check", text, "--json").json["findings"][0]
    assert text[finding["start"] : finding["end"]] == finding["text"] == "最🔥好"


def test_words_for_people_say_level_law_and_a_way_out(netdesk):
    said = netdesk("check", BLOCKED)
    assert said.out.startswith("禁用\n")
    assert "《广告法》第九条" in said.out
    assert "改法" in said.out
    assert netdesk("check", "天冷了，看看胎压").out == "未见问题\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["x", "--field", "ad"], 2),
        (["x", "--field", "colour=red"], 2),
        (["x", "--field", "persona=friend"], 2),
        (["车" * 100_001], 2),
    ],
)
def test_wrong_use_is_one_sentence_and_two(netdesk, arguments, code):
    said = netdesk("check", *arguments, "--json")
    assert said.code == code
    assert said.json["error"]
    assert "Traceback" not in said.err


def test_bytes_that_are_no_text_are_refused_with_three(netdesk, standard_input):
    standard_input(b"\x89PNG\xff\xff\x00")
    assert netdesk("check", "-").code == 3


def test_it_needs_no_store(netdesk, tmp_path):
    nowhere = tmp_path / "nowhere" / "netdesk.sqlite"
    assert netdesk("check", "天冷了", store=nowhere).code == 0
    assert not nowhere.exists()
