"""Rows of small tables become drafts of their kind, and rejects; what a kind is, `records` says.

A row is rejected where it doesn't say what its kind needs, where one of its cells can't be read,
and where it has more cells than the header: half a row of figures would be taken for the whole.
Only a platform that nobody knows is left out and told, and a phone that is none: the post or the
deal may be known without it.
"""

from collections.abc import Callable, Generator, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from netdesk import errors
from netdesk.intake import phones
from netdesk.intake.call_words import CallWords
from netdesk.intake.channel_words import ChannelWords
from netdesk.intake.dates import Dates
from netdesk.intake.front import Carried, Front
from netdesk.intake.headers import Header
from netdesk.intake.numbers import Numbers
from netdesk.intake.periods import Periods
from netdesk.intake.profiles import Words, normal
from netdesk.intake.reading import Place, Reason, Reject, Row, Tally
from netdesk.intake.records import Need, Spec, Type
from netdesk.intake.spans import Spans
from netdesk.intake.sums import is_sum, names_a_sum

_LONGEST_TEXT = 2000
# What can't be read there costs no row.
_LENIENT = (Type.PLATFORM, Type.SOURCE, Type.PHONE, Type.CALLER, Type.SPAN)


_Read = Callable[[str], Any]


class _Fault(NamedTuple):
    """A cell that can't be read."""

    column: str
    value: str
    reason: Reason


