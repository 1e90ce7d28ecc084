"""A second reader: sentences that read like those judged unlawful though no rule has their words.

Rules know words. What is said in others can still be told by its letters: every one, two or three
of them weigh for or against, by the judged sentences they stood in (telltales.py, learned by
tests/compliance/learning.py). The sum by the root of the length is what a sentence weighs.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from netdesk.domain.compliance import telltales
from netdesk.domain.compliance.text import Plain, Span

# The rule that speaks for the sentences of an id, where no pattern of it was found.
SPEAKERS = {
    "ABS": "peerless",
    "RANK": "champion",
    "FALSE": "never_fails",
    "STATE": "state_organ",
    "ORDER": "public_order",
    "VULG": "vulgar",
    "SUPER": "superstition",
    "DISC": "discrimination",
    "DISP": "disparage",
    "DEFAME": "insider",
    "MED": "medical",
    "ADAS": "self_driving",
    "LABEL": "label_link",
    "NEWS_AD": "news_form",
    "PRICE": "price_hidden",
    "FIN_COND": "finance_anyone",
    "PROMO_TRUE": "urgency_daily",
    "PRIZE": "prize_too_big",
    "REVIEW": "paid_praise",
    "FAKE_USER": "fake_crowd",
    "PII": "customer_list",
    "SMS": "unasked_messages",
    "AI_LABEL": "ai_passed_off",
    "PATENT": "patent_pending",
}
SHORT = 60  # letters of a text that is read as one sentence
LEAST_LENGTH = 6  # shorter ones weigh as if they were as long
FAR = 220  # below what is blocked; of 950 superlatives that are unlawful none weighs so little
NEAR = 200  # below what is blocked; whatever a superlative is said of, it is blocked above this
_MOST_PLACES = 200_000
_FIGURE = re.compile("[1-9]")


class Likeness(NamedTuple):
    """A clause and the id of the rule whose sentences it reads like."""

    span: Span
    rule: str


def alike(
    plain: Plain, sums: Sequence[int], settled: Sequence[Span], doubted: Sequence[Span]
) -> Iterator[Likeness]:
    """Yield what reads like an unlawful sentence, but in sentences that a `settled` span is in.

    Where a `doubted` span is, something was found already and it must be surer. `sums` are the
    text's running sums.
    """
    for sentence in _units(plain):
        weighs = weight(sums, sentence)
        if weighs <= telltales.LEAST or _holds(sentence, settled):
            continue
        if weighs <= telltales.LEAST_DOUBTED and _holds(sentence, doubted):
            continue
        clause = _heaviest(plain, sums, sentence)
        rule = _rule(figureless(plain.text[sentence.start : sentence.end]))
        if rule and clause.end > clause.start:
            yield Likeness(clause, rule)


def _units(plain: Plain) -> Sequence[Span]:
    """Return what is weighed as one: a short text, or each sentence of a longer one."""
    bare = plain.text.strip("\n")
    if len(bare) > SHORT:
        return plain.sentences
    start = len(plain.text) - len(plain.text.lstrip("\n"))
    return [Span(start, start + len(bare))]


def _holds(sentence: Span, spans: Sequence[Span]) -> bool:
    return any(sentence.start <= span.start < sentence.end for span in spans)


def is_far(sums: Sequence[int], clause: Span) -> bool:
    """Say whether a clause weighs so little that hardly any like it is unlawful."""
    return weight(sums, clause) < telltales.LEAST - FAR


def is_near(sums: Sequence[int], sentence: Span) -> bool:
    """Say whether a sentence weighs so much that it isn't known to be fine."""
    return weight(sums, sentence) > telltales.LEAST - NEAR


def weight(sums: Sequence[int], span: Span) -> float:
    """Return how much a stretch of a text weighs, by the text's running sums."""
    length = max(span.end - span.start, LEAST_LENGTH)
    return float((sums[span.end] - sums[span.start]) / length**0.5)


def figureless(text: str) -> str:
    """Return a folded text with each figure as 0: which one it is tells nothing."""
    return _FIGURE.sub("0", text)


def running_sums(text: str) -> list[int]:
    """Return the running sums of what each place of a folded text weighs."""
    threes = map(add, map(add, text, f"{text[1:]} "), f"{text[2:]}  ")
    return [0, *accumulate(map(_places().__getitem__, threes))]


class _Places(dict[str, int]):
    """What a place weighs by the three letters from there on: one, two and all of them."""

    def __missing__(self, letters: str) -> int:
        if len(self) > _MOST_PLACES:
            self.clear()
        known, told = _weights(), figureless(letters)
        self[letters] = sum(known.get(told[:width], 0) for width in (1, 2, 3))
        return self[letters]


def _heaviest(plain: Plain, sums: Sequence[int], sentence: Span) -> Span:
    """Return the clause of a sentence that weighs most."""
    clauses = [clause for clause in plain.clauses if sentence.start <= clause.start < sentence.end]
    return max(clauses, key=lambda clause: weight(sums, clause), default=sentence)


def _rule(text: str) -> str:
    """Return the id of the rule that most of the weight speaks for."""
    rules, weights = _rules(), _weights()
    votes: Counter[str] = Counter()
    for width in (1, 2, 3):
        for at in range(len(text) - width + 1):
            letters = text[at : at + width]
            if letters in rules:
                votes[rules[letters]] += weights[letters]
    return max(votes, key=lambda rule: votes[rule], default="")


@cache
def _places() -> _Places:
    return _Places()


@cache
def _weights() -> Mapping[str, int]:
    return {
        letters: weight for _rule, weight, told in telltales.TELLTALES for letters in told.split()
    }


@cache
def _rules() -> Mapping[str, str]:
    return {
        letters: rule
        for rule, _weight, told in telltales.TELLTALES
        for letters in told.split()
        if rule
    }
