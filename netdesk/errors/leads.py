"""Leads, what is logged on them, and who does it."""

from netdesk.errors.base import UsageError


class UnknownLead(UsageError):
    """没有编号为 %(id)s 的线索，什么也没有记；请用 inbox 查看编号。"""


class ContactInFuture(UsageError):
    """记录的时间在将来，什么也没有记；请写已经发生的时间。"""


class ReasonNeeded(UsageError):
    """战败和无效要写原因，什么也没有记；请补上原因再记。"""


class VisitNeeded(UsageError):
    """邀约要写约定的到店时间，什么也没有记；请补上时间再记。"""


class VisitInPast(UsageError):
    """约定的到店时间早于记录时间，什么也没有记；请改成将来的时间。"""


class StepBackNeedsReason(UsageError):
    """这是把阶段往回退，要写原因，什么也没有记；请补上原因再记。"""


class OtherLeadOpen(UsageError):
    """这位客户另有一条未完结的线索（编号 %(id)s），不能重开这一条；请在那条上继续跟进。"""


class UnknownPerson(UsageError):
    """没有叫 %(name)s 的同事，什么也没有记；现有：%(names)s。"""


class LeadChanged(UsageError):
    """这条线索刚被改过，没有覆盖；请看过最新情况再记一次。"""


class NothingToUndo(UsageError):
    """今天没有可以撤销的操作。"""


class CannotUndo(UsageError):
    """%(name)s 之后又有改动，不能直接撤销；请看过最新情况再改。"""


class PersonExists(UsageError):
    """已经有叫 %(name)s 的同事，没有重复添加；请换一个名字，例如加上姓。"""


class UnknownChannel(UsageError):
    """没有编码为 %(code)s 的渠道，没有改动任何数据；可用的编码：%(codes)s。"""
