"""Header names, platform profiles and the words of exports, from resources/profiles/*.toml."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import compile as pattern
from typing import Any

from netdesk.errors import ResourceFault, UnknownProfile
from netdesk.i18n import _
from netdesk.intake.reading import RecordKind
from netdesk.intake.records import SPECS
from netdesk.resources import line_of, texts

GENERIC = "generic"
READ = (RecordKind.LEADS, *SPECS)  # the kinds there is a reader for
_LEAD_FIELDS = (
    "phone",
    "wechat",
    "platform_id",
    "name",
    "brand",
    "series",
    "model",
    "message",
    "province",
    "city",
    "district",
    "region",
    "channel",
    "outside_id",
    "owner",
    "received",
    "received_later",
    "handled",
)
_FIELDS = {RecordKind.LEADS: frozenset(_LEAD_FIELDS)} | {
    kind: frozenset(spec.fields) for kind, spec in SPECS.items()
}
_KEYS = frozenset({"name", "label", "kind", "channel", "words", "marks", "unused", "signatures"})
_TABLES = frozenset({"columns", "loose"})
_BRACKETED = pattern(r"[(\[<{].*?[)\]>}]|[(\[<{].*$")
_MARKS = pattern(r"[\s*:_\-'\"`.,;!?/\\|#\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of export. Names are normal (see `normal`); a rank orders names in a field."""

    name: str
    label: str
    kind: RecordKind
    channel: str
    words: tuple[str, ...]  # as they stand in titles, sheet names and file names, in lower case
    signatures: tuple[frozenset[str], ...]
    marks: frozenset[str]
    unused: frozenset[str]
    columns: Mapping[str, tuple[str, int]]  # name → field, rank


@dataclass(frozen=True, slots=True)
class Loose:
    """What a name must and must not have in it to be taken for a phone all the same."""

    has: tuple[str, ...]
    without: tuple[str, ...]

    def takes(self, name: str) -> bool:
        """Say whether a normal name passes."""
        return any(w in name for w in self.has) and not any(w in name for w in self.without)


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """What the desk's own sheets of rejects write above the columns they add (normal names)."""

    first: tuple[frozenset[str], ...]  # the columns before a row, in their order
    channel: frozenset[str]  # one of them
    spare: frozenset[str]  # above the cells that a row had too many of


@dataclass(frozen=True, slots=True)
class Words:
    """The words that cells are written with."""

    subtotal: frozenset[str]
    empty: frozenset[str]
    not_wechat: frozenset[str]
    date: Mapping[str, tuple[str, ...]]  # year, month, day, hour, minute, second, am, pm, weekday
    scale: Mapping[str, int]  # 万 → 10000
    after: tuple[str, ...]  # behind a number, without meaning
    figures: Mapping[str, tuple[str, ...]]  # field of an account's day → what titles call it
    beside_accounts: frozenset[str]  # columns of a sheet of accounts that say nothing of its own
    currency: tuple[str, ...]  # before an amount or behind it
    states: Mapping[str, str]  # what a ledger says of a deal (normal) → ordered, delivered, ended
    call: Mapping[str, tuple[str, ...]]  # what a log says: in, out, answered, missed
    withheld: tuple[str, ...]  # in the place of a caller's number
    span: Mapping[str, tuple[str, ...]]  # hour, minute, second as lengths are written


@dataclass(frozen=True, slots=True)
class Profiles:
    """All that is shipped: platforms by name (generic first), and what is true of every export."""

    by_name: Mapping[str, Profile]
    loose_phone: Loose
    words: Words
    own_sheet: OwnSheet

    @property
    def generic(self) -> Profile:
        """What every export shares."""
        return self.by_name[GENERIC]

    def base(self, kind: RecordKind) -> Profile:
        """Return what every export of a kind shares."""
        return self.generic if kind is RecordKind.LEADS else self.by_name[kind]

    def platforms(self, kind: RecordKind) -> tuple[Profile, ...]:
        """Return the exports of one kind that are known by themselves."""
        base = self.base(kind)
        return tuple(p for p in self.by_name.values() if p.kind is kind and p is not base)

    def of_leads(self) -> tuple[Profile, ...]:
        """Return the platforms whose leads can be read, without the generic one."""
        return self.platforms(RecordKind.LEADS)

    def of_others(self) -> tuple[Profile, ...]:
        """Return the lists that are not of leads; some are known so as not to be taken for them."""
        return tuple(p for p in self.by_name.values() if p.kind is not RecordKind.LEADS)

    def named(self, name: str, kind: str | None = None) -> Profile:
        """Return the profile `name`. Raises UnknownProfile where it is none that can be read, or,
        with a `kind`, of another.
        """
        kinds = READ if kind is None else (kind,)
        found = self.by_name.get(name)
        if found is None or found.kind not in kinds:
            names = (p.name for p in self.by_name.values() if p.kind in kinds)
            raise UnknownProfile(name=name, names=", ".join(names))
        return found


