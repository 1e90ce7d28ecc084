"""The desk: its hours, settings, display and resources."""

from collections.abc import Sequence

from netdesk.errors.base import Fault, InputError, UsageError


class NoOpening(InputError):
    """按现在的营业时间，%(after)s 之后找不到够用的营业时段，算不出应回复时间，没有改动任何数据；请先补上营业时间。"""


class BadWhen(UsageError):
    """看不懂时间 %(text)s，什么也没有做；请写成 2026-11-24 17:40 这样，需要时带上时区，如 2026-11-24T17:40+08:00。"""


class HoursRefused(InputError):
    """营业时间有 %(n)d 处要改，没有改动任何数据；请改好后再试：%(faults)s"""

    def __init__(self, faults: Sequence[Fault], listed: str) -> None:
        """Keep every fault; `listed` is the same as lines in the language in use."""
        self.faults = tuple(faults)
        super().__init__(n=len(self.faults), faults=listed)


class QtLibrariesMissing(UsageError):
    """窗口和打印要用的系统库不全（%(why)s）；请先装好：sudo apt-get install %(packages)s"""


class NoDisplay(UsageError):
    """这里没有显示器，窗口打不开；不用窗口的命令：import inbox log due elapsed hours ideas check summary kpi chart demo doctor（见 netdesk --help）。"""


class BadSetting(UsageError):
    """环境变量 %(name)s 的值 %(value)s 看不懂，什么也没有做；请改正或去掉它。"""


class EndBeforeStart(UsageError):
    """结束时间早于开始时间，没有计算；请对调后再试。"""


class ResourceFault(InputError):
    """网销台自带的文件 %(file)s 第 %(line)s 行有误（%(fault)s），没有改动任何数据；请改正这一行，或重新安装网销台。"""


class BadRange(UsageError):
    """从 %(first)s 到 %(last)s 不是一段日期：结束要不早于开始，最长 20 年。什么都没有改动，请改日期再试。"""


class ChartSuffix(UsageError):
    """不知道 %(path)s 要存成哪种图，没有画；文件名请以 %(known)s 之一结尾。"""


class DayOutOfReach(UsageError):
    """%(text)s 不在能算的年份里，什么也没有做；请用 1900 到 2999 年之间的日期。"""


class BadDay(UsageError):
    """看不懂日期 %(text)s，什么也没有做；请写成 2026-11-24 这样。"""


class DayAhead(UsageError):
    """%(day)s 还没有到，没有日报可做；请选今天或以前的日子。"""
