"""Leads from a file: each row a touch with its clock, folded onto the people who are known."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from json.encoder import encode_basestring

from netdesk.domain.channel import OTHER
from netdesk.domain.leads.dedupe import FilingRules, Fold, identifiers_of
from netdesk.domain.leads.filing import Arrival, Filed
from netdesk.domain.leads.lead import TimeKind
from netdesk.intake.reading import LeadDraft, Part
from netdesk.services.changes import Changes
from netdesk.services.importing.deals_met import DealsMet
from netdesk.services.importing.filing import Filing, Order
from netdesk.store import filing, post_leads
from netdesk.store.database import Tx
from netdesk.store.known import known
from netdesk.store.shop import SHOP_ID

_CONSENT = "inquiry"  # 个人信息保护法 13: he asked us, through the platform, to answer


class LeadFiling(Filing[LeadDraft, Arrival]):
    """Rows become touches of leads."""

    changes = Changes(leads=True)

    def __init__(self, order: Order) -> None:
        """File by `order`."""
        super().__init__(order)
        history = timedelta(days=order.history_days)
        self._rules = FilingRules(order.timetable, order.now, history=history)
        self._part: Part | None = None
        self._channel = ""  # of rows that say none
        self._deals = DealsMet(order)

    def shown_channel(self, part: Part) -> str:
        """Return the code that stands before a table's rejects that say none."""
        return self.usual_channel(part) or OTHER

    def prepare(self, draft: LeadDraft, part: Part) -> Arrival:
        """Settle the channel and the time of a touch."""
        if part is not self._part:
            self._part, self._channel = part, self.usual_channel(part)
        channel = draft.channel or self._channel
        if not channel:
            channel, self.defaulted = OTHER, True
        kind = draft.time_kind
        row_hash = None
        if draft.received_at is None:
            received = self.order.now
            # Without blanks behind: a workbook gives all its rows the same length.
            row = "\0".join(draft.raw).rstrip("\0")
            row_hash = blake2b(row.encode(), digest_size=16).digest()
        elif kind is TimeKind.DATE_ONLY:
            received = self._opening(draft.received_at)
            if draft.handled_at is not None:
                received = min(received, draft.handled_at)  # nobody handles what hasn't come
        else:
            received = draft.received_at
        return Arrival(
            draft.line,
            identifiers_of(
                phone=draft.phone,
                virtual=draft.phone_virtual,
                wechat=draft.wechat,
                platform_id=draft.platform_id,
                channel=channel,
            ),
            received,
            kind,
            channel,
            draft.name,
            draft.model,
            draft.message,
            draft.region,
            draft.outside_id,
            self.order.owners.get(draft.owner) if draft.owner else None,
            draft.handled_at,
            f"[{', '.join(map(encode_basestring, draft.raw))}]",  # JSON, at a third of the cost
            row_hash,
        )

    def file(self, tx: Tx, items: list[Arrival], import_id: int) -> list[Filed]:
        """Fold a batch onto those who are known and write it."""
        fold = Fold(self._rules, known(tx, SHOP_ID, items), filing.next_ids(tx, SHOP_ID))
        outcomes = list(fold.file_all(items))
        filing.write(
            tx,
            SHOP_ID,
            fold.additions,
            fold.ids,
            import_id=import_id,
            hours_id=self.order.hours_id,
            consent=self.order.consent or _CONSENT,
        )
        if post_leads.put_by_code(tx, SHOP_ID, fold.additions.messages(), self.order.now):
            self.changes = replace(self.changes, posts=True)
        self._deals.note(tx, items, fold.additions)
        return outcomes

    def end(self, tx: Tx, import_id: int) -> Iterable[Filed]:
        """Match deals that were in the ledger before these leads were known."""
        if self._deals.match(tx, import_id):
            self.changes = replace(self.changes, deals=True)
        return ()

    def _opening(self, midnight: datetime) -> datetime:
        """A date alone is that day's opening, never after the import (RULINGS 16)."""
        timetable = self.order.timetable
        day = midnight.astimezone(timetable.hours.zone).date()
        return min(timetable.day_opening(day), self.order.now)
