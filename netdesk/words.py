"""What the enums are called on screen and on paper, in the language in use."""

from enum import StrEnum
from typing import TYPE_CHECKING

from netdesk.domain.channel import ChannelKind
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Column, Technique
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Grade, Outcome, Stage, Urgency
from netdesk.domain.person import Role
from netdesk.i18n import N_, _

if TYPE_CHECKING:  # the first page has neither posts nor deals: what they need isn't read at start
    from netdesk.domain.activities.activity import Goal
    from netdesk.domain.activities.collisions import Clash
    from netdesk.domain.activities.guests import GuestView, InviteBy
    from netdesk.domain.activities.policies import PolicyState
    from netdesk.domain.activities.words import (
        ActivityKind,
        ActivityState,
        ArrivedBy,
        Moment,
        PolicyKind,
    )
    from netdesk.domain.money.words import DealEvent, MatchHow
    from netdesk.domain.posts.post import PostState
    from netdesk.domain.posts.questions import QuestionView

_OUTCOMES = {
    Outcome.CONNECTED: N_("接通"),
    Outcome.NO_ANSWER: N_("未接"),
    Outcome.WRONG_NUMBER: N_("错号"),
    Outcome.DEAD_NUMBER: N_("空号"),
    Outcome.WECHAT: N_("已加微信"),
    Outcome.INVITED: N_("已邀约"),
    Outcome.ARRIVED: N_("已到店"),
    Outcome.TEST_DRIVEN: N_("已试驾"),
    Outcome.ORDERED: N_("已订车"),
    Outcome.DELIVERED: N_("已交车"),
    Outcome.LOST: N_("战败"),
    Outcome.INVALID: N_("无效"),
}
_STAGES = {
    Stage.NEW: N_("新线索"),
    Stage.CONTACTED: N_("已联系"),
    Stage.INVITED: N_("已邀约"),
    Stage.ARRIVED: N_("已到店"),
    Stage.TEST_DRIVEN: N_("已试驾"),
    Stage.ORDERED: N_("已订车"),
    Stage.DELIVERED: N_("已交车"),
    Stage.LOST: N_("战败"),
    Stage.INVALID: N_("无效"),
}
_GRADES = {
    Grade.H: N_("H 级"),
    Grade.A: N_("A 级"),
    Grade.B: N_("B 级"),
    Grade.C: N_("C 级"),
    Grade.O: N_("O 已订"),
    Grade.D: N_("D 已交"),
    Grade.N: N_("N 级"),
}
_VIEWS = {
    InboxView.WAITING: N_("待首响"),
    InboxView.TODAY: N_("今日跟进"),
    InboxView.LATER: N_("稍后"),
    InboxView.VISITS: N_("待到店"),
    InboxView.ALL: N_("全部"),
}
_URGENCIES = {
    Urgency.CALM: N_("从容"),
    Urgency.SOON: N_("即将到时"),
    Urgency.URGENT: N_("紧急"),
    Urgency.OVERDUE: N_("超时"),
}
_KINDS = {
    ChannelKind.VERTICAL: N_("垂直门户"),
    ChannelKind.OFFICIAL: N_("官方"),
    ChannelKind.SOCIAL: N_("社交"),
    ChannelKind.LOCAL: N_("本地"),
    ChannelKind.HOTLINE: N_("400"),
    ChannelKind.SHOWROOM: N_("展厅"),
}
_ROLES = {
    Role.CLERK: N_("网络营销专员"),
    Role.INVITER: N_("邀约专员"),
    Role.CONSULTANT: N_("销售顾问"),
    Role.MANAGER: N_("经理"),
}
_TECHNIQUES = {
    Technique.CONTRAST: N_("反差"),
    Technique.BOLD: N_("大胆"),
    Technique.TABOO: N_("禁忌"),
    Technique.SECRET: N_("秘密"),
    Technique.EXTREME: N_("极端"),
    Technique.EMOTION: N_("煽情"),
    Technique.HUMOUR: N_("幽默"),
}
_COLUMNS = {
    Column.NEWS: N_("每日要闻"),
    Column.LOCAL: N_("地区热点"),
    Column.FUN: N_("好玩好吃"),
    Column.CARE: N_("用车养护"),
    Column.MODELS: N_("车型解读"),
    Column.OWNERS: N_("车主故事"),
    Column.QA: N_("本店问答"),
    Column.ACTIVITY: N_("活动邀约"),
    Column.OFFERS: N_("优惠信息"),
}
_LEVELS = {
    Level.OK: N_("未见问题"),
    Level.REVIEW: N_("需人工"),
    Level.EVIDENCE: N_("需举证"),
    Level.BLOCK: N_("禁用"),
}
_POST_STATES = {
    "draft": N_("草稿"),
    "scheduled": N_("已排期"),
    "published": N_("已发布"),
    "dropped": N_("已丢弃"),
}
_RECORDS = {  # by the words of `netdesk import --kind`, which intake knows
    "leads": N_("线索表"),
    "calls": N_("400 通话记录"),
    "deals": N_("成交台账"),
    "spend": N_("投放费用表"),
    "followers": N_("粉丝数据表"),
    "results": N_("内容数据表"),
}
_TOPICS = {  # the codes of resources/questions.toml
    "trade": N_("置换"),
    "finance": N_("贷款"),
    "papers": N_("保险上牌"),
    "policy": N_("补贴"),
    "drive": N_("试驾预约"),
    "charging": N_("充电"),
    "stock": N_("现车和颜色"),
    "delivery": N_("提车"),
    "care": N_("保养质保"),
    "range": N_("续航油耗"),
    "space": N_("空间"),
    "config": N_("配置"),
    "hours": N_("营业时间"),
    "way": N_("到店路线"),
    "offers": N_("优惠活动"),
    "price": N_("价格"),
    "other": N_("其他问题"),
}
_QUESTION_VIEWS = {
    "open": N_("待答"),
    "lapsed": N_("过期"),
    "answered": N_("已答"),
    "hidden": N_("已隐藏"),
}
_DEAL_EVENTS = {
    "ordered": N_("订车"),
    "changed": N_("变更"),
    "cancelled": N_("退订"),
    "delivered": N_("交车"),
    "refunded": N_("退车"),
}
_MATCHES = {
    "phone": N_("按电话"),
    "hand": N_("人工"),
    "none": N_("不属于线索"),
}
_POLICY_KINDS = {
    "sales": N_("销售政策"),
    "service": N_("售后政策"),
}
_POLICY_STATES = {
    "active": N_("现行"),
    "coming": N_("未开始"),
    "expired": N_("已结束"),
}
# Codes that other rooms hand up without knowing these words: reject reasons, marks of a number.
_REASONS = {
    "no_contact": N_("没有手机、微信或平台编号，联系不上"),
    "bad_phone": N_("不是可用的电话号码"),
    "bad_time": N_("看不懂这个时间"),
    "future_time": N_("时间在将来"),
    "bad_handled_time": N_("处理时间早于到达或晚于导入"),
    "unknown_channel": N_("没有这个渠道"),
    "too_long": N_("内容过长"),
    "broken_row": N_("这一行的格式坏了"),
    "no_day": N_("没有写日期"),
    "no_figures": N_("没有写数字"),
    "bad_number": N_("看不懂这个数"),
    "negative": N_("数字不能小于 0"),
    "too_much": N_("这个数大得不像真的"),
    "no_channel": N_("没有写是哪个渠道的账号：请加“渠道”一列，或让文件名带上渠道名"),
    "no_base": N_("前后一天都没有粉丝总数，净增推不出总数：请先填一天的总数"),
    "no_post_named": N_("没有写是哪篇帖子"),
    "unknown_post": N_("没有链接、编号或标题相同的帖子"),
    "several_posts": N_("有几篇帖子同名，分不清是哪一篇：请加上链接或帖子编号"),
    "post_not_out": N_("这篇帖子还没有记为已发布"),
    "before_post": N_("日期早于这篇帖子的发布"),
    "no_deal_named": N_("没有写客户、电话或合同号"),
    "out_of_order": N_("交车或退订的日期早于订车"),
    "other_customer": N_("这个合同号已经记在另一位客户名下"),
    "no_period": N_("没有写起止日期或月份"),
    "no_amount": N_("没有写金额"),
    "no_subject": N_(
        "没有写是哪个渠道、活动或帖子的费用：请加“渠道”“活动”或“帖子”一列，或让文件名带上渠道名"
    ),
    "unknown_activity": N_("没有这个名称或编号的活动：请先在“活动”页建好，或改成一样的名称"),
    "several_activities": N_("有几个活动同名，日期也分不清是哪一个：请写活动编号，例如 #12"),
    "end_before_start": N_("结束日期早于开始日期"),
    "long_period": N_("起止相差超过 5 年，多半写错了年份"),
    "overlap": N_(
        "同一渠道、活动或帖子的同一项目在 %(other)s 已有一笔，日期重叠会算两遍："
        "若是两笔费用，请写上不同的项目"
    ),
    "unknown_answer": N_("没有写接听还是未接，或者写法不认识"),
    "unknown_direction": N_("看不懂是呼入还是呼出"),
    "dead_number": N_("空号"),
    "wrong_number": N_("错号"),
}


