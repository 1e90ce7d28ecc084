"""What can be told of the ways a lead arrives: pasted, typed, called, mailed, taken back."""

from netdesk.errors.base import InputError, UsageError


class NeedsContact(UsageError):
    """要有手机号或微信号才能建线索，什么也没有记；请补上其中一个。"""


class NumberNotRead(UsageError):
    """看不懂号码 %(text)s，什么也没有记；请写 11 位手机号、带区号的座机，或字母开头的微信号。"""


class LeadWorkedOn(UsageError):
    """这条线索之后已经跟进或改过，不能撤销；没有改动。需要时把它记为无效。"""


class PasteTooLong(InputError):
    """粘贴的内容太多，没有写入；请存成文件，再把文件拖进窗口。"""


class ImportNotThere(UsageError):
    """没有编号 %(id)s 的导入，或者它已经撤销过。什么也没有改动。"""


class ImportWorkedOn(UsageError):
    """这次导入之后有 %(n)s 处已经跟进或改过，不能整批撤销。什么也没有改动；可以逐条改为无效。"""


class XmlUnsafe(InputError):
    """文件 %(path)s 夹带了自定义实体（可能是展开炸弹），没有展开也没有读它，没有改动任何数据；请让发送方去掉 DOCTYPE 里的实体后重发。"""


class OnlyLeads(InputError):
    """文件 %(path)s 是 ADF 线索，里面只有线索，不能当作%(wanted)s导入，没有改动任何数据；请去掉 --kind 再导入。"""


class UnknownCall(UsageError):
    """没有编号为 %(id)s 的通话，什么也没有改；请刷新来电页看看现在有哪些。"""


class HotlineNumber(UsageError):
    """“%(given)s”不像一个电话号码，没有保存，原来的号码还在；请填 400 或座机号码，分机写在“转”后面。"""


class HotlineBackwards(UsageError):
    """结束日期 %(last)s 早于开始日期 %(first)s，这个号码没有保存；请改好日期再存。"""


class HotlineOverlaps(UsageError):
    """%(number)s 在 %(days)s 已经属于“%(channel)s”，没有保存；请错开日期，或者先改那一行。"""


class HotlineChanged(UsageError):
    """这个号码刚被改过或删掉了，没有覆盖；请看过最新情况再改。"""


class BadMinutes(UsageError):
    """%(given)s 分钟不能用，没有保存，原来的设置还在；请填 1 到 %(most)s 的整数。"""
