"""The proof of influence as HTML: for Qt's pages, for a browser. Every value is escaped."""

from collections.abc import Sequence
from dataclasses import asdict

from netdesk.domain.money.proof import ProofReport
from netdesk.i18n import _, language, ngettext
from netdesk.reporting import template
from netdesk.reporting.proof_page import PersonPart, ProofPage, proof_page
from netdesk.resources import resource

LISTED = 150  # deals on paper; how many are not is said, and the workbook has them


def proof_html(report: ProofReport) -> str:
    """Return the whole report, one document that needs no other file."""
    page = proof_page(report)
    return template.read(resource("proof", "report.html")).fill(_words() | _values(page))


def _values(page: ProofPage) -> dict[str, object]:
    people = tuple(_person(person, page.people[:at]) for at, person in enumerate(page.people))
    title = _("网络成交证明 · %(range)s · %(shop)s") % {"range": page.range, "shop": page.shop}
    return asdict(page) | {
        "title": title,
        "lang": language().replace("_", "-"),
        "people": people,
    }


def _person(person: PersonPart, before: Sequence[PersonPart]) -> dict[str, object]:
    room = max(0, LISTED - sum(len(one.deals) for one in before))
    more = len(person.deals) - room
    told = ngettext(
        "另有 %(n)d 单未列出，见工作簿。", "另有 %(n)d 单未列出，见工作簿。", max(more, 0)
    )
    return {
        "said": person.said,
        "deals": tuple(
            asdict(deal) | {"story": tuple({"line": line} for line in deal.story)}
            for deal in person.deals[:room]
        ),
        "more": told % {"n": more} if more > 0 else "",
    }


def _words() -> dict[str, str]:
    return {
        "heading": _("网络成交证明"),
        "sums_title": _("按人员"),
        "nothing": _("本期没有匹配到线索的成交。"),
        "th_person": _("线索归属"),
        "th_deals": _("成交"),
        "th_delivered": _("其中交车"),
        "th_amount": _("成交额（元）"),
        "th_profit": _("毛利（元）"),
        "th_unsaid": _("毛利未填"),
        "th_days": _("首触到成交"),
        "th_lasted": _("历时"),
        "th_day": _("成交日"),
        "th_customer": _("客户"),
        "th_model": _("车型、顾问"),
        "th_story": _("经过"),
        "sign_made": _("填表："),
        "sign_checked": _("复核："),
    }