def outcome(word: Outcome) -> str:
    """Return what an outcome is called."""
    return _(_OUTCOMES[word])


def stage(word: Stage) -> str:
    """Return what a stage is called."""
    return _(_STAGES[word])


def grade(word: Grade) -> str:
    """Return what a grade is called."""
    return _(_GRADES[word])


def view(word: InboxView) -> str:
    """Return what a tab is called."""
    return _(_VIEWS[word])


def urgency(word: Urgency) -> str:
    """Return what an urgency is called."""
    return _(_URGENCIES[word])


def channel_kind(word: ChannelKind) -> str:
    """Return what a kind of channel is called."""
    return _(_KINDS[word])


def role(word: Role) -> str:
    """Return what a role is called."""
    return _(_ROLES[word])


def technique(word: Technique) -> str:
    """Return what a headline technique is called."""
    return _(_TECHNIQUES[word])


def column(word: Column) -> str:
    """Return what a column is called."""
    return _(_COLUMNS[word])


def level(word: Level) -> str:
    """Return what a level of the rule check is called."""
    return _(_LEVELS[word])


def post_state(word: "PostState") -> str:
    """Return how far a post is, in words."""
    return _(_POST_STATES[word])


def policy_kind(word: "PolicyKind") -> str:
    """Return what a policy is about."""
    return _(_POLICY_KINDS[word])


