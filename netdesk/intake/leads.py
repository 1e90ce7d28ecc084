"""Rows become drafts of touches, and rejects. Knows no file: a source gives (line, cells).

A row is rejected where there is no way to reach the customer, where its number or its time can't
be read, where it arrives more than FUTURE_SLACK after the import (the two clocks differ a little),
and where it has more cells than the header. Only a cell is left out for a wrong 处理时间
(RULINGS 15), a bad number beside a WeChat id, a channel nobody knows (told once for each name of
one) and text beyond its limit, which is cut.

A sheet of rejects that this program wrote has columns of its own before each row: they are taken
off, and the channel among them stands where the row itself says none.
"""

import re
from collections.abc import Generator, Iterable, Mapping
from datetime import datetime, timedelta
from operator import itemgetter
from pathlib import Path

from netdesk import errors
from netdesk.domain.leads.lead import TimeKind
from netdesk.domain.leads.phone import Phone
from netdesk.intake import phones
from netdesk.intake.channel_words import ChannelWords
from netdesk.intake.dates import Dates
from netdesk.intake.front import Front
from netdesk.intake.headers import Header
from netdesk.intake.profiles import Words, shipped
from netdesk.intake.reading import VALUE_SHOWN, LeadDraft, Reason, Reject, Row, Tally
from netdesk.intake.sums import is_sum

FUTURE_SLACK = timedelta(minutes=5)
NAME_LIMIT = 60
ID_LIMIT = 100
MODEL_LIMIT = 100
MESSAGE_LIMIT = 2000
_MOST_TOLD = 1_000
_REMEMBERED = 10_000
_WECHAT_ID = re.compile(r"[A-Za-z0-9][-_A-Za-z0-9+@.]{4,39}")
_PLATFORM_ID = re.compile(r"(?!0+$)\S{3,64}")
_WISH = ("brand", "series", "model")
_PLACE = ("province", "city", "district", "region")
_ONE_EACH = (
    "phone",
    "wechat",
    "platform_id",
    "name",
    "message",
    "channel",
    "outside_id",
    "owner",
    "received",
    "handled",
)


