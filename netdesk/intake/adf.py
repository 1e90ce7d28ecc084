"""Leads sent as ADF 1.0 (Auto-lead Data Format, XML): bytes become drafts and rejects.

A prospect is rejected where there is no way to reach the customer, where its numbers can't be
read, and where it is longer than any lead. A time that can't be read, or lies ahead, costs only
itself: nobody mends a mail, and the lead is received at the import. Entities are never expanded: a
text that declares any is refused (adf_text, defusedxml).
"""

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from netdesk import errors
from netdesk.domain.leads.lead import TimeKind
from netdesk.i18n import _
from netdesk.intake import adf_text
from netdesk.intake.adf_lead import Prospect
from netdesk.intake.adf_words import COLUMNS, shipped_words
from netdesk.intake.adf_xml import Node, parsed
from netdesk.intake.channel_words import ChannelWords, TitleWords
from netdesk.intake.dates import Dates, Stamp
from netdesk.intake.leads import (
    FUTURE_SLACK,
    ID_LIMIT,
    MESSAGE_LIMIT,
    MODEL_LIMIT,
    NAME_LIMIT,
)
from netdesk.intake.profiles import normal, shipped
from netdesk.intake.reading import (
    VALUE_SHOWN,
    LeadDraft,
    Part,
    Reading,
    Reason,
    RecordKind,
    Reject,
    Tally,
)

PROFILE = "adf"
in_text = adf_text.in_text

_WECHAT_ID = re.compile(r"[A-Za-z0-9][-_A-Za-z0-9+@.]{4,39}")
_PLATFORM_ID = re.compile(r"(?!0+$)\S{3,64}")
# An offset that is cut (-08:0, +8), behind a time.
_OFFSET = re.compile(r"(.*:\d{1,2}(?:[.,]\d+)?)\s*(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{0,2}))")
_AND = "、"
_LIMITS = {
    "outside_id": ID_LIMIT,
    "name": NAME_LIMIT,
    "model": MODEL_LIMIT,
    "message": MESSAGE_LIMIT,
    "region": MODEL_LIMIT,
}


def read(
    data: bytes,
    *,
    source: Path | str,
    zone: ZoneInfo,
    imported_at: datetime,
    channels: Mapping[str, str],
    titles: Mapping[str, str],
    default_channel: str = "",
) -> Reading:
    """Return the leads in a file or in the body of a mail; `source` is what sentences call it.

    `zone` is the shop's, `imported_at` aware UTC; `channels` and `titles` as in door.Terms;
    `default_channel` is the code for prospects whose sender is no channel. Raises NotATable where
    there is no ADF in it, XmlUnsafe where it declares entities, FileTooBig; while the rows are
    read MostlyUnusable.
    """
    if len(data) > adf_text.LIMIT:
        raise errors.FileTooBig(
            path=source, size=_megabytes(len(data)), limit=_megabytes(adf_text.LIMIT)
        )
    found = adf_text.decoded(data)
    if found is None:
        raise errors.NotATable(path=source, what=_("读不出文字的数据"))
    text, codec = found
    if adf_text.has_entities(text):
        raise errors.XmlUnsafe(path=source)
    fragments = adf_text.prospects(text)
    if not fragments:
        raise errors.NotATable(path=source, what=_("XML 数据"))
    words = shipped_words()
    names = dict(zip(COLUMNS, words.header, strict=True))
    part = Part("", PROFILE, words.header, len(words.header), default_channel, names)
    tally = Tally()
    rows = _Rows(
        Dates(zone, shipped().words.date),
        imported_at,
        channels,
        titles,
        Path(source),
        tally,
    )
    return Reading(RecordKind.LEADS, codec, [part], rows.read(fragments), tally=tally)


def joined(readings: Sequence[tuple[str, Reading]]) -> Reading:
    """Return several readings, such as those of a poll's mails, as one that is filed at once.

    Each is a part under its name, which its rejects have as their sheet. At least one is needed.
    """
    parts: list[Part] = []
    tally = Tally()

    def rows() -> Iterator[LeadDraft | Reject]:
        for name, reading in readings:
            if reading is not first:
                parts.append(replace(reading.parts[0], sheet=name))
            for row in reading.rows:
                yield replace(row, sheet=name) if isinstance(row, Reject) else row
            tally.seen += reading.tally.seen
            tally.lost += reading.tally.lost

    first_name, first = readings[0]
    parts.append(replace(first.parts[0], sheet=first_name))
    return Reading(RecordKind.LEADS, first.encoding, parts, rows(), tally=tally)


