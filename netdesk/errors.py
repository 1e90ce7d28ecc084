"""What a user can be told. A NetdeskError is expected; anything else that is raised is a bug.

A class's docstring is its sentence: what happened, what was kept, what to do next. Chinese is the
source text; `netdesk.i18n.say` gives the sentence in the language in use.
"""

from collections.abc import Callable, Sequence
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


class StoreMissing(StoreError):
    """放数据库的文件夹 %(path)s 建不了（%(why)s），没有改动任何数据；请检查权限，或用 --store 换一个位置。"""


class StoreReadOnly(StoreError):
    """数据库 %(path)s 只能读、不能写，没有改动任何数据；请检查文件和文件夹的权限后再试。"""


class StoreBusy(StoreError):
    """数据库 %(path)s 正被另一个程序占用，等了 5 秒仍未空出，这一步没有写入；请稍后再试。"""


class StoreNewer(StoreError):
    """数据库 %(path)s 由更新版本的网销台写成（版本 %(found)s，本程序到 %(known)s），没有动它；请先升级网销台。"""


class StoreDamaged(StoreError):
    """%(path)s 不是网销台的数据库，或者已经损坏（%(why)s），没有改动它；请从备份恢复，或用 --store 指定另一个文件。"""


class StoreForeign(StoreError):
    """%(path)s 是别的程序的数据库，没有动它；请用 --store 指定另一个文件。"""


class StoreUnsupported(StoreError):
    """这里打不开数据库地址 %(url)s（%(why)s），没有改动任何数据；请改用 SQLite 文件，或装好对应的驱动。"""


class StoreFull(StoreError):
    """磁盘已满，写不进数据库 %(path)s，这一步没有写入、之前的数据都在；请腾出空间后再试。"""


class SqliteTooOld(StoreError):
    """随程序安装的 SQLite 是 %(found)s，低于安全的 %(needed)s，没有打开数据库；请重新安装网销台。"""


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


class CannotUndo(UsageError):
    """%(name)s 之后又有改动，不能直接撤销；请看过最新情况再改。"""


class NoOpening(InputError):
    """按现在的营业时间，%(after)s 之后找不到够用的营业时段，算不出应回复时间，没有改动任何数据；请先补上营业时间。"""


class BadWhen(UsageError):
    """看不懂时间 %(text)s，什么也没有做；请写成 2026-11-24 17:40 这样，需要时带上时区，如 2026-11-24T17:40+08:00。"""


class Fault(NamedTuple):
    """One thing to put right in a text; `line` from 1, 0 where there is no line."""

    line: int
    text: str


class HoursRefused(InputError):
    """营业时间有 %(n)d 处要改，没有改动任何数据；请改好后再试：%(faults)s"""

    def __init__(self, faults: Sequence[Fault], listed: str) -> None:
        """Keep every fault; `listed` is the same as lines in the language in use."""
        self.faults = tuple(faults)
        super().__init__(n=len(self.faults), faults=listed)


class FactsRefused(InputError):
    """事实文件有 %(n)d 处要改，没有出创意，没有改动任何数据；请改好后再试：%(faults)s"""

    def __init__(self, faults: Sequence[Fault], listed: str) -> None:
        """Keep every fault; `listed` is the same as lines in the language in use."""
        self.faults = tuple(faults)
        super().__init__(n=len(self.faults), faults=listed)


class UnknownWord(UsageError):
    """没有叫 %(given)s 的%(what)s，什么也没有做；可以是：%(known)s。"""


class PersonExists(UsageError):
    """已经有叫 %(name)s 的同事，没有重复添加；请换一个名字，例如加上姓。"""


class UnknownChannel(UsageError):
    """没有编码为 %(code)s 的渠道，没有改动任何数据；可用的编码：%(codes)s。"""


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


class XmlUnsafe(InputError):
    """文件 %(path)s 夹带了自定义实体（可能是展开炸弹），没有展开也没有读它，没有改动任何数据；请让发送方去掉 DOCTYPE 里的实体后重发。"""


class OnlyLeads(InputError):
    """文件 %(path)s 是 ADF 线索，里面只有线索，不能当作%(wanted)s导入，没有改动任何数据；请去掉 --kind 再导入。"""


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


class BadRange(UsageError):
    """从 %(first)s 到 %(last)s 不是一段日期：结束要不早于开始，最长 20 年。什么都没有改动，请改日期再试。"""


class ChartSuffix(UsageError):
    """不知道 %(path)s 要存成哪种图，没有画；文件名请以 %(known)s 之一结尾。"""


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


class BudgetChanged(UsageError):
    """这个月的预算之后又改过，没有撤销；请看过最新情况再改。"""


class TargetRefused(UsageError):
    """%(what)s的目标不能是 %(given)s，没有保存，原来的还在；可以是：%(allowed)s。"""


class TargetChanged(UsageError):
    """这个目标之后又改过，没有撤销；请看过最新情况再改。"""


class UnknownPolicy(UsageError):
    """没有编号为 %(id)s 的政策，什么也没有改；请看看现在有哪些。"""


