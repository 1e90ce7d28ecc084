"""Who a touch belongs to, and what it does to the clock (PRODUCT.md 4 and 5, RULINGS 1, 2, 14–16).

One `Fold` takes the arrivals of a batch in file order against what is known of those people and
gathers the additions. It asks nothing of the store and nothing of the clock on the wall.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from netdesk.domain.calls.call import MISSED_ALLOWED
from netdesk.domain.deadlines.deadline import Deadline, DueReason, due_at
from netdesk.domain.deadlines.timetable import Timetable
from netdesk.domain.leads.clock import AnsweredVia, ClockPolicy, ClockState
from netdesk.domain.leads.filing import (
    Additions,
    Answer,
    Arrival,
    Came,
    Filed,
    Identifier,
    Known,
    KnownClock,
    KnownCustomer,
    KnownLead,
    KnownTouch,
    NewClock,
    NewCustomer,
    NewIdentifier,
    NewLead,
    NewTouch,
    Under,
)
from netdesk.domain.leads.lead import CLOSED_STAGES, Stage, TimeKind
from netdesk.domain.leads.promises import answer_of, covers, joins, policy_of


@dataclass(frozen=True, slots=True)
class FilingRules:
    """The settings a fold goes by."""

    timetable: Timetable
    imported_at: datetime
    silence: timedelta = timedelta(days=90)  # after it a touch opens a new lead
    again_after: timedelta = timedelta(hours=24)  # after it a touch opens a new clock (再次留资)
    history: timedelta = timedelta(days=7)  # older rows are kept without an open clock
    missed_allowed: timedelta = MISSED_ALLOWED  # of a missed call (RULINGS 12)


@dataclass(slots=True)
class NextIds:
    """The next free id of each kind; the store reserves what was used."""

    customer: int
    lead: int
    touch: int
    clock: int


class Fold:
    """Files arrivals one by one; `additions` is what came of them."""

    def __init__(self, rules: FilingRules, known: Known, ids: NextIds) -> None:
        """Start with what is `known` of the batch's people."""
        self.additions = Additions()
        self.rules = rules
        self.ids = ids
        self.under: Under | None = None  # where the last arrival was filed
        self._known = known
        self._again: frozenset[tuple[str, str]] = frozenset()
        self._oldest_live = rules.imported_at - rules.history

    def file_all(self, arrivals: list[Arrival]) -> Iterator[Filed]:
        """File a batch in order; yield what became of each."""
        self.expect(arrivals)
        for arrival in arrivals:
            yield self.file(arrival)

    def expect(self, arrivals: list[Arrival]) -> None:
        """Say which arrivals will be filed."""
        seen = Counter(i.key for arrival in arrivals for i in arrival.identifiers)
        seen.update(("outside", f"{a.channel}\0{a.outside_id}") for a in arrivals if a.outside_id)
        # Only those who come again within the batch need a working copy.
        self._again = frozenset(key for key, times in seen.items() if times > 1)

    def file(self, arrival: Arrival) -> Filed:
        """File one arrival under its customer and lead, and start or move the clock."""
        if arrival.outside_id:
            found = self._known.by_outside_id.get((arrival.channel, arrival.outside_id))
            if found:
                return self._same_again(*found, arrival)
        candidates = self._candidates(arrival)
        if arrival.came is Came.RUNG:
            return self._rung(_own(candidates, arrival), arrival)
        for customer in candidates:
            for lead in customer.leads:
                touch = self._same_touch(lead, arrival)
                if touch:
                    return self._same_again(lead, touch, arrival)
        owner = _own(candidates, arrival) if candidates else None
        if owner is None:
            self._new_customer(arrival)
            return Filed.ADDED
        self._learn(owner, arrival)
        joined = self._lead_for(owner, arrival)
        if joined is None:
            self._new_lead(owner.id, owner, arrival, is_open=_has_no_open(owner))
            return Filed.ADDED
        self._join(joined, arrival)
        return Filed.MERGED

    def _candidates(self, arrival: Arrival) -> list[KnownCustomer]:
        by_identifier = self._known.by_identifier
        if not by_identifier:
            return []
        found: list[KnownCustomer] = []
        for identifier in arrival.identifiers:
            for customer in by_identifier.get(identifier.key, ()):
                if customer not in found:
                    found.append(customer)
        return found

    def _same_touch(self, lead: KnownLead, arrival: Arrival) -> KnownTouch | None:
        """Return the touch on file that this is again (PRODUCT.md 4, 'touch')."""
        for touch in lead.touches:
            if touch.channel != arrival.channel:
                continue
            if touch.outside_id and arrival.outside_id:
                continue  # two ids are two touches; equal ones were found before
            if arrival.row_hash is not None:
                if touch.row_hash == arrival.row_hash:
                    return touch
                continue
            alike = touch.model == arrival.model or not touch.model or not arrival.model
            if alike and self._same_time(touch, arrival):
                return touch
        return None

    def _same_time(self, touch: KnownTouch, arrival: Arrival) -> bool:
        if arrival.time_kind is TimeKind.EXACT or touch.time_kind is not arrival.time_kind:
            return touch.received_at == arrival.received_at
        zone = self.rules.timetable.hours.zone
        before, now = touch.received_at.astimezone(zone), arrival.received_at.astimezone(zone)
        return before.date() == now.date()

    def _same_again(self, lead: KnownLead, touch: KnownTouch, arrival: Arrival) -> Filed:
        """The very same touch: fill what was empty, take its 处理时间 (RULINGS 15)."""
        self.under = Under(lead.id, touch.id)
        self._learn(lead.customer, arrival)
        if arrival.message and not touch.message:
            touch.message, touch.changed = arrival.message, True
        if arrival.model and not touch.model:
            touch.model, touch.changed = arrival.model, True
        if arrival.outside_id and not touch.outside_id:
            touch.outside_id, touch.changed = arrival.outside_id, True
        if arrival.handled_at and not touch.handled_at:
            touch.handled_at, touch.changed = arrival.handled_at, True
            self._handled(lead, arrival.handled_at)
        if arrival.model and not lead.model:
            lead.model, lead.changed = arrival.model, True
        if touch.changed or lead.changed or lead.customer.changed:
            self.additions.changed[lead.id] = lead
        return Filed.UNCHANGED

    def _rung(self, owner: KnownCustomer | None, arrival: Arrival) -> Filed:
        """We rang somebody: it answers what waits on his lead. Who is not known gets none."""
        at = arrival.received_at
        lead = None if owner is None else next((x for x in owner.leads if x.is_open), None)
        self.under = None
        if lead is None or at < lead.opened_at:
            return Filed.ADDED
        self.under = Under(lead.id)
        self._handled(lead, at)
        return Filed.MERGED

    def _learn(self, customer: KnownCustomer, arrival: Arrival) -> None:
        """Add to a known customer what he was not known by yet."""
        if arrival.name and not customer.name:
            customer.name, customer.changed = arrival.name, True
        if arrival.region and not customer.region:
            customer.region, customer.changed = arrival.region, True
        for identifier in arrival.identifiers:
            if identifier.key not in customer.identifiers:
                customer.identifiers[identifier.key] = identifier
                self._known.by_identifier.setdefault(identifier.key, []).append(customer)
                self.additions.identifiers.append(
                    NewIdentifier(customer.id, identifier, arrival.received_at)
                )
        if customer.changed and customer.leads:
            self.additions.changed[customer.leads[-1].id] = customer.leads[-1]

    def _lead_for(self, customer: KnownCustomer, arrival: Arrival) -> KnownLead | None:
        """Return the lead this touch belongs to; None: it opens one of its own."""
        at = arrival.received_at
        current = next((lead for lead in customer.leads if lead.is_open), None)
        if current and at >= current.opened_at - self.rules.silence:
            heard = max(current.last_touch_at, current.last_contact_at or current.last_touch_at)
            if at - heard <= self.rules.silence:
                return current
            current.is_open, current.closed_at = False, at
            current.changed = True
            self._stop(current, at)
            self.additions.changed[current.id] = current
            return None
        for lead in customer.leads:
            if lead.is_open:
                continue
            ended = lead.closed_at or lead.last_touch_at
            if lead.opened_at - self.rules.silence <= at < ended:
                return lead
        return None

    def _join(self, lead: KnownLead, arrival: Arrival) -> None:
        """Add a touch to a known lead, and see to its clock."""
        at = arrival.received_at
        day = self.rules.timetable.shop_day(at)
        touch_id = self._new_touch(lead.id, lead, arrival, day)
        lead.touch_count += 1
        if at >= lead.last_touch_at:
            lead.last_touch_at, lead.last_channel = at, arrival.channel
        if at < lead.opened_at:
            lead.last_channel = lead.last_channel or lead.first_channel
            lead.opened_at, lead.first_channel, lead.shop_day = at, arrival.channel, day
        if arrival.model and not lead.model:
            lead.model = arrival.model
        lead.changed = True
        self.additions.changed[lead.id] = lead
        if not lead.is_open:
            return
        answer = answer_of(arrival, lead)
        if lead.clock is not None and joins(lead.clock, arrival, answer):
            self._keep_earlier(lead.clock, arrival, touch_id, day)
        elif self._wants_clock(lead, arrival, answer):
            self._new_clock(lead.id, lead, arrival, touch_id, day, is_first=False)
        if arrival.handled_at:
            self._handled(lead, arrival.handled_at)

    def _wants_clock(self, lead: KnownLead, arrival: Arrival, answer: Answer | None) -> bool:
        if arrival.received_at < self._oldest_live and answer is None:
            return False
        if lead.stage in CLOSED_STAGES:
            return False
        if arrival.came is Came.MISSED:
            return not any(covers(clock, arrival) for clock in (*lead.answered, *lead.settled))
        last = lead.last_contact_at
        return last is None or arrival.received_at - last > self.rules.again_after

    def _keep_earlier(self, clock: KnownClock, arrival: Arrival, touch_id: int, day: date) -> None:
        """The earlier deadline stands; an older touch moves the clock back (RULINGS 14)."""
        if arrival.received_at < self._oldest_live:
            return
        deadline = self._deadline(arrival)
        is_older = arrival.received_at < clock.received_at
        if is_older:
            clock.received_at = arrival.received_at
            clock.shop_day = day
            clock.touch_id, clock.channel = touch_id, arrival.channel
            clock.changed = True
        if deadline.due < clock.due_at:
            clock.due_at = deadline.due
            clock.changed = True
            if arrival.came is Came.MISSED and not is_older:
                clock.reason = DueReason.CALL_SINCE
            else:
                clock.reason, clock.opens_at = deadline.reason, deadline.opens_at
                clock.policy, clock.allowed = policy_of(arrival), self._allowed(arrival)
        elif is_older and arrival.came is Came.ASKED and clock.policy is ClockPolicy.CALL:
            # The call has become the later of the two.
            clock.policy, clock.allowed = policy_of(arrival), self._allowed(arrival)
            clock.reason, clock.opens_at = DueReason.CALL_SINCE, deadline.opens_at

    def _handled(self, lead: KnownLead, at: datetime) -> None:
        """A row that says when it was handled closes its clock then."""
        clock = lead.clock
        if clock is not None and at >= clock.received_at:
            clock.state, clock.answered_at = ClockState.ANSWERED, at
            clock.answered_via = AnsweredVia.IMPORT
            lead.settled.append(clock)
            lead.clock = None
        for clock in lead.answered:  # the first answer counts, whenever it comes to be known
            if clock.answered_at is not None and clock.received_at <= at < clock.answered_at:
                clock.answered_at, clock.answered_via = at, AnsweredVia.IMPORT
                lead.settled.append(clock)
        if lead.last_contact_at is None or at > lead.last_contact_at:
            lead.last_contact_at = at
        lead.changed = True
        self.additions.changed[lead.id] = lead

    def _stop(self, lead: KnownLead, at: datetime) -> None:
        """A lead that fell silent gives its open clock up; overdue by then, it stays late."""
        if lead.clock is not None:
            lead.clock.state, lead.clock.closed_at = ClockState.VOID, at
            lead.settled.append(lead.clock)
            lead.clock = None

    def _new_customer(self, arrival: Arrival) -> None:
        customer_id = self.ids.customer
        self.ids.customer += 1
        self.additions.customers.append(
            NewCustomer(customer_id, arrival.name, arrival.region, arrival.received_at)
        )
        for identifier in arrival.identifiers:
            self.additions.identifiers.append(
                NewIdentifier(customer_id, identifier, arrival.received_at)
            )
        copy = self._copy_if_needed(customer_id, arrival)
        self._new_lead(customer_id, copy, arrival, is_open=True)

    def _copy_if_needed(self, customer_id: int, arrival: Arrival) -> KnownCustomer | None:
        again = self._again
        if not again:
            return None
        outside = ("outside", f"{arrival.channel}\0{arrival.outside_id}")
        if outside not in again and again.isdisjoint([i.key for i in arrival.identifiers]):
            return None
        copy = KnownCustomer(customer_id, arrival.name, arrival.region)
        for identifier in arrival.identifiers:
            copy.identifiers[identifier.key] = identifier
            self._known.by_identifier.setdefault(identifier.key, []).append(copy)
        return copy

    def _new_lead(
        self, customer_id: int, copy: KnownCustomer | None, arrival: Arrival, *, is_open: bool
    ) -> None:
        lead_id = self.ids.lead
        self.ids.lead += 1
        at = arrival.received_at
        day = self.rules.timetable.shop_day(at)
        self.additions.leads.append(
            NewLead(
                lead_id,
                customer_id,
                arrival.channel,
                arrival.model,
                at,
                day,
                arrival.owner_id,
                is_open,
                arrival.handled_at,
            )
        )
        known = None
        if copy is not None:
            known = KnownLead(
                id=lead_id,
                customer=copy,
                first_channel=arrival.channel,
                model=arrival.model,
                opened_at=at,
                shop_day=day,
                stage=Stage.NEW,
                is_open=is_open,
                touch_count=1,
                last_touch_at=at,
                last_contact_at=arrival.handled_at,
                closed_at=None,
                owner_id=arrival.owner_id,
            )
            copy.leads.append(known)
        touch_id = self._new_touch(lead_id, known, arrival, day)
        if is_open and (at >= self._oldest_live or arrival.handled_at):
            self._new_clock(lead_id, known, arrival, touch_id, day, is_first=True)

    def _new_touch(self, lead_id: int, known: KnownLead | None, arrival: Arrival, day: date) -> int:
        touch_id = self.ids.touch
        self.ids.touch += 1
        self.under = Under(lead_id, touch_id)
        self.additions.touches.append(NewTouch(touch_id, lead_id, day, arrival))
        if known is not None:
            touch = KnownTouch(
                touch_id,
                arrival.channel,
                arrival.received_at,
                arrival.time_kind,
                arrival.model,
                arrival.message,
                arrival.outside_id,
                arrival.handled_at,
                arrival.row_hash,
            )
            known.touches.append(touch)
            if arrival.outside_id:
                key = (arrival.channel, arrival.outside_id)
                self._known.by_outside_id[key] = (known, touch)
        return touch_id

    def _new_clock(
        self,
        lead_id: int,
        known: KnownLead | None,
        arrival: Arrival,
        touch_id: int,
        day: date,
        *,
        is_first: bool,
    ) -> None:
        clock_id = self.ids.clock
        self.ids.clock += 1
        deadline, allowed = self._deadline(arrival), self._allowed(arrival)
        answer, policy = answer_of(arrival, known), policy_of(arrival)
        self.additions.clocks.append(
            NewClock(
                clock_id,
                lead_id,
                touch_id,
                arrival.channel,
                day,
                deadline,
                allowed,
                ClockState.ANSWERED if answer else ClockState.OPEN,
                answer.at if answer else None,
                answer.via if answer else None,
                is_first,
                policy,
                answer.contact_id if answer else None,
            )
        )
        if known is not None:
            clock = KnownClock(
                clock_id,
                deadline.received,
                deadline.due,
                deadline.reason,
                deadline.opens_at,
                day,
                touch_id,
                arrival.channel,
                allowed,
                ClockState.OPEN if answer is None else ClockState.ANSWERED,
                None if answer is None else answer.at,
                None if answer is None else answer.via,
                policy=policy,
            )
            if answer is None:
                known.clock = clock
            else:
                known.answered.append(clock)

    def _deadline(self, arrival: Arrival) -> Deadline:
        return due_at(arrival.received_at, self.rules.timetable, self._allowed(arrival))

    def _allowed(self, arrival: Arrival) -> timedelta:
        rules = self.rules
        return rules.missed_allowed if arrival.came is Came.MISSED else rules.timetable.allowed


