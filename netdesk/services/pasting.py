"""What was copied elsewhere: shown as it was understood, put right by hand, then filed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from netdesk.domain.leads.lead import TimeKind
from netdesk.i18n import _
from netdesk.intake import pasted
from netdesk.intake.free_text import Told
from netdesk.intake.pasted import Paste
from netdesk.intake.reading import LeadDraft
from netdesk.intake.visits import Visit
from netdesk.reporting.summary_page import WEEKDAYS
from netdesk.services.hours import ShopHours
from netdesk.services.import_files import ImportFiles
from netdesk.services.importing.result import ImportResult
from netdesk.services.new_lead import Looked, NewLeads, number_of
from netdesk.services.settings import Settings

_CONSENT = "wechat"  # 个人信息保护法 13: he wrote to us


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a paste, as he is shown and put right; `told` is his place in the paste.

    `marks` are (start, end, field) in `text`, his stretch of what was copied.
    """

    told: int
    phone: str
    wechat: str
    name: str
    model: str
    visit: str  # when he wishes to come, in words
    message: str
    channel: str  # a code; empty: the one chosen for all
    channel_name: str
    text: str
    marks: tuple[tuple[int, int, str], ...]
    known: Looked = field(default_factory=Looked)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a paste holds. A table of something else has no lines, but `rows` of `kind`."""

    paste: Paste
    lines: tuple[Line, ...]
    kind: str
    rows: int
    rejected: int  # rows of a table that can't be taken

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was recognised."""
        return not (self.lines or self.rejected or self.paste.found)

    @property
    def is_of_leads(self) -> bool:
        """Say whether it holds people."""
        return self.kind == "leads"


class Pasting:
    """Reads the clipboard's text, and files what was confirmed as one import."""

    def __init__(
        self, imports: ImportFiles, new_lead: NewLeads, hours: ShopHours, settings: Settings
    ) -> None:
        """File through `imports`; look numbers up with `new_lead`."""
        self._settings = settings
        self._imports = imports
        self._new_lead = new_lead
        self._hours = hours

    def read(self, text: str, html: str = "", *, now: datetime) -> Understood:
        """Return what was copied, and who of it is known. Raises PasteTooLong."""
        terms = self._imports.terms(now=now)
        paste = pasted.read(text, html, terms=terms, models=self._new_lead.models())
        names = self._channel_names()
        lines = [_line(n, told, names) for n, told in enumerate(paste.told)]
        looked = self._new_lead.look_all([line.phone or line.wechat for line in lines])
        return Understood(
            paste,
            tuple(replace(line, known=known) for line, known in zip(lines, looked, strict=True)),
            str(paste.kind),
            paste.rows,
            sum(reject.row_lost for reject in paste.rejects),
        )

    def file(
        self,
        understood: Understood,
        lines: Sequence[Line],
        *,
        channel: str,
        by: str,
        now: datetime,
    ) -> ImportResult:
        """File the confirmed lines; `channel` is of those that say none.

        Raises NumberNotRead, UnknownChannel, UnknownPerson; then nothing is written.
        """
        paste = understood.paste
        drafts = [
            _put_right(paste.told[line.told], line)._replace(channel=line.channel or channel)
            for line in lines
        ]
        zone = self._hours.current().zone
        name = _("粘贴 %(time)s") % {"time": f"{now.astimezone(zone):%m-%d %H:%M}"}
        return self._imports.file_drafts(
            paste.reading(drafts),
            name,
            now=now,
            by=by,
            channel=(channel or None) if understood.is_of_leads else None,
            consent="" if paste.is_table else _CONSENT,
        )

    def _channel_names(self) -> dict[str, str]:
        return {channel.code: _(channel.name) for channel in self._settings.channels()}

    def undo(self, result: ImportResult, *, by: str, now: datetime) -> None:
        """Take what was filed back. Raises ImportWorkedOn."""
        if result.import_id is not None:
            self._imports.undo(result.import_id, by=by, now=now)


def _line(place: int, told: Told, channels: Mapping[str, str]) -> Line:
    draft = told.draft
    return Line(
        place,
        draft.phone,
        draft.wechat,
        draft.name,
        draft.model,
        _when(told.visit) if told.visit is not None else "",
        draft.message,
        draft.channel,
        channels.get(draft.channel, ""),
        told.text,
        tuple(told.spans),
    )


def _when(visit: Visit) -> str:
    """Return a day and hour in words that still mean the same next week."""
    facts = {
        "month": visit.day.month,
        "day": visit.day.day,
        "weekday": _(WEEKDAYS[visit.day.weekday()]),
    }
    day = _("%(month)d月%(day)d日 %(weekday)s") % facts
    if visit.clock is not None:
        return f"{day} {visit.clock:%H:%M}"
    return f"{day} {visit.part}".strip()


def _put_right(told: Told, line: Line) -> LeadDraft:
    """Return the draft as it was confirmed."""
    draft = told.draft
    number = number_of(line.phone)
    message = line.message
    if line.visit:
        wish = _("想来店：%(when)s") % {"when": line.visit}
        message = f"{message}\n{wish}" if message else wish
    kind = draft.time_kind if draft.received_at is not None else TimeKind.AT_IMPORT
    return draft._replace(
        phone=number.value if number else "",
        phone_virtual=bool(number and number.virtual),
        wechat=line.wechat.strip().casefold(),
        name=line.name.strip(),
        model=line.model.strip(),
        message=message,
        time_kind=kind,
    )
