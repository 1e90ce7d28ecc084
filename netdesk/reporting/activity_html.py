"""An activity on paper: the list to sign, the result. Every value is escaped, phones are masked."""

from collections.abc import Iterable
from datetime import datetime

from netdesk import words
from netdesk.domain.activities.activity import Activity, Goal
from netdesk.domain.activities.collisions import days_told
from netdesk.domain.activities.guests import Guest, GuestView
from netdesk.domain.activities.result import Report, Result, formulas
from netdesk.domain.figures.kpi import percent, yuan
from netdesk.i18n import _, language, ngettext
from netdesk.reporting import template
from netdesk.reporting.plain import cut, plain
from netdesk.resources import resource

NBSP = "\N{NO-BREAK SPACE}"
_NAME = 28  # half-width cells
_SPARE = 5  # empty lines for those who come without being listed
_DASH = "—"


def guests_html(
    activity: Activity, guests: Iterable[Guest], *, shop: str, made_at: datetime
) -> str:
    """Return the list to sign: those who declined are left out, a few lines are empty."""
    coming = [guest for guest in guests if guest.state is not GuestView.DECLINED]
    lines = [
        {
            "number": str(at),
            "customer": cut(guest.row.name, _NAME) or _("未留姓名"),
            "phone": guest.row.phone or (_("微信") if guest.row.wechat else _DASH),
            "model": cut(guest.row.model, _NAME) or _DASH,
            "code": guest.code,
            "state": short_state(guest),
        }
        for at, guest in enumerate(coming, 1)
    ]
    told = ngettext("名单 %(n)d 人", "名单 %(n)d 人", len(lines)) % {"n": len(lines)}
    values = {
        **_head(activity, _("活动签到表"), shop, made_at),
        "name": plain(activity.plan.name),
        "facts": _joined(told, *_where(activity)),
        "guests": tuple(lines),
        "spare": tuple({"number": str(len(lines) + at)} for at in range(1, _SPARE + 1)),
        "unlisted": _("现场登记"),
        "note": _(
            "签到请报手机号后四位或到店码。现场登记的客户请写清姓名和手机号，用于本次活动联系。"
        ),
        "th_number": _("序号"),
        "th_customer": _("客户"),
        "th_phone": _("手机"),
        "th_model": _("意向车型"),
        "th_code": _("到店码"),
        "th_state": _("状态"),
        "th_sign": _("签名"),
    }
    return template.read(resource("activity", "guests.html")).fill(values)


def result_html(report: Report) -> str:
    """Return the result page."""
    activity, result = report.activity, report.result
    values = {
        **_head(activity, _("活动结果"), report.shop, report.made_at),
        **_result_words(),
        "headline": headline(report),
        "facts": _joined(
            words.activity_kind(activity.plan.kind),
            *_where(activity),
            _("清单完成 %(done)d/%(all)d") % {"done": report.done, "all": report.checks},
        ),
        "lines": tuple(_figures(report)),
        "costs": tuple(
            {
                "item": cut(one.item, 44) or _("未写项目"),
                "period": days_told(one.first, one.last),
                "amount": money(one.amount),
            }
            for one in report.costs
        ),
        "sums": tuple(_sums(report)),
        "earlier": "yes" if report.earlier else "",
        "compared": tuple(
            _compared(one, of)
            for one, of in (
                (activity, result),
                *((one.activity, one.result) for one in report.earlier),
            )
        ),
        "none_earlier": _("以前还没有可以比较的活动。"),
        "formulas": _("；").join(
            _("%(name)s：%(meant)s") % {"name": name, "meant": meant} for name, meant in formulas()
        ),
    }
    return template.read(resource("activity", "result.html")).fill(values)


def headline(report: Report) -> str:
    """Return the sentence that says what an activity brought."""
    result = report.result
    told = _(
        "“%(name)s”邀约 %(invited)d 人，答应 %(agreed)d 人，到场 %(arrived)d 人，"
        "订车 %(ordered)d 台；"
    )
    facts = {
        "name": plain(report.activity.plan.name),
        "invited": result.invited,
        "agreed": result.agreed,
        "arrived": result.arrived,
        "ordered": result.ordered,
    }
    cost = _("费用 %(cost)s 元，毛利 %(profit)s 元。")
    money_facts = {"cost": money(result.cost), "profit": money(result.gross_profit)}
    return told % facts + cost % money_facts


def short_state(guest: Guest) -> str:
    """Return how far a guest is, as short as a column is."""
    return {
        GuestView.LISTED: _("待邀约"),
        GuestView.INVITED: _("已邀约"),
        GuestView.AGREED: _("已答应"),
        GuestView.DECLINED: _("已谢绝"),
        GuestView.ARRIVED: _("已到场"),
    }[guest.state]