class _Rows:
    """Makes drafts of prospects."""

    def __init__(
        self,
        dates: Dates,
        imported_at: datetime,
        channels: Mapping[str, str],
        titles: Mapping[str, str],
        path: Path,
        tally: Tally,
    ) -> None:
        self._dates = dates
        self._latest = imported_at + FUTURE_SLACK
        self._channels = ChannelWords(channels)
        self._exactly = {normal(word): code for word, code in channels.items()}
        self._titles = TitleWords(titles)
        self._path = path
        self._tally = tally
        self._words = shipped_words()
        self._empty = shipped().words.empty
        self._around = ""  # of the <adf> at hand, and what it is parsed
        self._beside: Node | None = None

    def read(self, fragments: list[adf_text.Fragment]) -> Generator[LeadDraft | Reject, None, None]:
        """Yield for each prospect its rejected values, then its draft; or its reject."""
        tally = self._tally
        for fragment in fragments:
            tally.seen += 1
            for row in self._row(fragment):
                if isinstance(row, Reject) and row.row_lost:
                    tally.lost += 1
                    if tally.is_hopeless:
                        lost, line = tally.lost, row.line
                        raise errors.MostlyUnusable(path=self._path, lost=lost, line=line)
                yield row

    def _row(self, fragment: adf_text.Fragment) -> list[LeadDraft | Reject]:
        line, around = fragment.line, fragment.around
        is_long = len(fragment) > adf_text.LONGEST_PROSPECT
        markup = fragment.text
        root = None if is_long else parsed(markup)
        if root is None:
            reason = Reason.TOO_LONG if is_long else Reason.BROKEN_ROW
            cells = (*("",) * (len(COLUMNS) - 1), markup[:MESSAGE_LIMIT])
            return [Reject(line, self._name("whole"), markup[:VALUE_SHOWN], reason, cells=cells)]
        if around is not self._around:
            self._around = around
            self._beside = parsed(f"<around>{around}</around>") if around else None
        return self._made(line, Prospect(root, self._beside, self._words, self._empty))

    def _made(self, line: int, prospect: Prospect) -> list[LeadDraft | Reject]:
        """Return the draft of a prospect behind what had to be left out of it, or its reject."""
        phone, written = prospect.phone()
        wechat = prospect.wechat()
        wechat = wechat.casefold() if _WECHAT_ID.fullmatch(wechat) else ""
        # By his number a customer is known for sure; an address or an id is for those without.
        mail = "" if phone else prospect.mail()
        known_by = () if phone else filter(_PLATFORM_ID.fullmatch, (mail, *prospect.customer_ids()))
        customer = next(iter(known_by), "")
        came = prospect.received()
        received, kind, fault = self._time(came)
        sources = prospect.sources()
        code = self._channel(sources, prospect.vendors())
        wishes, given = _AND.join(prospect.wishes()), prospect.given_away()
        comments = prospect.comments()
        own = [self._words.trade_in % {"car": car} for car in given]
        if mail:
            own.append(self._words.mail % {"mail": mail})
        cells = {
            "outside_id": prospect.outside_id(),
            "name": prospect.name(),
            "phone": _AND.join(written),
            "wechat": wechat,
            "model": wishes,
            "trade_in": _AND.join(given),
            "message": "\n".join((*comments, *own)),
            "region": _region(prospect.place()),
            "received": came if received is None else self._dates.shown(received),
            "channel": next(iter(sources), ""),
            "whole": prospect.whole(),
        }
        raw = tuple(cells[column] for column in COLUMNS)

        def reject(column: str, value: str, reason: Reason, *, row_lost: bool = False) -> Reject:
            return Reject(
                line,
                self._name(column),
                value[:VALUE_SHOWN],
                reason,
                row_lost,
                raw,
                channel=code,
            )

        if not (phone or wechat or customer):
            reason = Reason.BAD_PHONE if written else Reason.NO_CONTACT
            return [reject("phone", cells["phone"], reason, row_lost=True)]
        told: list[LeadDraft | Reject] = []
        if written and not phone:
            told.append(reject("phone", cells["phone"], Reason.BAD_PHONE))
        if fault:
            told.append(reject("received", came, fault))
        for column, limit in _LIMITS.items():
            if len(cells[column]) > limit:
                told.append(reject(column, cells[column], Reason.TOO_LONG))
                # Of an id the rest is no id: two of them could become one.
                cells[column] = "" if column == "outside_id" else cells[column][:limit]
        draft = LeadDraft(
            line,
            received,
            kind,
            phone.value if phone else "",
            phone.virtual if phone else False,
            wechat,
            customer,
            cells["name"],
            cells["model"],
            cells["message"],
            cells["region"],
            code,
            cells["outside_id"],
            "",
            None,
            raw,
        )
        return [*told, draft]

    def _channel(self, sources: list[str], vendors: list[str]) -> str:
        """Return the code of the first that is a channel; a seller is one by its whole name."""
        said = (self._channels.code(text) or self._titles.code(text) for text in sources)
        sold = (self._exactly.get(normal(text), "") for text in vendors)
        return next(filter(None, (*said, *sold)), "")

    def _time(self, text: str) -> tuple[datetime | None, TimeKind, Reason | None]:
        """Return when it came; where that can't be, None and why."""
        if not text:
            return None, TimeKind.AT_IMPORT, None
        forms = (self._dates.read(text), self._dates.read(_whole_offset(text)), _of_mail(text))
        stamp = next((form for form in forms if form and (form.instant or form.day)), None)
        if stamp is None:
            return None, TimeKind.AT_IMPORT, Reason.BAD_TIME
        kind = TimeKind.EXACT if stamp.instant else TimeKind.DATE_ONLY
        received = stamp.instant or (self._dates.midnight(stamp.day) if stamp.day else None)
        if received is not None and received > self._latest:
            return None, TimeKind.AT_IMPORT, Reason.FUTURE_TIME
        return received, kind, None

    def _name(self, column: str) -> str:
        return self._words.header[COLUMNS.index(column)]


def _whole_offset(text: str) -> str:
    """Return a time with its offset written out: of +8 and -08:0 the rest is noughts."""
    found = _OFFSET.fullmatch(text)
    if not found:
        return text
    clock, sign, hours, minutes = found.groups()
    return f"{clock}{sign}{hours:0>2}:{minutes or '':0<2}"


def _of_mail(text: str) -> Stamp | None:
    """Read a date as the head of a mail has it: Tue, 24 Nov 2026 08:30:00 +0800."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None or not 2000 <= moment.year < 2100:
        return None
    return Stamp(instant=moment.astimezone(UTC))


def _region(place: tuple[str, ...]) -> str:
    parts = [*dict.fromkeys(part for part in place if part)]
    return " ".join(p for p in parts if not any(p != o and p in o for o in parts))


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.0f} MB"
