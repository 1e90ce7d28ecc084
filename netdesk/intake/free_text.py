"""People in running text: who, which number, which car, when he wishes to come.

A paste may be one message or many, with the lines that WeChat puts before each. It is cut into one
stretch a person, around the numbers found; a stretch without a number is nobody. What isn't said is
left empty, and what isn't understood stays in the message.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from netdesk.domain.leads import phone
from netdesk.domain.leads.lead import TimeKind
from netdesk.domain.posts.car_names import CarNames
from netdesk.intake import free_names, visits
from netdesk.intake.channel_words import ChannelWords
from netdesk.intake.dates import Dates
from netdesk.intake.free_names import Name
from netdesk.intake.free_words import FreeWords, folded
from netdesk.intake.leads import MESSAGE_LIMIT, MODEL_LIMIT, NAME_LIMIT
from netdesk.intake.profiles import normal, shipped
from netdesk.intake.reading import LeadDraft
from netdesk.intake.visits import Visit

_LABELLED = re.compile(r"(?P<label>[\w/]{1,8}) ?[::] ?(?P<value>[^\n,;|]{1,60})")
_BRACKETED = re.compile(r"【(?P<value>[^】\n]{1,20})】")
_EDGES = r"[\s,，、;；|/:：·()（）\[\]—-]*"
_GAP = re.compile(rf"({_EDGES}\0)+{_EDGES}")
_SEPARATOR = re.compile(r"[,;、|/\s]")
_COUNTED = re.compile(r"\d{1,3} ?[.、)](?!\d)")
_NEAR = 12  # signs before a number that its label stands in
_MESSAGE_FIELDS = frozenset({"message"})
_PLACE = ("province", "city", "district", "region")
_WISH = ("model", "series", "brand")
_P = TypeVar("_P", bound=tuple[Any, ...])
_start = itemgetter(0)


class Span(NamedTuple):
    """What was recognised where: `field` is phone, wechat, name, model, visit, channel, …"""

    start: int
    end: int
    field: str


@dataclass(frozen=True, slots=True)
class Told:
    """One person of a paste. `spans` are places in `text`, his stretch of it."""

    draft: LeadDraft
    text: str
    spans: tuple[Span, ...]
    visit: Visit | None = None


class Contact(NamedTuple):
    """A number or a WeChat id, and where it stands."""

    start: int
    end: int
    kind: str
    value: str
    virtual: bool = False


class Stretch(NamedTuple):
    """Text of one sender at one time."""

    start: int
    end: int
    sent_at: datetime | None = None
    heads: tuple[tuple[int, int], ...] = ()  # lines in it that aren't of a message


@dataclass(slots=True)
class _Found:
    """Everything that was found in the whole text."""

    text: str
    plain: str
    contacts: list[Contact]
    cars: list[tuple[int, int, str]]
    names: list[Name]
    labelled: list["_Labelled"] = field(default_factory=list)


class _Labelled(NamedTuple):
    start: int  # of the label
    value_start: int
    end: int
    field: str
    value: str


class FreeText:
    """Reads texts for one shop."""

    def __init__(
        self, words: FreeWords, cars: CarNames, channels: ChannelWords, dates: Dates
    ) -> None:
        """Know the words, the cars, the channels' names, the shop's dates."""
        self._words = words
        self._cars = cars
        self._channels = channels
        self._dates = dates

    def read(
        self, text: str, stretches: Callable[[str], list[Stretch]], now: datetime
    ) -> list[Told]:
        """Return the people of a text; `stretches` cuts its folded form by senders."""
        plain = folded(text)
        contacts = list(self._contacts(plain))
        if not contacts:
            return []
        words = self._words
        found = _Found(text, plain, contacts, self._cars.find(plain), [], _labelled(plain))
        cars = [(start, end) for start, end, _name in found.cars]
        hidden = _hide(plain, cars, visits.spans(plain, words.time))
        found.names = free_names.find(hidden, contacts, found.labelled, words.name, words.joins)
        told: list[Told] = []
        for stretch in self._blocks(stretches(plain), found):
            for start, end in _people(stretch, found, words):
                told.append(self._told(len(told) + 1, start, end, stretch, found, now))
        return told

    def _contacts(self, plain: str) -> Iterator[Contact]:
        taken = bytearray(len(plain))
        found: list[Contact] = []
        for one in self._words.wechat.finditer(plain):
            found.append(Contact(*one.span("id"), "wechat", one["id"].casefold()))
            _cover(taken, *one.span("id"))
        for start, end, value in phone.found_in(plain):
            if any(taken[start:end]):
                continue
            _cover(taken, start, end)
            extended = self._words.extension.match(plain, end)
            if extended:
                end, value = extended.end(), f"{value}-{extended[1]}"
            found.append(Contact(start, end, "phone", value, bool(extended)))
        yield from sorted(found)

    def _blocks(self, stretches: Sequence[Stretch], found: _Found) -> Iterator[Stretch]:
        """Yield stretches that speak of somebody; the only one gets all that was said."""
        values = {(c.kind, c.value) for c in found.contacts}
        sent = {s.sent_at for s in stretches}
        if len(stretches) > 1 and len(values) == 1 and len(sent) == 1:
            yield Stretch(stretches[0].start, stretches[-1].end, stretches[0].sent_at)
            return
        for stretch in stretches:
            if inside(found.contacts, stretch.start, stretch.end):
                yield stretch

    def _told(
        self, line: int, start: int, end: int, stretch: Stretch, found: _Found, now: datetime
    ) -> Told:
        """Make one person of a part of the text."""
        part = found.text[start:end]
        start += len(part) - len(part.lstrip())
        took = _Taking(found, start, start + len(part.strip()), stretch)
        phone_, wechat = (took.contact(kind, self._words) for kind in ("phone", "wechat"))
        model, region = took.model(), took.region()
        name = took.name(self._words)
        code = took.channel(self._channels)
        received, kind = took.received(self._dates) or (stretch.sent_at, TimeKind.EXACT)
        if received is None or received > now:
            received, kind = None, TimeKind.AT_IMPORT
        visit = self._visit(took, received or now, now)
        draft = LeadDraft(
            line,
            received,
            kind,
            phone_.value if phone_ else "",
            bool(phone_ and phone_.virtual),
            wechat.value if wechat else "",
            "",
            name[:NAME_LIMIT],
            model[:MODEL_LIMIT],
            took.rest()[:MESSAGE_LIMIT],
            region[:MODEL_LIMIT],
            code,
            "",
            "",
            None,
            (took.text,),
        )
        return Told(draft, took.text, took.spans(), visit)

    def _visit(self, took: "_Taking", said_at: datetime, now: datetime) -> Visit | None:
        """Return when he wishes to come; a day that has been by now is none."""
        visit = visits.find(took.plain, self._dates.local_day(said_at), self._words.time)
        if visit is None or visit.day < self._dates.local_day(now):
            return None
        took.mark(visit.start, visit.end, "visit")
        return visit


class _Taking:
    """Takes what is recognised out of one person's part; what is left is the message."""

    def __init__(self, found: _Found, start: int, end: int, stretch: Stretch) -> None:
        self.text, self.plain = found.text[start:end], found.plain[start:end]
        self._start = start
        self._contacts = inside(found.contacts, start, end)
        self._labelled = [one for one in inside(found.labelled, start, end) if one.end <= end]
        self._names = [one for one in inside(found.names, start, end) if one.end <= end]
        self._cars = [one for one in inside(found.cars, start, end) if one[1] <= end]
        self._out = [(s - start, e - start) for s, e in stretch.heads if start <= s < end]
        self._spans: list[Span] = []
        if counted := _COUNTED.match(self.plain):
            self._out.append(counted.span())

    def mark(self, start: int, end: int, field: str) -> None:
        """Say what stands where."""
        self._spans.append(Span(start, end, field))

    def spans(self) -> tuple[Span, ...]:
        """Return what was recognised."""
        return tuple(sorted(self._spans))

    def contact(self, kind: str, words: FreeWords) -> Contact | None:
        """Take the first number of a kind; others stay in the message."""
        found = [c for c in self._contacts if c.kind == kind]
        for one in found:
            self.mark(one.start - self._start, one.end - self._start, kind)
        for one in found:
            if one.value == found[0].value:
                self._take(one.start, one.end, words.before_contact)
        return found[0] if found else None

    def name(self, words: FreeWords) -> str:
        """Take the surest name."""
        name = free_names.best(self._names)
        for one in self._labelled:
            if one.field == "name":
                self._take(one.start, one.value_start)
        if name is None:
            return ""
        self._take(name.start, name.end, words.before_name)
        self.mark(name.shown_start - self._start, name.end - self._start, "name")
        return name.value

    def model(self) -> str:
        """Return the car: one that is known, else what a label says."""
        said, car = self._value(*_WISH), self._cars[0] if self._cars else None
        if car is not None:
            self.mark(car[0] - self._start, car[1] - self._start, "model")
        if said is None:
            return car[2] if car is not None else ""
        self._take(said.start, said.end)
        if car is None or not said.start <= car[0] < said.end:
            self._mark_value(said, "model")
            return said.value
        return said.value if len(said.value) >= len(car[2]) else car[2]

    def region(self) -> str:
        """Take what labels say of a place."""
        parts = [one for one in self._labelled if one.field in _PLACE]
        for one in parts:
            self._take(one.start, one.end)
            self._mark_value(one, "region")
        return " ".join(dict.fromkeys(one.value for one in parts))

    def channel(self, channels: ChannelWords) -> str:
        """Return the channel's code that a label, or the sign of a text message, says."""
        said = [one for one in self._labelled if one.field == "channel"]
        for one in _BRACKETED.finditer(self.text):
            start, value_start, end = (
                at + self._start for at in (one.start(), one.start("value"), one.end("value"))
            )
            said.append(_Labelled(start, value_start, end, "channel", one["value"]))
        for label in said:
            code = channels.code(label.value)
            if code:
                self._take(label.start, label.end + (label.start + 1 == label.value_start))
                self._mark_value(label, "channel")
                return code
        return ""

    def received(self, dates: Dates) -> tuple[datetime, TimeKind] | None:
        """Take the time that a label says."""
        said = self._value("received")
        stamp = dates.read(said.value) if said is not None else None
        if said is None or stamp is None:
            return None
        if stamp.instant:
            at, kind = stamp.instant, TimeKind.EXACT
        elif stamp.day:
            at, kind = dates.midnight(stamp.day), TimeKind.DATE_ONLY
        else:
            return None
        self._take(said.start, said.end)
        self._mark_value(said, "received")
        return at, kind

    def rest(self) -> str:
        """Return what is left, tidied where something was taken out."""
        for one in self._labelled:
            if one.field in _MESSAGE_FIELDS:
                self._take(one.start, one.value_start)
        kept: list[str] = []
        at = 0
        for start, end in sorted(self._out):
            if end > at:
                kept += [self.text[at : max(start, at)], "\0"]
                at = end
        kept.append(self.text[at:])
        lines = (_GAP.sub(_joined, line.strip()).strip() for line in "".join(kept).split("\n"))
        return "\n".join(filter(None, lines))

    def _take(self, start: int, end: int, before: re.Pattern[str] | None = None) -> None:
        """Take out a place of the whole text, with the words before it that say what it is."""
        start, end = start - self._start, end - self._start
        if before is not None:
            near = max(0, start - _NEAR)
            words = before.search(self.plain[near:start])
            start = near + words.start() if words else start
        self._out.append((start, end))

    def _mark_value(self, said: _Labelled, field: str) -> None:
        self.mark(said.value_start - self._start, said.end - self._start, field)

    def _value(self, *fields: str) -> _Labelled | None:
        said = (one for field in fields for one in self._labelled if one.field == field)
        return next(said, None)


