"""The second reader: what it tells, what it leaves to the rules, and whether it is up to date."""

import pytest

from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance import telltales
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.likeness import SPEAKERS, alike, running_sums, weight
from netdesk.domain.compliance.text import Span
from tests.compliance import learning
from tests.compliance.judged_sets import judged


def weighs(text):
    plain = load().folding.fold(text)
    return weight(running_sums(plain.text), Span(0, len(plain.text)))


def likenesses(text, *, settled=(), doubted=()):
    plain = load().folding.fold(text)
    return list(alike(plain, running_sums(plain.text), settled, doubted))


def test_the_weights_are_those_of_the_judged_sentences_as_they_stand():
    """If this fails: python -m tests.compliance.learning."""
    assert learning.learned_from() == telltales.LEARNED_FROM


def test_what_is_learned_from_some_sentences_tells_others():
    weights, bias = learning.learn(learning.sentences(["judged", "holdout2"])[::2])
    told = [
        (sum(weights.get(it, 0) * n for it, n in one.counts.items()) / one.length + bias > 0)
        is one.is_unlawful
        for one in learning.sentences(["holdout11", "holdout13"])
    ]
    assert sum(told) >= 0.75 * len(told)


@pytest.mark.parametrize(
    ("lawful", "unlawful"),
    [
        ("胎压多少看门框上的铭牌", "全城最划算的车就在这里"),
        ("旧件装袋，客户自己看过再扔", "隔壁店都是骗子，只有我们良心"),
        ("爸爸把油加满，什么也没说", "征信再差也能提车，包过"),
    ],
)
def test_unlawful_sentences_weigh_more_than_others(lawful, unlawful):
    assert weighs(lawful) < telltales.LEAST < weighs(unlawful)


def test_which_figure_it_is_tells_nothing():
    assert weighs("首付3成，月供1299元") == weighs("首付8成，月供6547元")


def test_every_rule_it_speaks_for_is_a_rule_of_that_id():
    named = load().named
    assert {named[name].id for name in SPEAKERS.values()} == {*SPEAKERS}
    assert {rule for rule, _weight, _letters in telltales.TELLTALES if rule} <= {*SPEAKERS}


def test_it_finds_the_sentence_the_clause_and_the_rule():
    fine = "手册第三章讲怎么看胎压，翻开就有图。旧件装袋，客户自己看过再扔。" * 2
    text = f"{fine}隔壁店都是骗子，来我们店不吃亏。"
    (found,) = likenesses(text)
    assert found.rule in {"DISP", "DEFAME"}
    assert text[found.span.start : found.span.end] in {"隔壁店都是骗子", "来我们店不吃亏"}


def test_where_a_rule_spoke_it_is_silent_and_where_one_hesitated_it_must_be_surer():
    text = "隔壁店都是骗子"
    assert likenesses(text)
    assert not likenesses(text, settled=[Span(0, 3)])
    hesitant = next(
        one.text
        for one in judged("taught")
        if telltales.LEAST < weighs(one.text) < telltales.LEAST_DOUBTED
    )
    assert likenesses(hesitant)
    assert not likenesses(hesitant, doubted=[Span(0, 1)])


def test_a_finding_of_it_has_the_law_and_the_way_out_of_its_rule():
    silent = next(
        one.text
        for one in judged("taught")
        if one.level is Level.BLOCK
        and len(check(one.text, load()).findings) == 1
        and not _rules_alone(one.text)
    )
    (finding,) = check(silent, load()).findings
    assert finding.level is Level.BLOCK
    assert finding.law
    assert finding.instead
    assert finding.text == silent[finding.start : finding.end] != ""


def test_what_is_no_advert_is_not_weighed_as_one():
    assert check("全城最划算的车就在这里", load(), Fields(is_ad=False)).level is Level.OK


def _rules_alone(text):
    """Say whether a pattern of any rule is in a text."""
    folded = load().folding.fold(text).text
    return any(
        pattern.search(folded)
        for rule in load().rules
        if not rule.is_marker
        for pattern in rule.patterns
    )
