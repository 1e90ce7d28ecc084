"""The proof of influence as sheets: people, deals, what came before each, deals without a lead."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo

from netdesk import words
from netdesk.domain.figures.kpi import yuan
from netdesk.domain.money.deals import ENDING
from netdesk.domain.money.proof import DealRow, PersonProofs, Proof, ProofReport, Sum
from netdesk.domain.money.words import DealEvent
from netdesk.i18n import _
from netdesk.reporting.proof_page import formulas, headline, match_words, owner, state
from netdesk.reporting.workbook import Cell, Sheet


def proof_sheets(report: ProofReport) -> list[Sheet]:
    """Return the sheets; amounts are numbers in yuan, instants are the shop's wall time."""
    return [_people(report), _deals(report), _story(report), _others(report), _meant(report)]


def _people(report: ProofReport) -> Sheet:
    header = (
        _("线索归属"),
        _("成交（单）"),
        _("其中交车（单）"),
        _("成交额（元）"),
        _("毛利（元）"),
        _("没有填毛利（单）"),
        _("首触到成交（天，中位）"),
    )
    rows: list[list[Cell]] = [
        [owner(one), *_sums(one.sum), one.median_days] for one in report.people
    ]
    rows.append([_("有线索在先"), *_sums(report.matched), None])
    rows.append([_("全店"), *_sums(report.whole), None])
    return Sheet(_("按人员"), header, rows)


def _sums(one: Sum) -> list[Cell]:
    amounts = yuan(one.amount), yuan(one.gross_profit)
    return [one.deals, one.delivered, *amounts, one.without_profit]


def _deals(report: ProofReport) -> Sheet:
    header = (
        _("线索归属"),
        *_deal_header(),
        _("首次触点"),
        _("首触渠道"),
        _("触点（次）"),
        _("来过的渠道"),
        _("首响（分钟）"),
        _("跟进（次）"),
        _("到店"),
        _("首触到到店（天）"),
        _("到店到成交（天）"),
        _("首触到成交（天）"),
        _("匹配方式"),
        _("匹配时间"),
        _("匹配人"),
        _("线索编号"),
    )
    zone = report.made_at.tzinfo
    rows = ([owner(person), *_deal_row(proof, zone)] for person, proof in _each(report))
    return Sheet(_("成交"), header, list(rows))


def _deal_row(proof: Proof, zone: tzinfo | None) -> list[Cell]:
    deal, match, visit = proof.deal, proof.deal.match, proof.visit
    return [
        *_deal_cells(deal),
        proof.first.at.astimezone(zone),
        _(proof.first.channel_name),
        len(proof.touches),
        "、".join(map(_, proof.channels)),
        None if proof.answered_s is None else round(proof.answered_s / 60, 1),
        len(proof.contacts),
        None if visit is None else visit.at.astimezone(zone),
        proof.days_to_visit,
        proof.days_from_visit,
        proof.days,
        match_words(deal),
        None if match is None else match.at.astimezone(zone),
        "" if match is None else match.by,
        None if match is None else match.lead_id,
    ]


def _story(report: ProofReport) -> Sheet:
    header = (
        _("成交编号"),
        _("客户"),
        _("成交日"),
        _("时间"),
        _("经过"),
        _("渠道"),
        _("人员"),
        _("内容"),
        _("约定到店"),
    )
    zone = report.made_at.tzinfo
    rows = (row for _person, proof in _each(report) for row in _story_rows(proof, zone))
    return Sheet(_("经过"), header, list(rows))


def _story_rows(proof: Proof, zone: tzinfo | None) -> Iterable[list[Cell]]:
    """Return a row for each touch and contact, in their order."""
    deal = proof.deal
    told: list[tuple[datetime, list[Cell]]] = []
    for touch in proof.touches:
        said = touch.message or touch.model
        told.append((touch.at, [_("触点"), _(touch.channel_name), "", said, None]))
    for one in proof.contacts:
        visit = None if one.visit_at is None else one.visit_at.astimezone(zone)
        told.append((one.at, [words.outcome(one.outcome), "", one.by, one.note, visit]))
    told.sort(key=lambda row: row[0])
    return ([deal.id, deal.name, deal.day, at.astimezone(zone), *rest] for at, rest in told)


def _others(report: ProofReport) -> Sheet:
    header = (*_deal_header(), _("匹配"))
    rows = [[*_deal_cells(deal), match_words(deal)] for deal in report.others]
    return Sheet(_("没有线索的成交"), header, rows)


def _meant(report: ProofReport) -> Sheet:
    rows: list[list[Cell]] = [
        [_("结论"), headline(report)],
        [_("门店"), report.shop],
        [_("制表时间"), report.made_at],
        [_("口径"), formulas()],
    ]
    range_ = f"{report.first} – {report.last}"
    return Sheet(_("口径"), (_("网络成交证明"), range_), rows)


def _deal_header() -> tuple[str, ...]:
    return (
        _("成交编号"),
        _("合同号"),
        _("客户"),
        _("手机"),
        _("车型"),
        _("销售顾问"),
        _("状态"),
        _("成交日"),
        _("交车日"),
        _("退订日"),
        _("成交价（元）"),
        _("毛利（元）"),
    )


def _deal_cells(deal: DealRow) -> list[Cell]:
    delivered: date | None = deal.day_of(DealEvent.DELIVERED)
    return [
        deal.id,
        deal.number,
        deal.name,
        deal.phone,
        deal.model,
        deal.person,
        state(deal),
        deal.day,
        delivered,
        deal.day_of(*ENDING),
        yuan(deal.amount),
        None if deal.gross_profit is None else yuan(deal.gross_profit),
    ]


def _each(report: ProofReport) -> Iterator[tuple[PersonProofs, Proof]]:
    for person in report.people:
        for proof in person.proofs:
            yield person, proof