def policy_state(word: "PolicyState") -> str:
    """Return whether a policy holds."""
    return _(_POLICY_STATES[word])


def records(kind: str) -> str:
    """Return what a table of such records is called."""
    return _(_RECORDS[kind])


def reason(word: StrEnum | str, other: str = "") -> str:
    """Return a reason in words; a reason typed by a person is said as it is.

    `other` is what stands in the way, where a reason names it.
    """
    known = _REASONS.get(str(word))
    if known is None:
        return str(word)
    return _(known) % {"other": other} if "%(other)s" in known else _(known)


def deal_event(kind: "DealEvent | str") -> str:
    """Return what happened to a deal, in words."""
    return _(_DEAL_EVENTS[kind])


def match_how(how: "MatchHow") -> str:
    """Return how a deal came to its lead."""
    return _(_MATCHES[how])


def topic(code: str) -> str:
    """Return what a topic of questions is called; one that isn't known any more by its code."""
    return _(_TOPICS[code]) if code in _TOPICS else code


def question_view(word: "QuestionView") -> str:
    """Return what a list of questions is called."""
    return _(_QUESTION_VIEWS[word])


_ACTIVITY_KINDS = {
    "test_drive": N_("试驾会"),
    "show": N_("车展"),
    "group_buy": N_("团购会"),
    "live": N_("直播"),
    "service": N_("服务活动"),
    "owners": N_("车主活动"),
    "online": N_("网上专享"),
    "other": N_("其他活动"),
}
_ACTIVITY_STATES = {
    "planned": N_("已计划"),
    "cancelled": N_("已取消"),
    "closed": N_("已关闭"),
}
_MOMENTS = {"before": N_("活动前"), "during": N_("活动当天"), "after": N_("活动后")}
_ARRIVED_BY = {"phone": N_("报手机号"), "code": N_("到店码"), "hand": N_("人工")}
_GOALS = {
    "invited": N_("邀约"),
    "agreed": N_("答应"),
    "arrived": N_("到场"),
    "test_driven": N_("试驾"),
    "ordered": N_("订车"),
}
_GUEST_VIEWS = {
    "all": N_("全部名单"),
    "listed": N_("待邀约"),
    "invited": N_("已邀约，待回话"),
    "agreed": N_("已答应"),
    "declined": N_("已谢绝"),
    "arrived": N_("已到场"),
    "missed": N_("答应未到"),
}
_INVITE_BY = {"wechat": N_("微信"), "phone": N_("电话"), "sms": N_("短信")}
_CLASHES = {
    "same_day": N_("撞日期"),
    "same_model": N_("撞车型"),
    "gift_price": N_("礼品价值不一"),
    "shop_event": N_("撞本店活动"),
}


def activity_kind(word: "ActivityKind") -> str:
    """Return what kind of activity it is."""
    return _(_ACTIVITY_KINDS[word])


def activity_state(word: "ActivityState") -> str:
    """Return how far an activity is."""
    return _(_ACTIVITY_STATES[word])


def moment(word: "Moment") -> str:
    """Return when a line of a checklist is due."""
    return _(_MOMENTS[word])


def arrived_by(word: "ArrivedBy") -> str:
    """Return how an arrival was known."""
    return _(_ARRIVED_BY[word])


def goal(word: "Goal") -> str:
    """Return what a goal counts."""
    return _(_GOALS[word])


def guest_view(word: "GuestView") -> str:
    """Return how far a guest is, as a list of guests is called."""
    return _(_GUEST_VIEWS[word])


def invite_by(word: "InviteBy | str") -> str:
    """Return the way of an invitation."""
    return _(_INVITE_BY[word]) if word in _INVITE_BY else str(word)


def clash(word: "Clash") -> str:
    """Return what two activities have in common that they must not."""
    return _(_CLASHES[word])