def normal(name: str) -> str:
    """Return a header name as names are compared: folded, without brackets, marks and spaces."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    bare = _MARKS.sub("", _BRACKETED.sub("", folded)) or _MARKS.sub("", folded)
    return bare.strip("()[]<>{}")


def folded(text: str) -> str:
    """Return a text as words are looked for in it: folded, without marks and spaces."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def labels() -> tuple[tuple[str, str], ...]:
    """Return (name, what people call it) of every profile that can be asked for."""
    found = shipped()
    listed = (p for kind in READ for p in (found.base(kind), *found.platforms(kind)))
    return tuple((p.name, p.label) for p in listed)


@cache
def shipped() -> Profiles:
    """Return the shipped profiles, read once. Raises ResourceFault."""
    return read(texts("profiles", ".toml"))


def read(paths: list[Path]) -> Profiles:
    """Read profile files. Raises ResourceFault with the line of the first fault."""
    found: dict[str, Profile] = {}
    extra: dict[str, Any] = {}
    for path in sorted(paths, key=lambda p: (p.stem != GENERIC, p.stem)):
        text = path.read_text(encoding="utf-8")
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = str(error).rpartition("at line ")[2].partition(",")[0]
            raise ResourceFault(file=path.name, line=line, fault=str(error)) from error
        if path.stem == GENERIC:
            extra = {key: data.pop(key) for key in ("loose", "words", "rejects")}
        profile = _profile(path.name, text, data)
        found[profile.name] = profile
    loose, words = extra["loose"]["phone"], extra["words"]
    return Profiles(
        found,
        Loose(tuple(loose["has"]), tuple(loose["not"])),
        Words(
            frozenset(words["subtotal"]),
            frozenset(words["empty"]),
            frozenset(words["not_wechat"]),
            {key: tuple(value) for key, value in words["date"].items()},
            words["number"]["scale"],
            tuple(words["number"]["after"]),
            {key: tuple(value) for key, value in words["figures"].items()},
            frozenset(map(normal, words["beside_accounts"])),
            tuple(words["number"]["currency"]),
            {normal(word): state for state, said in words["deal"].items() for word in said},
            {key: tuple(value) for key, value in words["call"].items()},
            tuple(words["withheld"]),
            {key: tuple(value) for key, value in words["span"].items()},
        ),
        _own_sheet(extra["rejects"]),
    )


def _own_sheet(names: Mapping[str, list[str]]) -> OwnSheet:
    columns = {key: frozenset(map(normal, said)) for key, said in names.items()}
    spare = columns.pop("spare")
    return OwnSheet(tuple(columns.values()), columns["channel"], spare)


def _profile(file: str, text: str, data: dict[str, Any]) -> Profile:
    def fault(key: str) -> ResourceFault:
        told = _("不认识的项 %(key)s") % {"key": key}
        return ResourceFault(file=file, line=line_of(text, key), fault=told)

    for key in data.keys() - _KEYS - _TABLES:
        raise fault(key)
    if data.get("kind") not in set(RecordKind):
        raise fault("kind")
    kind = RecordKind(data["kind"])
    columns: dict[str, tuple[str, int]] = {}
    for field, names in data.get("columns", {}).items():
        if field not in _FIELDS.get(kind, ()):
            raise fault(field)
        for rank, name in enumerate(names):
            if columns.setdefault(normal(name), (field, rank))[0] != field:
                told = _("%(word)s 写在了两个字段里") % {"word": name}
                raise ResourceFault(file=file, line=line_of(text, field), fault=told)
    return Profile(
        name=data["name"],
        label=data["label"],
        kind=kind,
        channel=data.get("channel", ""),
        words=tuple(word.casefold() for word in data.get("words", [])),
        signatures=tuple(frozenset(map(normal, group)) for group in data.get("signatures", [])),
        marks=frozenset(map(normal, data.get("marks", []))),
        unused=frozenset(map(normal, data.get("unused", []))),
        columns=columns,
    )
