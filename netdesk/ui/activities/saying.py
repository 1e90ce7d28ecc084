"""How the page says activities and guests."""

from datetime import date

from netdesk import words
from netdesk.domain.activities.activity import Activity
from netdesk.domain.activities.guests import Guest, GuestView
from netdesk.domain.activities.words import ActivityState
from netdesk.domain.figures.kpi import yuan
from netdesk.i18n import _, ngettext
from netdesk.ui.widgets.days import WEEKDAYS
from netdesk.ui.widgets.rows import Ink

_SOON = 30


def days(activity: Activity, today: date) -> str:
    """Return an activity's days as short as they can be told: 11-28 周六, 11-28 至 11-29."""
    plan = activity.plan
    if plan.first == plan.last:
        return f"{_day(plan.first, today)} {_(WEEKDAYS[plan.first.weekday()])}"
    facts = {"first": _day(plan.first, today), "last": _day(plan.last, plan.first)}
    return _("%(first)s 至 %(last)s") % facts


def when(activity: Activity, today: date) -> str:
    """Return how far an activity is: 还有 4 天, 今天, 结束 3 天, 已取消."""
    plan = activity.plan
    if activity.state is not ActivityState.PLANNED:
        return words.activity_state(activity.state)
    if plan.first <= today <= plan.last:
        return _("进行中")
    if today < plan.first:
        n = (plan.first - today).days
        return ngettext("还有 %(n)d 天", "还有 %(n)d 天", n) % {"n": n}
    return _("已结束，待关闭")


def when_ink(activity: Activity, today: date) -> Ink:
    """Return the ink of how far it is."""
    if activity.state is not ActivityState.PLANNED:
        return Ink.QUIET
    if activity.is_on(today):
        return Ink.GOOD
    return Ink.BAD if activity.is_over(today) else Ink.ACCENT


def tally(activity: Activity) -> str:
    """Return the guests in one line."""
    one = activity.tally
    if not one.listed:
        return _("还没有名单")
    told = [ngettext("名单 %(n)d", "名单 %(n)d", one.listed) % {"n": one.listed}]
    if one.agreed:
        told.append(_("答应 %(n)d") % {"n": one.agreed})
    if one.arrived:
        told.append(_("到场 %(n)d") % {"n": one.arrived})
    return " · ".join(told)


def facts(activity: Activity, today: date) -> str:
    """Return what is planned in one line."""
    plan = activity.plan
    told = [words.activity_kind(plan.kind), days(activity, today), plan.hours, plan.place]
    if plan.channel:
        told.append(_("只限 %(channel)s 的客户") % {"channel": _(activity.channel_name)})
    if plan.quota is not None:
        facts_ = {"quota": plan.quota, "left": activity.places_left}
        told.append(_("名额 %(quota)d，还剩 %(left)d") % facts_)
    if plan.gift_name or plan.gift.get("kind"):
        told.append(" ".join(filter(None, (plan.gift_name, plan.gift.get("kind")))))
    return " · ".join(part for part in told if part)


def state(guest: Guest) -> str:
    """Return how far a guest is."""
    return {
        GuestView.LISTED: _("待邀约"),
        GuestView.INVITED: _("已邀约"),
        GuestView.AGREED: _("已答应"),
        GuestView.DECLINED: _("已谢绝"),
        GuestView.ARRIVED: _("已到场"),
    }[guest.state]


def state_ink(guest: Guest) -> Ink:
    """Return the ink of how far a guest is."""
    return {
        GuestView.AGREED: Ink.ACCENT,
        GuestView.ARRIVED: Ink.GOOD,
        GuestView.DECLINED: Ink.QUIET,
        GuestView.LISTED: Ink.QUIET,
    }.get(guest.state, Ink.PLAIN)


def name(guest: Guest) -> str:
    """Return what a guest is called."""
    return guest.row.name or _("未留姓名")


def money(fen: int | None) -> str:
    """Return 分 as yuan; a dash where there is none."""
    return "—" if fen is None else f"{yuan(fen):,.2f}"


def _day(day: date, beside: date) -> str:
    return f"{day:%m-%d}" if day.year == beside.year else f"{day:%Y-%m-%d}"
