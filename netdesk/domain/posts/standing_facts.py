"""The shop's facts as an answer can stand on them: each with its sentence and its last day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from netdesk.domain.deadlines.hours import Hours, Windows
from netdesk.domain.ideas.facts import Facts, Model, Offer, PlannedActivity
from netdesk.domain.posts.questions import FactKind, FactUsed, Says
from netdesk.i18n import N_, _

_LIST, _AND = "\uff0c", "\u3001"
FACTS = {
    FactKind.ADDRESS: N_("地址"),
    FactKind.HOURS: N_("营业时间"),
    FactKind.GIFT: N_("礼品"),
    FactKind.ACTIVITY: N_("活动"),
    FactKind.PRICE: N_("价格"),
    FactKind.POINT: N_("卖点"),
    FactKind.MANUAL: N_("说明书"),
}


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact as it stands: the sentence a draft says it with, the last day it is true.

    `marks` are the words whose being in a text, all of them, says that it stands on this fact.
    """

    used: FactUsed
    line: str
    ends: date | None = None
    marks: tuple[str, ...] = ()
    model: str = ""
    tags: frozenset[str] = frozenset()


def known_facts(
    facts: Facts, hours: Hours, *, shop: str, today: date, says: Says
) -> tuple[KnownFact, ...]:
    """Return every fact an answer may stand on, those that have ended too."""
    writer = _Writer(says)
    found = [writer.address(facts.address, shop)] if facts.address else []
    found.append(writer.hours(hours, today))
    found += [writer.gift(offer) for offer in facts.offers]
    found += [writer.activity(one) for one in facts.activities]
    for model in facts.models:
        found += writer.model(model)
    return tuple(found)


def fact_name(fact: FactUsed) -> str:
    """Return what a fact is called on screen."""
    return f"{_(FACTS[fact.kind])} {fact.name}".strip()


def gift_told(offer: Offer) -> str:
    """Return a gift's six parts as one text: another part is another gift."""
    return "; ".join(six_parts(offer).values())


def six_parts(offer: Offer) -> dict[str, str]:
    """Return a gift's six parts by the check's names (GIFT)."""
    return {
        "kind": offer.kind,
        "spec": offer.spec,
        "count": str(offer.count),
        "period": str(offer.until),
        "how": offer.how,
        "value": f"{offer.value:g}",
    }


class _Writer:
    """Words facts with the sentences of drafts."""

    def __init__(self, says: Says) -> None:
        """Use these sentences."""
        self._says = says

    def address(self, address: str, shop: str) -> KnownFact:
        """Return where the shop is."""
        line = self._line("address", shop=shop, address=address)
        return KnownFact(FactUsed(FactKind.ADDRESS, "", address), line, marks=(address,))

    def hours(self, hours: Hours, today: date) -> KnownFact:
        """Return when the shop is open in this season's week."""
        season = next((one for one in hours.seasons if one.holds_on(today)), None)
        told = self._week(season.weekly if season else hours.weekly)
        line = self._line("hours", hours=told)
        return KnownFact(FactUsed(FactKind.HOURS, "", told), line, marks=(told,))

    def gift(self, offer: Offer) -> KnownFact:
        """Return a gift with its six parts (GIFT)."""
        line = self._line(
            "gift",
            gift=offer.gift,
            kind=offer.kind,
            spec=offer.spec,
            count=offer.count,
            value=f"{offer.value:g}",
            how=offer.how,
            until=self.day(offer.until),
        )
        used = FactUsed(FactKind.GIFT, offer.gift, gift_told(offer))
        return KnownFact(used, line, offer.until, marks=(offer.gift,), tags=offer.tags)

    def activity(self, one: PlannedActivity) -> KnownFact:
        """Return an activity with its day and place."""
        weekday = self._says.weekdays[one.day.weekday()]
        day = self.day(one.day)
        line = self._line("activity", activity=one.name, date=day, weekday=weekday, where=one.where)
        used = FactUsed(FactKind.ACTIVITY, one.name, f"{one.day} {one.where}")
        return KnownFact(used, line, one.day, marks=(one.name,))

    def model(self, model: Model) -> list[KnownFact]:
        """Return a car's price, where it has a source, its points and the pages of its manual."""
        name, found = model.name, []
        if model.price and model.price_source:
            used = FactUsed(FactKind.PRICE, name, f"{model.price} ({model.price_source})")
            line = self._line("price", model=name, price=model.price, source=model.price_source)
            found.append(KnownFact(used, line, marks=(name, model.price), model=name))
        for point in model.points:
            used = FactUsed(FactKind.POINT, name, point)
            line = self._line("point", model=name, point=point)
            found.append(KnownFact(used, line, marks=(name, point), model=name))
        for page in model.manual:
            used = FactUsed(FactKind.MANUAL, f"{name} {page.page}", page.about)
            line = self._line("manual", model=name, page=page.page, about=page.about)
            found.append(KnownFact(used, line, marks=(name, page.about), model=name))
        return found

    def day(self, day: date) -> str:
        """Return a day as a post says it."""
        return self._says.draft["date"].format(month=day.month, day=day.day)

    def _line(self, name: str, **facts: object) -> str:
        return self._says.draft[name].format(**facts)

    def _week(self, week: Sequence[Windows]) -> str:
        """Return a week's hours, neighbouring days with the same ones as a span."""
        spans: list[tuple[int, int, Windows]] = []
        for at, windows in enumerate(week):
            if spans and spans[-1][2] == windows:
                spans[-1] = (spans[-1][0], at, windows)
            else:
                spans.append((at, at, windows))
        return _LIST.join(self._span(*span) for span in spans)

    def _span(self, first: int, last: int, windows: Windows) -> str:
        says, days = self._says, self._says.weekdays
        name = says.draft["daily"] if last - first == len(days) - 1 else days[first]
        if 0 < last - first < len(days) - 1:
            name = says.draft["span"].format(first=days[first], last=days[last])
        told = _AND.join(f"{_clock(window.start)}–{_clock(window.end)}" for window in windows)
        return f"{name} {told}" if told else f"{name}{says.draft['closed']}"


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second % 3600 // 60:02d}"
