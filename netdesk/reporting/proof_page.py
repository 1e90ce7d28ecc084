"""The proof of influence as the words it carries, for paper: one source of numbers (R8)."""

from dataclasses import dataclass
from datetime import date

from netdesk import words
from netdesk.domain.figures.kpi import percent, short_time, yuan
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.deals import ENDING
from netdesk.domain.money.proof import (
    DealRow,
    PersonProofs,
    Proof,
    ProofReport,
    Sum,
    Touched,
)
from netdesk.domain.money.words import DealEvent, MatchHow
from netdesk.i18n import _, ngettext
from netdesk.reporting.plain import cut, plain

NBSP = "\N{NO-BREAK SPACE}"  # Qt misplaces what follows a table whose last cell is empty
LONGEST_NAME = 32  # half-width cells
_TOUCHES_TOLD = 6
_MESSAGE = 48


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of the table by person."""

    name: str
    deals: str
    delivered: str
    amount: str
    gross_profit: str
    unsaid: str  # deals whose gross profit nobody wrote
    days: str


@dataclass(frozen=True, slots=True)
class DealLine:
    """One matched deal; `story` says what came before it."""

    day: str
    customer: str
    phone: str
    model: str
    consultant: str
    days: str
    gross_profit: str
    ended: str  # 退订 11-26; empty where it stands
    story: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonPart:
    """The deals of one person's leads; `said` names him and adds them up."""

    said: str
    deals: tuple[DealLine, ...]


@dataclass(frozen=True, slots=True)
class ProofPage:
    """The whole page in words."""

    shop: str
    range: str
    by: str
    headline: str
    sums: tuple[SumLine, ...]
    others: tuple[SumLine, ...]  # deals without a lead, and the whole
    people: tuple[PersonPart, ...]
    formulas: str
    made: str


def proof_page(report: ProofReport) -> ProofPage:
    """Return the words of a report."""
    return ProofPage(
        shop=plain(report.shop),
        range=_range(report),
        by=_("填表 %(who)s") % {"who": plain(report.by)} if report.by else "",
        headline=headline(report),
        sums=tuple(_sum_line(owner(one), one.sum, one.median_days) for one in report.people),
        others=_others(report),
        people=tuple(_person(one) for one in report.people),
        formulas=formulas(),
        made=_("制表 %(time)s") % {"time": f"{report.made_at:%Y-%m-%d %H:%M}"},
    )


def headline(report: ProofReport) -> str:
    """Return the sentence that says what the web brought."""
    ours, whole = report.matched, report.whole
    if not whole.deals:
        return _("本期没有成交。")
    told = ngettext(
        "本期成交 %(n)d 单，其中 %(ours)d 单有线索在先（%(share)s），毛利 %(profit)s 元。",
        "本期成交 %(n)d 单，其中 %(ours)d 单有线索在先（%(share)s），毛利 %(profit)s 元。",
        whole.deals,
    )
    return told % {
        "n": whole.deals,
        "ours": ours.deals,
        "share": percent(ours.deals / whole.deals),
        "profit": money(ours.gross_profit),
    }


def formulas() -> str:
    """Return how deals are matched and counted."""
    return _(
        "口径：成交按电话匹配到成交日前 365 天内最近的一条线索；虚拟号、多人共用的号码不自动匹配；"
        "人工匹配的注明。退订、退车的列出，不计入合计。触点和跟进只列成交日及以前的。"
    )


def owner(person: PersonProofs) -> str:
    """Return whose leads they are."""
    return cut(person.owner, LONGEST_NAME) or _("还没有人跟进")


def state(deal: DealRow) -> str:
    """Return how far a deal is, in a word."""
    return words.deal_event(deal.state)


def money(fen: int) -> str:
    """Return an amount in 分 as yuan."""
    return f"{yuan(fen):,.2f}"


def match_words(deal: DealRow) -> str:
    """Return how a deal was matched, when and by whom."""
    match = deal.match
    if match is None:
        return _("没有匹配到线索")
    return words.match_how(match.how)


def _range(report: ProofReport) -> str:
    facts = {"first": _day(report.first), "last": _day(report.last)}
    return _("%(first)s 至 %(last)s") % facts


def _others(report: ProofReport) -> tuple[SumLine, ...]:
    ours, whole = report.matched, report.whole
    rest = Sum(
        whole.deals - ours.deals,
        whole.delivered - ours.delivered,
        whole.amount - ours.amount,
        whole.gross_profit - ours.gross_profit,
        whole.without_profit - ours.without_profit,
    )
    return (
        _sum_line(_("有线索在先"), ours),
        _sum_line(_("没有线索"), rest),
        _sum_line(_("全店"), whole),
    )


