"""A log of calls: each is kept; missed and answered ones are touches of the caller's lead (R19).

The rows of a file are filed together at its end, the earliest first: a log has the newest on top,
and what was missed at ten is called back by what stands above it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from json import dumps

from netdesk.domain.calls.call import Caller, Direction, Hotline, digits, missed_allowed, whose
from netdesk.domain.channel import OTHER
from netdesk.domain.leads.dedupe import FilingRules, Fold, identifiers_of
from netdesk.domain.leads.filing import Arrival, Came, Filed, Under
from netdesk.domain.leads.lead import TimeKind
from netdesk.intake.leads import FUTURE_SLACK, ID_LIMIT, NAME_LIMIT
from netdesk.intake.reading import Part, Reason, Reject
from netdesk.intake.records import CallDraft
from netdesk.services.changes import Changes
from netdesk.services.importing.deals_met import DealsMet
from netdesk.services.importing.filing import Filing, Order
from netdesk.services.importing.work import BATCH
from netdesk.store import call_rows, filing, hotlines, shop
from netdesk.store.call_rows import KeptCall, NewCall
from netdesk.store.database import Tx
from netdesk.store.known import known
from netdesk.store.shop import SHOP_ID

HOTLINE = "hotline"
_CONSENT = "call"  # 个人信息保护法 13: he rang us
_NOBODY = Caller("", is_customer=False)
_LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class _Item:
    """One row, ready but for its channel, which the number's days decide."""

    call: NewCall
    caller: Caller
    name: str
    message: str
    channel: str  # what the row or the file says; empty: nothing

    @property
    def served_at(self) -> datetime:
        """When somebody spoke to him, or we tried to."""
        waited = self.call.wait_s if self.call.direction is Direction.IN else None
        return self.call.started_at + timedelta(seconds=waited or 0)


