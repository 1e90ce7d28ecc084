"""The words of ADF leads, from resources/adf.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from netdesk.intake.profiles import normal, shipped
from netdesk.resources import resource

COLUMNS = (
    "outside_id",
    "name",
    "phone",
    "wechat",
    "model",
    "trade_in",
    "message",
    "region",
    "received",
    "channel",
    "whole",
)

_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class AdfWords:
    """What columns are called, and which tags and words (normal, see profiles) mean what."""

    header: tuple[str, ...]  # in the order of COLUMNS
    trade_in: str  # how a car given away is written, with its place %(car)s
    mail: str  # how an address is, %(mail)s, where nothing else reaches him
    words: Mapping[str, frozenset[str]]
    fields: Mapping[str, str]  # a tag → the field of a lead that a table calls so

    def has(self, group: str, word: str) -> bool:
        """Say whether a tag or a word is one of a group's."""
        return _normal(word) in self.words[group]

    def is_of(self, field: str, tag: str) -> bool:
        """Say whether a tag is what a list of leads would head a field's column with."""
        return self.field(tag) == field

    def field(self, tag: str) -> str:
        """Return the field of a lead that a tag is called by; empty where it is none."""
        return self.fields.get(_normal(tag), "")


@lru_cache(maxsize=2_000)
def _normal(word: str) -> str:
    return normal(word[:_LONGEST_WORD])


@cache
def shipped_words() -> AdfWords:
    """Return the shipped words, read once."""
    data = tomllib.loads(resource("adf.toml").read_text(encoding="utf-8"))
    columns = data["columns"]
    generic = shipped().generic.columns
    return AdfWords(
        tuple(columns[key] for key in COLUMNS),
        data["message"]["trade_in"],
        data["message"]["mail"],
        {group: frozenset(map(normal, said)) for group, said in data["words"].items()},
        {name: field for name, (field, _rank) in generic.items()},
    )
