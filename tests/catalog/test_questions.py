"""The words of questions: read whole, every fault with its line, each topic with its words."""

import pytest

from netdesk import words
from netdesk.catalog.questions import load, read
from netdesk.errors import ResourceFault
from netdesk.resources import resource

TEXT = resource("questions.toml").read_text(encoding="utf-8")


def faulty(tmp_path, old: str, new: str) -> ResourceFault:
    """Return what reading says of the file with one change."""
    assert old in TEXT
    path = tmp_path / "questions.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ResourceFault) as told:
        read(path)
    return told.value


def line_of(text: str) -> int:
    return next(n for n, line in enumerate(TEXT.splitlines(), 1) if text in line)


def test_every_topic_is_called_something_on_screen():
    codes = [topic.code for topic in load().topics]
    assert len(codes) == len(set(codes))
    assert {code for code in codes if words.topic(code) == code} == set()


def test_a_topic_nobody_knows_any_more_is_said_by_its_code():
    assert words.topic("gone") == "gone"


def test_the_platforms_of_the_source_document_take_answers():
    codes = [one.code for one in load().platforms]
    assert {"autohome", "yiche", "dongchedi", "wechat", "forum"} <= set(codes)
    assert len(codes) == len(set(codes))


def test_no_sentence_of_an_export_speaks_as_anybody_but_the_shop():
    export = load().says.export
    assert "本店官方" in export["signature"]
    assert "本店官方" in export["bare_signature"]
    assert not any(word in text for text in export.values() for word in ("车主", "客户", "网友"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tail = '", "tail = '(", "这个样式写错了"),
        ('code = "trade"', 'kode = "trade"', "topic 缺少 code"),
        ('draft = ["gift_drive", "hours"]', 'draft = ["gifts"]', "draft 不能是 gifts"),
        ('method = "tip"', 'method = "tips"', "不能是 tips"),
        ('form = "pairs"', 'form = "list"', "不能是 list"),
        ('signature = "{shop}', '# signature = "{shop}', "缺少 signature"),
        ("['啥', '什么']", "['啥']", "same 要写成文字"),
        ('code = "other"', 'code = "rest"', "缺少话题 other"),
    ],
)
def test_a_fault_is_said_with_its_line(tmp_path, old, new, said):
    fault = faulty(tmp_path, old, new)
    assert said in str(fault)
    assert fault.facts["line"] > 0


def test_the_line_is_that_of_the_fault(tmp_path):
    fault = faulty(tmp_path, 'form = "article"', 'form = "essay"')
    assert fault.facts["line"] == line_of('form = "article"')
