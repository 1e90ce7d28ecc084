"""Every action of the window in one table: what it is called, its keys, and where it works.

Buttons show these keys, F1 lists them, and nothing else binds a key.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from netdesk.i18n import N_


class Where(StrEnum):
    """Where an action works."""

    WINDOW = "window"
    INBOX = "inbox"
    IDEAS = "ideas"
    POSTS = "posts"
    QUESTIONS = "questions"
    ACCOUNTS = "accounts"
    ACTIVITIES = "activities"
    CHANNELS = "channels"
    DEALS = "deals"
    SUMMARY = "summary"
    SETTINGS = "settings"


WHERE_WORDS = {
    Where.WINDOW: N_("到处"),
    Where.INBOX: N_("收件箱"),
    Where.IDEAS: N_("创意"),
    Where.POSTS: N_("内容日历"),
    Where.QUESTIONS: N_("本店问答"),
    Where.ACCOUNTS: N_("账号数据"),
    Where.ACTIVITIES: N_("活动"),
    Where.CHANNELS: N_("渠道"),
    Where.DEALS: N_("成交"),
    Where.SUMMARY: N_("日报"),
    Where.SETTINGS: N_("设置"),
}


@dataclass(frozen=True)
class Action:
    """One action. `keys` in Qt's portable writing, the first is the one shown.

    A `listed` action is bound by the part that shows it (letters of a list that is open).
    """

    name: str
    text: str
    keys: tuple[str, ...]
    where: Where
    listed: bool = False


ACTIONS = (
    Action("search", N_("搜索"), ("Ctrl+K",), Where.WINDOW),
    Action("import", N_("导入文件"), ("Ctrl+I",), Where.WINDOW),
    Action("new_lead", N_("新线索"), ("Ctrl+N",), Where.WINDOW),
    Action("go_inbox", N_("去收件箱"), ("Ctrl+1",), Where.WINDOW),
    Action("go_ideas", N_("去创意"), ("Ctrl+2",), Where.WINDOW),
    Action("go_posts", N_("去内容日历"), ("Ctrl+3",), Where.WINDOW),
    Action("go_activities", N_("去活动"), ("Ctrl+4",), Where.WINDOW),
    Action("go_channels", N_("去渠道"), ("Ctrl+5",), Where.WINDOW),
    Action("go_summary", N_("去日报"), ("Ctrl+6",), Where.WINDOW),
    Action("go_settings", N_("去设置"), ("Ctrl+,",), Where.WINDOW),
    Action("keys", N_("全部按键"), ("F1",), Where.WINDOW),
    Action("down", N_("下一条"), ("J", "Down"), Where.INBOX),
    Action("up", N_("上一条"), ("K", "Up"), Where.INBOX),
    Action("view_next", N_("下一个视图"), ("]",), Where.INBOX),
    Action("view_back", N_("上一个视图"), ("[",), Where.INBOX),
    Action("connected", N_("结果：接通"), ("1",), Where.INBOX),
    Action("no_answer", N_("结果：未接"), ("2",), Where.INBOX),
    Action("bad_number", N_("结果：空号，再按一次是错号"), ("3",), Where.INBOX),
    Action("wechat", N_("结果：已加微信"), ("4",), Where.INBOX),
    Action("next_right", N_("后一个下次跟进时间"), ("Right",), Where.INBOX),
    Action("next_left", N_("前一个下次跟进时间"), ("Left",), Where.INBOX),
    Action("note", N_("写备注"), ("N",), Where.INBOX),
    Action("save", N_("记下，看下一位"), ("Return", "Enter"), Where.INBOX),
    Action("visit", N_("预约到店"), ("A",), Where.INBOX),
    Action("grade", N_("意向级别"), ("G",), Where.INBOX),
    Action("lost", N_("战败"), ("L",), Where.INBOX),
    Action("later", N_("稍后再跟进"), ("Z",), Where.INBOX),
    Action("more", N_("到店、试驾、订车、交车、无效"), ("M",), Where.INBOX),
    Action("bought", N_("照成交台账记为已订车、已交车"), ("O",), Where.INBOX),
    Action("copy_phone", N_("复制手机号"), ("C",), Where.INBOX),
    Action("show_phone", N_("按住显示手机号"), ("V",), Where.INBOX, listed=True),
    Action("paste", N_("粘贴成线索"), ("Ctrl+V",), Where.INBOX),
    Action("undo", N_("撤销上一步"), ("Ctrl+Z",), Where.INBOX),
    Action("redo", N_("重做"), ("Ctrl+Shift+Z", "Ctrl+Y"), Where.INBOX),
    Action("filter", N_("筛选"), ("/",), Where.INBOX),
    Action("back", N_("返回列表"), ("Esc",), Where.INBOX),
    Action("techniques", N_("选技法"), tuple("1234567"), Where.IDEAS, listed=True),
    Action("again", N_("再来一批"), ("G",), Where.IDEAS),
    Action("batch_back", N_("回到上一批"), ("B",), Where.IDEAS),
    Action("idea_next", N_("下一条创意"), ("J", "Right"), Where.IDEAS),
    Action("idea_back", N_("上一条创意"), ("K", "Left"), Where.IDEAS),
    Action("idea_down", N_("下一行创意"), ("Down",), Where.IDEAS),
    Action("idea_up", N_("上一行创意"), ("Up",), Where.IDEAS),
    Action("edit_post", N_("改文字"), ("E", "Return", "Enter"), Where.IDEAS),
    Action("take", N_("照提示改写"), ("Ctrl+.",), Where.IDEAS),
    Action("copy_post", N_("复制帖子"), ("C",), Where.IDEAS),
    Action("keep_draft", N_("存草稿"), ("D",), Where.IDEAS),
    Action("plan_post", N_("排期"), ("S",), Where.IDEAS),
    Action("topic", N_("写话题"), ("T",), Where.IDEAS),
    Action("facts", N_("改事实"), ("F",), Where.IDEAS),
    Action("save_facts", N_("保存事实"), ("Ctrl+S",), Where.IDEAS),
    Action("ideas_back", N_("返回创意"), ("Esc",), Where.IDEAS),
    Action("posts_days", N_("换一天"), ("Left", "Right", "Up", "Down"), Where.POSTS, listed=True),
    Action("post_next", N_("下一篇"), ("J",), Where.POSTS),
    Action("post_back", N_("上一篇"), ("K",), Where.POSTS),
    Action("post_open", N_("打开、改文字"), ("Return", "Enter", "E"), Where.POSTS),
    Action("post_schedule", N_("排期、改时间"), ("S",), Where.POSTS),
    Action("post_published", N_("记为已发布"), ("P",), Where.POSTS),
    Action("post_results", N_("填效果"), ("R",), Where.POSTS),
    Action("post_copy", N_("照平台的样子复制"), ("C",), Where.POSTS),
    Action("post_new", N_("写一篇、回复一句"), ("N",), Where.POSTS),
    Action("post_to_draft", N_("退回草稿、撤回发布"), ("U",), Where.POSTS),
    Action("post_drop", N_("丢弃"), ("Del",), Where.POSTS),
    Action("post_undo", N_("撤销上一步"), ("Ctrl+Z",), Where.POSTS),
    Action("day_earlier", N_("帖子提前一天"), ("Alt+Left",), Where.POSTS),
    Action("day_later", N_("帖子推后一天"), ("Alt+Right",), Where.POSTS),
    Action("week_earlier", N_("帖子提前一周"), ("Alt+Up",), Where.POSTS),
    Action("week_later", N_("帖子推后一周"), ("Alt+Down",), Where.POSTS),
    Action("plan_week", N_("排好这一周"), ("W",), Where.POSTS),
    Action("posts_drafts", N_("看草稿"), ("D",), Where.POSTS),
    Action("posts_look", N_("看月、看周"), ("M",), Where.POSTS),
    Action("posts_today", N_("回到今天"), ("T",), Where.POSTS),
    Action("period_back", N_("往前一个月或一周"), ("[",), Where.POSTS),
    Action("period_next", N_("往后一个月或一周"), ("]",), Where.POSTS),
    Action("post_words", N_("照提示改写"), ("Ctrl+.",), Where.POSTS),
    Action("save_post", N_("保存文字"), ("Ctrl+S",), Where.POSTS),
    Action("tab_next", N_("下一个标签"), ("Ctrl+PgDown",), Where.POSTS),
    Action("tab_back", N_("上一个标签"), ("Ctrl+PgUp",), Where.POSTS),
    Action("posts_back", N_("返回日历"), ("Esc",), Where.POSTS),
    Action("question_next", N_("下一个问题"), ("J",), Where.QUESTIONS, listed=True),
    Action("question_back", N_("上一个问题"), ("K",), Where.QUESTIONS, listed=True),
    Action("question_view_next", N_("后一类问题"), ("]",), Where.QUESTIONS, listed=True),
    Action("question_view_back", N_("前一类问题"), ("[",), Where.QUESTIONS, listed=True),
    Action("answer_edit", N_("写答案"), ("E", "Return", "Enter"), Where.QUESTIONS, listed=True),
    Action("answer_draft", N_("按事实拟一条答案"), ("D",), Where.QUESTIONS, listed=True),
    Action("answer_take", N_("照提示改写答案"), ("Ctrl+.",), Where.QUESTIONS, listed=True),
    Action("answer_save", N_("保存答案，看下一个"), ("Ctrl+S",), Where.QUESTIONS, listed=True),
    Action("answer_post", N_("做成帖子"), ("P",), Where.QUESTIONS, listed=True),
    Action("question_add", N_("加一条提问"), ("N",), Where.QUESTIONS, listed=True),
    Action("question_reword", N_("改问法"), ("R",), Where.QUESTIONS, listed=True),
    Action("question_merge", N_("和另一条合并"), ("M",), Where.QUESTIONS, listed=True),
    Action("question_hide", N_("隐藏，或恢复显示"), ("H",), Where.QUESTIONS, listed=True),
    Action("questions_gather", N_("收集新的提问"), ("G",), Where.QUESTIONS, listed=True),
    Action("answers_copy", N_("复制有效答案"), ("C",), Where.QUESTIONS, listed=True),
    Action("answers_book", N_("存为工作簿"), ("W",), Where.QUESTIONS, listed=True),
    Action("questions_leave", N_("返回问题列表"), ("Esc",), Where.QUESTIONS, listed=True),
    Action("accounts_down", N_("记下，到下一行"), ("Return", "Enter"), Where.ACCOUNTS, listed=True),
    Action("accounts_right", N_("记下，到下一天"), ("Tab",), Where.ACCOUNTS, listed=True),
    Action("accounts_edit", N_("改这一格"), ("F2",), Where.ACCOUNTS, listed=True),
    Action("accounts_clear", N_("清空选中的格"), ("Del", "Backspace"), Where.ACCOUNTS, listed=True),
    Action("accounts_copy", N_("复制选中的格"), ("Ctrl+C",), Where.ACCOUNTS, listed=True),
    Action("accounts_paste", N_("从 Excel 粘贴一块"), ("Ctrl+V",), Where.ACCOUNTS, listed=True),
    Action("accounts_undo", N_("撤销填写"), ("Ctrl+Z",), Where.ACCOUNTS, listed=True),
    Action(
        "accounts_redo", N_("重做填写"), ("Ctrl+Shift+Z", "Ctrl+Y"), Where.ACCOUNTS, listed=True
    ),
    Action("accounts_figure", N_("换粉丝或更新"), ("Ctrl+U",), Where.ACCOUNTS, listed=True),
    Action("accounts_back", N_("看更早的日子"), ("Alt+Left",), Where.ACCOUNTS, listed=True),
    Action("accounts_next", N_("看更近的日子"), ("Alt+Right",), Where.ACCOUNTS, listed=True),
    Action("accounts_leave", N_("离开表格"), ("Esc",), Where.ACCOUNTS, listed=True),
    Action("activity_next", N_("下一个"), ("J",), Where.ACTIVITIES),
    Action("activity_back", N_("上一个"), ("K",), Where.ACTIVITIES),
    Action("activity_tab_next", N_("下一个页签"), ("]",), Where.ACTIVITIES),
    Action("activity_tab_back", N_("上一个页签"), ("[",), Where.ACTIVITIES),
    Action("activity_new", N_("新活动"), ("N",), Where.ACTIVITIES),
    Action("activity_edit", N_("改计划"), ("E",), Where.ACTIVITIES),
    Action("activity_save", N_("保存活动"), ("Ctrl+S",), Where.ACTIVITIES),
    Action("activity_cancel", N_("取消活动、恢复"), ("X",), Where.ACTIVITIES),
    Action("activity_close", N_("关闭活动、重新打开"), ("F",), Where.ACTIVITIES),
    Action("guests_add", N_("挑客户"), ("A",), Where.ACTIVITIES),
    Action("guests_all", N_("全选"), ("Ctrl+A",), Where.ACTIVITIES),
    Action("guests_view", N_("换一份名单"), ("V",), Where.ACTIVITIES),
    Action("guest_invited", N_("结果：已邀约"), ("1",), Where.ACTIVITIES),
    Action("guest_agreed", N_("结果：已答应"), ("2",), Where.ACTIVITIES),
    Action("guest_declined", N_("结果：已谢绝"), ("3",), Where.ACTIVITIES),
    Action("guest_came", N_("结果：已到场"), ("4",), Where.ACTIVITIES),
    Action("guest_unmark", N_("结果退一步"), ("Backspace",), Where.ACTIVITIES),
    Action("invite_way", N_("换邀约方式"), ("W",), Where.ACTIVITIES),
    Action("invite_copy", N_("复制邀约"), ("C",), Where.ACTIVITIES),
    Action("invite_qr", N_("复制二维码"), ("Q",), Where.ACTIVITIES),
    Action("activity_desk", N_("去签到"), ("S",), Where.ACTIVITIES),
    Action("check_tick", N_("清单：办好了"), ("Space",), Where.ACTIVITIES),
    Action("activity_drop", N_("移出名单、删去这一条"), ("Del",), Where.ACTIVITIES),
    Action("activity_undo", N_("撤销上一步"), ("Ctrl+Z",), Where.ACTIVITIES),
    Action("activity_print", N_("打印结果"), ("Ctrl+P",), Where.ACTIVITIES),
    Action("guests_print", N_("打印签到表"), ("Ctrl+Shift+P",), Where.ACTIVITIES),
    Action("guests_export", N_("导出名单"), ("Ctrl+E",), Where.ACTIVITIES),
    Action("activity_left", N_("返回"), ("Esc",), Where.ACTIVITIES),
    Action("channels_tab_next", N_("下一个标签"), ("Ctrl+PgDown",), Where.CHANNELS),
    Action("channels_tab_back", N_("上一个标签"), ("Ctrl+PgUp",), Where.CHANNELS),
    Action("figures_days", N_("选时间"), tuple("123456"), Where.CHANNELS, listed=True),
    Action("figures_back_range", N_("前一段时间"), ("Alt+Left",), Where.CHANNELS),
    Action("figures_next_range", N_("后一段时间"), ("Alt+Right",), Where.CHANNELS),
    Action("figures_compare", N_("对比上期"), ("C",), Where.CHANNELS),
    Action("figures_by", N_("换一种分法"), ("B",), Where.CHANNELS),
    Action("figures_view", N_("看结果、看发生的"), ("V",), Where.CHANNELS),
    Action("figures_credit", N_("换功劳归谁"), ("A",), Where.CHANNELS),
    Action("figures_channels", N_("只看几个渠道"), ("F",), Where.CHANNELS),
    Action("chart_next", N_("下一张图"), ("J",), Where.CHANNELS),
    Action("chart_back", N_("上一张图"), ("K",), Where.CHANNELS),
    Action("figures_group_next", N_("后一组指标、后一份名单"), ("]",), Where.CHANNELS),
    Action("figures_group_back", N_("前一组指标、前一份名单"), ("[",), Where.CHANNELS),
    Action("figures_open", N_("看这个数的名单"), ("Return", "Enter"), Where.CHANNELS, listed=True),
    Action("figures_sort", N_("按这一列排序"), ("S",), Where.CHANNELS),
    Action("figures_look", N_("图和表、只看图、只看表"), ("M",), Where.CHANNELS),
    Action("chart_save", N_("存这张图"), ("Ctrl+S",), Where.CHANNELS),
    Action("figures_export", N_("导出指标表"), ("Ctrl+E",), Where.CHANNELS),
    Action("figures_print", N_("打印指标表"), ("Ctrl+P",), Where.CHANNELS),
    Action("figures_back", N_("返回指标"), ("Esc",), Where.CHANNELS),
    Action("deal_days", N_("选时间"), tuple("123456"), Where.DEALS, listed=True),
    Action("deal_range_back", N_("前一段时间"), ("Alt+Left",), Where.DEALS),
    Action("deal_range_next", N_("后一段时间"), ("Alt+Right",), Where.DEALS),
    Action("deal_next", N_("下一笔"), ("J",), Where.DEALS),
    Action("deal_back", N_("上一笔"), ("K",), Where.DEALS),
    Action("deal_view_next", N_("后一类成交"), ("]",), Where.DEALS),
    Action("deal_view_back", N_("前一类成交"), ("[",), Where.DEALS),
    Action("deal_find", N_("找成交"), ("/",), Where.DEALS),
    Action("deal_open", N_("看线索、挑一条"), ("Return", "Enter"), Where.DEALS, listed=True),
    Action("deal_match", N_("匹配线索、换一条"), ("M",), Where.DEALS),
    Action("deal_none", N_("不是线索带来的"), ("U",), Where.DEALS),
    Action("deal_phone", N_("重新按电话匹配"), ("P",), Where.DEALS),
    Action("deal_delivered", N_("记交车"), ("D",), Where.DEALS),
    Action("deal_ended", N_("记退订、退车，或恢复"), ("X",), Where.DEALS),
    Action("deal_new", N_("记一笔成交"), ("N",), Where.DEALS),
    Action("deal_save", N_("记下这笔成交"), ("Ctrl+S",), Where.DEALS),
    Action("deal_undo", N_("撤销上一步"), ("Ctrl+Z",), Where.DEALS),
    Action("deal_report", N_("打印成交证明"), ("Ctrl+P",), Where.DEALS),
    Action("deal_book", N_("成交证明存为工作簿"), ("Ctrl+E",), Where.DEALS),
    Action("deal_leave", N_("返回成交列表"), ("Esc",), Where.DEALS),
    Action("print", N_("打印"), ("Ctrl+P",), Where.SUMMARY),
    Action("save_pdf", N_("存为 PDF"), ("Ctrl+S",), Where.SUMMARY),
    Action("copy_text", N_("复制文字"), ("Ctrl+Shift+C",), Where.SUMMARY),
    Action("day_back", N_("前一天"), ("Alt+Left",), Where.SUMMARY),
    Action("day_next", N_("后一天"), ("Alt+Right",), Where.SUMMARY),
    Action("section_next", N_("下一类设置"), ("Ctrl+PgDown",), Where.SETTINGS, listed=True),
    Action("section_back", N_("上一类设置"), ("Ctrl+PgUp",), Where.SETTINGS, listed=True),
    Action("entry_edit", N_("改这一条"), ("Return", "Enter"), Where.SETTINGS, listed=True),
    Action("entry_drop", N_("删去、结束这一条"), ("Del",), Where.SETTINGS, listed=True),
    Action("entry_save", N_("记下"), ("Ctrl+S",), Where.SETTINGS, listed=True),
    Action("entry_leave", N_("不改了，清空"), ("Esc",), Where.SETTINGS, listed=True),
    Action("entry_undo", N_("撤销上一步"), ("Ctrl+Z",), Where.SETTINGS, listed=True),
    Action("ledger_back", N_("前一年、前一个月"), ("Alt+Left",), Where.SETTINGS, listed=True),
    Action("ledger_next", N_("后一年、后一个月"), ("Alt+Right",), Where.SETTINGS, listed=True),
)

_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter"}
_BY_NAME = {action.name: action for action in ACTIONS}


def action_of(name: str) -> Action:
    """Return the action called `name`."""
    return _BY_NAME[name]


def key_words(name: str) -> str:
    """Return an action's key as people read it: `Ctrl K`, on a Mac `⌘K`."""
    return spoken(_BY_NAME[name].keys[0])


def spoken(key: str) -> str:
    """Return a key in portable writing as people read it: as it stands on the keyboard.

    Qt would say arrows, Enter and Backspace in the language of the window.
    """
    if sys.platform == "darwin":
        return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    if len(key) == 1:
        return key
    return " ".join(_SIGNS.get(part, part) for part in key.split("+") if part)


def bind(widget: QWidget, name: str, slot: Callable[[], None]) -> QShortcut:
    """Make the action called `name` work in `widget` and the parts of it."""
    action = _BY_NAME[name]
    made = QShortcut(widget)  # not a QAction, which brings 150 names of theme icons along
    made.setKeys([QKeySequence(key) for key in action.keys])
    made.setContext(
        Qt.ShortcutContext.WindowShortcut
        if action.where is Where.WINDOW
        else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    made.activated.connect(slot)
    return made