class LeadRows:
    """Makes drafts of one table's rows; what it remembers is of that table."""

    def __init__(
        self,
        header: Header,
        *,
        dates: Dates,
        words: Words,
        channels: Mapping[str, str],
        imported_at: datetime,
        path: Path,
        tally: Tally,
        sheet: str = "",
    ) -> None:
        """`channels` are alias → code; `imported_at` is aware UTC; `path` is for sentences."""
        self._path = path
        self._sheet = sheet
        self._channels = ChannelWords(channels)
        self._front = Front(header, self._channels, words.empty) if header.before else None
        self._carried = ""  # the channel before the row at hand
        self._names = header.names
        self._width = header.width
        self._columns = header.columns
        # A field the table lacks is the cell past the last, which is always empty.
        nowhere = (self._width,)
        self._pick, self._pick_wish, self._pick_place = (
            itemgetter(*(header.columns.get(field, nowhere)[0] for field in fields))
            for fields in (_ONE_EACH, _WISH, _PLACE)
        )
        self._several = {f for f, columns in header.columns.items() if len(columns) > 1}
        self._has_several = not self._several.isdisjoint({"name", "message", "owner", "outside_id"})
        self._one_channel = "channel" not in self._several
        self._several_handled = "handled" in self._several
        self._dates = dates
        self._empty = words.empty
        self._subtotal = words.subtotal
        self._not_wechat = words.not_wechat
        self._told_channels: set[str] = set()
        self._is_platform = bool(header.profile.channel)
        self._platforms = frozenset(p.channel for p in shipped().of_leads())
        self._imported_at = imported_at
        self._latest = imported_at + FUTURE_SLACK
        self._tally = tally
        self._told: list[Reject] = []  # rejected cells of the row at hand
        self._regions: dict[tuple[str, ...], str] = {}
        self._wishes: dict[tuple[str, str, str], str] = {}

    def read(self, source: Iterable[Row | Reject]) -> Generator[LeadDraft | Reject, None, None]:
        """Yield for each row its rejected cells, then its draft; or its reject; or nothing.

        Raises MostlyUnusable where so many rows are lost that the table can't be the right one.
        """
        told, tally = self._told, self._tally
        for item in map(self._without_front, source) if self._front else source:
            tally.seen += 1
            draft = item if isinstance(item, Reject) else self._draft(*item)
            if draft is None:
                tally.skipped += 1
                told.clear()
            elif isinstance(draft, Reject):
                tally.lost += 1
                if tally.is_hopeless:
                    raise errors.MostlyUnusable(path=self._path, lost=tally.lost, line=draft.line)
                told.clear()
                yield draft
            else:
                if told:
                    yield from told
                    told.clear()
                yield draft

    def _without_front(self, item: Row | Reject) -> Row | Reject:
        """Return a row of our own sheet of rejects as its file had it; keep its channel."""
        self._carried = ""
        if isinstance(item, Reject) or self._front is None:
            return item
        line, cells = item
        own, self._carried, unknown = self._front.take_off(cells)
        if unknown:
            name, reason = self._front.channel_name, Reason.UNKNOWN_CHANNEL
            self._told.append(self._reject(line, name, unknown, reason, own, row_lost=False))
        return line, own

    def _draft(self, line: int, raw: list[str]) -> LeadDraft | Reject | None:
        """Make the draft of one row; None for a row that says nothing. 3 µs where all is well."""
        cells = list(map(str.strip, raw))
        if len(cells) != self._width:
            if any(cells[self._width :]):
                loose = " ".join(raw[self._width :])
                return self._lost(line, -1, loose, Reason.BROKEN_ROW, raw)
            cells = (cells + [""] * self._width)[: self._width]
        if not self._empty.isdisjoint(cells):
            cells = ["" if cell in self._empty else cell for cell in cells]
        cells.append("")
        number, wechat, customer, name, message, channel, outside_id, owner, came, handled_text = (
            self._pick(cells)
        )

        phone = Phone.parse(number)
        if phone is None or phone.value[0] == "+" or wechat or customer:
            reached = self._reached(line, cells, raw)
            if not isinstance(reached, tuple):
                return reached
            phone, wechat, customer = reached
        received, kind = self._dates.instant(came) if came else None, TimeKind.EXACT
        if received is None:
            received, kind, reject = self._other_time(line, cells, raw)
            if reject:
                return reject
        if received is not None and received > self._latest:
            return self._future(line, cells, raw)
        handled = None
        if handled_text or self._several_handled:
            handled_text = handled_text or self._first(cells, "handled")
            handled = self._dates.instant(handled_text) if handled_text else None
            # RULINGS 15: earlier than received or later than the import is none.
            latest = self._imported_at
            if handled_text and not (handled and (received or latest) <= handled <= latest):
                self._tell_handled(line, cells, raw)
                handled = None
        code = self._channels.known.get(channel)
        if not code and (channel or not self._one_channel):
            code = self._channel(line, cells, raw)
        if not code:
            code = self._carried
        wish = self._wishes.get(self._pick_wish(cells))
        if wish is None:
            wish = self._wish(line, cells, raw)
        short = name + owner + outside_id
        if (
            self._has_several
            or len(short) > NAME_LIMIT
            or len(message) > MESSAGE_LIMIT
            or not short.isprintable()
            or "'" in short
        ):
            name, owner, outside_id, message = self._mended(line, cells, raw)
        region = self._regions.get(self._pick_place(cells))
        if region is None:
            region = self._region(self._pick_place(cells))
        value, is_virtual = phone or ("", False)
        return tuple.__new__(  # half the cost of LeadDraft(…)
            LeadDraft,
            (line, received, kind, value, is_virtual, wechat, customer, name, wish, message,
             region, code, outside_id, owner, handled, tuple(raw)),
        )  # fmt: skip

    def _reached(
        self, line: int, cells: list[str], raw: list[str]
    ) -> tuple[Phone | None, str, str] | Reject | None:
        """Return how a customer can be reached; a reject, or None for a row that says nothing."""
        columns = self._columns
        wechat = self._first(cells, "wechat")
        if wechat and (wechat in self._not_wechat or not _WECHAT_ID.fullmatch(wechat)):
            wechat = ""  # a nickname is no id: two people have the same
        customer = self._first(cells, "platform_id").lstrip("'")
        if not _PLATFORM_ID.fullmatch(customer):
            customer = ""
        written = [(c, cells[c]) for c in columns.get("phone", ()) if cells[c]]
        phone = next(filter(None, (phones.parse(text) for _, text in written)), None)
        if phone is not None:
            return phone, wechat.casefold(), customer
        if self._says_nothing(cells):
            return None
        if not (wechat or customer):
            column, text = written[0] if written else (columns.get("phone", (-1,))[0], "")
            reason = Reason.BAD_PHONE if written else Reason.NO_CONTACT
            return self._lost(line, column, text, reason, raw)
        for column, text in written:
            self._tell(line, column, text, Reason.BAD_PHONE, raw)
        return None, wechat.casefold(), customer

    def _says_nothing(self, cells: list[str]) -> bool:
        """Say whether a row without a number is blank, a sum, or the header again."""
        if not any(cells) or tuple(cells[: len(self._names)]) == self._names:
            return True
        return is_sum(cells, self._subtotal)

    def _other_time(
        self, line: int, cells: list[str], raw: list[str]
    ) -> tuple[datetime | None, TimeKind, Reject | None]:
        """Find when a row arrived where its first column doesn't say day and time."""
        for field in ("received", "received_later"):
            day = clock = None
            for column in self._columns.get(field, ()):
                if not cells[column]:
                    continue
                stamp = self._dates.read(cells[column])
                if stamp is None:
                    reject = self._lost(line, column, cells[column], Reason.BAD_TIME, raw)
                    return None, TimeKind.EXACT, reject
                if stamp.instant:
                    return stamp.instant, TimeKind.EXACT, None
                day, clock = day or stamp.day, clock or stamp.clock
            if day and clock:
                return self._dates.joined(day, clock), TimeKind.EXACT, None
            if day:
                return self._dates.midnight(day), TimeKind.DATE_ONLY, None
            if clock:
                column = next(c for c in self._columns[field] if cells[c])
                reject = self._lost(line, column, cells[column], Reason.BAD_TIME, raw)
                return None, TimeKind.EXACT, reject
        return None, TimeKind.AT_IMPORT, None

    def _future(self, line: int, cells: list[str], raw: list[str]) -> Reject:
        fields = ("received", "received_later")
        columns = (c for field in fields for c in self._columns.get(field, ()) if cells[c])
        column = next(columns, -1)
        return self._lost(line, column, cells[column], Reason.FUTURE_TIME, raw)

    def _tell_handled(self, line: int, cells: list[str], raw: list[str]) -> None:
        column = next(c for c in self._columns["handled"] if cells[c])
        self._tell(line, column, cells[column], Reason.BAD_HANDLED_TIME, raw)

    def _region(self, place: tuple[str, ...]) -> str:
        parts = list(dict.fromkeys(part for part in place if part))
        region = " ".join(p for p in parts if not any(p != o and p in o for o in parts))
        region = region[:MODEL_LIMIT]
        if len(self._regions) < _REMEMBERED:
            self._regions[place] = region
        return region

    def _channel(self, line: int, cells: list[str], raw: list[str]) -> str:
        columns = [c for c in self._columns.get("channel", ()) if cells[c]]
        code = self._channel_said(cells)
        # On a platform's own export the column says which of its pages it was.
        is_page = self._is_platform or self._carried in self._platforms
        if columns and not code and not is_page:
            text = cells[columns[0]]
            if text not in self._told_channels and len(self._told_channels) < _MOST_TOLD:
                self._told_channels.add(text)
                self._tell(line, columns[0], text, Reason.UNKNOWN_CHANNEL, raw)
        return code

    def _channel_said(self, cells: list[str]) -> str:
        columns = self._columns.get("channel", ())
        said = (self._channels.code(cells[c]) for c in columns if c < len(cells) and cells[c])
        return next(filter(None, said), "")

    def _wish(self, line: int, cells: list[str], raw: list[str]) -> str:
        """Return 车系 and 车型 as one wish, the brand only where there is neither."""
        brand, series, model = (self._first(cells, f) for f in ("brand", "series", "model"))
        wish = model if series in model else f"{series} {model}".strip()
        wish = " ".join((wish or brand).split())
        if len(wish) > MODEL_LIMIT:
            column = self._columns["model" if model else "series" if series else "brand"][0]
            self._tell(line, column, wish, Reason.TOO_LONG, raw)
            return wish[:MODEL_LIMIT]
        if len(self._wishes) < _REMEMBERED and self._several.isdisjoint(_WISH):
            self._wishes[brand, series, model] = wish
        return wish

    def _mended(self, line: int, cells: list[str], raw: list[str]) -> tuple[str, str, str, str]:
        """Return name, owner, outside id and message where one is too long or has several cells."""
        name = self._cut(line, self._first(cells, "name"), "name", NAME_LIMIT, raw)
        owner = self._cut(line, self._first(cells, "owner"), "owner", NAME_LIMIT, raw)
        outside_id = self._first(cells, "outside_id").lstrip("'")
        if len(outside_id) > ID_LIMIT:  # cut, two of them could become one
            self._cut(line, outside_id, "outside_id", ID_LIMIT, raw)
            outside_id = ""
        said = dict.fromkeys(cells[c] for c in self._columns.get("message", ()) if cells[c])
        message = self._cut(line, "\n".join(said), "message", MESSAGE_LIMIT, raw)
        return _one_line(name), _one_line(owner), outside_id, message

    def _first(self, cells: list[str], field: str) -> str:
        return next((cells[c] for c in self._columns.get(field, ()) if cells[c]), "")

    def _cut(self, line: int, text: str, field: str, limit: int, raw: list[str]) -> str:
        if len(text) > limit:
            self._tell(line, self._columns[field][0], text, Reason.TOO_LONG, raw)
        return text[:limit]

    def _lost(self, line: int, column: int, value: str, reason: Reason, raw: list[str]) -> Reject:
        return self._reject(line, self._name(column), value, reason, raw, row_lost=True)

    def _tell(self, line: int, column: int, value: str, reason: Reason, raw: list[str]) -> None:
        name = self._name(column)
        self._told.append(self._reject(line, name, value, reason, raw, row_lost=False))

    def _reject(
        self, line: int, name: str, value: str, reason: Reason, raw: list[str], *, row_lost: bool
    ) -> Reject:
        return Reject(
            line,
            name,
            value[:VALUE_SHOWN],
            reason,
            row_lost,
            tuple(raw),
            self._sheet,
            self._carried,
            says_channel=bool(self._channel_said([*map(str.strip, raw)])),
        )

    def _name(self, column: int) -> str:
        return self._names[column] if 0 <= column < len(self._names) else ""


def is_wechat_id(text: str) -> bool:
    """Say whether a text can be a WeChat id."""
    return _WECHAT_ID.fullmatch(text) is not None


def _one_line(text: str) -> str:
    return text if text.isprintable() else " ".join(text.split())
