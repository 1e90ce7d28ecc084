"""What posts, their days and their times are called on this page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from netdesk import words
from netdesk.domain.deadlines.when import local
from netdesk.domain.ideas.technique import Method
from netdesk.domain.posts.post import Post, PostResult, PostState, PostText
from netdesk.domain.posts.writing import bare
from netdesk.i18n import N_, _, ngettext
from netdesk.services.calendar_days import CalendarDay
from netdesk.ui.widgets.days import whole_day

METHODS = {
    Method.ANNOUNCEMENT: N_("公告"),
    Method.COMMENT: N_("回复别人"),
    Method.TIP: N_("汽车知识"),
}
_COUNTS = (
    ("reads", N_("阅读")),
    ("comments", N_("评论")),
    ("likes", N_("点赞")),
    ("shares", N_("转发")),
)


class Mark(StrEnum):
    """How far a post is, as its sign on screen says it; DUE: its time came, and it isn't out."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    DUE = "due"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Here:
    """Now and the shop's zone: what times on the page are told by. `names` are platforms'."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The shop's date."""
        return local(self.now, self.zone).date()

    def clock(self, at: datetime) -> datetime:
        """Return an instant on the shop's clock."""
        return local(at, self.zone)

    def day_of(self, post: Post) -> date | None:
        """Return the day a post stands on; None for a draft."""
        return None if post.at is None else self.clock(post.at).date()

    def time_of(self, post: Post) -> str:
        """Return a post's time of day; empty for a draft."""
        return "" if post.at is None else f"{self.clock(post.at):%H:%M}"


def mark_of(post: Post, now: datetime) -> Mark:
    """Return the sign a post has."""
    if post.state is PostState.PUBLISHED:
        return Mark.PUBLISHED
    if post.planned_at is None or post.state is PostState.DRAFT:
        return Mark.DRAFT
    return Mark.DUE if post.planned_at <= now else Mark.SCHEDULED


def mark_words(mark: Mark) -> str:
    """Return a sign in words."""
    return _("该发了") if mark is Mark.DUE else words.post_state(PostState(mark.value))


def title_of(content: PostText) -> str:
    """Return what a post is called in little room: its headline without the label, in a line."""
    first = (bare(content.headline) or content.headline or content.body).strip()
    return first.split("\n", 1)[0]


def kind_words(content: PostText) -> str:
    """Return what kind of post it is: a reply, or its column; promotion is named."""
    if content.method is Method.COMMENT:
        return _("回复")
    column = words.column(content.column)
    return _("%(column)s（促销）") % {"column": column} if content.column.promotes else column


def spoken(post: Post, here: Here, platform: str) -> str:
    """Return a post in words, as it is heard."""
    parts = [
        here.time_of(post),
        mark_words(mark_of(post, here.now)),
        platform,
        kind_words(post.content),
        title_of(post.content),
    ]
    if post.leads:
        parts.append(leads_words(post.leads))
    return " ".join(part for part in parts if part)


def leads_words(n: int) -> str:
    """Return a number of leads in words."""
    return ngettext("线索 %(n)d", "线索 %(n)d", n) % {"n": n}


def posts_words(n: int) -> str:
    """Return a number of posts in words."""
    return ngettext("%(n)d 篇", "%(n)d 篇", n) % {"n": n}


def day_tag(day: CalendarDay) -> str:
    """Return the sign of a day that isn't like others: 休, 班 (调休)."""
    if not day.is_open:
        return _("休")
    return _("班") if day.is_makeup else ""


def day_words(day: CalendarDay, name: str) -> str:
    """Return a day in words: its date, festival, whether it is open."""
    parts = [whole_day(day.day)]
    if name:
        parts.append(name)
    if day.is_makeup:
        parts.append(_("调休上班"))
    elif day.is_holiday:
        parts.append(_("节假日"))
    parts.append(day.windows if day.is_open else _("本日不营业"))
    if not day.is_published:
        parts.append(_("调休未公布"))
    return "，".join(parts)


def at_words(at: datetime, here: Here) -> str:
    """Return a post's time as people say it: 今天 19:30, 11月26日 周四 19:30."""
    clock = here.clock(at)
    near = {
        here.today: _("今天"),
        here.today + timedelta(days=1): _("明天"),
        here.today - timedelta(days=1): _("昨天"),
    }
    facts = {"day": near.get(clock.date()) or whole_day(clock.date()), "time": f"{clock:%H:%M}"}
    return _("%(day)s %(time)s") % facts


def counts() -> tuple[tuple[str, str], ...]:
    """Return the counts of a result, each with what it is called."""
    return tuple((name, _(said)) for name, said in _COUNTS)


def result_words(result: PostResult | None) -> str:
    """Return a result in a line: 阅读 1,204 · 评论 8; empty where nothing was entered."""
    if result is None:
        return ""
    told = [(said, getattr(result, name)) for name, said in counts()]
    return " · ".join(f"{said} {n:,}" for said, n in told if n is not None)