class CallFiling(Filing[CallDraft, _Item]):
    """Rows become calls, touches and clocks."""

    changes = Changes(leads=True, calls=True)

    def __init__(self, order: Order) -> None:
        """File by `order`."""
        super().__init__(order)
        self._items: list[_Item] = []
        self._deals = DealsMet(order)

    def prepare(self, draft: CallDraft, part: Part) -> _Item | Reject:
        """Settle when it began, who is the customer, which number was dialled."""
        started = _began(draft, self.order)
        if started is None:
            return _reject(draft, part, Reason.BAD_TIME)
        if started > self.order.now + FUTURE_SLACK:
            return _reject(draft, part, Reason.FUTURE_TIME)
        caller = _customer(draft)
        call = NewCall(
            number=_dialled(draft),
            channel="",
            direction=draft.direction,
            caller=caller.value,
            started_at=started,
            shop_day=self.order.timetable.working_day(started),
            wait_s=_waited(draft, started),
            talk_s=draft.talk_s,
            answered=draft.answered,
            recording=draft.recording[:_LONGEST_ADDRESS],
            agent=draft.agent[:NAME_LIMIT],
            person_id=self.order.owners.get(draft.agent) if draft.agent else None,
            outside_id=draft.outside_id if len(draft.outside_id) <= ID_LIMIT else "",
            lead_id=None,
            touch_id=None,
            line=draft.place.line,
            raw=dumps(draft.place.cells, ensure_ascii=False),
        )
        channel = draft.channel or self.usual_channel(part)
        return _Item(call, caller, draft.name[:NAME_LIMIT], draft.message, channel)

    def file(self, tx: Tx, items: list[_Item], import_id: int) -> Iterable[Filed | Reject]:
        """Keep a batch for the end."""
        self._items += items
        return ()

    def end(self, tx: Tx, import_id: int) -> Iterable[Filed | Reject]:
        """File all calls, the earliest first."""
        if not self._items:
            return ()
        numbers = hotlines.read(tx, SHOP_ID)
        items = [
            replace(item, call=replace(item.call, channel=self._of(item, numbers)))
            for item in self._items
        ]
        items.sort(key=lambda item: (item.call.started_at, item.call.line))
        kept = _Kept(tx, items)
        outcomes: list[Filed] = []
        fresh: list[_Item] = []
        for item in items:
            if kept.has(item.call):
                outcomes.append(Filed.UNCHANGED)
            else:
                fresh.append(item)
        call_rows.fill_in(tx, SHOP_ID, kept.changed)
        settings = shop.read_settings(tx)
        rules = FilingRules(
            self.order.timetable,
            self.order.now,
            history=timedelta(days=self.order.history_days),
            missed_allowed=missed_allowed(settings),
        )
        for start in range(0, len(fresh), BATCH):
            outcomes += self._written(tx, fresh[start : start + BATCH], kept, rules, import_id)
        if self._deals.match(tx, import_id):
            self.changes = replace(self.changes, deals=True)
        return outcomes

    def _written(
        self, tx: Tx, items: Sequence[_Item], kept: "_Kept", rules: FilingRules, import_id: int
    ) -> list[Filed]:
        arrivals = [self._arrival(item, kept) for item in items]
        folded = [arrival for arrival in arrivals if arrival is not None]
        people = known(tx, SHOP_ID, folded, with_contacts=True)
        fold = Fold(rules, people, filing.next_ids(tx, SHOP_ID))
        fold.expect(folded)
        calls: list[NewCall] = []
        outcomes: list[Filed] = []
        for item, arrival in zip(items, arrivals, strict=True):
            outcome, under = Filed.ADDED, None
            if arrival is not None:
                outcome = fold.file(arrival)
                under = fold.under
            # A call that is new is kept, also where its touch was known by another way.
            outcomes.append(Filed.MERGED if outcome is Filed.UNCHANGED else outcome)
            calls.append(_under(item.call, under))
        filing.write(
            tx,
            SHOP_ID,
            fold.additions,
            fold.ids,
            import_id=import_id,
            hours_id=self.order.hours_id,
            consent=_CONSENT,
        )
        call_rows.write(tx, SHOP_ID, calls, import_id=import_id, now=self.order.now)
        self._deals.note(tx, folded, fold.additions)
        return outcomes

    def _of(self, item: _Item, numbers: Sequence[Hotline]) -> str:
        """Return the channel: the number's on that day, else what row or file say, else 400."""
        day = self.order.timetable.local_day(item.call.started_at)
        found = whose(item.call.number, day, numbers) or item.channel or HOTLINE
        return found if found in self.order.channels else OTHER

    def _arrival(self, item: _Item, kept: "_Kept") -> Arrival | None:
        """Return the touch of a call, or that we rang; None where nobody can be known by it."""
        call = item.call
        if not item.caller.is_customer:
            return None
        came = Came.SERVED if call.answered else Came.MISSED
        handled: datetime | None = item.served_at
        if call.direction is Direction.OUT:
            came = Came.RUNG
        elif came is Came.MISSED:
            handled = kept.called_back(item)
        return Arrival(
            call.line,
            identifiers_of(
                phone=call.caller,
                virtual=item.caller.virtual,
                wechat="",
                platform_id="",
                channel=call.channel,
            ),
            call.started_at,
            TimeKind.EXACT,
            call.channel,
            item.name,
            "",
            item.message,
            "",
            f"call:{call.outside_id}" if call.outside_id else "",
            call.person_id if came is Came.SERVED else None,
            handled,
            call.raw,
            None,
            came,
        )