def _has_no_open(customer: KnownCustomer) -> bool:
    return not any(lead.is_open for lead in customer.leads)


def _own(candidates: Iterable[KnownCustomer], arrival: Arrival) -> KnownCustomer | None:
    """Return whom the arrival is; a virtual number never says so by itself (RULINGS 1)."""
    keys = [i.key for i in arrival.identifiers if not i.is_virtual]
    phones = [key for key in keys if key[0] in ("mobile", "landline")]
    found = [c for c in candidates if any(key in c.identifiers for key in phones or keys)]
    if not found and phones:
        # A new phone joins a person known by WeChat alone; a different phone never does.
        found = [
            c
            for c in candidates
            if any(key in c.identifiers for key in keys)
            and not any(kind in ("mobile", "landline") for kind, _value in c.identifiers)
        ]
    if len(found) > 1:  # one number for a couple: the name tells them apart
        named = [c for c in found if c.name == arrival.name]
        return (named or found)[0]
    return found[0] if found else None


def identifiers_of(
    *, phone: str, virtual: bool, wechat: str, platform_id: str, channel: str
) -> tuple[Identifier, ...]:
    """Return what a row's customer can be known by, the strongest first."""
    found: list[Identifier] = []
    if phone:
        kind = "mobile" if "-" not in phone and len(phone) == 11 else "landline"
        found.append(Identifier(kind, phone, virtual))
    if wechat:
        found.append(Identifier("wechat", wechat))
    if platform_id:
        found.append(Identifier("platform", f"{channel}:{platform_id}"))
    return tuple(found)