class PolicyChanged(UsageError):
    """这条政策刚被改过，没有覆盖，写的都还在；请看过最新情况再改。"""


class PolicyEmpty(UsageError):
    """政策要有至少两个字的标题，没有保存，写的都还在；请补上标题。"""


class PolicyBackwards(UsageError):
    """政策的结束日期 %(last)s 早于开始日期 %(first)s，没有保存，写的都还在；请改好日期。"""


class BadDay(UsageError):
    """看不懂日期 %(text)s，什么也没有做；请写成 2026-11-24 这样。"""


class DemoNeedsEmptyStore(StoreError):
    """数据库 %(path)s 里已经有线索、帖子、问答或粉丝数，演示数据只装进空的数据库，没有改动任何数据；请用 --store 指定一个新文件再试。"""


class DayAhead(UsageError):
    """%(day)s 还没有到，没有日报可做；请选今天或以前的日子。"""


class RejectsOverSource(UsageError):
    """退回的行不能写回原来的文件 %(path)s，没有改动任何数据；请换一个文件名。"""


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


class UnknownPost(UsageError):
    """没有编号为 %(id)s 的帖子，什么也没有改；请回到内容日历看看现在有哪些。"""


class PostChanged(UsageError):
    """这篇帖子刚被改过，没有覆盖；请看过最新内容再试。"""


class PostEmpty(UsageError):
    """帖子还没有一个字，没有保存；请先写标题或正文。"""


class PostBlocked(UsageError):
    """帖子里有不能发的内容（%(words)s），没有排期，也没有发布，写的都还在；请按提示改写后再试。"""


class TitleTooLong(UsageError):
    """标题有 %(length)d 个字，%(platform)s 最多 %(most)d 个，没有排期，也没有发布，写的都还在；请改短再试。"""


class PlannedInPast(UsageError):
    """%(at)s 已经过了，没有排期，帖子还在原处；请选以后的时间。"""


class PostedAhead(UsageError):
    """发布时间 %(at)s 还没有到，没有记为已发布；请写已经发生的时间，还没发的请排期。"""


class BadAddress(UsageError):
    """看不懂帖子地址 %(given)s，没有记为已发布；请粘贴以 http:// 或 https:// 开头的地址，没有就空着。"""


class PostIsPublished(UsageError):
    """这篇帖子已经记为已发布，不能这样改，什么也没有动；若是记错了，请先撤回发布。"""


class PostNotPublished(UsageError):
    """这篇帖子还没有记为已发布，什么也没有记；请先记下发布时间。"""


class PostIsDropped(UsageError):
    """这篇帖子已经丢弃，什么也没有改；要接着用，请先找回它。"""


class PostHasResults(UsageError):
    """这篇帖子已经填了效果，没有撤回发布；若真是记错，请先删去它的效果。"""


class ResultOutOfTime(UsageError):
    """效果的日期 %(day)s 不在发布那天（%(first)s）到今天（%(last)s）之间，没有记；请改正日期。"""


class BadCount(UsageError):
    """效果的数不能是负数，没有记；没有数的请空着。"""


class BadPostSetting(UsageError):
    """%(what)s不能是 %(given)s，没有保存，原来的设置还在；可以是：%(allowed)s。"""


class UnknownQuestion(UsageError):
    """没有编号为 %(id)s 的问题，什么也没有改；请回到本店问答看看现在有哪些。"""


class QuestionChanged(UsageError):
    """这个问题刚被改过，没有覆盖，写的都还在；请看过最新情况再试。"""


class QuestionForm(UsageError):
    """这不像一个问题，没有记；请写成一句问话，40 个字以内。"""


class QuestionPersonal(UsageError):
    """问题里有电话、微信号、姓名或车牌这样的个人信息，没有记；请去掉再试。"""


class QuestionThere(UsageError):
    """已经有这个问题（%(text)s），没有再记一遍；请在那一条上写答案。"""


class AnswerEmpty(UsageError):
    """答案还没有一个字，没有保存；请先写答案。"""


class AnswerBlocked(UsageError):
    """答案或问题里有不能发的内容（%(words)s），没有保存，写的都还在；请按提示改写后再试。"""


class AnswerPast(UsageError):
    """有效期 %(day)s 已经过了，没有保存，写的都还在；请选今天或以后的日子。"""


class AnswerMissing(UsageError):
    """“%(text)s”还没有可以发的答案，什么也没有做；请先写好答案。"""


class NothingToExport(UsageError):
    """没有可以导出的答案，没有写文件；请先回答几个问题，过期的答案先改好。"""


class NoAccount(UsageError):
    """“%(name)s”不是有粉丝的账号，没有记；粉丝和更新请记在微信、微博这样的渠道下。"""


class FigureAhead(UsageError):
    """%(day)s 还没有到，没有记；请填今天或以前的数。"""


class BadFigure(UsageError):
    """%(value)s 记不下，没有记；请填 0 到 %(most)s 的整数，没有数的请空着。"""


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
