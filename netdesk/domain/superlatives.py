"""What a superlative is said of, and whether that may be said (ABS, RANK of PRODUCT.md 7).

The guide on superlatives (2023 no. 6) forbids them of what is sold; not of people, moments,
mistakes, weather and ways of doing (art. 5, 6(2)), nor as attitude or aim (art. 5). Comparison
within a brand, grades, state awards and dated facts are allowed with proof (art. 6, 7).

The noun meant is the head of the phrase that follows ("the most frugal habit of driving": habit);
where none follows, the topic before ("rear seat's room is largest": room). Chinese puts the head of
a phrase last, so the last known noun before a verb or particle is taken.
"""

from typing import NamedTuple

from netdesk.domain.compliance_level import Level
from netdesk.domain.compliance_rules import (
    FREE_KINDS,
    SOLD_KINDS,
    Kind,
    Lexicon,
    Rule,
    SaidOf,
)
from netdesk.domain.compliance_text import Plain, Span

_REACH = 16  # how far after a superlative its noun may stand


class Weight(NamedTuple):
    """The outcome: a level (ok: silent), or an exemption by its reason's name.

    `thing` is the noun found, `kind` what it stands for; they choose the rewording.
    """

    level: Level
    exemption: str = ""
    thing: str = ""
    kind: Kind | None = None


class _Noun(NamedTuple):
    kind: Kind
    word: str


class _Place:
    """One superlative in its clause and sentence."""

    def __init__(self, plain: Plain, span: Span, words: Lexicon) -> None:
        self.words = words
        clause, sentence = plain.clause(span.start), plain.sentence(span.start)
        text = plain.text
        self.match = text[span.start : span.end]
        self.before = text[clause.start : span.start]
        self.after = text[span.end : max(clause.end, span.end)]
        self.clause = text[clause.start : max(clause.end, span.end)]
        self.sentence = text[sentence.start : max(sentence.end, span.end)]
        self.lead = text[sentence.start : span.start]
        self.text = text

    def ahead(self) -> _Noun | None:
        """Return the head of the phrase that follows."""
        found: _Noun | None = None
        for match in self.words.things.finditer(self.after, 0, _REACH):
            noun = _Noun(self.words.kinds[match.group()], match.group())
            if noun.kind is Kind.COPULA:
                break
            if noun.kind is not Kind.STOP:
                found = noun
            elif found or not self.words.has("modifier", self.after[match.start() :]):
                break
        return found

    def topic(self) -> _Noun | None:
        """Return the last noun before, told to be meant or merely near."""
        if self.words.has("opinion", self.before):
            return None
        nouns = [
            _Noun(kind, match.group())
            for match in self.words.things.finditer(self.before)
            if (kind := self.words.kinds[match.group()]) not in (Kind.STOP, Kind.COPULA)
        ]
        deictic = self.words.has("deixis", self.before)
        sold = [noun for noun in nouns if noun.kind in SOLD_KINDS]
        if deictic:
            return sold[-1] if sold else _Noun(Kind.CAR, "")
        if self.words.has("howto", self.before) or self.words.has("howto", self.after):
            return _Noun(Kind.FREE, "")
        return nouns[-1] if nouns and nouns[-1].kind is not Kind.ACT else None


def weigh(plain: Plain, span: Span, rule: Rule, words: Lexicon) -> Weight:
    """Say how grave the words at `span` are under `rule`, by what they are said of."""
    place = _Place(plain, span, words)
    excuse = _not_claimed(place)
    if excuse:
        return Weight(Level.OK, excuse)
    if rule.said_of is SaidOf.ALWAYS or rule.said_of is None:
        return Weight(rule.level)
    noun = _meant(place, rule)
    if rule.is_fact and _is_dated_fact(place) and place.words.has("metric", place.clause):
        return Weight(Level.EVIDENCE, "dated_fact", *(noun[::-1] if noun else ()))
    if noun and noun.kind in FREE_KINDS:
        return Weight(Level.OK, "elsewhere", noun.word, noun.kind)
    is_slogan = rule.said_of is SaidOf.RANK and words.has("slogan", place.match)
    if is_slogan and noun is None and not _market(place):
        return Weight(Level.OK, "attitude")
    if _is_aim(place):
        return Weight(Level.OK, "attitude")
    level = _level(place, rule, noun)
    if level is not Level.OK:
        allowed = _allowed(place, rule)
        if allowed:
            return Weight(Level.EVIDENCE, allowed, *(noun[::-1] if noun else ()))
        if rule.said_of is SaidOf.RANK and _is_cited(place):
            level = Level.EVIDENCE
    if noun:
        return Weight(level, "", noun.word, noun.kind)
    return Weight(level)


