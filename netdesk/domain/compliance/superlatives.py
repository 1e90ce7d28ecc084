"""What a superlative is said of, and whether that may be said (ABS, RANK of PRODUCT.md 7).

The guide on superlatives (2023 no. 6) forbids them of what is sold; not of people, moments,
mistakes, weather and ways of doing (art. 5, 6(2)), nor as attitude or aim (art. 5). Comparison
within a brand, grades, state awards and dated facts are allowed with proof (art. 6, 7).

The noun meant is the head of the phrase that follows ("the most frugal habit of driving": habit);
where none follows, the topic before ("rear seat's room is largest": room). Chinese puts the head of
a phrase last, so the last known noun before a verb or particle is taken.
"""

from typing import NamedTuple

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import (
    FREE_KINDS,
    SOLD_KINDS,
    Kind,
    Lexicon,
    Rule,
    SaidOf,
)
from netdesk.domain.compliance.text import Plain, Span

_CLOSING = ("”", "」", "』")
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
        self.beyond = _beyond_quote(plain, max(clause.end, span.end))
        self.after = text[span.end : max(clause.end, span.end)] or self.beyond
        self.clause = text[clause.start : max(clause.end, span.end)]
        self.sentence = text[sentence.start : max(sentence.end, span.end)]
        self.lead = text[sentence.start : span.start]
        self.text = text

    def ahead(self, *, across_is: bool) -> _Noun | None:
        """Return the head of the phrase that follows, where wanted also across "is"."""
        found: _Noun | None = None
        is_across = False
        for match in self.words.things.finditer(self.after, 0, _REACH):
            noun = _Noun(self.words.kinds[match.group()], match.group())
            if noun.kind is Kind.COPULA:
                if match.start() > 1 or not across_is:
                    break
                is_across = True
                continue
            if noun.kind is not Kind.STOP:
                is_occasion = noun.kind is Kind.TRADE and found and found.kind is Kind.MOMENT
                found = found if is_occasion else noun  # 一次试驾 is a time
                if is_across:
                    break
            elif found or not self.words.has("modifier", self.after[match.start() :]):
                break
        return None if is_across and found and found.kind is Kind.PART else found

    def beside(self) -> _Noun | None:
        """Return what is sold and named right before, as in "the price is lowest"."""
        adjacent = self.words.words["adjacent"].search(self.before)
        if not adjacent:
            return None
        words = [
            match.group()
            for match in self.words.things.finditer(self.before)
            if match.end() > adjacent.start()
        ]
        sold = [word for word in words if self.words.kinds[word] in SOLD_KINDS]
        return _Noun(self.words.kinds[sold[-1]], sold[-1]) if sold else None

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

    def is_in_a_market(self) -> bool:
        """Say whether a place or market is claimed, in a clause that names something sold."""
        if not self.words.has("scope", self.match):
            return False
        kinds = self.words.kinds
        nouns = self.words.things.finditer(self.clause)
        return any(kinds[noun.group()] in SOLD_KINDS for noun in nouns)

    def is_about_nothing_sold(self) -> bool:
        """Say whether an unknown noun follows and the text names nothing that is sold."""
        if not self.words.has("attached", self.after) or self.words.has("market", self.match):
            return False
        kinds = self.words.kinds
        nouns = self.words.things.finditer(self.text)
        return not any(kinds[noun.group()] in SOLD_KINDS for noun in nouns)


def _belongs(place: _Place, noun: _Noun) -> bool:
    """Say whether the noun that follows is one that the words before are said of."""
    has, before = place.words.has, place.after[: place.after.find(noun.word)]
    return has("ends_said_of", before) or has("begins_said_of", noun.word)


def _beyond_quote(plain: Plain, end: int) -> str:
    """Return the clause behind the quotation mark that closes at `end`, "" where none closes."""
    if plain.text[end : end + 1] not in _CLOSING:
        return ""
    clause = plain.clause(end + 1)
    return plain.text[end + 1 : clause.end]


def with_scope(plain: Plain, span: Span, words: Lexicon) -> Span:
    """Return the span with the place or market that stands right before it."""
    start = plain.clause(span.start).start
    near = max(start, span.start - _REACH)
    match = words.words["scope_before"].search(plain.text[near : span.start])
    return Span(near + match.start(), span.end) if match else span


