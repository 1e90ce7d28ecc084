"""What was copied: cells of a sheet, a table of a page, or what people wrote each other."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from netdesk import errors
from netdesk.domain.posts.car_names import CarNames
from netdesk.intake import guessed, html_rows, text_rows, visits
from netdesk.intake.channel_words import ChannelWords
from netdesk.intake.dates import Dates
from netdesk.intake.door import Terms, open_rows
from netdesk.intake.free_text import FreeText, Span, Told
from netdesk.intake.free_words import folded, free_words
from netdesk.intake.profiles import shipped
from netdesk.intake.reading import LeadDraft, Part, Reading, RecordKind, Reject, Row, Tally
from netdesk.intake.senders import Senders

PROFILE = "pasted"
LONGEST = 2_000_000  # signs; what is more comes as a file
MOST_ROWS = 2_000
_LONGEST_TEXT = 100_000
_SHOWN_FIELDS = (
    "phone",
    "wechat",
    "name",
    "series",
    "model",
    "brand",
    "message",
    "channel",
    "received",
)


@dataclass(frozen=True, slots=True)
class Paste:
    """What a paste holds. `told` are people; a table of another kind has none, but `rows`.

    `rejects` are the rows and cells of a table that were not taken.
    """

    kind: RecordKind
    told: tuple[Told, ...]
    rejects: tuple[Reject, ...] = ()
    is_table: bool = False
    rows: int = 0
    part: Part = Part("", PROFILE, (), 0, "")
    found: tuple[Any, ...] = ()  # the drafts and rejects of a table of another kind

    def reading(self, drafts: Sequence[LeadDraft]) -> Reading:
        """Return what is to be filed of it: `drafts` as they were confirmed, beside its rejects."""
        rows: list[Any] = [*self.found] or [*self.rejects, *drafts]
        if not self.found:
            rows.sort(key=lambda row: row.line)
        return Reading(self.kind, "clipboard", [self.part], iter(rows), (), Tally(len(rows)))


def read(text: str, html: str, *, terms: Terms, models: Sequence[str]) -> Paste:
    """Read what the clipboard holds as text and as a page (empty: it has none).

    `models` are the cars that are known. Raises PasteTooLong.
    """
    if len(text) > LONGEST or len(html) > 4 * LONGEST:
        raise errors.PasteTooLong()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    table = _table(text, html, terms, models)
    if table is not None:
        return table
    if len(text) > _LONGEST_TEXT:
        raise errors.PasteTooLong()
    words, now = free_words(), terms.imported_at
    dates = Dates(terms.zone, shipped().words.date)
    reader = FreeText(words, CarNames(models), ChannelWords(terms.channels), dates)
    told = reader.read(text, Senders(words, dates, now).stretches, now)
    return Paste(RecordKind.LEADS, tuple(told), rows=len(told))


def _table(text: str, html: str, terms: Terms, models: Sequence[str]) -> Paste | None:
    """Read it as a table; None where it is none."""
    rows: list[Row] = []
    if "<table" in html or "<TABLE" in html:
        rows = [row for row in html_rows.rows(StringIO(html)) if any(map(str.strip, row[1]))]
    if not _is_table(rows) and "\t" in text:
        cut = text_rows.rows(StringIO(text, newline=""), text_rows.Dialect("\t"))
        rows = [row for row in cut if not isinstance(row, Reject) and any(map(str.strip, row[1]))]
    if not _is_table(rows):
        return None
    if len(rows) > MOST_ROWS:
        raise errors.PasteTooLong()
    width = max(len(cells) for _line, cells in rows)
    rows = [(line, cells + [""] * (width - len(cells))) for line, cells in rows]
    try:
        return _read_table(rows, terms)
    except (errors.UnknownHeader, errors.NoContactColumn):
        names = guessed.names(rows, terms, CarNames(models))
        return None if names is None else _read_table([(0, names), *rows], terms)
    except errors.InputError:
        return None


def _is_table(rows: Sequence[Row]) -> bool:
    return bool(rows) and max(len(cells) for _line, cells in rows) > 1


def _read_table(rows: Sequence[Row], terms: Terms) -> Paste:
    def source() -> Generator[Row | Reject, None, None]:
        yield from rows

    reading = open_rows(source, source=PROFILE, terms=terms)
    found = list(reading.rows)
    part = reading.parts[0]
    if reading.kind is not RecordKind.LEADS:
        return Paste(reading.kind, (), (), True, len(found), part, tuple(found))  # noqa: FBT003
    rejects = tuple(one for one in found if isinstance(one, Reject))
    words, dates = free_words(), Dates(terms.zone, shipped().words.date)
    today = dates.local_day(terms.imported_at)
    places = {
        part.header.index(part.names[field]): field
        for field in _SHOWN_FIELDS
        if part.names.get(field) in part.header
    }
    told = []
    for draft in found:
        if isinstance(draft, LeadDraft):
            visit = visits.find(folded(draft.message), today, words.time)
            told.append(Told(draft, "\t".join(draft.raw), tuple(_spans(draft.raw, places)), visit))
    return Paste(RecordKind.LEADS, tuple(told), rejects, is_table=True, rows=len(found), part=part)


def _spans(raw: Sequence[str], places: dict[int, str]) -> Generator[Span, None, None]:
    at = 0
    for column, cell in enumerate(raw):
        if column in places and cell.strip():
            field = places[column]
            yield Span(at, at + len(cell), "model" if field in ("series", "brand") else field)
        at += len(cell) + 1
