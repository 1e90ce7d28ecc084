"""How the ledger of deals says what it shows."""

from collections.abc import Sequence
from datetime import date

from netdesk import words
from netdesk.domain.figures.kpi import short_time, yuan
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.proof import (
    DealRow,
    DealView,
    PersonProofs,
    Proof,
    Spoken,
    Touched,
)
from netdesk.domain.money.words import DealEvent, MatchHow
from netdesk.i18n import N_, _, ngettext
from netdesk.ui.leads.columns import ShopTime
from netdesk.ui.widgets.rows import Column, Ink

VIEWS = {
    DealView.ALL: N_("全部"),
    DealView.MATCHED: N_("已匹配"),
    DealView.OPEN: N_("未匹配"),
    DealView.NONE: N_("不是线索"),
    DealView.ENDED: N_("退订退车"),
}
_QUOTED = 60
_PEOPLE = 6


def columns() -> tuple[Column, ...]:
    """Return the columns of the list; those with a high `keep` leave first."""
    quiet = lambda _row: Ink.QUIET  # noqa: E731 - one ink for several columns
    return (
        Column(N_("日期"), lambda row: row.day.isoformat(), 92),
        Column(N_("客户"), name, 74, share=3, keep=1, bold=True),
        Column(N_("车型"), lambda row: row.model or "—", 84, share=4, keep=4),
        Column(
            N_("金额（元）"), lambda row: money(row.amount), 98, keep=5, is_number=True, longer=16
        ),
        Column(N_("毛利（元）"), profit, 92, keep=3, is_number=True, ink=_profit_ink, longer=34),
        Column(
            N_("状态"),
            lambda row: words.deal_event(row.state),
            62,
            keep=6,
            ink=_state_ink,
            longer=30,
        ),
        Column(N_("线索"), lead, 104, share=4, keep=2, ink=_lead_ink, longer=20),
        Column(N_("电话"), lambda row: row.phone or "—", 104, keep=7, ink=quiet),
        Column(N_("合同号"), lambda row: row.number or "—", 110, share=2, keep=8, ink=quiet),
        Column(N_("怎么匹配"), how, 100, share=2, keep=9, ink=quiet, longer=20),
        Column(N_("销售顾问"), lambda row: row.person or "—", 74, share=1, keep=10, ink=quiet),
    )


def name(row: DealRow) -> str:
    """Return the customer of a deal."""
    return row.name or row.lead_name or _("未留姓名")


def money(fen: int | None) -> str:
    """Return 分 as yuan; a dash where nobody wrote them."""
    return "—" if fen is None else f"{yuan(fen):,.2f}".replace("-", "−")


def profit(row: DealRow) -> str:
    """Return a deal's gross profit."""
    return money(row.gross_profit)


def lead(row: DealRow) -> str:
    """Return whose lead brought a deal, in a cell."""
    if row.is_matched:
        return " · ".join(filter(None, (_(row.channel_name), row.owner)))
    if row.match is not None:
        return _("不是线索")
    return _("未匹配")


def how(row: DealRow) -> str:
    """Return how a deal came to its lead."""
    return "—" if row.match is None else words.match_how(row.match.how)


def facts(row: DealRow) -> str:
    """Return what the ledger says of a deal beside its customer, in a line."""
    told = [row.phone, row.model]
    if row.number:
        told.append(_("合同号 %(number)s") % {"number": row.number})
    if row.person:
        told.append(_("销售顾问 %(name)s") % {"name": row.person})
    return " · ".join(filter(None, told)) or "—"


def sums(row: DealRow) -> str:
    """Return the money of a deal, in a line."""
    told = {"amount": money(row.amount), "profit": profit(row)}
    if row.gross_profit is None:
        return _("成交价 %(amount)s 元 · 毛利没有填") % told
    return _("成交价 %(amount)s 元 · 毛利 %(profit)s 元") % told


def happened(row: DealRow) -> str:
    """Return the dated events of a deal, in a line."""
    told = []
    for event in row.events:
        if event.kind is DealEvent.CHANGED:
            told.append(_("%(day)s 改过") % {"day": short(event.day, row.day)})
            continue
        said = f"{short(event.day, row.day)} {words.deal_event(event.kind)}"
        is_note = event.kind not in (DealEvent.ORDERED, DealEvent.DELIVERED) and event.note
        told.append(f"{said}（{event.note}）" if is_note else said)
    return " → ".join(told)


