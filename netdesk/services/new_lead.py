"""A lead written down by hand: who has that number is said at once, and three fields are enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from netdesk import errors
from netdesk.domain.leads.by_hand import CAME, CHANNEL, Source
from netdesk.domain.leads.dedupe import FilingRules, Fold, identifiers_of
from netdesk.domain.leads.filing import Arrival, Came, Filed, Identifier
from netdesk.domain.leads.inbox import InboxRow
from netdesk.domain.leads.lead import Outcome, Stage, TimeKind
from netdesk.domain.leads.phone import Phone, mask
from netdesk.domain.posts.car_names import short
from netdesk.intake import phones
from netdesk.intake.leads import MESSAGE_LIMIT, MODEL_LIMIT, NAME_LIMIT, is_wechat_id
from netdesk.services.answer import Answer, Step
from netdesk.services.answer_facts import AnswerFacts
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.who import person_id
from netdesk.store import audit, filing, inbox, said, shop, undo, who_is
from netdesk.store.database import Database, Tx
from netdesk.store.known import known
from netdesk.store.shop import SHOP_ID
from netdesk.store.who_is import Key, Person

_UNIT = "hand"
_WISHES = 60  # cars that customers wished for, beside the shop's own
_BEFORE_ARRIVAL = frozenset({Stage.NEW, Stage.CONTACTED, Stage.INVITED})


@dataclass(frozen=True, slots=True)
class NewLead:
    """What was written down; a phone or a WeChat id is needed. `channel` empty: the source's."""

    phone: str
    name: str = ""
    model: str = ""
    source: Source = Source.VISIT
    wechat: str = ""
    message: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class KnownAs:
    """A customer that a number belongs to; `row` is his open lead, else the newest one."""

    name: str
    row: InboxRow | None
    is_open: bool
    do_not_contact: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a number. `number` is masked; empty: it is none, or not yet whole."""

    number: str = ""
    people: tuple[KnownAs, ...] = ()
    do_not_contact: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What became of it: a new lead, or one more touch of a known one. `unit` takes it back."""

    row: InboxRow
    filed: Filed
    unit: int
    changes: Changes = Changes(leads=True)

    @property
    def is_new(self) -> bool:
        """Say whether it is a lead of its own."""
        return self.filed is Filed.ADDED


