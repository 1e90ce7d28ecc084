"""Activities, their guests, and policies."""

from netdesk.errors.base import UsageError


class UnknownActivity(UsageError):
    """没有编号为 %(id)s 的活动，什么也没有改；请看看现在有哪些。"""


class ActivityChanged(UsageError):
    """这个活动刚被改过，没有覆盖，写的都还在；请看过最新情况再试。"""


class ActivityEmpty(UsageError):
    """活动要有至少两个字的名称，没有保存，写的都还在；请补上名称。"""


class ActivityBackwards(UsageError):
    """活动的最后一天 %(last)s 早于第一天 %(first)s，没有保存，写的都还在；请改好日期。"""


class ActivityTooLong(UsageError):
    """活动从 %(first)s 到 %(last)s 超过 %(most)d 天，多半写错了日期，没有保存，写的都还在；请改好日期。"""


class ActivityNumber(UsageError):
    """%(what)s不能是 %(given)s，没有保存，写的都还在；请写 0 到 %(most)s 的数，没有就空着。"""


class ActivityBlocked(UsageError):
    """活动里有不能说的内容（%(words)s），没有保存，写的都还在；请按提示改写后再试。"""


class ActivityCollides(UsageError):
    """这个活动和别的撞上了：%(what)s。没有保存，写的都还在；请换日期、车型或礼品，确实要这样办就选“仍然保存”。"""


class ActivityIsCancelled(UsageError):
    """活动“%(name)s”已经取消，什么也没有改；要接着办，请先恢复它。"""


class ActivityIsClosed(UsageError):
    """活动“%(name)s”已经关闭，什么也没有改；要补记，请先重新打开它。"""


class ActivityNotYet(UsageError):
    """活动“%(name)s”%(first)s 才开始，没有记到场；请在活动当天签到。"""


class ActivityHasGuests(UsageError):
    """活动“%(name)s”已经有名单或费用，没有撤销；不办了请取消它。"""


class QuotaFull(UsageError):
    """名额 %(quota)d 个已经答应满，没有记；请先把名额改大，或把来不了的记为谢绝。"""


class UnknownGuest(UsageError):
    """名单里没有这位客户，什么也没有记；请看看现在的名单。"""


class GuestChanged(UsageError):
    """这位客户的记录刚被改过，没有覆盖；请看过最新情况再试。"""


class GuestCame(UsageError):
    """%(name)s 已经到场，没有移出名单；若是记错，请先撤回到场。"""


class GuestNotContacted(UsageError):
    """%(name)s 要求不再联系，没有加进名单。"""


class CodeOfOther(UsageError):
    """到店码 %(code)s 是活动“%(name)s”的，没有在这里记到场；请到那个活动签到。"""


class CheckEmpty(UsageError):
    """清单里的事要写清楚是什么，没有记；请写几个字。"""


class UnknownCheck(UsageError):
    """清单里没有这一条，什么也没有改；请看看现在的清单。"""


class UnknownPolicy(UsageError):
    """没有编号为 %(id)s 的政策，什么也没有改；请看看现在有哪些。"""


class PolicyChanged(UsageError):
    """这条政策刚被改过，没有覆盖，写的都还在；请看过最新情况再改。"""


class PolicyEmpty(UsageError):
    """政策要有至少两个字的标题，没有保存，写的都还在；请补上标题。"""


class PolicyBackwards(UsageError):
    """政策的结束日期 %(last)s 早于开始日期 %(first)s，没有保存，写的都还在；请改好日期。"""
