"""The grammar's files: what is wrong in them is said with its line, and left out."""

from pathlib import Path

import pytest

from netdesk.catalog import grammar_files
from netdesk.domain.ideas.fact_words import words_of
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.errors import ResourceFault
from tests.grammars import FACTS, WORDS, faults, production, read

GOOD = production('"看看{part}"')


def test_a_good_file_has_no_fault(tmp_path: Path):
    found = read(tmp_path, GOOD)
    assert not found.faults
    assert [one.id for one in found.grammar.productions] == ["contrast/one"]


@pytest.mark.parametrize(
    ("own", "line", "said"),
    [
        (production('"看看{nothing}"'), 9, "没有叫 nothing 的词类"),
        (production('"看看{part.ev}"'), 9, "词类 part 里没有带标签 ev 的词"),
        (production('"看看{part:price}"'), 9, "词类 part 的词没有 price 这一项"),
        (production('"看看<nothing>"'), 9, "没有叫 <nothing> 的规则"),
        (production('"看看{part"'), 9, "{ 没有收尾"),
        (production('["看看{part}", "看看{part.wiper.tyre}"]'), 9, "这个标题永远写不出来"),
        (production('"{part.wiper}和{fault}，{part.tyre}"'), 9, "这个标题永远写不出来"),
        (production('"看看{part}"', more="colour = 1"), 12, "不认识的键 production.colour"),
        (production('"看看{part}"', more='when = ["雨季"]'), 12, "when 里不认识 雨季"),
        (GOOD.replace("[4, 30]", "[20, 40]"), 8, "length 要写成"),
        (production('"看看{part}"', more="weight = 0"), 12, "weight 要写成"),
        (production('"看看{part}"', more='platforms = ["my"]'), 12, "platforms 不能是 my"),
        (production('"看看{part}"', more='needs = ["money"]'), 12, "needs 不能是 money"),
        (GOOD.replace('"care"', '"cars"'), 5, "columns 不能是 cars"),
        (GOOD.replace('"tip"', '"shout"'), 6, "method 不能是 shout"),
        (GOOD.replace('"plain"', '"fine"'), 7, "legal 不能是 fine"),
        (GOOD.replace(', ["三"]', ""), 11, "恰好三拍"),
        (GOOD.replace('id = "one"', 'id = "One!"'), 4, "要用小写字母"),
        (GOOD.replace('id = "one"\n', ""), 3, "缺少 id"),
        (GOOD.replace('hook = ["先看一眼。"]\n', ""), 3, "缺少 hook"),
        (GOOD + GOOD, 15, "id one 写了两次"),
        ('[rules]\na = ["<b>"]\nb = ["去<a>"]\n' + production('"<a>"'), 3, "规则 <a> 绕回了自己"),
        ('[words]\nown = ["甲 #a", "甲"]\n' + GOOD, 3, "词 甲 写了两次"),
        ('[words]\nown = [{t = "甲", with = {part = ["nope"]}}]\n' + GOOD, 3, "没有带标签 nope"),
        ('[words]\nown = []\n' + GOOD, 3, "空的列表"),
        ("[sounds]\n" + GOOD, 2, "不认识的键 sounds"),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_its_line(tmp_path: Path, own: str, line: int, said: str):
    found = faults(read(tmp_path, own))
    assert line in found, found
    assert said in found[line]


def test_a_faulty_production_is_left_out_and_the_rest_stays(tmp_path: Path):
    own = GOOD + production('"看看{nothing}"', id_="two")
    found = read(tmp_path, own)
    assert [one.id for one in found.grammar.productions] == ["contrast/one"]


def test_text_that_is_not_toml_is_one_fault_with_its_line(tmp_path: Path):
    found = faults(read(tmp_path, GOOD + "\n[[production]\n"))
    assert len(found) == 1


def test_an_unknown_technique_is_a_fault(tmp_path: Path):
    found = read(tmp_path, GOOD, technique="shouting")
    assert "technique 不能是 shouting" in faults(found, "shouting.toml")[1]


def test_bytes_that_are_not_utf8_are_a_fault(tmp_path: Path):
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "bold.toml").write_bytes(b'technique = "bold"\n# \xff\xfe\n')
    found = grammar_files.read([tmp_path / "words.toml"], [tmp_path / "bold.toml"])
    assert "UTF-8" in faults(found, "bold.toml")[1]


def test_the_rules_of_one_technique_are_unknown_to_another(tmp_path: Path):
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    one, other = tmp_path / "bold.toml", tmp_path / "taboo.toml"
    one.write_text(
        'technique = "bold"\n[rules]\nmine = ["我"]\n' + production('"<mine>看{part}"'), "utf-8"
    )
    other.write_text('technique = "taboo"\n' + production('"<mine>看{part}"'), "utf-8")
    found = grammar_files.read([tmp_path / "words.toml"], [one, other])
    assert "bold.toml" not in found.faults
    assert "没有叫 <mine> 的规则" in faults(found, "taboo.toml")[9]


def test_two_techniques_may_not_have_a_type_of_the_same_name(tmp_path: Path):
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    one, other = tmp_path / "bold.toml", tmp_path / "taboo.toml"
    words = '[words]\npart = [{t = "备用钥匙", tags = "key"}]\ntalk = ["%s"]\n'
    for path, said in ((one, "慢慢开"), (other, "别催我")):
        text = f'technique = "{path.stem}"\n' + words % said + production('"{talk}，看看{part}"')
        path.write_text(text, encoding="utf-8")
    found = grammar_files.read([tmp_path / "words.toml"], [one, other])
    assert "bold.toml" not in found.faults
    assert list(faults(found, "taboo.toml")) == [4], "a shared type may be added to by both"
    assert "词类 talk 在 bold.toml 里也有" in faults(found, "taboo.toml")[4]
    assert [one.id for one in found.grammar.productions] == ["bold/one"]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (production('"3 年看一次{part}"'), "自己写了数字"),
        (production('"开车最怕{part}出事"'), "legal 应是 superlative"),
        (GOOD.replace('"plain"', '"rule"'), "也没有 source"),
        (production('"{person}看了{part}"'), "legal 应是 consent"),
        (production('"{model}只要{model:price}"'), "没写 {model:price_source}"),
    ],
)
def test_what_a_lawyer_would_ask_is_noted(tmp_path: Path, own: str, said: str):
    found = read(tmp_path, own)
    assert not found.faults
    assert [said in note.text for note in found.notes["contrast.toml"]] == [True]


