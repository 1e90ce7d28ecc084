"""Facts that name a policy which has ended: no post may use them (R7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from netdesk.domain.activities.policies import EndedTitles, Policy
from netdesk.domain.ideas.facts import Facts, Model, Offer, PlannedActivity


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A fact that is left out: its text, the policy it names, the day that ended."""

    text: str
    policy: str
    ended: date


def without_lapsed(
    facts: Facts, policies: Sequence[Policy], day: date
) -> tuple[Facts, tuple[Lapsed, ...]]:
    """Return the facts that may be used on a day, and those left out.

    A gift or an activity is left out whole; of a car its price, or one of its points.
    """
    return _without(facts, tuple(policies), day)


@lru_cache(maxsize=16)  # a list of answers asks for each of its rows
def _without(
    facts: Facts, policies: tuple[Policy, ...], day: date
) -> tuple[Facts, tuple[Lapsed, ...]]:
    titles = EndedTitles(policies, day)
    if not titles:
        return facts, ()
    found: list[Lapsed] = []

    def stands(name: str, *texts: str) -> bool:
        policy = next(filter(None, map(titles.named_in, texts)), None)
        if policy is not None:
            found.append(Lapsed(name, policy.note.title, policy.over(day) or day))
        return policy is None

    offers = tuple(one for one in facts.offers if stands(one.gift, *_of_offer(one)))
    activities = tuple(one for one in facts.activities if stands(one.name, *_of_activity(one)))
    models = tuple(_model(one, stands) for one in facts.models)
    if not found:
        return facts, ()
    return replace(facts, offers=offers, activities=activities, models=models), tuple(found)


def _model(model: Model, stands: Callable[..., bool]) -> Model:
    points = tuple(point for point in model.points if stands(f"{model.name} {point}", point))
    price = f"{model.name} {model.price}".strip()
    if model.price and not stands(price, model.price, model.price_source):
        return replace(model, points=points, price="", price_source="")
    return model if points == model.points else replace(model, points=points)


def _of_offer(offer: Offer) -> tuple[str, ...]:
    return offer.gift, offer.kind, offer.spec, offer.how


def _of_activity(activity: PlannedActivity) -> tuple[str, ...]:
    return activity.name, activity.where