def money(fen: int | None) -> str:
    """Return an amount in 分 as yuan; a dash where there is none."""
    return _DASH if fen is None else f"{yuan(fen):,.2f}"


def rate(value: float | None) -> str:
    """Return a share in percent; a dash where there is nothing to divide by."""
    return _DASH if value is None else percent(value)


def _head(activity: Activity, heading: str, shop: str, made_at: datetime) -> dict[str, str]:
    days, shop = days_told(activity.plan.first, activity.plan.last), plain(_(shop))
    name = cut(activity.plan.name, 60)
    return {
        "lang": language().replace("_", "-"),
        "title": _("%(what)s · %(name)s · %(days)s")
        % {"what": heading, "name": name, "days": days},
        "heading": heading,
        "shop": shop,
        "days": _joined(days, plain(activity.plan.hours)),
        "sign_made": _("填表："),
        "sign_checked": _("复核："),
        "made": _("制表 %(time)s") % {"time": f"{made_at:%Y-%m-%d %H:%M}"},
    }


def _where(activity: Activity) -> list[str]:
    plan = activity.plan
    told = [plain(plan.place)] if plan.place else []
    if plan.channel:
        told.append(_("只限 %(channel)s 的客户") % {"channel": _(activity.channel_name)})
    if plan.quota is not None:
        told.append(ngettext("名额 %(n)d 个", "名额 %(n)d 个", plan.quota) % {"n": plan.quota})
    if plan.gift_name or plan.gift.get("kind"):
        gift = plan.gift_name or _("礼品")
        told.append(_("%(gift)s：%(kind)s") % {"gift": gift, "kind": plan.gift.get("kind", _DASH)})
    return told


def _figures(report: Report) -> Iterable[dict[str, str]]:
    goals = {line.goal: line for line in report.goals}
    result = report.result
    rates = {
        Goal.AGREED: result.agreed_rate,
        Goal.ARRIVED: result.came_rate,
        Goal.ORDERED: result.order_rate,
    }
    of = {
        Goal.AGREED: _("占邀约"),
        Goal.ARRIVED: _("答应的里"),
        Goal.ORDERED: _("占到场"),
    }
    for goal in Goal:
        line = goals.get(goal)
        told = rates.get(goal)
        yield {
            "figure": words.goal(goal),
            "wanted": str(line.wanted) if line else _DASH,
            "got": str(result.count(goal)),
            "share": rate(line.share) if line else _DASH,
            "rate": f"{of[goal]} {rate(told)}" if told is not None else NBSP,
        }


def _sums(report: Report) -> Iterable[dict[str, str]]:
    result, budget = report.result, report.activity.plan.budget
    beside = NBSP
    if budget:
        beside = _("预算 %(amount)s") % {"amount": money(budget)}
        if report.over_budget:
            over = _("超出 %(amount)s") % {"amount": money(report.over_budget)}
            beside = _("%(budget)s，%(over)s") % {"budget": beside, "over": over}
    yield {"sum": _("费用合计"), "beside": beside, "amount": money(result.cost)}
    yield {"sum": _("毛利"), "beside": NBSP, "amount": money(result.gross_profit)}
    yield {"sum": _("毛利 − 费用"), "beside": NBSP, "amount": money(result.profit)}
    yield {"sum": _("每到场一人"), "beside": NBSP, "amount": money(result.cost_per_arrival)}


def _compared(activity: Activity, result: Result) -> dict[str, str]:
    return {
        "activity": cut(activity.plan.name, 34),
        "day": f"{activity.plan.first:%Y-%m-%d}",
        "invited": str(result.invited),
        "agreed": str(result.agreed),
        "arrived": str(result.arrived),
        "ordered": str(result.ordered),
        "cost": money(result.cost),
        "each": money(result.cost_per_arrival),
    }


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _result_words() -> dict[str, str]:
    return {
        "goals_title": _("目标和结果"),
        "money_title": _("钱（元）"),
        "earlier_title": _("和以前的活动比"),
        "th_figure": _("指标"),
        "th_wanted": _("目标"),
        "th_got": _("结果"),
        "th_share": _("完成"),
        "th_rate": _("比例"),
        "th_item": _("项目"),
        "th_days": _("日期"),
        "th_amount": _("金额"),
        "th_activity": _("活动"),
        "th_day": _("日期"),
        "th_invited": _("邀约"),
        "th_agreed": _("答应"),
        "th_arrived": _("到场"),
        "th_ordered": _("订车"),
        "th_cost": _("费用"),
        "th_each": _("每到场一人"),
    }
