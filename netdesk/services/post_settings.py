"""What the shop has set for its posts: the mix, a week's quotas, times, platforms, the reminder."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from types import MappingProxyType

from netdesk.catalog import techniques
from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.mix import TARGET
from netdesk.errors import BadPostSetting
from netdesk.i18n import N_, _
from netdesk.services.changes import Changes
from netdesk.services.settings import Settings

_KEY = "posts."
MOST_A_DAY = 6  # times
MOST_A_WEEK = 42  # posts
MOST_MINUTES = 24 * 60
QUOTAS: Mapping[Column, int] = MappingProxyType(
    {
        Column.NEWS: 1,
        Column.LOCAL: 2,
        Column.FUN: 1,
        Column.CARE: 2,
        Column.MODELS: 1,
        Column.OWNERS: 1,
        Column.QA: 1,
        Column.ACTIVITY: 1,
        Column.OFFERS: 1,
    }
)


@dataclass(frozen=True, slots=True)
class PostSettings:
    """`target`: share of promotion at most (0 to 1). `quotas`: posts a week by column.

    `slots` are times of day as `HH:MM`, `platforms` codes in the order they are posted on,
    `remind_before_min` minutes between the reminder and a post's time.
    """

    target: float = TARGET
    quotas: Mapping[Column, int] = field(default_factory=lambda: dict(QUOTAS))
    slots: tuple[str, ...] = ("12:10", "19:30")
    platforms: tuple[str, ...] = ("wechat", "douyin", "xiaohongshu", "toutiao", "dongchedi")
    remind_before_min: int = 0

    @property
    def times(self) -> tuple[time, ...]:
        """Return the slots as times of day, the earliest first."""
        return tuple(sorted(map(time.fromisoformat, self.slots)))


def read(settings: Settings) -> PostSettings:
    """Return what is set; what never was has its default."""
    usual = PostSettings()
    quotas = settings.get(_KEY + "quotas", None)
    return PostSettings(
        target=float(settings.get(_KEY + "target", usual.target)),
        quotas=usual.quotas
        if quotas is None
        else {column: int(quotas.get(column, 0)) for column in Column},
        slots=tuple(settings.get(_KEY + "slots", usual.slots)),
        platforms=tuple(settings.get(_KEY + "platforms", usual.platforms)),
        remind_before_min=int(settings.get(_KEY + "remind_before_min", usual.remind_before_min)),
    )


def write(settings: Settings, value: PostSettings) -> Changes:
    """Save what is set. Raises BadPostSetting where a value can't be lived by."""
    value = _clean(value)
    settings.put_all(
        {
            _KEY + "target": value.target,
            _KEY + "quotas": {str(column): n for column, n in value.quotas.items()},
            _KEY + "slots": list(value.slots),
            _KEY + "platforms": list(value.platforms),
            _KEY + "remind_before_min": value.remind_before_min,
        }
    )
    return Changes(posts=True)


def _clean(value: PostSettings) -> PostSettings:
    if not 0 <= value.target <= 1:
        raise _bad(N_("促销占比"), f"{value.target:g}", N_("0 到 1 之间"))
    slots = tuple(dict.fromkeys(sorted(map(_clock, value.slots))))
    if not 1 <= len(slots) <= MOST_A_DAY:
        raise _bad(N_("发布时间"), "、".join(slots) or "—", N_("一天 1 到 6 个"))
    week = sum(value.quotas.values())
    if min(value.quotas.values(), default=0) < 0 or week > MOST_A_WEEK:
        raise _bad(N_("每周篇数"), week, N_("各栏目不少于 0，合起来不多于 42"))
    known = {one.code for one in techniques.platforms()}
    if not value.platforms or not known.issuperset(value.platforms):
        raise _bad(
            N_("发布平台"), "、".join(value.platforms) or "—", N_("至少一个，要是列出的平台")
        )
    if not 0 <= value.remind_before_min <= MOST_MINUTES:
        raise _bad(N_("提前提醒"), value.remind_before_min, N_("0 到 1440 分钟"))
    platforms = tuple(dict.fromkeys(value.platforms))
    return replace(value, slots=slots, platforms=platforms)


def _clock(text: str) -> str:
    hour, _colon, minute = text.strip().replace("：", ":").partition(":")
    try:
        return f"{time(int(hour), int(minute)):%H:%M}"
    except ValueError:
        raise _bad(N_("发布时间"), text, N_("像 12:10 这样")) from None


def _bad(what: str, given: object, allowed: str) -> BadPostSetting:
    return BadPostSetting(what=_(what), given=given, allowed=_(allowed))
