"""Texts that are checked, and the facts that ideas are made of."""

from collections.abc import Sequence

from netdesk.errors.base import Fault, InputError, UsageError


class FactsRefused(InputError):
    """事实文件有 %(n)d 处要改，没有出创意，没有改动任何数据；请改好后再试：%(faults)s"""

    def __init__(self, faults: Sequence[Fault], listed: str) -> None:
        """Keep every fault; `listed` is the same as lines in the language in use."""
        self.faults = tuple(faults)
        super().__init__(n=len(self.faults), faults=listed)


class UnknownWord(UsageError):
    """没有叫 %(given)s 的%(what)s，什么也没有做；可以是：%(known)s。"""


class UnknownField(UsageError):
    """没有叫 %(name)s 的字段，没有检查；可以写：%(known)s。"""


class BadField(UsageError):
    """字段 %(name)s 不能是 %(value)s，没有检查；可以是：%(known)s。"""


class TextTooLong(UsageError):
    """这段文字有 %(length)d 个字，一次最多检查 %(most)d 个字，没有检查；请分成几段再试。"""


class NoText(UsageError):
    """没有要检查的文字；请写在命令后面，或用 - 从标准输入读。"""


class FieldForm(UsageError):
    """看不懂 --field %(text)s，没有检查；请写成 名称=值，例如 --field link=yes。"""


class NotText(InputError):
    """标准输入里的内容不是文字，没有检查；请用 UTF-8 文本再试。"""