class TableRows:
    """Makes drafts of one table's rows."""

    def __init__(
        self,
        header: Header,
        spec: Spec,
        *,
        dates: Dates,
        words: Words,
        channels: Mapping[str, str],
        platforms: Mapping[str, str],
        today: date,
        path: Path,
        tally: Tally,
        sheet: str = "",
    ) -> None:
        """`channels` and `platforms` are alias → code, `today` the shop's day of the import."""
        self._header, self._spec = header, spec
        self._words, self._path, self._tally, self._sheet = words, path, tally, sheet
        self._dates, self._today = dates, today
        self._channels = ChannelWords(channels)
        self._sources = ChannelWords({**platforms, **channels})
        self._front = Front(header, self._channels, words.empty) if header.before else None
        self._numbers = Numbers(words.scale, words.after, words.currency)
        self._periods = Periods(dates, words.date, words.date["between"])
        said_of_calls, spans = CallWords(words), Spans(words.span)
        self._reads: Mapping[Type, _Read] = {
            Type.DAY: self._day,
            Type.HINT: self._hint,
            Type.ANY_DAY: lambda text: self._hint(text) or Reason.BAD_TIME,
            Type.PERIOD: lambda text: self._periods.read(text) or Reason.BAD_TIME,
            Type.MONTH: lambda text: self._periods.month(text) or Reason.BAD_TIME,
            Type.COUNT: self._numbers.count,
            Type.CHANGE: self._numbers.change,
            Type.TEXT: lambda text: text[:_LONGEST_TEXT],
            Type.PHONE: _phone,
            Type.MOMENT: lambda text: self._dates.read(text) or Reason.BAD_TIME,
            Type.SPAN: spans.read,
            Type.CALLER: said_of_calls.caller,
            Type.DIALLED: said_of_calls.dialled,
            Type.ANSWERED: said_of_calls.answered,
            Type.WAY: said_of_calls.way,
            Type.SOURCE: lambda text: self._channels.code(text) or Reason.UNKNOWN_CHANNEL,
            Type.STATE: lambda text: words.states.get(normal(text)),
            Type.CHANNEL: lambda text: self._channels.code(text) or Reason.UNKNOWN_CHANNEL,
            Type.PLATFORM: lambda text: self._sources.code(text) or Reason.UNKNOWN_CHANNEL,
        }
        self._fields = [
            (name, [(column, self._reader(type_, column)) for column in header.columns[name]])
            for name, type_ in spec.fields.items()
            if name in header.columns
        ]

    def read(self, source: Iterable[Row | Reject]) -> Generator[Any, None, None]:
        """Yield for each row its rejected cells, then its draft; or its reject; or nothing.

        Raises MostlyRejected where so many rows are lost that the table can't be the right one.
        """
        tally = self._tally
        for item in source:
            tally.seen += 1
            made = [item] if isinstance(item, Reject) else self._made(*item)
            if not made:
                tally.skipped += 1
            elif isinstance(last := made[-1], Reject):
                tally.lost += 1
                if tally.is_hopeless:
                    raise errors.MostlyRejected(path=self._path, lost=tally.lost, line=last.line)
            yield from made

    def _reader(self, type_: Type, column: int) -> _Read:
        """Return what reads the cells of a column; of money its name may say the unit."""
        if type_ not in (Type.AMOUNT, Type.GAIN):
            return self._reads[type_]
        read = self._numbers.amount if type_ is Type.AMOUNT else self._numbers.gain
        return partial(read, unit=self._numbers.unit(self._header.names[column]))

    def _made(self, line: int, raw: list[str]) -> list[Any]:
        """Return what becomes of a row: nothing for one that says nothing."""
        carried = self._front.take_off(raw) if self._front else Carried(raw, "")
        raw, width = carried.cells, self._header.width
        place = Place(line, self._sheet, tuple(raw), carried.code)
        cells = [cell.strip() for cell in raw]
        if any(cells[width:]):
            return [place.reject("", " ".join(raw[width:]), Reason.BROKEN_ROW)]
        cells = ["" if cell in self._words.empty else cell for cell in cells]
        cells = (cells + [""] * width)[:width]
        names = self._header.names
        if not any(cells) or tuple(cells[: len(names)]) == names:
            return []
        if names_a_sum(cells, self._words.subtotal):
            return []
        said, faults = self._said(cells)
        place = place._replace(says_channel="channel" in said)
        lost = self._unnamed(said, faults)
        if lost is not None:
            return [] if is_sum(cells, self._words.subtotal) else [place.reject(*lost)]
        lost = self._unmet((need for need in self._spec.needs[1:] if need.of_rows), said)
        if lost is not None:
            return [place.reject(*lost)]
        told = [place.reject(*fault, row_lost=False) for fault in faults.values()]
        if carried.unknown and self._front is not None:
            name, reason = self._front.channel_name, Reason.UNKNOWN_CHANNEL
            told.append(place.reject(name, carried.unknown, reason, row_lost=False))
        return [*told, self._spec.draft(place, said)]

    def _said(self, cells: list[str]) -> tuple[dict[str, Any], dict[str, _Fault]]:
        """Return the fields a row says, and those whose cell can't be read."""
        said: dict[str, Any] = {}
        faults: dict[str, _Fault] = {}
        for name, columns in self._fields:
            column, read = next((one for one in columns if cells[one[0]]), (-1, None))
            if read is None:
                continue
            value = read(cells[column])
            if isinstance(value, Reason):
                faults[name] = _Fault(self._header.names[column], cells[column], value)
            elif value is not None:
                said[name] = value
        return said, faults

    def _unnamed(self, said: Mapping[str, Any], faults: Mapping[str, _Fault]) -> _Fault | None:
        """Return why nobody can tell what a row is of, or says; None where it can be read."""
        fields, need = self._spec.fields, self._spec.needs[0]
        grave = next((f for name, f in faults.items() if fields[name] not in _LENIENT), None)
        if grave is not None or need.is_met(said):
            return grave
        unread = next((faults[name] for name in need.fields() if name in faults), None)
        return unread or self._unmet([need], said)

    def _unmet(self, needs: Iterable[Need], said: Mapping[str, Any]) -> _Fault | None:
        unmet = next((need for need in needs if not need.is_met(said)), None)
        return None if unmet is None else _Fault(self._first_name(unmet), "", unmet.reason)

    def _first_name(self, need: Need) -> str:
        columns = (self._header.columns.get(name) for name in need.fields())
        return next((self._header.names[found[0]] for found in columns if found), "")

    def _day(self, text: str) -> date | Reason:
        day = self._hint(text)
        if day is None:
            return Reason.BAD_TIME
        return Reason.FUTURE_TIME if day > self._today else day

    def _hint(self, text: str) -> date | None:
        """Return the shop's day of a cell, None where it can't be read as one."""
        stamp = self._dates.read(text)
        if stamp is None:
            return None
        return stamp.day if stamp.instant is None else self._dates.local_day(stamp.instant)


def _phone(text: str) -> str | Reason:
    phone = phones.parse(text)
    return Reason.BAD_PHONE if phone is None else phone.value
