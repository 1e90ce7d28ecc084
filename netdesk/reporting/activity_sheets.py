"""An activity as sheets: the guests, the result beside earlier ones, what the figures mean."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from netdesk import words
from netdesk.domain.activities.activity import Activity, Goal
from netdesk.domain.activities.guests import Guest
from netdesk.domain.activities.result import Report, Result, formulas
from netdesk.domain.figures.kpi import yuan
from netdesk.i18n import _
from netdesk.reporting.activity_html import short_state
from netdesk.reporting.workbook import Cell, Sheet


def activity_sheets(
    report: Report, guests: Sequence[Guest], phones: Mapping[int, str]
) -> list[Sheet]:
    """Return the sheets; `phones` are whole numbers by customer, amounts are in yuan."""
    zone = report.made_at.tzinfo
    return [
        Sheet(_("名单"), _guest_header(), [_guest(one, phones, zone) for one in guests]),
        _results(report),
        Sheet(_("口径"), (_("指标"), _("怎么算")), list(formulas())),
    ]


def _guest_header() -> tuple[str, ...]:
    return (
        _("线索编号"),
        _("客户"),
        _("手机"),
        _("微信"),
        _("意向车型"),
        _("渠道"),
        _("意向级别"),
        _("负责人"),
        _("到店码"),
        _("状态"),
        _("邀约时间"),
        _("邀约方式"),
        _("答应时间"),
        _("谢绝时间"),
        _("到场时间"),
        _("签到方式"),
        _("试驾"),
        _("订车"),
    )


def _guest(one: Guest, phones: Mapping[int, str], zone: tzinfo | None) -> list[Cell]:
    row, marks = one.row, one.marks

    def at(instant: datetime | None) -> datetime | None:
        return None if instant is None else instant.astimezone(zone)

    return [
        row.id,
        row.name,
        phones.get(row.customer_id, ""),
        row.wechat,
        row.model,
        _(row.channel_name),
        words.grade(row.grade),
        row.owner,
        one.code,
        short_state(one),
        at(marks.invited_at),
        words.invite_by(marks.invited_by) if marks.invited_by else "",
        at(marks.agreed_at),
        at(marks.declined_at),
        at(marks.arrived_at),
        words.arrived_by(marks.arrived_by) if marks.arrived_by else "",
        _("是") if one.test_driven else "",
        _("是") if one.ordered else "",
    ]


def _results(report: Report) -> Sheet:
    header = (
        _("活动"),
        _("类型"),
        _("第一天"),
        _("最后一天"),
        *(words.goal(goal) for goal in Goal),
        _("谢绝"),
        _("未答应而来"),
        _("费用（元）"),
        _("毛利（元）"),
        _("毛利 − 费用（元）"),
        _("每到场一人（元）"),
    )
    goals = report.activity.plan.goals
    plan_line: list[Cell] = [
        _("目标"),
        "",
        None,
        None,
        *(goals.get(goal) for goal in Goal),
        None,
        None,
        yuan(report.activity.plan.budget) if report.activity.plan.budget else None,
    ]
    rows = [
        _line(report.activity, report.result),
        plan_line,
        *(_line(one.activity, one.result) for one in report.earlier),
    ]
    return Sheet(_("结果"), header, rows)


def _line(activity: Activity, result: Result) -> list[Cell]:
    each = result.cost_per_arrival
    return [
        activity.plan.name,
        words.activity_kind(activity.plan.kind),
        activity.plan.first,
        activity.plan.last,
        *(result.count(goal) for goal in Goal),
        result.declined,
        result.unasked,
        yuan(result.cost),
        yuan(result.gross_profit),
        yuan(result.profit),
        None if each is None else yuan(each),
    ]
