"""What an activity must not run into (R17): the shop's other activities, events and gifts."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from netdesk.domain.activities.activity import Activity, Plan
from netdesk.domain.activities.words import ActivityState
from netdesk.domain.ideas.facts import Facts
from netdesk.i18n import _

NEAR = timedelta(days=7)  # a customer who came for a car compares with what he sees the same week
GIFTS_APART = timedelta(days=90)  # so long people remember what a gift was worth
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Clash(StrEnum):
    """What two things have in common that they must not."""

    SAME_DAY = "same_day"
    SAME_MODEL = "same_model"
    GIFT_PRICE = "gift_price"
    SHOP_EVENT = "shop_event"


@dataclass(frozen=True, slots=True)
class Collision:
    """One thing a plan runs into, and the sentence that says so. `with_id` 0: the shop's facts."""

    clash: Clash
    told: str
    with_id: int = 0


def collisions(
    plan: Plan, others: Iterable[Activity], facts: Facts | None = None, *, but: int = 0
) -> tuple[Collision, ...]:
    """Return what a plan runs into; `but` is the activity itself, cancelled ones are left out."""
    found: list[Collision] = []
    for other in others:
        if other.id != but and other.state is not ActivityState.CANCELLED:
            found += _between(plan, other)
    if facts is not None:
        known = {_bare(plan.name)}
        found += _with_events(plan, facts, known)
        found += _with_offers(plan, facts)
    order: Sequence[Clash] = tuple(Clash)
    return tuple(sorted(found, key=lambda one: (order.index(one.clash), one.with_id)))


def _between(plan: Plan, other: Activity) -> Iterator[Collision]:
    its = other.plan
    facts = {"name": its.name, "days": days_told(its.first, its.last)}
    if plan.first <= its.last and its.first <= plan.last:
        told = _("同一天还有活动“%(name)s”（%(days)s）") % facts
        yield Collision(Clash.SAME_DAY, told, other.id)
    if plan.first - its.last <= NEAR and its.first - plan.last <= NEAR:
        shared = _shared(plan.models, its.models)
        if shared:
            told = _("一周内“%(name)s”（%(days)s）也用了同一车型：%(models)s")
            told = told % {**facts, "models": "、".join(shared)}
            yield Collision(Clash.SAME_MODEL, told, other.id)
    if plan.first - its.last <= GIFTS_APART and its.first - plan.last <= GIFTS_APART:
        values = _at_odds(plan, its.gift.get("kind", ""), its.gift.get("spec", ""), its.gift)
        if values:
            told = _(
                "同样的礼品“%(gift)s”在“%(name)s”（%(days)s）写的价值是 %(other)s，这里是 %(own)s"
            )
            told = told % {**facts, "gift": plan.gift["kind"], "other": values, "own": _value(plan)}
            yield Collision(Clash.GIFT_PRICE, told, other.id)


def _with_events(plan: Plan, facts: Facts, known: set[str]) -> Iterator[Collision]:
    for event in facts.activities:
        if plan.first <= event.day <= plan.last and _bare(event.name) not in known:
            known.add(_bare(event.name))
            told = _("本店自己在 %(day)s 有“%(name)s”（%(where)s）")
            where = {"day": f"{event.day:%m-%d}", "name": event.name, "where": event.where or "—"}
            yield Collision(Clash.SHOP_EVENT, told % where)


def _with_offers(plan: Plan, facts: Facts) -> Iterator[Collision]:
    for offer in facts.offers:
        worth = f"{offer.value:g}"
        values = _at_odds(plan, offer.kind, offer.spec, {"value": worth})
        if offer.until >= plan.first and values:
            told = _("同样的礼品“%(gift)s”本店事实里写的价值是 %(other)s，这里是 %(own)s")
            told = told % {"gift": plan.gift["kind"], "other": worth, "own": _value(plan)}
            yield Collision(Clash.GIFT_PRICE, told)


def _at_odds(plan: Plan, kind: str, spec: str, gift: object) -> str:
    """Return the other value of the same gift; empty where it is another, or of one value."""
    value = gift.get("value", "") if isinstance(gift, dict) else ""
    own_kind, own_spec = plan.gift.get("kind", ""), plan.gift.get("spec", "")
    if not own_kind or _bare(own_kind) != _bare(kind) or not value or not _value(plan):
        return ""
    if own_spec and spec and _bare(own_spec) != _bare(spec):
        return ""
    return "" if _number(value) == _number(_value(plan)) else str(value)


def _value(plan: Plan) -> str:
    return plan.gift.get("value", "")


def _number(text: str) -> float | str:
    found = _NUMBER.search(unicodedata.normalize("NFKC", text).replace(",", ""))
    return float(found[0]) if found else _bare(text)


def _shared(ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    known = {_bare(model) for model in theirs}
    return [model for model in ours if _bare(model) in known]


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def days_told(first: date, last: date) -> str:
    """Return the days of an activity: 2026-12-05, 2026-12-05 至 12-06."""
    if first == last:
        return f"{first:%Y-%m-%d}"
    end = f"{last:%m-%d}" if last.year == first.year else f"{last:%Y-%m-%d}"
    return _("%(first)s 至 %(last)s") % {"first": f"{first:%Y-%m-%d}", "last": end}
