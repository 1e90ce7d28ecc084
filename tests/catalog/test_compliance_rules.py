"""The shipped rule set, and faults in its files said with file and line."""

import re
import shutil
import tomllib

import pytest

from netdesk.catalog import compliance_rules
from netdesk.catalog.compliance_rules import KINDS, SPOKEN_OF, load
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.level import Level
from netdesk.errors import ResourceFault
from netdesk.resources import resource

FAMILIES = {
    *("ABS", "FALSE", "CITE", "GIFT", "PRICE", "PRIZE", "LABEL", "DISP", "FAKE_USER"),
    *("TESTI", "PII", "VULG", "DISC", "SUPER", "ADAS", "CONTACT", "R16"),
}
FINER = {
    *("RANK", "ABS_SOFT", "STATE", "ORDER", "NEWS_AD", "FIN_COND", "PRICE_COND", "PROMO_TRUE"),
    *("REVIEW", "DEFAME", "PATENT", "FEAR", "PLATFORM", "AI_LABEL", "SMS", "MED"),
}
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files."""
    return shutil.copytree(resource("compliance"), tmp_path / "compliance")


def test_every_family_and_every_finer_rule_is_there():
    rules = load().rules
    assert {rule.family for rule in rules} == FAMILIES
    assert {rule.id for rule in rules} >= FAMILIES - {"CONTACT"} | FINER


def test_every_rule_says_law_reason_and_a_way_out_in_both_languages():
    for rule, english in zip(load().rules, load("en").rules, strict=True):
        assert rule.law
        assert rule.why
        assert rule.instead or rule.is_marker
        assert CHINESE.search(rule.law), rule.name
        assert CHINESE.search(rule.why), rule.name
        told = english.law + english.why + english.instead
        assert not CHINESE.search(told.replace("广告", "")), rule.name


def test_each_rule_is_at_work_somewhere():
    """A rule that has no pattern, isn't asked for and stands beside no other can't speak."""
    rules = load().rules
    beside = {name for rule in rules for name in rule.also}
    asked = {"same_brand", "graded", "awarded", "dated_fact", "promotes", "label_missing"}
    asked |= {"persona_customer", "ai_unlabelled", "sms_optout", "gift_fields"}
    assert [r.name for r in rules if not r.patterns and r.name not in beside | asked] == []


def test_no_list_of_words_and_no_law_is_kept_for_nothing():
    files = [path.read_text(encoding="utf-8") for path in resource("compliance").glob("*.toml")]
    asked = {*re.findall(r"\{([a-z_]+)\}", "".join(files)), *SPOKEN_OF, *KINDS}
    words = tomllib.loads(resource("compliance", "words.toml").read_text(encoding="utf-8"))
    assert {*words["words"], *words["macros"]} - asked == set()
    laws = tomllib.loads(resource("compliance", "laws.toml").read_text(encoding="utf-8"))
    assert [name for name in laws if f'"{name}"' not in "".join(files)] == []


def test_rules_are_read_once_and_their_version_is_that_of_the_files(folder):
    assert load() is load()
    assert load("zh_CN", folder).version == load("en").version
    with (folder / "form.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert load.__wrapped__("zh_CN", folder).version != load().version


def test_a_shop_can_add_a_rule_of_its_own(folder):
    (folder / "own.toml").write_text(
        '[[rule]]\nname = "own"\nid = "R16"\nfamily = "R16"\nlevel = "block"\nlaw = ["house_16"]\n'
        'why = "%(text)s"\ninstead = "x"\npatterns = ["芝麻{end}"]\n',
        encoding="utf-8",
    )
    assert check("开门芝麻", load("zh_CN", folder)).level is Level.BLOCK
    assert check("芝麻开门", load("zh_CN", folder)).level is Level.OK


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("ranks.toml", "level = ", 'level = "maybe" #'),
        ("ranks.toml", "said_of = ", 'said_of = "nobody" #'),
        ("ranks.toml", "law = [", 'law = ["ad_99", '),
        ("ranks.toml", "patterns = [", "patterns = ['(', "),
        ("ranks.toml", "patterns = [", "patterns = ['{nothing}', "),
        ("ranks.toml", "why = ", 'why = "%(colour)s" #'),
        ("ranks.toml", "instead = ", "instead = 3 #"),
        ("ranks.toml", "family = ", "colour = 1\nfamily = "),
        ("people.toml", "everywhere = true", 'everywhere = "yes"'),
        ("words.toml", "tail = ", "tail = '{nothing}' #"),
        ("words.toml", "staff = [", "staff = [3, "),
        ("safe.toml", "phrases = [", "phrases = [3, "),
        ("variants.toml", "letters = [", 'letters = ["最", '),
        ("variants.toml", "pattern = '", "pattern = '("),
        ("variants.toml", "dropped = ", "drops = "),
        ("laws.toml", "ad_4 = [", 'ad_4 = ["x", '),
        ("exemptions.toml", "[fact]", "[fact]\nx = 1"),
        ("offers.toml", "[[rule]]", "[[rule]"),
    ],
)
def test_a_fault_is_said_with_file_and_line(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ResourceFault) as told:
        load("zh_CN", folder)
    assert told.value.facts["file"] == file
    assert abs(int(told.value.facts["line"]) - line) <= new.count("\n")


def test_a_pattern_of_the_program_s_own_is_compiled_when_it_is_looked_for(folder, monkeypatch):
    """Its fault is told then, with the line, as a named folder tells it at once."""
    path = folder / "ranks.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("patterns = [", "patterns = ['芝麻(?P<s>开)(?P<s>门)', ", 1), encoding="utf-8"
    )
    monkeypatch.setattr(compliance_rules, "resource", lambda *_names: folder)
    rules = load.__wrapped__()
    assert check("天气不错", rules).level is Level.OK
    with pytest.raises(ResourceFault) as told:
        check("芝麻开门", rules)
    assert told.value.facts["file"] == "ranks.toml"


@pytest.mark.parametrize("name", ["words.toml", "safe.toml", "variants.toml", "laws.toml"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ResourceFault) as told:
        load("zh_CN", folder)
    assert told.value.facts["file"] == name


def test_a_name_used_twice_or_not_at_all_is_a_fault(folder):
    path = folder / "ranks.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "champion"', 'name = "rank_first"'), encoding="utf-8")
    with pytest.raises(ResourceFault):
        load("zh_CN", folder)
    path.write_text(text.replace('also = ["false_claim"]', 'also = ["nobody"]'), encoding="utf-8")
    with pytest.raises(ResourceFault) as told:
        load("zh_CN", folder)
    assert "nobody" in told.value.facts["fault"]
