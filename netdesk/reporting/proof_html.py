"""The proof of influence as HTML: for Qt's pages, for a browser. Every value is escaped."""

from dataclasses import asdict

from netdesk.domain.money.proof import ProofReport
from netdesk.i18n import _, language
from netdesk.reporting import template
from netdesk.reporting.proof_page import ProofPage, proof_page
from netdesk.resources import resource


def proof_html(report: ProofReport) -> str:
    """Return the whole report, one document that needs no other file."""
    page = proof_page(report)
    return template.read(resource("proof", "report.html")).fill(_words() | _values(page))


def _values(page: ProofPage) -> dict[str, object]:
    people = tuple(
        asdict(person)
        | {
            "deals": tuple(
                asdict(deal) | {"story": tuple({"line": line} for line in deal.story)}
                for deal in person.deals
            )
        }
        for person in page.people
    )
    title = _("网络成交证明 · %(range)s · %(shop)s") % {"range": page.range, "shop": page.shop}
    return asdict(page) | {
        "title": title,
        "lang": language().replace("_", "-"),
        "people": people,
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
        "th_phone": _("手机"),
        "th_model": _("车型"),
        "th_consultant": _("销售顾问"),
        "th_first": _("首次触点"),
        "sign_made": _("填表："),
        "sign_checked": _("复核："),
    }
