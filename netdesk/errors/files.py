"""Files that are read, written and printed."""

from netdesk.errors.base import InputError, UsageError


class NotThere(InputError):
    """找不到文件 %(path)s，没有改动任何数据；请检查路径后再试。"""


class Unreadable(InputError):
    """读不了 %(path)s（%(why)s），没有改动任何数据；请检查权限或换一个位置后再试。"""


class NotWritable(InputError):
    """写不进 %(path)s（%(why)s），没有留下半份文件；请检查文件夹权限，或关掉正打开着它的程序后再试。"""


class NoTemporaryRoom(InputError):
    """临时文件夹 %(path)s 写不进（%(why)s），这份工作簿没有做成，没有改动任何数据；请腾出磁盘空间或检查这个文件夹的权限后再试。"""


class NoPrinter(InputError):
    """这台电脑没有可用的打印机，没有打印，数据没有变；请接好打印机，或用 --pdf 存成文件。"""


class UnknownPrinter(UsageError):
    """没有叫 %(name)s 的打印机，没有打印；现有：%(names)s。"""


class PrintFailed(InputError):
    """打印机 %(name)s 没有接受这份打印，数据没有变；请检查打印机后再试，或先存成 PDF。"""


class IsFolder(InputError):
    """%(path)s 是文件夹，不是文件，没有改动任何数据；请选里面的表格文件。"""


class NotRegular(InputError):
    """%(path)s 是管道或设备，不是普通文件，没有打开它，没有改动任何数据；请换成表格文件。"""


class EmptyFile(InputError):
    """文件 %(path)s 是空的，没有改动任何数据；请到平台重新导出一份。"""


class FileTooBig(InputError):
    """文件 %(path)s 有 %(size)s，超过能读的 %(limit)s，没有改动任何数据；请按日期分成几份再导入。"""


class NotATable(InputError):
    """文件 %(path)s 不是表格，内容是%(what)s，没有改动任何数据；请选平台导出的 Excel 或 CSV 文件。"""


class OtherWorkbook(InputError):
    """文件 %(path)s 是%(what)s，这里读不了，没有改动任何数据；请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"""


class WorkbookLocked(InputError):
    """工作簿 %(path)s 有打开密码，读不了，没有改动任何数据；请用 Excel 去掉密码另存后再导入。"""


class WorkbookBroken(InputError):
    """工作簿 %(path)s 已损坏，读不出来，没有改动任何数据；请用 Excel 或 WPS 打开另存一份，或到平台重新导出。"""


class WorkbookUnsafe(InputError):
    """工作簿 %(path)s 不像正常导出的表格（%(why)s），没有打开它，没有改动任何数据；请到平台重新导出，不要用来路不明的文件。"""


class WorkbookTooMuch(InputError):
    """工作簿 %(path)s 要用的内存或时间超出了限制，已停止读取，没有改动任何数据；请删去多余的行列，或分成几份、另存为 CSV 再导入。"""


class UnknownHeader(InputError):
    """文件 %(path)s 的前 %(rows)d 行里没有找到认识的表头（看到的是：%(seen)s），没有改动任何数据；请确认第一行是“姓名、手机号、时间”这样的列名。"""


class NoContactColumn(InputError):
    """文件 %(path)s 的表头里没有手机号、微信号或平台用户号这样的列（看到的是：%(seen)s），没有改动任何数据；请补上这一列，或把列名改成“手机号”。"""


class OtherRecords(InputError):
    """文件 %(path)s 看起来是%(what)s，不是%(wanted)s，没有改动任何数据；若它确实是%(wanted)s，请加 --kind %(kind)s 再导入。"""


class MissingColumns(InputError):
    """文件 %(path)s 要按%(what)s来读，却没有“%(missing)s”这样的列（看到的是：%(seen)s），没有改动任何数据；请补上这一列，或改好列名再导入。"""


class UnclearFigures(InputError):
    """文件 %(path)s 一个账号一列（%(accounts)s），但没有写是粉丝数、净增还是更新数，没有改动任何数据；请在表头上面一行、工作表名或文件名里写上“粉丝”“净增”或“更新”，再导入。"""


class AccountTwice(InputError):
    """文件 %(path)s 里%(names)s是同一个渠道，分不清哪一列是它的数，没有改动任何数据；请只留下一列再导入。"""


class MostlyRejected(InputError):
    """文件 %(path)s 读到第 %(line)d 行，已有 %(lost)d 行用不了，多半是选错了表或列名不对，已停止读取，没有改动任何数据；请核对后再导入。"""


class MostlyUnusable(InputError):
    """文件 %(path)s 读到第 %(line)d 行，已有 %(lost)d 行用不了，多半是导出时隐藏了号码，或选错了表，已停止读取，没有改动任何数据；请重新导出带完整号码的线索表。"""


class KindNotRead(UsageError):
    """还不会读“%(kind)s”这一类的表，没有改动任何数据；现在能读的是 %(kinds)s。"""


class UnknownProfile(UsageError):
    """没有叫 %(name)s 的平台格式，没有改动任何数据；可用的有：%(names)s。"""


class RejectsOverSource(UsageError):
    """退回的行不能写回原来的文件 %(path)s，没有改动任何数据；请换一个文件名。"""
