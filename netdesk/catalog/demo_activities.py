"""The invented activities, from resources/demo_activities.toml."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from netdesk.catalog.strict import At, Strict
from netdesk.domain.activities.activity import NAME, Goal, Plan
from netdesk.domain.activities.words import ActivityKind, ActivityState
from netdesk.domain.compliance.fields import GIFT_PARTS
from netdesk.domain.demo.hosting import InventedActivity
from netdesk.errors import ResourceFault
from netdesk.i18n import _
from netdesk.resources import resource

_FILE = "demo_activities.toml"
_E = TypeVar("_E", bound=StrEnum)
_KEYS = frozenset(
    (
        *("name", "kind", "when", "days", "hours", "place", "goals", "budget", "quota", "guests"),
        *("gift", "channel", "text", "costs", "state"),
    )
)
_COST = frozenset({"item", "yuan"})
_BUSY = "busy"
_ANY_DAY = date(2000, 1, 1)


@lru_cache(maxsize=1)
def load() -> tuple[InventedActivity, ...]:
    """Return what the shipped file says. Raises ResourceFault with the line of a fault."""
    strict = Strict(resource(_FILE).read_text(encoding="utf-8"))
    data = strict.table(strict.data, (), frozenset({"activity"}))
    entries = strict.items(data.get("activity"), ("activity",))
    found = tuple(_activity(strict, one, ("activity", at)) for at, one in enumerate(entries))
    if strict.faults:
        first = min(strict.faults, key=lambda fault: fault.line)
        raise ResourceFault(file=_FILE, line=first.line, fault=first.text)
    return found


def _activity(strict: Strict, given: object, at: At) -> InventedActivity:
    table = strict.table(given, at, _KEYS)

    def text(key: str) -> str:
        return strict.text(table[key], (*at, key)) if key in table else ""

    def whole(key: str, least: int = 0) -> int:
        return _whole(strict, table.get(key, least), (*at, key), least)

    goals = strict.table(table.get("goals", {}), (*at, "goals"), frozenset(Goal))
    gift = strict.table(table.get("gift", {}), (*at, "gift"), frozenset({NAME, *GIFT_PARTS}))
    when = table.get("when")
    plan = Plan(
        strict.needed(table, "name", at),
        _word(strict, table.get("kind"), (*at, "kind"), ActivityKind, ActivityKind.SHOW),
        _ANY_DAY,
        _ANY_DAY + timedelta(days=whole("days", 1) - 1),
        hours=text("hours"),
        place=text("place"),
        goals={Goal(k): _whole(strict, v, (*at, "goals", k), 1) for k, v in goals.items()},
        budget=whole("budget") * 100,
        quota=whole("quota") if "quota" in table else None,
        gift={k: strict.text(v, (*at, "gift", k)) for k, v in gift.items()},
        channel=text("channel"),
        text=text("text"),
    )
    return InventedActivity(
        plan,
        None if when == _BUSY else _whole(strict, when, (*at, "when"), 0),
        _word(strict, table.get("state"), (*at, "state"), ActivityState, ActivityState.PLANNED),
        whole("guests"),
        _costs(strict, table.get("costs", []), (*at, "costs")),
    )


def _costs(strict: Strict, given: object, at: At) -> Mapping[str, int]:
    found = {}
    for n, one in enumerate(strict.items(given, at, may_be_empty=True)):
        cost = strict.table(one, (*at, n), _COST)
        found[strict.needed(cost, "item", (*at, n))] = _whole(
            strict, cost.get("yuan"), (*at, n, "yuan"), 1
        )
    return found


def _whole(strict: Strict, given: object, at: At, least: int) -> int:
    if isinstance(given, int) and not isinstance(given, bool) and given >= least:
        return given
    strict.fault(at, _("%(key)s 要写成整数") % {"key": at[-1]})
    return least


def _word(strict: Strict, given: object, at: At, words: type[_E], usual: _E) -> _E:
    if isinstance(given, str) and given in set(words):
        return words(given)
    facts = {"key": at[-1], "known": ", ".join(words)}
    strict.fault(at, _("%(key)s 只能是 %(known)s") % facts)
    return usual