def _sum_line(name: str, one: Sum, days: int | None = None) -> SumLine:
    return SumLine(
        name,
        str(one.deals),
        str(one.delivered),
        money(one.amount),
        "—" if one.deals and one.deals == one.without_profit else money(one.gross_profit),
        str(one.without_profit) if one.without_profit else NBSP,
        "—" if days is None else _days(days),
    )


def _person(one: PersonProofs) -> PersonPart:
    told = ngettext(
        "%(name)s：%(n)d 单，毛利 %(profit)s 元",
        "%(name)s：%(n)d 单，毛利 %(profit)s 元",
        one.sum.deals,
    )
    facts = {"name": owner(one), "n": one.sum.deals, "profit": money(one.sum.gross_profit)}
    return PersonPart(told % facts, tuple(map(_deal, one.proofs)))


def _deal(proof: Proof) -> DealLine:
    deal = proof.deal
    over = next((event for event in deal.events if event.kind in ENDING), None)
    return DealLine(
        day=_short(deal.day, deal.day),
        customer=cut(deal.name, LONGEST_NAME) or cut(deal.lead_name, LONGEST_NAME) or "—",
        phone=plain(deal.phone) or "—",
        model=cut(deal.model, LONGEST_NAME) or "—",
        consultant=cut(deal.person, LONGEST_NAME) or "—",
        days=_days(proof.days),
        gross_profit="—" if deal.gross_profit is None else money(deal.gross_profit),
        ended=f"{words.deal_event(over.kind)} {_short(over.day, deal.day)}" if over else "",
        story=_story(proof),
    )


def _story(proof: Proof) -> tuple[str, ...]:
    """Return the lines that say what came before a deal."""
    deal = proof.deal
    came = [f"{_short(one.day, deal.day)} {_channel(one)}" for one in proof.touches]
    shown, more = came[:_TOUCHES_TOLD], len(came) - _TOUCHES_TOLD
    if more > 0:
        rest = ngettext("另有 %(n)d 次", "另有 %(n)d 次", more)
        shown.append(rest % {"n": more})
    told = [
        _("触点 %(n)d：%(list)s") % {"n": len(came), "list": "、".join(shown)},
        _answered(proof),
    ]
    delivered = deal.day_of(DealEvent.DELIVERED)
    if delivered is not None:
        told.append(_("%(day)s 交车") % {"day": _short(delivered, deal.day)})
    told.append(_matched(deal))
    said = next((touch.message for touch in proof.touches if touch.message), "")
    lines = [_("；").join(filter(None, told))]
    return (*lines, _("留言：%(text)s") % {"text": cut(said, _MESSAGE)}) if said else tuple(lines)


def _channel(touch: Touched) -> str:
    return cut(_(touch.channel_name), LONGEST_NAME)


def _answered(proof: Proof) -> str:
    """Return what we did: how fast the first answer was, how often, and the visit."""
    parts = []
    if proof.answered_s is not None:
        parts.append(_("首响 %(time)s") % {"time": short_time(proof.answered_s)})
    contacts = len(proof.contacts)
    told = ngettext("跟进 %(n)d 次", "跟进 %(n)d 次", contacts)
    parts.append(told % {"n": contacts} if contacts else _("没有跟进记录"))
    visit = proof.visit
    if visit is not None:
        facts = {
            "day": _short(visit.day, proof.deal.day),
            "what": _("试驾") if visit.outcome is Outcome.TEST_DRIVEN else _("到店"),
            "after": _days((visit.day - proof.first.day).days),
        }
        parts.append(_("%(day)s %(what)s（首触后 %(after)s）") % facts)
    return _("；").join(parts)


def _matched(deal: DealRow) -> str:
    match = deal.match
    if match is None:
        return ""
    if match.how is MatchHow.HAND:
        return _("人工匹配：%(who)s") % {"who": plain(match.by) or "—"}
    return _("电话相同")


def _days(days: int) -> str:
    return ngettext("%(n)d 天", "%(n)d 天", abs(days)) % {"n": days}


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"


def _short(day: date, beside: date) -> str:
    """Return a day as short as it can be told beside another."""
    return f"{day:%m-%d}" if day.year == beside.year else _day(day)