class NewLeads:
    """Looks numbers up, and writes one lead at a time."""

    def __init__(
        self, database: Database, hours: ShopHours, answer: Answer, facts: AnswerFacts
    ) -> None:
        """Write to `database`; a visit is logged with `answer`."""
        self._database = database
        self._hours = hours
        self._answer = answer
        self._facts = facts

    def look(self, text: str) -> Looked:
        """Say whose the number or WeChat id is that is being written."""
        return self.look_all([text])[0]

    def look_all(self, texts: Sequence[str]) -> tuple[Looked, ...]:
        """Say of each whose it is."""
        keys = [_key(text) for text in texts]
        wanted = [key for key in keys if key is not None]
        if not wanted:
            return (Looked(),) * len(texts)
        with self._database.reading() as tx:
            people = who_is.who_is(tx, SHOP_ID, wanted)
            refused = who_is.refused(tx, SHOP_ID, wanted)
            rows = _rows(tx, (one for some in people.values() for one in some))
        return tuple(_looked(key, people, refused, rows) for key in keys)

    def models(self) -> tuple[str, ...]:
        """Return the cars that are known: the shop's own, then those wished for most."""
        with self._database.reading() as tx:
            wished = said.wishes(tx, SHOP_ID, _WISHES)
        return tuple(dict.fromkeys((*self._facts.models(), *map(short, wished))))

    def add(self, new: NewLead, *, by: str, now: datetime) -> Added:
        """Write it down: who visits or rings has been served, who wrote waits (RULINGS 11).

        Raises NeedsContact, NumberNotRead, UnknownChannel, UnknownPerson; then nothing is written.
        """
        identifiers = _identifiers(new)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            channel = _channel(tx, new)
            with undo.recorded(tx, SHOP_ID, _UNIT, subject_id=None, by_id=who, now=now) as unit:
                lead_id, filed = self._file(tx, _arrival(new, identifiers, channel, now), new, now)
                if new.source is Source.VISIT:
                    self._log_visit(tx, lead_id, by, now)
            audit.append(
                tx,
                SHOP_ID,
                "lead.by_hand",
                at=now,
                by_id=who,
                subject_id=lead_id,
                payload={"source": str(new.source), "filed": str(filed)},
            )
            return Added(inbox.rows(tx, SHOP_ID, [lead_id])[0], filed, unit)

    def undo(self, unit: int, *, by: str, now: datetime) -> Changes:
        """Take a lead written by hand back. Raises LeadWorkedOn where somebody built on it."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            if undo.worked_on(tx, SHOP_ID, unit):
                raise errors.LeadWorkedOn()
            undo.take_back(tx, SHOP_ID, unit, now)
            audit.append(tx, SHOP_ID, "lead.by_hand_undone", at=now, by_id=who, subject_id=unit)
        return Changes(leads=True)

    def _file(self, tx: Tx, arrival: Arrival, new: NewLead, now: datetime) -> tuple[int, Filed]:
        rules = FilingRules(self._hours.timetable(), now)
        fold = Fold(rules, known(tx, SHOP_ID, [arrival]), filing.next_ids(tx, SHOP_ID))
        (filed,) = fold.file_all([arrival])
        filing.write(
            tx,
            SHOP_ID,
            fold.additions,
            fold.ids,
            import_id=None,
            hours_id=self._hours.hours_id(),
            consent=str(new.source),
        )
        assert fold.under is not None  # what comes in is a touch of some lead
        return fold.under.lead_id, filed

    def _log_visit(self, tx: Tx, lead_id: int, by: str, now: datetime) -> None:
        """A visit is also a step of the lead, unless it is further than that."""
        if self._answer.fields_in(tx, lead_id)[1] in _BEFORE_ARRIVAL:
            step = Step(lead_id, Outcome.ARRIVED, by=by, at=now)
            self._answer.log_in(tx, step, now=now, journal=False)


def number_of(text: str) -> Phone | None:
    """Return the number of what was typed; None: nothing was. Raises NumberNotRead."""
    if not text.strip():
        return None
    number = phones.parse(text)
    if number is None:
        raise errors.NumberNotRead(text=text.strip()[:40])
    return number


def _key(text: str) -> Key | None:
    """Return what it is looked up by; None where it is no number yet."""
    number = phones.parse(text) if text.strip() else None
    if number is not None:
        return identifiers_of(
            phone=number.value, virtual=False, wechat="", platform_id="", channel=""
        )[0].key
    wechat = text.strip().casefold()
    return ("wechat", wechat) if is_wechat_id(wechat) and not wechat.isdecimal() else None


def _rows(tx: Tx, people: Iterable[Person]) -> dict[int, InboxRow]:
    ids = sorted({one.lead_id for one in people if one.lead_id is not None})
    return {row.id: row for row in inbox.rows(tx, SHOP_ID, ids)} if ids else {}


def _looked(
    key: Key | None,
    people: dict[Key, tuple[Person, ...]],
    refused: set[Key],
    rows: dict[int, InboxRow],
) -> Looked:
    if key is None:
        return Looked()
    found = tuple(
        KnownAs(one.name, rows.get(one.lead_id or 0), one.is_open, one.do_not_contact)
        for one in people.get(key, ())
    )
    number = key[1] if key[0] == "wechat" else mask(key[1])
    return Looked(number, found, key in refused or any(one.do_not_contact for one in found))


def _identifiers(new: NewLead) -> tuple[Identifier, ...]:
    number = number_of(new.phone)
    wechat = new.wechat.strip().casefold()
    if wechat and not is_wechat_id(wechat):
        raise errors.NumberNotRead(text=wechat[:40])
    if number is None and not wechat:
        raise errors.NeedsContact()
    value, is_virtual = number or ("", False)
    return identifiers_of(
        phone=value, virtual=is_virtual, wechat=wechat, platform_id="", channel=""
    )


def _channel(tx: Tx, new: NewLead) -> str:
    codes = {channel.code for channel in shop.read_channels(tx)}
    code = new.channel or CHANNEL[new.source]
    if code not in codes:
        raise errors.UnknownChannel(code=code, codes=", ".join(sorted(codes)))
    return code


def _arrival(
    new: NewLead, identifiers: tuple[Identifier, ...], channel: str, now: datetime
) -> Arrival:
    came = CAME[new.source]
    return Arrival(
        line=0,
        identifiers=identifiers,
        received_at=now,
        time_kind=TimeKind.EXACT,
        channel=channel,
        name=" ".join(new.name.split())[:NAME_LIMIT],
        model=" ".join(new.model.split())[:MODEL_LIMIT],
        message=new.message.strip()[:MESSAGE_LIMIT],
        region="",
        outside_id="",
        owner_id=None,
        handled_at=now if came is Came.SERVED else None,
        raw="",
        row_hash=None,
        came=came,
    )