def test_the_shipped_grammar_has_no_fault_and_forty_productions_a_technique():
    grammar = grammar_files.load()
    for technique in Technique:
        count = sum(one.technique is technique for one in grammar.productions)
        assert count >= 40, technique


def test_the_shipped_productions_call_in_words_of_their_own():
    shared = {Column.MODELS, Column.ACTIVITY, Column.OFFERS}  # these may call to the shop (R16)
    for one in grammar_files.load().productions:
        assert one.action or shared & set(one.columns), one.id


def test_a_faulty_shipped_file_is_named_with_its_line(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(grammar_files, "texts", lambda folder, _suffix: [tmp_path / folder])
    (tmp_path / "grammar" / "words").mkdir(parents=True)
    grammar_files.load.cache_clear()
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    own = tmp_path / "bold.toml"
    own.write_text('technique = "bold"\n' + production('"看看{nothing}"'), "utf-8")
    paths = {"grammar": [own], "grammar/words": [tmp_path / "words.toml"]}
    monkeypatch.setattr(grammar_files, "texts", lambda folder, _suffix: paths[folder])
    with pytest.raises(ResourceFault) as caught:
        grammar_files.load()
    grammar_files.load.cache_clear()
    assert (caught.value.facts["file"], caught.value.facts["line"]) == ("bold.toml", 9)


def test_every_fact_type_of_the_check_is_one_that_facts_give():
    from datetime import date

    from netdesk.catalog.almanac import almanac_of
    from netdesk.domain.ideas.fact_words import TYPES

    for word in words_of(FACTS, almanac_of(date(2026, 12, 31))):
        assert word.fields.keys() <= TYPES[word.type].fields
        own = {tag for tag in word.tags if not tag.startswith("is:")}
        assert own <= TYPES[word.type].tags | {"other", "food", "drive"}, word.text
