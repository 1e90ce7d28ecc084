"""What every error has: the sentence is the docstring, its exit code the kind."""

from collections.abc import Callable
from typing import NamedTuple


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


class Fault(NamedTuple):
    """One thing to put right in a text; `line` from 1, 0 where there is no line."""

    line: int
    text: str
