"""Finds the header of a table, and what its columns are to us."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from netdesk.intake.profiles import Profile, Profiles, normal, shipped
from netdesk.intake.reading import RecordKind, Row
from netdesk.intake.records import SPECS, Type

# A header stands within this many rows that are not blank.
HEADER_ROWS = 15
_LONGEST_NAME = 40
_SHOWN_NAMES = 12
_SURELY_OURS = 4  # columns of our own in a row are no chance
_CONTACTS = ("phone", "wechat", "platform_id")
_HAS_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was found: `names` as the file writes them, columns best first by field.

    Its columns are understood as those of `profile`; `looks_like` is the kind that the header
    itself speaks for. `above` are the lines before it.
    """

    index: int  # in the rows that were looked at
    names: tuple[str, ...]
    width: int  # cells of its row, unnamed ones at the end too
    columns: Mapping[str, tuple[int, ...]]
    profile: Profile
    looks_like: RecordKind
    above: str = ""
    fits: bool = False  # it has every column that its kind needs
    before: tuple[str, ...] = ()  # the desk's own columns in front, which are none of the row's
    channel_at: int = -1  # the one of them that says the row's channel

    @property
    def has_contact(self) -> bool:
        """Say whether a row can tell how to reach its customer."""
        return any(field in self.columns for field in _CONTACTS)


def find(
    head: Sequence[Row],
    *,
    title: str,
    file: str,
    kind: RecordKind | None = None,
    wanted: Profile | None = None,
) -> Header | None:
    """Return the header among the first rows of a table, or None.

    `title` is what stands beside the rows (a sheet's name), `file` the file's name: with the lines
    above the header they may name the platform, where the header itself doesn't. It is read as of
    `kind`, or of the profile that is `wanted`, else as of the kind it looks like.
    """
    index, names = _best(head)
    if not names:
        return None
    known = shipped()
    before = _before(names)
    names = names[len(before) :]
    plain = [normal(name) for name in names]
    width = max(len(names), len(head[index][1]) - len(before))
    if spare := sum(name in known.own_sheet.spare for name in plain) if before else 0:
        width = len(names) - spare  # a row is whole again when nothing is left in these
        names, plain = _without_blanks_behind(names[:width]), plain[:width]
    above = " ".join(cell for _, cells in head[:index] for cell in cells)
    looks_like = _kind(known, plain)
    profile = wanted or _recognised(
        known, kind or looks_like, frozenset(plain), f"{title} {above}", file
    )
    return Header(
        index,
        names,
        width,
        _columns(plain, profile),
        profile,
        looks_like,
        above,
        _fits(plain, looks_like),
        before,
        next((n for n, name in enumerate(before) if normal(name) in known.own_sheet.channel), -1),
    )


def score(head: Sequence[Row]) -> int:
    """Return how many names the best row knows: which of two ways to read a table is right."""
    return max((_score(head, i) for i in range(len(head))), default=0)


def seen(head: Sequence[Row]) -> str:
    """Return the names of the fullest row, for a sentence that says what was found instead."""
    cells = max((cells for _, cells in head), key=lambda row: sum(map(bool, row)), default=[])
    names = [cell.strip()[:_LONGEST_NAME] for cell in cells if cell.strip()]
    return "、".join(names[:_SHOWN_NAMES]) + ("…" if len(names) > _SHOWN_NAMES else "")


@cache
def _known_names() -> frozenset[str]:
    found: set[str] = set()
    for profile in shipped().by_name.values():
        found.update(profile.columns, profile.unused, profile.marks, *profile.signatures)
    return frozenset(found)


@cache
def _contact_names() -> frozenset[str]:
    columns = shipped().generic.columns
    return frozenset(name for name, (field, _) in columns.items() if field in _CONTACTS)


def _best(head: Sequence[Row]) -> tuple[int, tuple[str, ...]]:
    """Return the index and names of the row that knows most names; the first of equals.

    A header of our own sheet of rejects is one for sure: its rows name columns too.
    """
    for index, (_, cells) in enumerate(head):
        if _before(cells):
            return index, _without_blanks_behind(cell.strip() for cell in cells)
    scores = [_score(head, i) for i in range(len(head))]
    if not scores or not max(scores):
        return 0, ()
    index = scores.index(max(scores))
    return index, _without_blanks_behind(cell.strip() for cell in _filled(head, index))


