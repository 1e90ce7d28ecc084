"""Reads the judged sentences: level, rules that must be reported, whether it is an advert."""

from pathlib import Path
from typing import NamedTuple

from netdesk.domain.compliance.level import Level

DEVELOPMENT = tuple(f"development{n}" for n in range(1, 15))  # the rules were written on them
SETS = ("judged", "holdout", *(f"holdout{n}" for n in range(2, 31)), *DEVELOPMENT)
_FOLDER = Path(__file__).parent
_NO_ADVERT = "[非广告]"


class Judged(NamedTuple):
    """One sentence and what a person says of it."""

    level: Level
    rules: tuple[str, ...]
    text: str
    is_ad: bool


def judged(name: str) -> list[Judged]:
    """Return the sentences of one file."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            level, rules, text = line.split("\t")
            ids = () if rules == "-" else tuple(rules.split())
            is_ad = not text.startswith(_NO_ADVERT)
            found.append(Judged(Level(level), ids, text.removeprefix(_NO_ADVERT), is_ad))
    return found
