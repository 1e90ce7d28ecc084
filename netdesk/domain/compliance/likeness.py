"""A second reader: sentences that read like those judged unlawful though no rule has their words.

Rules know words. What is said in others can still be told by its letters: every one, two or three
of them weigh for or against, by the judged sentences they stood in (telltales.py, learned by
tests/compliance/learning.py). The sum by the root of the length is what a sentence weighs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, repeat
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
_FIGURES = str.maketrans("123456789", "000000000")


class Likeness(NamedTuple):
    """A clause and the id of the rule whose sentences it reads like."""

    span: Span
    rule: str


def alike(
    plain: Plain, sums: Sequence[int], settled: Sequence[Span], doubted: Sequence[Span]
) -> Iterator[Likeness]:
    """Yield what reads like an unlawful sentence, but in sentences that a `settled` span is in.

    Where a `doubted` span is, something was found already and it must be surer. `sums` are the
    running sums of the text without its figures.
    """
    text = figureless(plain.text)
    whole = (Span(0, len(text)),)
    for sentence in whole if len(text) <= SHORT else plain.sentences:
        weighs = weight(sums, sentence)
        if weighs <= telltales.LEAST or _holds(sentence, settled):
            continue
        if weighs <= telltales.LEAST_DOUBTED and _holds(sentence, doubted):
            continue
        clause = _heaviest(plain, sums, sentence)
        rule = _rule(text[sentence.start : sentence.end])
        if rule and clause.end > clause.start:
            yield Likeness(clause, rule)


def _holds(sentence: Span, spans: Sequence[Span]) -> bool:
    return any(sentence.start <= span.start < sentence.end for span in spans)


def is_far(sums: Sequence[int], clause: Span) -> bool:
    """Say whether a clause weighs so little that hardly any like it is unlawful."""
    return weight(sums, clause) < telltales.LEAST - FAR


def weight(sums: Sequence[int], span: Span) -> float:
    """Return how much a stretch of a text weighs, by the text's running sums."""
    length = max(span.end - span.start, LEAST_LENGTH)
    return float((sums[span.end] - sums[span.start]) / length**0.5)


def figureless(text: str) -> str:
    """Return a folded text with each figure as 0: which one it is tells nothing."""
    return text.translate(_FIGURES)


def running_sums(text: str) -> list[int]:
    """Return the running sums of what each place of a figureless text weighs."""
    known, none = _weights().get, repeat(0)
    pairs = [*map(add, text, text[1:])]
    ones = map(known, text, none)
    twos = map(known, [*pairs, ""], none)
    threes = map(known, [*map(add, pairs, text[2:]), "", ""], none)
    return [0, *accumulate(map(add, map(add, ones, twos), threes))]


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