class _Kept:
    """The calls on file that a batch may be again, or be called back by."""

    def __init__(self, tx: Tx, items: Sequence[_Item]) -> None:
        """Read them; `items` are in the order of their time."""
        calls = [item.call for item in items]
        found = call_rows.known(
            tx,
            SHOP_ID,
            callers={call.caller for call in calls},
            outside={(call.channel, call.outside_id) for call in calls if call.outside_id},
            since=calls[0].started_at,
            until=calls[-1].started_at,
        )
        self.changed: list[KeptCall] = []
        self._by_id = {(one.channel, one.outside_id): one for one in found if one.outside_id}
        self._by_time: dict[tuple[str, str, datetime], list[KeptCall | NewCall]] = {}
        for one in found:
            self._by_time.setdefault((one.number, one.caller, one.started_at), []).append(one)
        self._seen: set[tuple[str, str]] = set()
        self._backs: dict[str, list[tuple[datetime, datetime]]] = {}
        for one in found:
            if one.direction is Direction.OUT or one.answered:
                waited = one.wait_s if one.direction is Direction.IN else None
                at = one.started_at + timedelta(seconds=waited or 0)
                self._backs.setdefault(one.caller, []).append((one.started_at, at))
        for item in items:  # a borrowed number is nobody's: its calls are told apart by no lead
            if item.caller.virtual and (item.call.answered or item.call.direction is Direction.OUT):
                back = item.call.started_at, item.served_at
                self._backs.setdefault(item.call.caller, []).append(back)
        for backs in self._backs.values():
            backs.sort()

    def has(self, call: NewCall) -> bool:
        """Say whether a call is on file, or came before in this file; fill what was empty."""
        by_id = (call.channel, call.outside_id)
        if call.outside_id:
            if by_id in self._seen:
                return True
            if same := self._by_id.get(by_id):
                self._fill(same, call)
                return True
        alike = self._by_time.setdefault((call.number, call.caller, call.started_at), [])
        for one in alike:
            if not (one.outside_id and call.outside_id and one.outside_id != call.outside_id):
                if isinstance(one, KeptCall):
                    self._fill(one, call)
                return True
        alike.append(call)
        self._seen.add(by_id)
        return False

    def called_back(self, item: _Item) -> datetime | None:
        """Return when a missed call was called back by one that is on file."""
        backs = self._backs.get(item.call.caller, [])
        place = bisect_right(backs, item.call.started_at, key=lambda one: one[0])
        return backs[place][1] if item.call.caller and place < len(backs) else None

    def _fill(self, kept: KeptCall, call: NewCall) -> None:
        before = (kept.wait_s, kept.talk_s, kept.recording, kept.agent, kept.outside_id)
        kept.wait_s = call.wait_s if kept.wait_s is None else kept.wait_s
        kept.talk_s = call.talk_s if kept.talk_s is None else kept.talk_s
        kept.recording = kept.recording or call.recording
        if not kept.agent:
            kept.agent, kept.person_id = call.agent, call.person_id
        kept.outside_id = kept.outside_id or call.outside_id or None
        if before != (kept.wait_s, kept.talk_s, kept.recording, kept.agent, kept.outside_id):
            self.changed.append(kept)


def _under(call: NewCall, under: Under | None) -> NewCall:
    if under is None:
        return call
    return replace(call, lead_id=under.lead_id, touch_id=under.touch_id)


def _began(draft: CallDraft, order: Order) -> datetime | None:
    """Return the instant of a row that says day and time, in one cell or in two."""
    said = [stamp for stamp in (draft.started, draft.day, draft.clock) if stamp is not None]
    instant = next((stamp.instant for stamp in said if stamp.instant is not None), None)
    if instant is not None:
        return instant
    day = next((stamp.day for stamp in said if stamp.day is not None), None)
    clock = next((stamp.clock for stamp in said if stamp.clock is not None), None)
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock, order.timetable.zone).astimezone(UTC)


def _waited(draft: CallDraft, started: datetime) -> int | None:
    """Return the seconds before it was picked up: as told, else from when it was."""
    if draft.wait_s is not None or not draft.answered:
        return draft.wait_s
    picked_up = draft.picked_up.instant if draft.picked_up is not None else None
    if picked_up is None or picked_up < started:
        return None
    return int((picked_up - started).total_seconds())


def _customer(draft: CallDraft) -> Caller:
    """Return the customer's number: of who rang us, or of whom we rang."""
    if draft.customer is not None:
        return draft.customer
    if draft.direction is Direction.IN:
        return draft.rang or _NOBODY
    called = draft.rung.called if draft.rung is not None else None
    return called or _NOBODY


def _dialled(draft: CallDraft) -> str:
    """Return our number, as digits: the one he dialled, or the one we rang from."""
    number = draft.number
    if not number and draft.direction is Direction.IN and draft.rung is not None:
        number = draft.rung.text
    if not number and draft.direction is Direction.OUT and draft.rang is not None:
        number = draft.rang.value
    plain = digits(number)
    if plain and draft.extension and "," not in plain:
        plain = f"{plain},{digits(draft.extension)}".rstrip(",")
    return plain


def _reject(draft: CallDraft, part: Part, reason: Reason) -> Reject:
    column = next((part.names[n] for n in ("started", "day", "clock") if n in part.names), "")
    place, cells = part.header.index(column) if column else -1, draft.place.cells
    value = cells[place].strip() if 0 <= place < len(cells) else ""
    return draft.place.reject(column, value, reason)