def weigh(plain: Plain, span: Span, rule: Rule, words: Lexicon) -> Weight:
    """Say how grave the words at `span` are under `rule`, by what they are said of."""
    place = _Place(plain, span, words)
    noun = None if rule.said_of is SaidOf.ALWAYS else _sold_here(place, _meant(place, rule))
    is_mild = rule.said_of in (SaidOf.RARELY, SaidOf.NAMED)
    if is_mild and noun is None and not rule.is_fact:
        return Weight(Level.OK)
    excuse = _not_claimed(place)
    if excuse:
        return Weight(Level.OK, excuse)
    if rule.said_of is SaidOf.ALWAYS:
        return Weight(rule.level)
    is_priced = noun is not None and noun.kind is Kind.PRICE  # no date makes a price the lowest
    is_counted = not is_priced and place.words.has("metric", place.clause)
    if rule.is_fact and is_counted and _is_dated_fact(place):
        return Weight(Level.EVIDENCE, "dated_fact", *(noun[::-1] if noun else ()))
    if noun and words.has("cheap", place.match) and words.has("once", noun.word):
        noun = None  # the cheapest day is a price, not a day
    if noun and noun.kind in FREE_KINDS:
        return Weight(Level.OK, "elsewhere", noun.word, noun.kind)
    is_slogan = rule.said_of is SaidOf.RANK and words.has("slogan", place.match)
    if is_slogan and noun is None and not _market(place):
        return Weight(Level.OK, "attitude")
    if _is_aim(place):
        return Weight(Level.OK, "attitude")
    level = _level(place, rule, noun)
    if level is not Level.OK:
        allowed = _allowed(place, rule, is_priced=is_priced)
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
        words.has("law_talk", place.sentence)
        and (place.clause == place.match or words.has("in_quotes", place.lead))
    ):
        return "quoted"
    if words.has("bare_list", place.sentence) and words.has("law_talk", place.text):
        return "quoted"
    is_denied = (
        words.has("denied", place.before)
        or words.has("denied_after", place.after)
        or words.has("denied_after", place.beyond)
    )
    return "denied" if is_denied else ""


def _meant(place: _Place, rule: Rule) -> _Noun | None:
    """Return the noun the words are said of, None where none is to be found."""
    noun = place.ahead(across_is=rule.said_of not in (SaidOf.NAMED, SaidOf.RARELY))
    if rule.said_of is SaidOf.NAMED:
        return noun
    if noun and noun.kind is Kind.PERSON and place.words.has("fits", place.match):
        noun = noun if _belongs(place, noun) else None  # "suits you"; "who knows it"
    if noun and noun.kind is Kind.CHOICE:
        return _chosen(place, noun)
    if noun and not (noun.kind is Kind.MOMENT and place.words.has("once", noun.word)):
        return noun
    if rule.said_of is SaidOf.RARELY:
        beside = place.beside()
        return beside if beside and (noun is None or beside.kind is Kind.PRICE) else noun
    return noun or place.topic()


def _sold_here(place: _Place, noun: _Noun | None) -> _Noun | None:
    """Return the noun; what a shop also does for pay is a service where a shop is spoken of."""
    if noun is None or noun.kind is not Kind.ACT or not place.words.has("hired", noun.word):
        return noun
    is_offered = place.words.has("scope", place.match) or place.words.has("offered", place.before)
    return _Noun(Kind.SERVICE, noun.word) if is_offered else noun


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
        in_market = noun is None and rule.said_of is SaidOf.RARELY and place.is_in_a_market()
        level = rule.level if sold or in_market else Level.OK
    elif rule.said_of is SaidOf.SOLD and noun is None and place.is_about_nothing_sold():
        level = Level.REVIEW
    elif rule.said_of in (SaidOf.HYPE, SaidOf.SOLD, SaidOf.LISTED):
        level = rule.level
    elif rule.said_of is SaidOf.RANK:
        known = sold or place.words.has("only_sold", place.match) or _market(place)
        level = rule.level if known or place.words.has("ranked", place.lead) else Level.OK
    else:
        level = Level.OK if noun is None and place.is_about_nothing_sold() else rule.level
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


def _allowed(place: _Place, rule: Rule, *, is_priced: bool) -> str:
    """Return what the guide's art. 6 allows with proof: a rule's name, or ""."""
    words = place.words
    in_brand = rule.said_of is not SaidOf.RANK and words.has("same_brand", place.lead)
    if in_brand and not words.has("market", place.before + place.match):
        return "same_brand"
    if words.has("standard", place.sentence):
        return "graded"
    if words.has("state_award", place.sentence):
        return "awarded"
    may_be_counted = rule.is_fact and not is_priced
    return "dated_fact" if may_be_counted and _is_dated_fact(place) else ""


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
