"""Posts, questions and answers, followers and updates."""

from netdesk.errors.base import UsageError


class UnknownPost(UsageError):
    """没有编号为 %(id)s 的帖子，什么也没有改；请回到内容日历看看现在有哪些。"""


class PostChanged(UsageError):
    """这篇帖子刚被改过，没有覆盖；请看过最新内容再试。"""


class PostEmpty(UsageError):
    """帖子还没有一个字，没有保存；请先写标题或正文。"""


class QuestionsAreOne(UsageError):
    """这两条已经是同一条“%(text)s”，没有再合并，什么都没有改；要合并请选另一条。"""


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
