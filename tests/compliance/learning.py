"""Learns netdesk/domain/compliance/telltales.py from the judged sentences.

`python -m tests.compliance.learning` writes it anew: a logistic regression on how often one to
three letters stand in a sentence, each scaled first by how much likelier it is in unlawful ones
(Wang and Manning 2012), the heaviest kept, learned again with those alone. Nothing is drawn by
chance but the order of the sentences, which is seeded.
"""

import hashlib
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance import likeness
from netdesk.domain.compliance.level import Level
from tests.compliance.judged_sets import SETS, judged

WANTED = 4000  # telltales kept
SEEN = 2  # sentences that a telltale stands in at least
PENALTY = 0.2
ROUNDS = 25
SCALE = 100
SURE = 0.62  # how likely a sentence must be unlawful to be blocked
# Marks tell of a writer's habits, not of what is written.
_TOLD = re.compile(r"[\u4e00-\u9fffa-z0,%]+")
_FILE = Path(likeness.__file__).with_name("telltales.py")


class Sentence(NamedTuple):
    """How often each telltale stands in it, what it is divided by, and what it was judged."""

    counts: Mapping[str, int]
    length: float
    is_unlawful: bool
    rules: tuple[str, ...]


def sentences(names: Iterable[str] = SETS) -> list[Sentence]:
    """Return the judged sentences of some sets as they are learned from."""
    return [
        _sentence(one.text, one.level is Level.BLOCK, one.rules)
        for name in names
        for one in judged(name)
    ]


def innocents() -> list[Sentence]:
    """Return what the ideas' grammar says, all of it fine."""
    return [_sentence(text, False, ()) for text in _innocent()]


def _innocent() -> list[str]:
    lines = Path(__file__).with_name("innocent.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _sentence(given: str, is_unlawful: bool, rules: tuple[str, ...]) -> Sentence:
    text = likeness.figureless(load().folding.fold(given).text)
    counts = Counter(
        text[at : at + width] for width in (1, 2, 3) for at in range(len(text) - width + 1)
    )
    kept = {letters: n for letters, n in counts.items() if _TOLD.fullmatch(letters)}
    return Sentence(kept, max(len(text), likeness.LEAST_LENGTH) ** 0.5, is_unlawful, rules)


def learned_from() -> str:
    """Return a mark of the judged sentences and of the way they are learned from."""
    text = repr(
        (WANTED, SEEN, PENALTY, ROUNDS, SURE, _innocent(), [[*judged(name)] for name in SETS])
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def learn(examples: Sequence[Sentence]) -> tuple[dict[str, float], float]:
    """Return the weights of the telltales and what a sentence weighs without any."""
    seen = Counter(letters for one in examples for letters in one.counts)
    known = {letters for letters, n in seen.items() if n >= SEEN}
    weights, bias = _fit(examples, known)
    heaviest = sorted(known, key=lambda it: (-abs(weights[it]) * seen[it] ** 0.5, it))[:WANTED]
    return _fit(examples, set(heaviest))


def _fit(examples: Sequence[Sentence], known: set[str]) -> tuple[dict[str, float], float]:
    """Fit by stochastic gradients, each weight with a pace of its own (AdaGrad)."""
    ratios = _ratios(examples, known)
    rows = [
        (
            [(it, n * ratios[it] / one.length) for it, n in one.counts.items() if it in known],
            one.is_unlawful,
        )
        for one in examples
    ]
    weights = dict.fromkeys(sorted(known), 0.0)
    paces = dict.fromkeys(weights, 1e-6)
    bias, order = 0.0, random.Random(1)
    for _round in range(ROUNDS):
        order.shuffle(rows)
        for values, is_unlawful in rows:
            score = bias + sum(weights[it] * value for it, value in values)
            slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - is_unlawful
            bias -= 0.02 * slope
            for it, value in values:
                step = slope * value + PENALTY / len(rows) * weights[it]
                paces[it] += step * step
                weights[it] -= 0.3 * step / math.sqrt(paces[it])
    return {it: weights[it] * ratios[it] for it in weights}, bias


def _ratios(examples: Sequence[Sentence], known: set[str]) -> dict[str, float]:
    """Return the log of how much likelier each is in unlawful sentences than in others."""
    here: Counter[str] = Counter(dict.fromkeys(known, 1))
    there: Counter[str] = Counter(dict.fromkeys(known, 1))
    for one in examples:
        (here if one.is_unlawful else there).update(one.counts.keys() & known)
    all_here, all_there = sum(here.values()), sum(there.values())
    return {it: math.log(here[it] / all_here) - math.log(there[it] / all_there) for it in known}


def rule_of(examples: Sequence[Sentence], letters: Iterable[str]) -> dict[str, str]:
    """Return the rule whose sentences each telltale is most at home in."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for one in examples:
        if one.is_unlawful and one.rules:
            sizes[one.rules[0]] += 1
            for it in one.counts:
                found[it][one.rules[0]] += 1
    return {
        it: max(sorted(found[it]), key=lambda rule: found[it][rule] / (sizes[rule] + 20))
        for it in letters
        if found[it]
    }


def written(examples: Sequence[Sentence]) -> str:
    """Return the module's text."""
    weights, bias = learn(examples)
    rounded = {it: round(weight * SCALE) for it, weight in weights.items()}
    rules = rule_of(examples, [it for it, weight in rounded.items() if weight > 0])
    grouped: dict[tuple[str, int], list[str]] = defaultdict(list)
    for it, weight in sorted(rounded.items()):
        # Coarser steps for the heavier: nobody can tell 640 from 650.
        step = 10 if abs(weight) < 200 else 50
        told = round(weight / step) * step
        if told:
            grouped[rules.get(it, "") if told > 0 else "", told].append(it)
    least = (math.log(SURE / (1 - SURE)) - bias) * SCALE
    lines = [
        f"    ({rule!r}, {weight}, {' '.join(letters)!r}),".replace("'", '"')
        for (rule, weight), letters in sorted(grouped.items())
    ]
    return "\n".join(
        [
            '"""What letters tell of a sentence: learned by tests/compliance/learning.py.',
            "",
            "Each: the rule whose sentences they are most at home in, how much they weigh (above",
            '0 for unlawful), the letters. LEAST is what a sentence must weigh to be blocked."""',
            "",
            "# ruff: noqa: E501",
            f'LEARNED_FROM = "{learned_from()}"',
            f"LEAST = {least:.0f}",
            "# fmt: off",
            "TELLTALES = (",
            *lines,
            ")",
            "# fmt: on",
            "",
        ]
    )


if __name__ == "__main__":
    _FILE.write_text(written([*sentences(), *innocents()]), encoding="utf-8")