def _not_claimed(place: _Place) -> str:
    """Return "quoted" or "denied" where nobody claims anything."""
    words = place.words
    if words.has("law_talk", place.clause) or (
        words.has("law_talk", place.sentence) and words.has("in_quotes", place.lead)
    ):
        return "quoted"
    return "denied" if words.has("denied", place.before) else ""


def _meant(place: _Place, rule: Rule) -> _Noun | None:
    """Return the noun the words are said of, None where none is to be found."""
    noun = place.ahead()
    if rule.said_of is SaidOf.NAMED:
        return noun
    if noun and noun.kind is Kind.PERSON and place.words.has("fits", place.match):
        noun = None
    if noun and noun.kind is Kind.CHOICE:
        return _chosen(place, noun)
    if noun:
        return noun
    if rule.said_of is SaidOf.RARELY:
        adjacent = place.words.words["adjacent"].search(place.before)
        if not adjacent:
            return None
        nouns = [m.group() for m in place.words.things.finditer(adjacent.group())]
        known = [word for word in nouns if place.words.kinds[word] in SOLD_KINDS]
        return _Noun(place.words.kinds[known[-1]], known[-1]) if known else None
    return place.topic()


def _chosen(place: _Place, noun: _Noun) -> _Noun | None:
    """Return what a "choice" or "partner" is: the topic, unless that is only whom it is for."""
    topic = place.topic()
    if topic and topic.kind is not Kind.PERSON:
        return topic
    if topic is None or place.words.has("deixis", place.sentence):
        return _Noun(Kind.CAR, noun.word)
    return None


def _level(place: _Place, rule: Rule, noun: _Noun | None) -> Level:
    """Return how grave it is when it isn't exempt."""
    sold = noun is not None and noun.kind not in FREE_KINDS
    if rule.said_of in (SaidOf.RARELY, SaidOf.NAMED):
        level = rule.level if sold else Level.OK
    elif rule.said_of is SaidOf.HYPE or rule.said_of is SaidOf.SOLD:
        level = rule.level
    elif rule.said_of is SaidOf.RANK:
        known = sold or place.words.has("only_sold", place.match) or _market(place)
        level = rule.level if known else Level.REVIEW
    else:
        level = rule.level if sold else Level.REVIEW
    if level is Level.BLOCK and place.words.has("asking", place.clause):
        return Level.REVIEW
    return level


def _market(place: _Place) -> bool:
    """Say whether the clause speaks of a market, a place or this shop's goods."""
    names = ("deixis", "scope", "part", "metric")
    return place.words.has("scope", place.match) or any(
        place.words.has(name, place.before) for name in names
    )


def _is_aim(place: _Place) -> bool:
    """Say whether it is an aim, or a noun of attitude follows (art. 5)."""
    return place.words.has("aim", place.before) or place.words.has(
        "attitude", place.after[: _REACH // 2]
    )


def _allowed(place: _Place, rule: Rule) -> str:
    """Return what the guide's art. 6 allows with proof: a rule's name, or ""."""
    words = place.words
    if rule.said_of is not SaidOf.RANK and words.has("same_brand", place.lead):
        return "same_brand"
    if words.has("standard", place.sentence):
        return "graded"
    if words.has("state_award", place.sentence):
        return "awarded"
    return "dated_fact" if rule.is_fact and _is_dated_fact(place) else ""


def _is_dated_fact(place: _Place) -> bool:
    """Say whether the sentence has a time, a place and something that was counted (art. 6(6))."""
    return all(place.words.has(name, place.sentence) for name in ("date_or_term", "own", "metric"))


def _is_cited(place: _Place) -> bool:
    """Say whether a ranking has a source, a date and a scope wide enough (2026 no. 20)."""
    words = place.words
    return (
        words.has("source", place.text)
        and words.has("date_or_term", place.text)
        and words.has("wide", place.sentence)
        and not words.has("below", place.sentence)
        and not words.has("narrow", place.sentence)
    )
