"""The check against what people say of more than 1,900 sentences, traps among them.

The hold-outs were written before the engine was tried on them, one after the other, each followed
by mending what it showed. Their first runs:

holdout    169: false alarms 7 of 77 (9.1 %), missed blocks 6 of 66 (9.1 %)
holdout2   184: false alarms 1 of 92 (1.1 %), missed blocks 5 of 74 (6.8 %)
holdout3   158: false alarms 3 of 86 (3.5 %), missed blocks 8 of 72 (11.1 %)
holdout4   156: false alarms 2 of 87 (2.3 %), missed blocks 3 of 62 (4.8 %)
holdout5   145: false alarms 5 of 91 (5.5 %), missed blocks 4 of 54 (7.4 %)
holdout6   100: false alarms 1 of 25 (4.0 %), missed blocks 9 of 49 (18.4 %)
holdout7    95: false alarms 1 of 15 (6.7 %), missed blocks 21 of 65 (32.3 %)
holdout8    98: false alarms 3 of 50 (6.0 %), missed blocks 2 of 33 (6.1 %)

The sixth and seventh hold little but the finer rules, in words of their own: what is missed today
is a new way of saying a known thing, not a superlative.
"""

import pytest

from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from tests.compliance.judged_sets import SETS, judged

MOST = 0.03


@pytest.mark.parametrize("name", SETS)
def test_what_is_fine_is_let_pass(name):
    fine = [one for one in judged(name) if one.level is Level.OK]
    alarms = [one.text for one in fine if report(one).level is not Level.OK]
    assert len(alarms) <= MOST * len(fine), alarms


@pytest.mark.parametrize("name", SETS)
def test_what_must_not_be_published_is_blocked(name):
    bad = [one for one in judged(name) if one.level is Level.BLOCK]
    missed = [one.text for one in bad if report(one).level is not Level.BLOCK]
    assert len(missed) <= MOST * len(bad), missed


@pytest.mark.parametrize("name", SETS)
def test_the_level_is_what_a_person_says(name):
    sentences = judged(name)
    other = [one.text for one in sentences if report(one).level is not one.level]
    assert len(other) <= MOST * len(sentences), other


@pytest.mark.parametrize("name", SETS)
def test_the_rules_are_those_a_person_names(name):
    sentences = judged(name)
    other = [
        one.text
        for one in sentences
        if not {finding.rule for finding in report(one).findings} >= set(one.rules)
    ]
    assert len(other) <= MOST * len(sentences), other


@pytest.mark.parametrize("name", SETS)
def test_every_finding_stands_where_it_says_it_stands(name):
    for one in judged(name):
        for finding in report(one).findings:
            assert one.text[finding.start : finding.end] == finding.text != ""


def test_the_sets_are_large_and_half_traps():
    everything = [one for name in SETS for one in judged(name)]
    assert len({one.text for one in everything}) == len(everything) >= 1900
    fine = sum(one.level is Level.OK for one in everything)
    assert 0.4 < fine / len(everything) < 0.6


def test_every_family_of_the_law_table_is_among_the_judged():
    rules = load()
    families = {rule.id: rule.family for rule in rules.rules}
    named = {families[rule] for name in SETS for one in judged(name) for rule in one.rules}
    assert named >= {
        *("ABS", "FALSE", "CITE", "GIFT", "PRICE", "PRIZE", "LABEL", "DISP", "FAKE_USER"),
        *("TESTI", "PII", "VULG", "DISC", "SUPER", "ADAS", "CONTACT", "R16"),
    }


def report(one):
    return check(one.text, load(), Fields(is_ad=one.is_ad))
