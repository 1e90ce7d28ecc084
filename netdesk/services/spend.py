"""What was paid for channels, activities and posts: written down by hand, changed, taken out.

Files come in by `desk.imports`. Every step hands back what undoes it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from netdesk import errors
from netdesk.domain.money.spend import LONGEST, MOST, KeptSpend, Spend, SpendRow, clash
from netdesk.domain.money.spread import share
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.typed_days import typed_period
from netdesk.services.typed_money import typed_amount
from netdesk.services.who import person_id
from netdesk.store import audit, shop, spends
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID
from netdesk.store.spends import Writing

_CHANGES = Changes(money=True)
_ITEMS = 30  # suggested
_OFFERED = 30  # activities and posts to choose from


@dataclass(frozen=True, slots=True)
class SpendList:
    """Spends whose period touches a range, the latest first; 分 that fall inside the range."""

    rows: tuple[SpendRow, ...]
    inside: tuple[int, ...]  # of each row

    @property
    def total(self) -> int:
        """Return the 分 of them all that fall inside the range."""
        return sum(self.inside)


@dataclass(frozen=True, slots=True)
class SpendSubject:
    """Something that money can be paid for: a channel, an activity or a post, one of them."""

    name: str
    channel: str | None = None
    activity_id: int | None = None
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class SpendDone:
    """A step: what was there before and what is now; None: nothing was, or is any more."""

    id: int
    before: KeptSpend | None
    after: KeptSpend | None
    changes: Changes = _CHANGES


class Spending:
    """Keeps the ledger of what was paid. Each write is one transaction."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Write to `database`; dates are read in the zone of `hours`."""
        self._database = database
        self._hours = hours

    def listed(
        self,
        first: date,
        last: date,
        *,
        channel: str | None = None,
        activity_id: int | None = None,
        post_id: int | None = None,
    ) -> SpendList:
        """Return what was paid for the days `first` … `last`, of one subject or of all."""
        with self._database.reading() as tx:
            found = spends.rows(
                tx,
                SHOP_ID,
                first,
                last,
                channel=channel,
                activity_id=activity_id,
                post_id=post_id,
            )
        inside = (share(one.spend.amount, *one.spend.days, first, last) for one in found)
        return SpendList(tuple(found), tuple(inside))

    def subjects(self) -> tuple[SpendSubject, ...]:
        """Return what money can be paid for: channels in use, then the latest activities and posts.

        Names are as they are kept; those of channels are to be translated.
        """
        with self._database.reading() as tx:
            channels = shop.read_channels(tx)
            activities = spends.latest_activities(tx, SHOP_ID, _OFFERED)
            posts = spends.latest_posts(tx, SHOP_ID, _OFFERED)
        return (
            *(SpendSubject(one.name, channel=one.code) for one in channels if one.active),
            *(SpendSubject(name, activity_id=id_) for id_, name in activities),
            *(SpendSubject(headline, post_id=id_) for id_, headline in posts),
        )

    def items(self) -> tuple[str, ...]:
        """Return the items that were used lately, to choose from."""
        with self._database.reading() as tx:
            return tuple(spends.items(tx, SHOP_ID, _ITEMS))

    def add(self, spend: Spend, *, by: str, now: datetime) -> SpendDone:
        """Write a spend down.

        Raises SpendOfNothing, SpendBackwards, SpendTooLong, BadAmount, SpendOverlaps,
        UnknownChannel, UnknownActivity, UnknownPost, UnknownPerson.
        """
        spend = _clean(spend)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _check(tx, spend)
            spend_id = spends.add(tx, SHOP_ID, [spend], Writing(now, who))
            audit.append(tx, SHOP_ID, "spend.added", at=now, by_id=who, subject_id=spend_id)
        return SpendDone(spend_id, None, KeptSpend(spend_id, spend))

    def change(
        self, spend_id: int, spend: Spend, *, version: int, by: str, now: datetime
    ) -> SpendDone:
        """Write over a spend that is at `version`. Raises as `add`; UnknownSpend, SpendChanged."""
        spend = _clean(spend)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            before = _standing(tx, spend_id, version)
            _check(tx, spend, but=spend_id)
            return self._written(tx, spend_id, before, spend, who, now)

    def void(self, spend_id: int, *, version: int, by: str, now: datetime) -> SpendDone:
        """Take a spend out. Raises UnknownSpend, SpendChanged, UnknownPerson."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            before = _standing(tx, spend_id, version)
            return self._written(tx, spend_id, before, None, who, now)

    def undo(self, done: SpendDone, *, by: str, now: datetime) -> SpendDone:
        """Put back what was there before a step. Raises SpendChanged where it changed since."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            kept = spends.one(tx, SHOP_ID, done.id)
            standing = kept[0] if kept is not None and not kept[1] else None
            if kept is None or standing != done.after:
                raise errors.SpendChanged()
            back = done.before.spend if done.before is not None else None
            if back is not None:
                _check(tx, back, but=done.id)
            return self._written(tx, done.id, standing, back, who, now)

    def amount(self, text: str) -> int:
        """Return what a person typed, in 分: 1200, 1,200.50, ¥1,200, 1.2万. Raises BadAmount."""
        return typed_amount(text)

    def period(self, text: str, *, now: datetime) -> tuple[date, date]:
        """Return the first and last day a person typed; without a year the nearest is meant.

        Raises BadPeriod, SpendBackwards.
        """
        found = typed_period(text, self._hours, now)
        _check_days(*found)
        return found.first, found.last

    def _written(
        self,
        tx: Tx,
        spend_id: int,
        before: KeptSpend | None,
        spend: Spend | None,
        who: int | None,
        now: datetime,
    ) -> SpendDone:
        """Make a spend say `spend`, or take it out; note it in the audit."""
        if before is None or spend is None:
            spends.set_voided(tx, SHOP_ID, spend_id, now if spend is None else None)
        else:
            spends.change_all(tx, SHOP_ID, {spend_id: spend})
        action = "changed" if before and spend else "restored" if spend else "voided"
        audit.append(tx, SHOP_ID, f"spend.{action}", at=now, by_id=who, subject_id=spend_id)
        kept = spends.one(tx, SHOP_ID, spend_id)
        assert kept is not None
        return SpendDone(spend_id, before, None if spend is None else kept[0])


