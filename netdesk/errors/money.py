"""Deals, fees, budgets and targets."""

from netdesk.errors.base import UsageError


class UnknownDeal(UsageError):
    """没有编号为 %(id)s 的成交，什么也没有改；请在成交列表里查看编号。"""


class DealUnmatched(UsageError):
    """这笔成交还没有匹配到线索，没有可看的证明；请先匹配线索。"""


class DealChanged(UsageError):
    """这笔成交的匹配之后又改过，没有撤销；请看过最新情况再改。"""


class DealKnown(UsageError):
    """这笔成交已经在台账里（编号 %(id)s），没有再记一次；请在那一笔上改。"""


class BadDeal(UsageError):
    """这笔成交记不下来，什么也没有改：要有客户、电话或合同号和一个不在将来的日期，金额不能小于 0，交车和退订不能早于订车；请改好再记。"""


class BadDealPhone(UsageError):
    """%(phone)s 不是可用的电话号码，这笔成交没有记；请改好，或留空。"""


class UnknownSpend(UsageError):
    """没有编号为 %(id)s 的费用，什么也没有改；请看看现在有哪些。"""


class SpendChanged(UsageError):
    """这笔费用刚被改过，没有覆盖；请看过最新情况再改。"""


class SpendBackwards(UsageError):
    """结束日期 %(last)s 早于开始日期 %(first)s，这笔费用没有记；请改好日期再记。"""


class SpendTooLong(UsageError):
    """从 %(first)s 到 %(last)s 超过 5 年，多半写错了年份，这笔费用没有记；请改好日期再记。"""


class SpendOverlaps(UsageError):
    """同一用处、同一项目在 %(first)s 至 %(last)s 已有一笔（%(amount)s 元），日期重叠会算两遍，没有再记；若是两笔费用，请写上不同的项目，否则请改那一笔。"""


class SpendOfNothing(UsageError):
    """没有写这笔费用是给哪个渠道、活动或帖子的，没有记；请选好再记。"""


class BadAmount(UsageError):
    """看不懂金额 %(text)s，没有记；请写成 1200、1,200.50 或 1.2万 这样，从 0 到 1 亿元。"""


class BadPeriod(UsageError):
    """看不懂日期 %(text)s，没有记；请写成 2026-11、2026-11-01~2026-11-30 或 11月1日至15日 这样。"""


class BudgetChanged(UsageError):
    """这个月的预算之后又改过，没有撤销；请看过最新情况再改。"""


class TargetRefused(UsageError):
    """%(what)s的目标不能是 %(given)s，没有保存，原来的还在；可以是：%(allowed)s。"""


class TargetChanged(UsageError):
    """这个目标之后又改过，没有撤销；请看过最新情况再改。"""
