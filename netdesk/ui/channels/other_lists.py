"""What stands behind figures that no leads stand behind: payments, posts, followers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from netdesk.domain.figures.columns import SPEND
from netdesk.domain.figures.content import FOLLOWERS, POSTS
from netdesk.i18n import N_, _, ngettext
from netdesk.ui.channels.choice import range_words
from netdesk.ui.widgets.rows import Column


def yuan_words(cents: int) -> str:
    """Return an amount in 分 as yuan: 1,200.50."""
    return f"{cents / 100:,.2f}"


def signed(number: int) -> str:
    """Return a number with its sign."""
    return f"{number:+,}".replace("-", "−") if number else "±0"


PAID = (
    Column(N_("期间"), lambda one: range_words(one.first, one.last), 190, longer=30),
    Column(N_("投给谁"), lambda one: one.subject or _("不分渠道"), 130, share=2),
    Column(N_("项目"), lambda one: one.item or "—", 130, share=3),
    Column(N_("金额（元）"), lambda one: yuan_words(one.amount), 120, is_number=True),
    Column(N_("摊到这里（元）"), lambda one: yuan_words(one.inside), 130, is_number=True),
)
POSTED = (
    Column(N_("日期"), lambda one: one.day.isoformat(), 110),
    Column(N_("平台"), lambda one: one.platform, 110, share=1, keep=2),
    Column(N_("标题"), lambda one: one.headline, 200, share=6, keep=1),
    Column(N_("技法"), lambda one: one.technique or "—", 80, keep=4, longer=20),
    Column(N_("谁发的"), lambda one: one.by or "—", 80, share=1, keep=5),
    Column(N_("带来线索"), lambda one: f"{one.leads:,}", 90, keep=3, is_number=True, longer=10),
)
GROWN = (
    Column(N_("渠道"), lambda one: one.channel, 140, share=2),
    Column(N_("从"), lambda one: one.since.isoformat(), 110, keep=3),
    Column(N_("粉丝"), lambda one: f"{one.before:,}", 100, keep=4, is_number=True),
    Column(N_("到"), lambda one: one.day.isoformat(), 120, keep=1),
    Column(N_("粉丝"), lambda one: f"{one.after:,}", 100, keep=5, is_number=True),
    Column(N_("粉丝净增"), lambda one: signed(one.net), 100, keep=2, is_number=True, longer=30),
)


@dataclass(frozen=True, slots=True)
class OtherList:
    """A list: its name, its columns, what it sums up to, and what is said where it is empty."""

    name: str
    columns: Sequence[Column]
    summed: Callable[[Sequence[Any]], str]
    nothing: tuple[str, str]


def other_lists() -> dict[str, OtherList]:
    """Return the lists by the figures that have them."""
    return {
        SPEND: OtherList(
            _("费用明细"),
            PAID,
            _paid,
            (_("这段时间没有费用"), _("费用可以导入，也可以在设置里逐笔记。")),
        ),
        POSTS: OtherList(
            _("发布的帖子"),
            POSTED,
            _posted,
            (_("这段时间没有发布帖子"), _("在内容日历里排期、记为已发布。")),
        ),
        FOLLOWERS: OtherList(
            _("粉丝增减"),
            GROWN,
            _grown,
            (_("这段时间没有填粉丝数"), _("在“内容日历 · 粉丝与更新”里填，或导入平台的粉丝表。")),
        ),
    }


def _paid(payments: Sequence[Any]) -> str:
    n, inside = len(payments), yuan_words(sum(one.inside for one in payments))
    said = ngettext("%(n)d 笔，本期合计 %(sum)s 元", "%(n)d 笔，本期合计 %(sum)s 元", n)
    return said % {"n": n, "sum": inside}


def _posted(posts: Sequence[Any]) -> str:
    n, leads = len(posts), sum(one.leads for one in posts)
    said = ngettext("%(n)d 篇，带来线索 %(leads)d 条", "%(n)d 篇，带来线索 %(leads)d 条", n)
    return said % {"n": n, "leads": leads}


def _grown(lines: Sequence[Any]) -> str:
    net = signed(sum(one.net for one in lines))
    return _("粉丝净增 %(net)s") % {"net": net}
