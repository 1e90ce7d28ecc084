"""Learns netdesk/domain/compliance/telltales.py from the judged sentences.

`python -m tests.compliance.learning` writes it anew: a logistic regression on how often one to
three letters stand in a sentence, each scaled first by how much likelier it is in unlawful ones
(Wang and Manning 2012), the heaviest kept, learned again with those alone. It takes a minute.
"""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import mul
from pathlib import Path
from typing import NamedTuple

from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance import likeness
from netdesk.domain.compliance.level import Level
from tests.compliance.judged_sets import SETS, judged

WANTED = 5000  # telltales kept
SEEN = 2  # sentences that a telltale stands in at least
PENALTY = 0.2
ROUNDS = 80
SCALE = 100
# How likely unlawful a sentence must be to be blocked; the second where a rule found less.
SURE, SURER = 0.55, 0.85
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
        (
            WANTED,
            SEEN,
            PENALTY,
            ROUNDS,
            SURE,
            SURER,
            _innocent(),
            [[*judged(name)] for name in SETS],
        )
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
    """Fit a logistic regression with a penalty on the squares of its weights."""
    ratios = _ratios(examples, known)
    index = {it: n for n, it in enumerate(sorted(known))}
    rows = [
        (
            [
                (index[it], n * ratios[it] / one.length)
                for it, n in one.counts.items()
                if it in known
            ],
            one.is_unlawful,
        )
        for one in examples
    ]

    def loss(weights: Sequence[float]) -> tuple[float, list[float]]:
        slopes = [PENALTY * weight for weight in weights]
        slopes[-1] = 0.0
        total = sum(weight * slope for weight, slope in zip(weights, slopes, strict=True)) / 2
        for values, is_unlawful in rows:
            score = weights[-1] + sum(weights[n] * value for n, value in values)
            total += math.log1p(math.exp(-abs(score))) + max(score, 0.0) - is_unlawful * score
            slope = 1 / (1 + math.exp(-max(-50.0, score))) - is_unlawful
            slopes[-1] += slope
            for n, value in values:
                slopes[n] += slope * value
        return total, slopes

    weights = _least(loss, [0.0] * (len(index) + 1))
    return {it: weights[n] * ratios[it] for it, n in index.items()}, weights[-1]


def _least(
    loss: Callable[[Sequence[float]], tuple[float, list[float]]], at: list[float]
) -> list[float]:
    """Return where a smooth function is least (L-BFGS, ten steps remembered)."""
    value, slopes = loss(at)
    steps: list[tuple[list[float], list[float], float]] = []
    for _round in range(ROUNDS):
        toward = _turned(slopes, steps)
        fall = _dot(toward, slopes)
        pace = 1.0 if steps else 1.0 / math.sqrt(_dot(slopes, slopes))
        while True:
            there = [a + pace * t for a, t in zip(at, toward, strict=True)]
            new_value, new_slopes = loss(there)
            if new_value <= value + 1e-4 * pace * fall or pace < 1e-10:
                break
            pace /= 2
        moved = [b - a for a, b in zip(at, there, strict=True)]
        bent = [b - a for a, b in zip(slopes, new_slopes, strict=True)]
        if _dot(moved, bent) > 0:
            steps = [*steps[-9:], (moved, bent, 1 / _dot(moved, bent))]
        is_done = value - new_value < 1e-6 * value
        at, value, slopes = there, new_value, new_slopes
        if is_done:
            break
    return at


def _turned(
    slopes: Sequence[float], steps: Sequence[tuple[list[float], list[float], float]]
) -> list[float]:
    """Return the way down, turned by how the slopes changed on the last steps."""
    way = [-slope for slope in slopes]
    shares = []
    for moved, bent, scale in reversed(steps):
        share = scale * _dot(moved, way)
        shares.append(share)
        way = [w - share * b for w, b in zip(way, bent, strict=True)]
    if steps:
        _moved, bent, scale = steps[-1]
        size = 1 / (scale * _dot(bent, bent))
        way = [size * w for w in way]
    for (moved, bent, scale), share in zip(steps, reversed(shares), strict=True):
        rest = share - scale * _dot(bent, way)
        way = [w + rest * m for w, m in zip(way, moved, strict=True)]
    return way


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(map(mul, one, other))


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
    least, doubted = ((math.log(p / (1 - p)) - bias) * SCALE for p in (SURE, SURER))
    lines = [
        f"    ({rule!r}, {weight}, {' '.join(letters)!r}),".replace("'", '"')
        for (rule, weight), letters in sorted(grouped.items())
    ]
    return "\n".join(
        [
            '"""What letters tell of a sentence: learned by tests/compliance/learning.py.',
            "",
            "Each: the rule whose sentences they are most at home in, how much they weigh (above",
            '0 for unlawful), the letters. First, what a sentence must weigh to be blocked."""',
            "",
            "# ruff: noqa: E501",
            f'LEARNED_FROM = "{learned_from()}"',
            f"LEAST, LEAST_DOUBTED = {least:.0f}, {doubted:.0f}",
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
