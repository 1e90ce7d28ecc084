"""The checklist of an activity: what is to be done before, on the day and after (R10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from netdesk.domain.activities.activity import Plan
from netdesk.domain.activities.words import ActivityKind, Moment
from netdesk.i18n import N_, _

_DRIVES = frozenset({ActivityKind.TEST_DRIVE, ActivityKind.SHOW, ActivityKind.GROUP_BUY})
_ONLINE = frozenset({ActivityKind.LIVE, ActivityKind.ONLINE})

_BEFORE = (
    (-7, N_("把活动发给销售和前台，定好负责人")),
    (-7, N_("按名单发出邀约")),
    (-3, N_("再问一遍没有回话的客户")),
    (-1, N_("提醒已答应的客户：时间、地点、到店码")),
    (-1, N_("打印签到名单，试一下扫码枪")),
)
_DURING = (
    N_("每到一位就签到，领礼品的登记"),
    N_("拍现场照片；要用客户照片的请先签同意书"),
)
_AFTER = (
    (1, N_("回访到场的客户")),
    (2, N_("没有到场的客户另约时间")),
    (3, N_("记下费用，关闭活动，看结果")),
)
_GIFT = N_("礼品到位：数量、品种和写的一致")
_CARS = N_("备好试驾车：手续、油电、路线")
_ROOM = N_("试播一遍：网络、声音、口播里没有禁用词")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a checklist."""

    id: int
    moment: Moment
    text: str
    position: int
    due: date | None = None
    done_at: datetime | None = None
    done_by: str = ""
    version: int = 1


def usual(plan: Plan) -> Iterator[tuple[Moment, str, date | None]]:
    """Yield the lines a checklist begins with, by what is planned."""
    first, last = plan.first, plan.last
    if plan.six_parts:
        yield Moment.BEFORE, _(_GIFT), first - timedelta(days=3)
    if plan.kind in _DRIVES:
        yield Moment.BEFORE, _(_CARS), first - timedelta(days=1)
    if plan.kind in _ONLINE:
        yield Moment.BEFORE, _(_ROOM), first - timedelta(days=1)
    for days, text in _BEFORE:
        yield Moment.BEFORE, _(text), first + timedelta(days=days)
    for text in _DURING:
        yield Moment.DURING, _(text), first
    for days, text in _AFTER:
        yield Moment.AFTER, _(text), last + timedelta(days=days)
