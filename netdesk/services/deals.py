"""The shop's deals: whose they are, what brought them, and the proof for the commission talk (R8).

Files come in by `desk.imports`; here is what a person does with deals afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from netdesk import errors
from netdesk.domain.leads.filing import Filed
from netdesk.domain.leads.phone import Phone
from netdesk.domain.money.deals import ENDING, Event, Ledger, Told
from netdesk.domain.money.proof import DealRow, Match
from netdesk.domain.money.words import DealEvent, MatchHow
from netdesk.services.changes import Changes
from netdesk.services.deal_matching import Rematched, days_of, match_phones
from netdesk.services.deal_reading import DealReading, one_of
from netdesk.services.typed_days import typed_period
from netdesk.services.typed_money import typed_amount, typed_gain
from netdesk.services.who import person_id
from netdesk.store import audit, contacts, deal_matches, deal_rows, deals
from netdesk.store.database import Tx
from netdesk.store.deals import Writing
from netdesk.store.shop import SHOP_ID

_CHANGES = Changes(leads=True, deals=True)
_TEXTS = ("number", "name", "phone", "model", "person")  # of Told


@dataclass(frozen=True, slots=True)
class Matched:
    """A step with a deal as it is now, and its match before and after: `undo` puts that back.

    `added` and `voided` are the ids of the events that it wrote and took back; `is_new`: it wrote
    the deal itself.
    """

    deal: DealRow
    before: Match | None
    after: Match | None
    added: tuple[int, ...] = ()
    voided: tuple[int, ...] = ()
    is_new: bool = False
    changes: Changes = _CHANGES


class Deals(DealReading):
    """Matches deals, writes down what happens to them. Each write is one transaction."""

    def typed(self, cells: Mapping[str, str], *, now: datetime) -> Told:
        """Return a deal as a person typed it: the texts of Told's fields by their names.

        Raises BadPeriod for what is no day, BadAmount for what is no amount.
        """

        def day(name: str) -> date | None:
            text = cells.get(name, "").strip()
            if not text:
                return None
            found = typed_period(text, self._hours, now)
            if found.first != found.last:
                raise errors.BadPeriod(text=text)
            return found.first

        price, profit = (cells.get(name, "").strip() for name in ("amount", "gross_profit"))
        number, name, phone, model, person = (
            " ".join(cells.get(field, "").split()) for field in _TEXTS
        )
        return Told(
            *(number, name, phone, model, person),
            ordered=day("ordered"),
            delivered=day("delivered"),
            amount=typed_amount(price) if price else None,
            gross_profit=typed_gain(profit) if profit else None,
        )

    def add(self, told: Told, *, by: str, now: datetime) -> Matched:
        """Write a deal down by hand, and match it by its phone.

        `told.phone` may be as people write it. Raises UnknownPerson, BadDeal for one without
        customer or day, in the future, with a negative amount or out of order, DealKnown for one
        that is in the ledger already.
        """
        phone = Phone.parse(told.phone) if told.phone else None
        today = self._today(now)
        if told.phone and phone is None:
            raise errors.BadDealPhone(phone=told.phone)
        if not _is_whole(told) or any(day > today for day in _days(told)):
            raise errors.BadDeal()
        told = told._replace(phone=phone.value if phone else "")
        with self._database.writing() as tx:
            who = person_id(tx, by)
            ledger = Ledger(today, deals.next_id(tx, SHOP_ID))
            ledger.learn(deals.without_phone(tx, SHOP_ID))
            ledger.learn(deals.known(tx, SHOP_ID, [told], but=ledger.known))
            known = ledger.find(told)
            if known is not None:
                raise errors.DealKnown(id=known.id)
            if ledger.take(told) is not Filed.ADDED:
                raise errors.BadDeal()
            deal_id = ledger.new[0].id
            deals.write(tx, SHOP_ID, ledger, self._writing(now, who))
            audit.append(tx, SHOP_ID, "deal.added", at=now, by_id=who, subject_id=deal_id)
            if told.phone:
                match_phones(tx, [told.phone], self._hours.timetable(), now=now, by_id=who)
            row = one_of(tx, deal_id)
        return Matched(row, None, row.match, is_new=True)

    def match_all(self, *, by: str = "", now: datetime) -> Rematched:
        """Match every deal by its phone again; what a person said stays."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            phones = deals.phones(tx, SHOP_ID)
            return match_phones(tx, phones, self._hours.timetable(), now=now, by_id=who)

    def match_by_hand(self, deal_id: int, lead_id: int, *, by: str, now: datetime) -> Matched:
        """Say that a deal belongs to this lead. Raises UnknownDeal, UnknownLead, UnknownPerson."""
        with self._database.writing() as tx:
            if contacts.read_history(tx, SHOP_ID, lead_id) is None:
                raise errors.UnknownLead(id=lead_id)
            who = person_id(tx, by)
            return self._say(tx, deal_id, Match(lead_id, MatchHow.HAND, now, by, who), now)

    def unmatch(self, deal_id: int, *, by: str, now: datetime) -> Matched:
        """Say that a deal belongs to no lead. Raises UnknownDeal, UnknownPerson."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            return self._say(tx, deal_id, Match(None, MatchHow.NONE, now, by, who), now)

    def match_by_phone(self, deal_id: int, *, by: str, now: datetime) -> Matched:
        """Forget what was said of a deal: its phone decides. Raises UnknownDeal, UnknownPerson."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            before = one_of(tx, deal_id).match
            self._say(tx, deal_id, None, now, by_id=who)
            phone = deals.of_ids(tx, SHOP_ID, [deal_id])[0].phone
            if phone:
                match_phones(tx, [phone], self._hours.timetable(), now=now, by_id=who)
            row = one_of(tx, deal_id)
        return Matched(row, before, row.match)

    def undo(self, said: Matched, *, by: str, now: datetime) -> Matched:
        """Put back what was there before a step. Raises DealChanged where it changed since."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            row = deal_rows.one(tx, SHOP_ID, said.deal.id)
            if row is None or (row.match, row.events) != (said.after, said.deal.events):
                raise errors.DealChanged()
            if said.is_new:
                return self._removed(tx, row, who, now)
            if said.added or said.voided:
                deals.void_events(tx, SHOP_ID, said.added, now)
                deals.restore_events(tx, SHOP_ID, said.voided)
                return self._stepped(tx, row, "undone", who, now, said.voided, said.added)
            return self._say(tx, row.id, said.before, now, by_id=who)

    def deliver(self, deal_id: int, day: date, *, by: str, now: datetime) -> Matched:
        """Say that a deal was delivered on `day`.

        Raises UnknownDeal, UnknownPerson; BadDeal where it was before or ended, or the day is
        before the deal's or in the future.
        """
        with self._database.writing() as tx:
            who = person_id(tx, by)
            row = one_of(tx, deal_id)
            fits = row.is_standing and row.day <= day <= self._today(now)
            if not fits or row.day_of(DealEvent.DELIVERED) is not None:
                raise errors.BadDeal()
            return self._happened(tx, row, Event(DealEvent.DELIVERED, day), who, now)

    def end(self, deal_id: int, day: date, *, by: str, now: datetime, note: str = "") -> Matched:
        """Say that a deal was cancelled, or, delivered before, refunded on `day`.

        It counts no more. Raises UnknownDeal, UnknownPerson; BadDeal where it ended before, the day
        is before the deal's or in the future.
        """
        with self._database.writing() as tx:
            who = person_id(tx, by)
            row = one_of(tx, deal_id)
            if not row.is_standing or not row.day <= day <= self._today(now):
                raise errors.BadDeal()
            delivered = row.day_of(DealEvent.DELIVERED)
            kind = DealEvent.REFUNDED if delivered else DealEvent.CANCELLED
            return self._happened(tx, row, Event(kind, day, note), who, now)

    def stand(self, deal_id: int, *, by: str, now: datetime) -> Matched:
        """Take an ending back: the deal stands. Raises UnknownDeal, UnknownPerson."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            row = one_of(tx, deal_id)
            (deal,) = deals.of_ids(tx, SHOP_ID, [deal_id])
            over = [one.id for one in deal.events if one.kind in ENDING and one.id is not None]
            deals.void_events(tx, SHOP_ID, over, now)
            return self._stepped(tx, row, "stands", who, now, (), tuple(over))

    def _say(
        self,
        tx: Tx,
        deal_id: int,
        match: Match | None,
        now: datetime,
        *,
        by_id: int | None = None,
    ) -> Matched:
        """Write a match, settle the leads it was and is of, and note it in the audit."""
        before = one_of(tx, deal_id).match
        deal_matches.write(tx, SHOP_ID, {deal_id: match})
        leads = {one.lead_id for one in (before, match) if one is not None}
        self._settle(tx, {lead_id for lead_id in leads if lead_id is not None}, now)
        audit.append(
            tx,
            SHOP_ID,
            "deal.matched" if match is not None else "deal.match_forgotten",
            at=now,
            by_id=by_id if match is None or by_id is not None else match.by_id,
            subject_id=deal_id,
            payload={"before": _audited(before), "after": _audited(match)},
        )
        row = one_of(tx, deal_id)
        return Matched(row, before, row.match)

    def _happened(
        self, tx: Tx, row: DealRow, event: Event, who: int | None, now: datetime
    ) -> Matched:
        event_id = deals.add_event(tx, SHOP_ID, row.id, event, self._writing(now, who))
        return self._stepped(tx, row, str(event.kind), who, now, (event_id,))

    def _stepped(
        self,
        tx: Tx,
        row: DealRow,
        action: str,
        who: int | None,
        now: datetime,
        added: tuple[int, ...] = (),
        voided: tuple[int, ...] = (),
    ) -> Matched:
        """Settle the lead of a deal whose events changed, and note it in the audit."""
        if row.match is not None and row.match.lead_id is not None:
            self._settle(tx, {row.match.lead_id}, now)
        audit.append(tx, SHOP_ID, f"deal.{action}", at=now, by_id=who, subject_id=row.id)
        return Matched(one_of(tx, row.id), row.match, row.match, added, voided)

    def _removed(self, tx: Tx, row: DealRow, who: int | None, now: datetime) -> Matched:
        """Take a deal out that was written down by mistake."""
        deals.remove(tx, SHOP_ID, row.id)
        if row.match is not None and row.match.lead_id is not None:
            self._settle(tx, {row.match.lead_id}, now)
        audit.append(tx, SHOP_ID, "deal.removed", at=now, by_id=who, subject_id=row.id)
        return Matched(row, row.match, None)

    def _settle(self, tx: Tx, lead_ids: set[int], now: datetime) -> None:
        deal_matches.settle(tx, SHOP_ID, lead_ids, days_of(self._hours.timetable()), now)

    def _today(self, now: datetime) -> date:
        return self._hours.timetable().local_day(now)

    def _writing(self, now: datetime, who: int | None) -> Writing:
        return Writing(now, self._hours.timetable().open_day, who)


def _is_whole(told: Told) -> bool:
    """Say whether a deal names its customer and a day, and costs something or nothing."""
    has_day = bool(told.ordered or told.delivered or told.closed)
    return bool(told.phone or told.name or told.number) and has_day and (told.amount or 0) >= 0


def _days(told: Told) -> list[date]:
    days = (told.ordered, told.delivered, told.ended, told.closed)
    return [day for day in days if day is not None]


def _audited(match: Match | None) -> dict[str, object] | None:
    return None if match is None else {"lead": match.lead_id, "how": str(match.how)}