def inside(places: Sequence[_P], start: int, end: int) -> Sequence[_P]:
    """Return those that begin in a stretch; all stand in their order, their start first."""
    first = bisect_left(places, start, key=_start)
    return places[first : bisect_left(places, end, lo=first, key=_start)]


def _cover(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def _joined(gap: re.Match[str]) -> str:
    is_inside = gap.start() > 0 and gap.end() < len(gap.string)
    return "，" if is_inside else ""  # noqa: RUF001 - a Chinese text's comma


def _labelled(plain: str) -> list[_Labelled]:
    """Find `姓名：王女士` by the words that headers are known by."""
    columns = shipped().generic.columns
    empty = shipped().words.empty
    found: list[_Labelled] = []
    for one in _LABELLED.finditer(plain):
        known = columns.get(normal(one["label"]))
        value = one["value"].strip()
        if known is None or not value or value in empty:
            continue
        end = one.end()
        if known[0] in _MESSAGE_FIELDS:
            line = plain.find("\n", end)
            end = len(plain) if line < 0 else line
            value = plain[one.start("value") : end].strip()
        found.append(_Labelled(one.start(), one.start("value"), end, known[0], value))
    return found


def _hide(plain: str, *places: list[tuple[int, int]]) -> str:
    signs = list(plain)
    for start, end in (place for some in places for place in some):
        signs[start:end] = ["\1"] * (end - start)
    return "".join(signs)


def _people(stretch: Stretch, found: _Found, words: FreeWords) -> Iterator[tuple[int, int]]:
    """Cut a stretch into one part a person."""
    contacts = inside(found.contacts, stretch.start, stretch.end)
    start = stretch.start
    kinds = {contacts[0].kind}
    for before, one in zip(contacts, contacts[1:], strict=False):
        if _is_same(before, one, kinds, found, words):
            kinds.add(one.kind)
            continue
        cut = _cut(start, before, one, found)
        yield start, cut
        start, kinds = cut, {one.kind}
    yield start, stretch.end


def _is_same(
    before: Contact, one: Contact, kinds: set[str], found: _Found, words: FreeWords
) -> bool:
    """Say whether two contacts are of one person."""
    if one.value == before.value:
        return True
    between = found.plain[before.end : one.start]
    if words.joins.fullmatch(between) and "\n" not in between.strip(" "):
        return True
    if one.kind in kinds:
        return False
    return not inside(found.names, before.end, one.start)


def _cut(start: int, before: Contact, one: Contact, found: _Found) -> int:
    """Return where the person of contact `one` begins."""
    between = [n for n in inside(found.names, before.end, one.start) if n.end <= one.start]
    has_name = bool(inside(found.names, start, before.start))
    after = before.end
    if between and not has_name:
        first = between[0]
        if len(between) > 1 or first.start - before.end <= one.start - first.end:
            after = first.end  # a name behind its number
            between = between[1:]
    if between:
        name = between[0] if "\n" in found.plain[after : one.start] else between[-1]
        begins = found.plain.rfind("\n", after, name.start) + 1
        return begins if begins > after else name.start
    line = found.plain.rfind("\n", after, one.start) + 1
    if line:
        return line
    breaks = [after + m.end() for m in _SEPARATOR.finditer(found.plain[after : one.start])]
    return breaks[-1] if breaks else one.start