def _clean(spend: Spend) -> Spend:
    item, note = (" ".join(text.split()) for text in (spend.item, spend.note))
    spend = replace(spend, channel=spend.channel or None, item=item[:100], note=note[:500])
    if spend.channel is None and spend.activity_id is None and spend.post_id is None:
        raise errors.SpendOfNothing()
    if not 0 <= spend.amount < MOST:
        raise errors.BadAmount(text=f"{spend.amount / 100:,.2f}")
    _check_days(spend.first, spend.last)
    return spend


def _check_days(first: date, last: date) -> None:
    facts = {"first": first.isoformat(), "last": last.isoformat()}
    if last < first:
        raise errors.SpendBackwards(**facts)
    if last - first > LONGEST:
        raise errors.SpendTooLong(**facts)


def _check(tx: Tx, spend: Spend, but: int | None = None) -> None:
    """Find out whether a spend can stand beside the others."""
    codes = [channel.code for channel in shop.read_channels(tx)]
    if spend.channel is not None and spend.channel not in codes:
        raise errors.UnknownChannel(code=spend.channel, codes=", ".join(codes))
    if spend.activity_id is not None and not spends.has_activity(tx, SHOP_ID, spend.activity_id):
        raise errors.UnknownActivity(id=spend.activity_id)
    if spend.post_id is not None and not spends.has_post(tx, SHOP_ID, spend.post_id):
        raise errors.UnknownPost(id=spend.post_id)
    other = clash(spend, spends.standing(tx, SHOP_ID, spend), but=but)
    if other is not None:
        first, last = (day.isoformat() for day in other.spend.days)
        raise errors.SpendOverlaps(
            first=first, last=last, amount=f"{other.spend.amount / 100:,.2f}"
        )


def _standing(tx: Tx, spend_id: int, version: int) -> KeptSpend:
    kept = spends.one(tx, SHOP_ID, spend_id)
    if kept is None or kept[1]:
        raise errors.UnknownSpend(id=spend_id)
    if kept[0].version != version:
        raise errors.SpendChanged()
    return kept[0]
