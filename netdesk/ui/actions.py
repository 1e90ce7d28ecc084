"""Every action of the window in one table: what it is called, its keys, and where it works.

Buttons show these keys, F1 lists them, and nothing else binds a key.
"""

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
    ACTIVITIES = "activities"
    CHANNELS = "channels"
    SUMMARY = "summary"
    SETTINGS = "settings"


WHERE_WORDS = {
    Where.WINDOW: N_("到处"),
    Where.INBOX: N_("收件箱"),
    Where.IDEAS: N_("创意"),
    Where.ACTIVITIES: N_("活动"),
    Where.CHANNELS: N_("渠道"),
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
    Action("go_inbox", N_("去收件箱"), ("Ctrl+1",), Where.WINDOW),
    Action("go_ideas", N_("去创意"), ("Ctrl+2",), Where.WINDOW),
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
    Action("copy_phone", N_("复制手机号"), ("C",), Where.INBOX),
    Action("show_phone", N_("按住显示手机号"), ("V",), Where.INBOX, listed=True),
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
    Action("topic", N_("写话题"), ("T",), Where.IDEAS),
    Action("facts", N_("改事实"), ("F",), Where.IDEAS),
    Action("save_facts", N_("保存事实"), ("Ctrl+S",), Where.IDEAS),
    Action("ideas_back", N_("返回创意"), ("Esc",), Where.IDEAS),
    Action("activity_next", N_("下一个"), ("J",), Where.ACTIVITIES),
    Action("activity_back", N_("上一个"), ("K",), Where.ACTIVITIES),
    Action("tab_next", N_("下一个页签"), ("]",), Where.ACTIVITIES),
    Action("tab_back", N_("上一个页签"), ("[",), Where.ACTIVITIES),
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

_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
_BY_NAME = {action.name: action for action in ACTIONS}


def action_of(name: str) -> Action:
    """Return the action called `name`."""
    return _BY_NAME[name]


def key_words(name: str) -> str:
    """Return an action's key as people read it: `Ctrl K`, on a Mac `⌘K`."""
    return spoken(_BY_NAME[name].keys[0])


def spoken(key: str) -> str:
    """Return a key in portable writing as people read it."""
    if key == "Return":
        return "Enter"
    if key in _ARROWS:
        return _ARROWS[key]
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    if len(native) == 1:
        return native
    return " ".join(_ARROWS.get(part, part) for part in native.split("+") if part)


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
