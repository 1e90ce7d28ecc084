"""Ideas: the gates of freshness and the speed; and, for who writes productions, a look at one file.

`python -m tests.benchmarks.ideas` prints the gates for every technique;
`--file resources/grammar/contrast.toml --samples 30` looks at one file.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from netdesk import words
from netdesk.catalog import facts_file, grammar_files
from netdesk.catalog.compliance_rules import load
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.freshness import likeness, opening
from netdesk.domain.ideas.grammar import Grammar
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.ideas.inventing import Wish
from netdesk.domain.ideas.technique import Technique
from netdesk.services.ideas import Ideas, checker
from tests.benchmarks.measuring import Row

DAY = date(2026, 11, 24)
BATCH = 100
DERIVATIONS = 100_000
SPEED = 500


@dataclass(frozen=True)
class Gates:
    """The figures of a batch of headlines."""

    count: int
    distinct2: float
    distinct3: float
    nearest: float
    openings: float
    repeats: int

    def met(self) -> bool:
        return (
            self.count == BATCH
            and self.distinct2 >= 0.50
            and self.distinct3 >= 0.70
            and self.nearest <= 0.35
            and self.openings >= 0.70
            and self.repeats == 0
        )

    def __str__(self) -> str:
        return (
            f"{self.count} ideas  distinct-2 {self.distinct2:.3f} (≥0.50)  "
            f"distinct-3 {self.distinct3:.3f} (≥0.70)  nearest {self.nearest:.3f} (≤0.35)  "
            f"openings {self.openings:.2f} (≥0.70)  repeats {self.repeats}  "
            f"{'met' if self.met() else 'NOT MET'}"
        )


def gates(headlines: Sequence[str]) -> Gates:
    """Measure a batch: n-grams and openings over the characters as they stand."""
    nearest = [
        max((likeness(one, other) for k, other in enumerate(headlines) if k != n), default=0.0)
        for n, one in enumerate(headlines)
    ]
    return Gates(
        len(headlines),
        _distinct(headlines, 2),
        _distinct(headlines, 3),
        sum(nearest) / max(1, len(nearest)),
        len({opening(one) for one in headlines}) / max(1, len(headlines)),
        len(headlines) - len(set(headlines)),
    )


def _distinct(headlines: Sequence[str], n: int) -> float:
    grams = [one[i : i + n] for one in headlines for i in range(len(one) - n + 1)]
    return len(set(grams)) / max(1, len(grams))


def rows() -> list[Row]:
    """Measure every technique with the demo facts, and the speed."""
    ideas = Ideas(checker(load()))
    facts = facts_file.demo(DAY)
    found = []
    numbers = _numbers(ideas, facts, DAY)
    for technique in Technique:
        batch = _batch(ideas, facts, technique, seed=1)
        measured = gates([one.headline for one in batch])
        total = numbers.get(technique, 0)
        found.append(Row(f"{technique}: gates", str(measured), "", "", "all", met=measured.met()))
        found.append(
            Row(
                f"{technique}: derivations", f"{total:,}", "", "", "≥ 100,000", total >= DERIVATIONS
            )
        )
    speed, blocked = _speed(ideas, facts)
    found.append(Row("checked ideas a second", f"{speed:.0f}", "", "", "≥ 500", speed >= SPEED))
    found.append(Row("blocks in 10,000", str(blocked), "", "", "0", blocked == 0))
    return found


def _numbers(ideas: Ideas, facts: Facts, day: date) -> dict[Technique, int]:
    found: dict[Technique, int] = {}
    for id_, number in ideas.stock(facts, day).derivations().items():
        technique = Technique(id_.partition("/")[0])
        found[technique] = found.get(technique, 0) + number
    return found


def _batch(
    ideas: Ideas, facts: Facts, technique: Technique, *, seed: int, day: date = DAY, count=BATCH
) -> tuple[Idea, ...]:
    wish = Wish(techniques=(technique,))
    return ideas.invent(facts, today=day, count=count, seed=seed, wish=wish)


def _speed(ideas: Ideas, facts: Facts) -> tuple[float, int]:
    started, made, blocked = time.perf_counter(), 0, 0
    for seed in range(100):
        batch = ideas.invent(facts, today=DAY, count=100, seed=seed)
        made += len(batch)
        blocked += sum(one.level == "block" for one in batch)
    return made / (time.perf_counter() - started), blocked


def look(arguments: Sequence[str]) -> int:
    """Look at one file: its faults, its counts, samples and gates."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.ideas")
    parser.add_argument("--file", type=Path)
    parser.add_argument("--samples", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--date", type=date.fromisoformat, default=DAY)
    parser.add_argument("--facts", type=Path)
    parser.add_argument("--bare", action="store_true", help="no facts but the city")
    parser.add_argument("--production", help="only the one of this id")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--document", action="store_true", help="print docs/ideas.md")
    asked = parser.parse_args(arguments)
    if asked.document:
        document()
        return 0
    if asked.file is None:
        for row in rows():
            print(f"{row[0]:28} {row[1]}  {row[4]}  {'' if row[5] else 'NOT MET'}")
        return 0
    read = grammar_files.read(grammar_files.shared_files(), [asked.file])
    for kind, listed in (("FAULT", read.faults), ("note", read.notes)):
        for file, found in listed.items():
            for one in sorted(found, key=lambda fault: fault.line):
                print(f"{kind}  {file}:{one.line}  {one.text}")
    grammar = read.grammar
    if asked.production:
        kept = [p for p in grammar.productions if p.id.endswith(f"/{asked.production}")]
        grammar = Grammar(
            tuple(kept), grammar.words, grammar.rules, grammar.actions, grammar.pictures
        )
    if asked.bare:
        facts = facts_file.bare("枣庄")
    elif asked.facts:
        facts = facts_file.read(asked.facts, today=asked.date)
    else:
        facts = facts_file.demo(asked.date)
    ideas = Ideas(checker(load()), grammar=grammar)
    _counts(ideas, facts, grammar, asked.date)
    print()
    for idea in ideas.invent(facts, today=asked.date, count=asked.samples, seed=asked.seed):
        _show(idea, full=asked.full)
    print()
    if not asked.production:
        for seed in range(asked.seed, asked.seed + 3):
            batch = ideas.invent(facts, today=asked.date, count=BATCH, seed=seed)
            print(f"seed {seed}: {gates([one.headline for one in batch])}")
            promotes = sum(one.column.promotes for one in batch)
            columns = sorted({one.column.value for one in batch})
            print(f"        promotion {promotes} %; columns {' '.join(columns)}")
    return int(bool(read.faults))


def document() -> None:
    """Print twenty headlines of each technique, and the gates' table, for docs/ideas.md."""
    ideas, facts = Ideas(checker(load())), facts_file.demo(DAY)
    numbers = _numbers(ideas, facts, DAY)
    print("# Ideas to read\n")
    print(f"Made with the demo's facts on {DAY}, seed 1, by")
    print("`python -m tests.benchmarks.ideas --document`.\n")
    print("| technique | derivations | distinct-2 | distinct-3 | nearest | openings | repeats |")
    print("|---|---|---|---|---|---|---|")
    batches = {one: _batch(ideas, facts, one, seed=1) for one in Technique}
    for technique, batch in batches.items():
        found = gates([one.headline for one in batch])
        print(
            f"| {words.technique(technique)} {technique} | {numbers.get(technique, 0):,} |"
            f" {found.distinct2:.2f} | {found.distinct3:.2f} | {found.nearest:.2f} |"
            f" {found.openings:.2f} | {found.repeats} |"
        )
    print("| *the gate, on 100 headlines* | ≥ 100,000 | ≥ 0.50 | ≥ 0.70 | ≤ 0.35 | ≥ 0.70 | 0 |")
    for technique, batch in batches.items():
        print(f"\n## {words.technique(technique)}\n")
        for idea in batch[:20]:
            print(f"- {idea.headline}")
    print("\n## One whole idea\n")
    idea = batches[Technique.CONTRAST][0]
    for name, text in (*idea.parts(), ("picture", idea.picture), ("why", idea.why)):
        print(f"- {name}: {text}")
    parts = ", ".join(f"{name} {points}" for name, points in idea.score_parts.items())
    print(f"- score: {idea.score} ({parts})")


def _counts(ideas: Ideas, facts: Facts, grammar: Grammar, day: date) -> None:
    stock = ideas.stock(facts, day)
    numbers = stock.derivations()
    print(f"\n{len(grammar.productions)} productions, {len(numbers)} offered on {day}")
    for production in grammar.productions:
        number = numbers.get(production.id)
        shown = "not offered" if number is None else f"{number:,}"
        unsaid = "" if number is None else _unsaid(ideas, stock, production.id)
        print(f"  {production.id:32} {shown:>14}  {production.legal:11} {unsaid}")
    print(f"  total {sum(numbers.values()):,} (≥ {DERIVATIONS:,})")


def _unsaid(ideas: Ideas, stock, id_: str) -> str:
    """Say where a headline often has no hook or beat that agrees with it."""
    from netdesk.domain.ideas.writing import choose, expand

    rng = random.Random(0)
    one = next(o for o in stock.offered if o.production.id == id_)
    lost = made = 0
    for _try in range(60):
        pieces = expand(rng.choice(one.headline), rng)
        chosen = choose(pieces, stock.lexicon, rng)
        if chosen is None:
            continue
        made += 1
        for lines in (one.hook, *one.outline):
            if all(
                choose(expand(line, rng), stock.lexicon, rng, chosen=chosen) is None
                for line in lines
            ):
                lost += 1
                break
    if not made:
        return "headline: words hardly ever agree"
    return f"{lost} of {made} headlines without a hook or beat that agrees" if lost else ""


def _show(idea: Idea, *, full: bool) -> None:
    print(f"{len(idea.headline):3}  {idea.headline}    [{idea.production.partition('/')[2]}]")
    if full:
        print(f"       钩子 {idea.hook}")
        for n, beat in enumerate(idea.outline, 1):
            print(f"       {n}    {beat}")
        print(f"       召唤 {idea.call_to_action}")
        print(f"       配图 {idea.picture}")
        print(f"       {idea.column} {idea.platform.code} {idea.score} {dict(idea.score_parts)}")
        said = [(one.rule, one.text) for one in idea.report.findings]
        print(f"       事实 {'；'.join(idea.facts_used)}  {idea.level} {said}")


if __name__ == "__main__":
    sys.exit(look(sys.argv[1:]))