def matched(row: DealRow, at: ShopTime) -> str:
    """Return whose a deal is, by what, when and by whom (RULINGS 3)."""
    match = row.match
    if match is None:
        return _("还没有匹配到线索") if row.is_standing else _("没有匹配到线索")
    said = [words.match_how(match.how), at.say(match.at), match.by]
    if match.lead_id is not None:
        facts_ = {"id": match.lead_id, "name": row.lead_name or _("未留姓名")}
        said.insert(0, _("线索 #%(id)d %(name)s") % facts_)
        said.insert(1, _("归 %(name)s") % {"name": row.owner} if row.owner else _("还没有人跟进"))
    return " · ".join(filter(None, said))


def short(day: date, beside: date) -> str:
    """Return a day as short as it can be told beside another."""
    return f"{day:%m-%d}" if day.year == beside.year else day.isoformat()


def span(proof: Proof) -> str:
    """Return the way from the first touch to the deal, in a line (R8)."""
    beside = proof.deal.day
    told = [
        _("%(day)s 首触 %(channel)s")
        % {"day": short(proof.first.day, beside), "channel": _(proof.first.channel_name)}
    ]
    if proof.answered_s is not None:
        told.append(_("首响 %(time)s") % {"time": short_time(proof.answered_s)})
    visit = proof.visit
    if visit is not None:
        what = _("试驾") if visit.outcome is Outcome.TEST_DRIVEN else _("到店")
        told.append(f"{short(visit.day, beside)} {what}")
    told.append(_("%(day)s 成交") % {"day": short(beside, beside)})
    return " → ".join(told)


def between(proof: Proof) -> str:
    """Return the days between, and how often he came and we spoke, in a line."""
    told = [_("首触到成交 %(days)s") % {"days": _days(proof.days)}]
    if proof.days_to_visit is not None and proof.days_from_visit is not None:
        told.append(_("到店前 %(days)s") % {"days": _days(proof.days_to_visit)})
        told.append(_("到店后 %(days)s") % {"days": _days(proof.days_from_visit)})
    n, spoken = len(proof.touches), len(proof.contacts)
    told.append(ngettext("触点 %(n)d 次", "触点 %(n)d 次", n) % {"n": n})
    told.append(ngettext("跟进 %(n)d 次", "跟进 %(n)d 次", spoken) % {"n": spoken})
    return " · ".join(told)


def story(proof: Proof, at: ShopTime) -> list[tuple[str, str]]:
    """Return every touch and contact before a deal with its time, the first first."""
    them: list[Touched | Spoken] = [*proof.touches, *proof.contacts]
    them.sort(key=lambda one: one.at)
    return [
        (at.say(one.at), _touch(one) if isinstance(one, Touched) else _contact(one, at))
        for one in them
    ]


def people(them: Sequence[PersonProofs]) -> str:
    """Return what each person's leads brought, in a line."""
    told = []
    for one in them[:_PEOPLE]:
        n = one.sum.deals
        said = ngettext("%(name)s %(n)d 单 %(profit)s 元", "%(name)s %(n)d 单 %(profit)s 元", n)
        who = one.owner or _("还没有人跟进")
        told.append(said % {"name": who, "n": n, "profit": money(one.sum.gross_profit)})
    if len(them) > _PEOPLE:
        told.append("…")
    return " · ".join(told)


def _touch(one: Touched) -> str:
    message = " ".join(one.message.split())
    if len(message) > _QUOTED:
        message = message[: _QUOTED - 1] + "…"
    quoted = _("“%(text)s”") % {"text": message} if message else ""
    return " · ".join(filter(None, (_(one.channel_name), one.model, quoted)))


def _contact(one: Spoken, at: ShopTime) -> str:
    visit = _("约 %(time)s 到店") % {"time": at.say(one.visit_at)} if one.visit_at else ""
    parts = (words.outcome(one.outcome), visit, one.note, one.by)
    return " · ".join(filter(None, parts))


def _days(days: int) -> str:
    return ngettext("%(n)d 天", "%(n)d 天", abs(days)) % {"n": days}


def _profit_ink(row: DealRow) -> Ink:
    return Ink.BAD if (row.gross_profit or 0) < 0 else Ink.PLAIN


def _state_ink(row: DealRow) -> Ink:
    if not row.is_standing:
        return Ink.BAD
    return Ink.GOOD if row.state is DealEvent.DELIVERED else Ink.PLAIN


def _lead_ink(row: DealRow) -> Ink:
    if row.is_matched:
        return Ink.PLAIN
    said_none = row.match is not None and row.match.how is MatchHow.NONE
    return Ink.QUIET if said_none or not row.is_standing else Ink.ACCENT
