"""What a user can be told. A NetdeskError is expected; anything else that is raised is a bug.

A class's docstring is its sentence: what happened, what was kept, what to do next. Chinese is the
source text; `netdesk.i18n.say` gives the sentence in the language in use.
"""

from collections.abc import Callable


class NetdeskError(Exception):
    """网销台没有完成这一步，没有改动任何数据。"""

    exit_code = 3

    def __init__(self, **facts: object) -> None:
        """Keep `facts`, the values for the sentence's `%(name)s` places."""
        self.facts = facts
        super().__init__(self.sentence())

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """Return the whole sentence, the template translated first."""
        template = type(self).__doc__ or ""
        return translate(template.strip()) % self.facts


class UsageError(NetdeskError):
    """这样的用法网销台不认识。"""

    exit_code = 2


class InputError(NetdeskError):
    """这份输入用不了，没有改动任何数据。"""

    exit_code = 3


class StoreError(NetdeskError):
    """数据库用不了，没有改动任何数据。"""

    exit_code = 4


class NotThere(InputError):
    """找不到文件 %(path)s，没有改动任何数据；请检查路径后再试。"""


class Unreadable(InputError):
    """读不了 %(path)s（%(why)s），没有改动任何数据；请检查权限或换一个位置后再试。"""
