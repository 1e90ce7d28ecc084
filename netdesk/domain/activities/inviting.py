"""The words of an invitation, by the way it goes out (R16: a gift is the reason, no shouting).

The sentences are data (resources/activities.toml): a customer reads them, whatever the window
speaks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from netdesk.domain.activities.activity import Plan
from netdesk.domain.activities.guests import InviteBy
from netdesk.domain.activities.words import ActivityKind


@dataclass(frozen=True)
class Invitations:
    """What resources/activities.toml says. Places in sentences are `{name}`."""

    texts: Mapping[InviteBy, str]
    gifts: Mapping[ActivityKind, str]  # what a gift is called where the plan doesn't say
    other_gift: str
    says: Mapping[str, str]
    weekdays: Sequence[str]


@dataclass(frozen=True, slots=True)
class Invitation:
    """The text for one guest on one way; what the check found is told by the service."""

    way: InviteBy
    text: str
    code: str


def invitation(
    plan: Plan, way: InviteBy, says: Invitations, *, shop: str, guest: str, code: str
) -> str:
    """Return the text for one guest; parts without a fact behind them are left out."""
    gift = gift_told(plan, says, short=way is InviteBy.SMS)
    facts = {
        "guest": guest,
        "shop": shop or says.says["shop"],
        "day": days_told(plan, says),
        "hours": f" {plan.hours} " if plan.hours else "",
        "at": says.says["at"].format(place=plan.place) if plan.place else "",
        "name": plan.name,
        "gift": gift,
        "code": code,
        "only": says.says["only"] if plan.channel or plan.online_only else "",
    }
    return " ".join(says.texts[way].format(**facts).split())


def gift_told(plan: Plan, says: Invitations, *, short: bool = False) -> str:
    """Return the gift with its six parts (GIFT); empty where there is none."""
    parts = plan.six_parts
    if not parts.get("kind"):
        return ""
    name = plan.gift_name or says.gifts.get(plan.kind, says.other_gift)
    told = []
    for part in ("spec", "count", "period", "how", "value"):
        if parts.get(part):
            told.append(says.says[part].format(**{part: parts[part]}))
    form = "gift_short" if short else "gift"
    return says.says[form].format(
        gift=name, kind=parts["kind"], parts=says.says["comma"].join(told)
    )


def days_told(plan: Plan, says: Invitations) -> str:
    """Return the days as a customer is told them: 12月5日（周六）."""
    first = _day(plan.first, says)
    if plan.first == plan.last:
        return first
    return says.says["span"].format(first=first, last=_day(plan.last, says))


def _day(day: date, says: Invitations) -> str:
    weekday = says.weekdays[day.weekday()]
    return says.says["date"].format(month=day.month, day=day.day, weekday=weekday)
