"""What invitations say, from resources/activities.toml (R16)."""

import string
from functools import lru_cache
from pathlib import Path

from netdesk.catalog.strict import At, Strict
from netdesk.domain.activities.guests import InviteBy
from netdesk.domain.activities.inviting import Invitations
from netdesk.domain.activities.words import ActivityKind
from netdesk.errors import ResourceFault
from netdesk.i18n import _
from netdesk.resources import resource

_FILE = "activities.toml"
_OTHER = "other"
_NONE = frozenset[str]()
_TEXT = frozenset({"guest", "shop", "day", "hours", "at", "name", "gift", "code", "only"})
_SAYS = {
    "shop": _NONE,
    "at": frozenset({"place"}),
    "only": _NONE,
    "date": frozenset({"month", "day", "weekday"}),
    "span": frozenset({"first", "last"}),
    "comma": _NONE,
    "gift": frozenset({"gift", "kind", "parts"}),
    "gift_short": frozenset({"gift", "kind", "parts"}),
    **{part: frozenset({part}) for part in ("spec", "count", "period", "how", "value")},
}
_WEEK = 7


@lru_cache(maxsize=1)
def load() -> Invitations:
    """Return what the shipped file says. Raises ResourceFault with the line of a fault."""
    return read(resource(_FILE))


def read(path: Path) -> Invitations:
    """Return what such a file says. Raises ResourceFault with the line of its first fault."""
    strict = Strict(path.read_text(encoding="utf-8"))
    data = strict.table(strict.data, (), frozenset({"weekdays", "texts", "gifts", "says"}))
    weekdays = strict.texts(data.get("weekdays"), ("weekdays",))
    if len(weekdays) != _WEEK:
        strict.fault(("weekdays",), _("%(key)s 要写 7 天") % {"key": "weekdays"})
    texts = _sentences(strict, data.get("texts"), "texts", dict.fromkeys(InviteBy, _TEXT))
    says = _sentences(strict, data.get("says"), "says", _SAYS)
    known = frozenset({_OTHER, *ActivityKind})
    table = strict.table(data.get("gifts"), ("gifts",), known)
    gifts = {word: strict.text(told, ("gifts", word)) for word, told in table.items()}
    if _OTHER not in gifts:
        strict.needed(table, _OTHER, ("gifts",))
    if strict.faults:
        first = min(strict.faults, key=lambda fault: fault.line)
        raise ResourceFault(file=path.name, line=first.line, fault=first.text)
    return Invitations(
        texts={way: texts[way] for way in InviteBy},
        gifts={kind: gifts[kind] for kind in ActivityKind if kind in gifts},
        other_gift=gifts[_OTHER],
        says=says,
        weekdays=weekdays,
    )


def _sentences(
    strict: Strict,
    given: object,
    name: str,
    places: "dict[str, frozenset[str]] | dict[InviteBy, frozenset[str]]",
) -> dict[str, str]:
    """Return the sentences of a table, each with places that are known."""
    wanted = {str(key): known for key, known in places.items()}
    table = strict.table(given, (name,), frozenset(wanted))
    found = {key: strict.needed(table, key, (name,)) for key in wanted}
    for key, text in found.items():
        _check_places(strict, text, wanted[key], (name, key))
    return found


def _check_places(strict: Strict, text: str, known: frozenset[str], path: At) -> None:
    try:
        used = {
            field
            for _lead, field, _spec, _how in string.Formatter().parse(text)
            if field is not None
        }
    except ValueError:
        strict.fault(path, _("花括号没有配对"))
        return
    for stray in sorted(used - known):
        facts = {"place": stray, "known": ", ".join(sorted(known)) or "—"}
        strict.fault(path, _("没有 {%(place)s} 这个位置；可以用：%(known)s") % facts)