def _before(names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that our own sheet of rejects put in front, as far as they were left."""
    order = shipped().own_sheet.first
    at = count = 0
    for name in names[: len(order)]:
        plain = normal(name[:_LONGEST_NAME])
        place = next((n for n in range(at, len(order)) if plain in order[n]), None)
        if place is None:
            break
        at, count = place + 1, count + 1
    return tuple(names[:count]) if count >= _SURELY_OURS else ()


def _without_blanks_behind(names: Iterable[str]) -> tuple[str, ...]:
    kept = [name.replace("\n", "") for name in names]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _score(head: Sequence[Row], index: int) -> int:
    """Count the known names; one alone is a header only if it is a contact's. No row of data is."""
    own = _names(head[index][1])
    hits = own & _known_names()
    if len(hits) < 2 and not hits & _contact_names():
        return 0
    if any(_HAS_PHONE.search(cell) for cell in head[index][1]):
        return 0
    return len(_names(_filled(head, index)) & _known_names())


def _filled(head: Sequence[Row], index: int) -> list[str]:
    """Return the row with its blanks filled from the row above: a header of two merged rows."""
    cells = head[index][1]
    if index == 0:
        return cells
    above = head[index - 1][1]
    known = _known_names()
    longer = cells + [""] * (len(above) - len(cells))
    return [
        over if not cell.strip() and normal(over) in known else cell
        for cell, over in zip(longer, above + [""] * (len(longer) - len(above)), strict=True)
    ]


def _names(cells: Sequence[str]) -> frozenset[str]:
    return frozenset(normal(cell) for cell in cells if cell and len(cell) <= _LONGEST_NAME) - {""}


def _recognised(
    known: Profiles, kind: RecordKind, names: frozenset[str], title: str, file: str
) -> Profile:
    """Return the platform by its header, else by the title, else by the file's name."""
    profiles = known.platforms(kind)
    matched = {p.name: sum(len(s) for s in p.signatures if s <= names) for p in profiles}
    best = max(profiles, key=lambda p: matched[p.name], default=known.base(kind))
    if matched.get(best.name):
        return best
    for text in (title.casefold(), file.casefold()):
        said = [p for p in profiles if any(word in text for word in p.words)]
        if len(said) == 1:
            return said[0]
    return known.base(kind)


def _kind(known: Profiles, names: Sequence[str]) -> RecordKind:
    """Return the kind of list that a header speaks for.

    Another kind than leads by two names of its own, or by one where its columns are all there or
    nobody could be reached by the header. No list of figures has phones in it, a ledger of deals
    has; and none but leads has a mark of leads.
    """
    have = frozenset(names)
    if have & known.generic.marks:
        return RecordKind.LEADS
    of_leads = _columns(names, known.generic)
    has_phone = "phone" in of_leads
    has_contact = any(field in of_leads for field in _CONTACTS)
    told: list[tuple[bool, int, RecordKind]] = []
    for kind in RecordKind:
        if kind is RecordKind.LEADS or (has_phone and not _has_people(kind)):
            continue
        profile = known.base(kind)
        spoken = sum(signature <= have for signature in profile.signatures)
        fits = _fits(names, kind)
        if spoken >= 2 or (spoken and (fits or not has_contact)):
            told.append((fits, spoken, kind))
    return max(told, key=lambda one: one[:2])[2] if told else RecordKind.LEADS


def _fits(names: Sequence[str], kind: RecordKind) -> bool:
    spec = SPECS.get(kind)
    columns = _columns(names, shipped().base(kind))
    return spec is not None and all(need.is_met(columns) for need in spec.needs)


def _has_people(kind: RecordKind) -> bool:
    """Say whether the rows of a kind are of customers; what isn't read yet may be."""
    types = SPECS[kind].fields.values() if kind in SPECS else (Type.PHONE,)
    return Type.PHONE in types or Type.CALLER in types


def _columns(names: Sequence[str], profile: Profile) -> dict[str, tuple[int, ...]]:
    base = shipped().base(profile.kind)
    ranked: dict[str, list[tuple[int, int, int]]] = {}
    for column, name in enumerate(names):
        for order, columns in enumerate((profile.columns, base.columns)):
            if name in columns:
                field, rank = columns[name]
                ranked.setdefault(field, []).append((order, rank, column))
                break
    if "phone" not in ranked and profile.kind is RecordKind.LEADS:
        loose = shipped().loose_phone
        taken = [(0, 0, c) for c, name in enumerate(names) if loose.takes(name)]
        ranked.update({"phone": taken} if taken else {})
    return {
        field: tuple(column for _, _, column in sorted(found)) for field, found in ranked.items()
    }
