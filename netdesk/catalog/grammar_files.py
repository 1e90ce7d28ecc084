"""The generator's wording, from resources/grammar: words, rules, productions, shared pools.

`load` takes the shipped files; `read` any files, and returns every fault with its line. A faulty
entry is left out, so that the rest can be looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from netdesk.catalog.almanac import whens
from netdesk.catalog.grammar_check import check
from netdesk.catalog.grammar_reader import FileRead, read_file
from netdesk.domain.ideas.grammar import Grammar
from netdesk.domain.ideas.technique import Technique
from netdesk.errors import Fault, ResourceFault
from netdesk.resources import resource, texts

FOLDER = "grammar"
WORDS_FOLDER = "grammar/words"


@dataclass
class GrammarRead:
    """A grammar and what is wrong in its files, by file; notes are worth a look, no more."""

    grammar: Grammar
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    notes: dict[str, list[Fault]] = field(default_factory=dict)


@lru_cache(maxsize=1)
def load() -> Grammar:
    """Return the shipped grammar. Raises ResourceFault with the line of the first fault."""
    found = read(texts(WORDS_FOLDER, ".toml"), texts(FOLDER, ".toml"))
    for file, faults in found.faults.items():
        first = min(faults, key=lambda fault: fault.line)
        raise ResourceFault(file=file, line=first.line, fault=first.text)
    return found.grammar


def read(shared: Sequence[Path], own: Sequence[Path]) -> GrammarRead:
    """Read the shared files and the files of techniques, and check them against each other."""
    known_whens = whens()
    files = [read_file(path, whens=known_whens, is_shared=True) for path in shared]
    files += [read_file(path, whens=known_whens, is_shared=False) for path in own]
    grammar = _grammar(files)
    check(files, grammar)
    productions = tuple(
        production
        for file in files
        for index, production in file.productions.items()
        if index not in file.refused
    )
    whole = Grammar(productions, grammar.words, grammar.rules, grammar.actions, grammar.pictures)
    found = GrammarRead(whole)
    for file in files:
        if file.faults:
            found.faults[file.name] = file.faults
        if file.notes:
            found.notes[file.name] = file.notes
    return found


def shared_files() -> list[Path]:
    """Return the shipped files of shared words."""
    return texts(WORDS_FOLDER, ".toml")


def technique_file(technique: Technique) -> Path:
    """Return the shipped file of a technique."""
    return resource(FOLDER, f"{technique.value}.toml")


def _grammar(files: Iterable[FileRead]) -> Grammar:
    files = list(files)
    common = {
        name: rule for file in files if file.technique is None for name, rule in file.rules.items()
    }
    rules = {technique: dict(common) for technique in Technique}
    for file in files:
        if file.technique is not None:
            rules[file.technique].update(file.rules)
    return Grammar(
        productions=tuple(one for file in files for one in file.productions.values()),
        words=tuple(word for file in files for word in file.words),
        rules=rules,
        actions=tuple(one for file in files for one in file.actions),
        pictures=tuple(one for file in files for one in file.pictures),
    )
