"""The rule check on a text (PRODUCT.md 7; RULINGS 29): pure, the rules are an argument.

The text is folded, phrases that only look like a claim are masked, then every rule looks. What is
found is weighed, excused by a field of the post, and said in offsets of the text as given.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from netdesk.domain.compliance.fields import NO_FIELDS, Fields, judge_fields, proof_of
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.patterns import Pattern
from netdesk.domain.compliance.rules import (
    Exempted,
    Finding,
    Report,
    Rule,
    Rules,
    Safe,
    Sought,
    View,
    find,
    gravest,
)
from netdesk.domain.compliance.superlatives import Weight, weigh, with_scope
from netdesk.domain.compliance.text import Plain, Span

_F = TypeVar("_F", Finding, Exempted)
_MASK = "\ue000"  # a private letter: no rule has it
_MEANT = "s"  # the group of a pattern that is meant, where not all of it is


def check(text: str, rules: Rules, fields: Fields = NO_FIELDS) -> Report:
    """Return what the rules say of a text with these fields (COMMANDS.md `check`)."""
    plain = rules.folding.fold(text)
    kept = _Kept(plain, rules, fields)
    silent = _Silence(plain, fields)
    unheard = {rule.name for rule in rules.rules if silent.by_fields(rule)}
    for seen, places in _views(plain, rules, kept):
        for (rule, pattern), (start, end) in places:
            first = pattern.search(seen, start, end)  # hardly ever there: cheaper than finditer
            if first is None or isinstance(rule, Safe) or rule.name in unheard:
                continue
            for match in pattern.finditer(seen, first.start(), end):
                span = _span(match)
                if not (silent.by_text(rule) or silent.around(rule, span)):
                    kept.judge(rule, span)
    kept.findings += judge_fields(plain, rules, fields)
    findings = sorted(
        _single(kept.findings, lambda one: (one.rule, -one.level.gravity)),
        key=lambda one: (one.start, -one.level.gravity, one.end),
    )
    exempted = sorted(
        _single(kept.exempted, lambda one: (one.rule, 0)), key=lambda one: (one.start, one.end)
    )
    return Report(gravest(findings), tuple(findings), tuple(exempted), rules.version)


class _Kept:
    """What was found and what was let pass."""

    def __init__(self, plain: Plain, rules: Rules, fields: Fields) -> None:
        self.findings: list[Finding] = []
        self.exempted: list[Exempted] = []
        self._plain, self._rules, self._fields = plain, rules, fields

    def judge(self, rule: Rule, span: Span) -> None:
        """Weigh one hit and keep what comes of it."""
        weight = Weight(rule.level)
        if rule.said_of is not None:
            span = with_scope(self._plain, span, self._rules.lexicon)
            weight = weigh(self._plain, span, rule, self._rules.lexicon)
        if weight.exemption in self._rules.named:  # allowed with proof
            allowed = self._rules.named[weight.exemption]
            proof = proof_of(allowed, self._fields)
            self.exempt(rule, span, weight.exemption, proof=proof or "")
            if not proof:
                self.add(allowed, span, weight)
        elif weight.exemption:
            self.exempt(rule, span, weight.exemption, proof=None)
        elif weight.level is not Level.OK:
            self._excuse_or_add(rule, span, weight)

    def _excuse_or_add(self, rule: Rule, span: Span, weight: Weight) -> None:
        given = proof_of(rule, self._fields)
        if rule.said_of is not None and weight.level is Level.EVIDENCE:
            given = given or self._fields.proof
        if given:
            self.exempt(rule, span, "field", proof=given)
            return
        self.add(rule, span, weight)
        if weight.level is rule.level:
            for name in rule.also:
                also = self._rules.named[name]
                self.add(also, span, Weight(also.level))

    def add(self, rule: Rule, span: Span, weight: Weight) -> None:
        """Keep a finding."""
        start, end = self._plain.origin(span)
        text = self._plain.given[start:end]
        facts = {
            "text": text,
            "fact": self._fact(text, weight),
            "thing": weight.thing,
            "missing": "",
        }
        instead = rule.instead % facts
        for bad, good in rule.swap:
            if bad in self._plain.text[span.start : span.end]:
                instead = f"{bad} → {good}; {instead}"
                break
        self.findings.append(
            Finding(
                rule=rule.id,
                family=rule.family,
                law=rule.law,
                start=start,
                end=end,
                text=text,
                level=weight.level,
                why=rule.why % facts,
                instead=instead,
            )
        )

    def exempt(self, rule: Rule, span: Span, reason: str, *, proof: str | None) -> None:
        """Keep an exemption with its reason."""
        start, end = self._plain.origin(span)
        text = self._plain.given[start:end]
        told = self._rules.reasons[reason]
        self.exempted.append(Exempted(rule.id, start, end, text, told, proof))

    def _fact(self, text: str, weight: Weight) -> str:
        facts = self._rules.facts
        kind = "price" if self._rules.lexicon.has("cheap", text) else weight.kind or ""
        return facts.get(kind, facts["goods"]) % {"thing": weight.thing}


def _views(
    plain: Plain, rules: Rules, kept: _Kept
) -> Iterator[tuple[str, Iterable[tuple[Sought, Span]]]]:
    """Yield each view of the text with the patterns that may be found in it, and where."""
    text = plain.text
    scan = rules.search.scan(text, plain.sentences)
    safe: list[tuple[Safe, Pattern, Span]] = []
    in_full: list[tuple[Sought, Span]] = []
    for sought, sentence in scan.places(View.FULL, text, _MASK):
        if isinstance(sought[0], Safe):
            safe.append((sought[0], sought[1], sentence))
        else:
            in_full.append((sought, sentence))
    yield text, in_full
    letters = list(text)
    for view in (View.MASKED, View.WEIGHED):
        for whose, pattern, sentence in safe:
            if whose.view is view:
                for match in pattern.finditer(text, *sentence):
                    span = Span(*match.span())
                    letters[span.start : span.end] = _MASK * (span.end - span.start)
                    if whose.reason:
                        kept.exempt(rules.named["zui_sold"], span, whose.reason, proof=None)
        masked = "".join(letters)
        yield masked, scan.places(view, masked, _MASK)


class _Silence:
    """What keeps a rule from speaking: the post's fields, the text, what stands around a hit."""

    def __init__(self, plain: Plain, fields: Fields) -> None:
        self._plain, self._fields = plain, fields
        self._known: dict[str, bool] = {}

    def around(self, rule: Rule, span: Span) -> bool:
        """Say whether the clause or the sentence of a hit silences the rule."""
        if span.end <= span.start:
            return True
        return any(
            patterns and find(patterns, self._plain.text[part.start : max(part.end, span.end)])
            for patterns, part in (
                (rule.unless, self._plain.clause(span.start)),
                (rule.unless_sentence, self._plain.sentence(span.start)),
            )
        )

    def by_fields(self, rule: Rule) -> bool:
        """Say whether a rule has no say on a post with these fields."""
        fields = self._fields
        return (
            not (fields.is_ad or rule.is_everywhere)
            or (bool(rule.only_platform) and fields.platform not in rule.only_platform)
            or (bool(fields.platform) and fields.platform in rule.excuse_platform)
            or (bool(fields.persona) and fields.persona == rule.excuse_persona)
            or (rule.excuse_label and fields.label is True)
        )

    def by_text(self, rule: Rule) -> bool:
        """Say whether the text as a whole silences a rule."""
        known = self._known.get(rule.name)
        if known is None:
            known = self._known[rule.name] = self._is_silenced(rule)
        return known

    def _is_silenced(self, rule: Rule) -> bool:
        text = self._plain.text
        return (
            find(rule.unless_text, text)
            or (bool(rule.needs_text) and not find(rule.needs_text, text))
            or (bool(rule.unless_all) and all(part.search(text) for part in rule.unless_all))
        )


def _span(match: re.Match[str]) -> Span:
    if _MEANT in match.re.groupindex and match.group(_MEANT):
        return Span(*match.span(_MEANT))
    return Span(*match.span())


def _single(found: Sequence[_F], kind: Callable[[_F], tuple[str, int]]) -> list[_F]:
    """Return one of those of a rule that overlap: the gravest, then the longest."""
    kept: dict[str, list[_F]] = {}
    for one in sorted(found, key=lambda one: (kind(one)[1], one.start - one.end, one.start)):
        same = kept.setdefault(kind(one)[0], [])
        if not any(
            (other.start < one.end and one.start < other.end)
            or (other.start, other.end) == (one.start, one.end)
            for other in same
        ):
            same.append(one)
    return [one for same in kept.values() for one in same]
