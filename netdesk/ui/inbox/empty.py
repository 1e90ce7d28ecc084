"""What stands where the table has nothing: how to bring leads in, or that all is answered."""

from netdesk import words
from netdesk.domain.leads.inbox import InboxView
from netdesk.i18n import _
from netdesk.ui.actions import key_words


def lesson(find: str, view: InboxView, *, is_new: bool) -> tuple[str, str]:
    """Return the heading and the lines for an empty view; `is_new`: the desk has no lead at all."""
    if find:
        facts = {"find": find, "view": words.view(view)}
        return _("没有找到"), _("“%(find)s” 在“%(view)s”里没有。") % facts
    if is_new:
        lines = _(
            "把汽车之家、易车、懂车帝等平台导出的表格拖到窗口里，\n"
            "或者按 %(key)s 选择文件。同一位客户会自动合并，并开始计时。"
        )
        return _("还没有线索"), lines % {"key": key_words("import")}
    if view is InboxView.WAITING:
        return _("都回复完了"), _("没有等待首次回复的线索。")
    return _("这里是空的"), _("现在没有这样的线索。")
