"""The platforms as this shop uses them: shipped, with the title limits it changed."""

from collections.abc import Iterable
from dataclasses import replace

from netdesk.catalog import techniques
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.platform import Counting, Platform
from netdesk.domain.posts import copying
from netdesk.domain.posts.post import PostText
from netdesk.errors import BadPostSetting, UnknownWord
from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.settings import Settings

_KEY = "posts.title_limits"
MOST = 500  # characters of a title


def known(settings: Settings | None) -> tuple[Platform, ...]:
    """Return the platforms in their order; without settings as they are shipped."""
    changed = settings.get(_KEY, {}) if settings is not None else {}
    return tuple(
        replace(one, limit=int(own["limit"]), counting=Counting(own["counting"]))
        if (own := changed.get(one.code))
        else one
        for one in techniques.platforms()
    )


def platform(code: str, settings: Settings | None) -> Platform:
    """Return a platform. Raises UnknownWord with those there are."""
    listed = known(settings)
    for one in listed:
        if one.code == code:
            return one
    names = "、".join(one.name for one in listed)
    raise UnknownWord(given=code, what=_("平台"), known=names)


def save(settings: Settings, platforms: Iterable[Platform]) -> Changes:
    """Keep the limits and ways of counting that differ from the shipped. Raises BadPostSetting."""
    shipped = {one.code: one for one in techniques.platforms()}
    own = {}
    for one in platforms:
        if not 1 <= one.limit <= MOST:
            what = _("%(platform)s的标题字数") % {"platform": one.name}
            allowed = _("1 到 %(most)d") % {"most": MOST}
            raise BadPostSetting(what=what, given=one.limit, allowed=allowed)
        usual = shipped.get(one.code)
        if usual and (usual.limit, usual.counting) != (one.limit, one.counting):
            own[one.code] = {"limit": one.limit, "counting": one.counting.value}
    settings.put(_KEY, own)
    return Changes(posts=True)


def copy_of(content: PostText, settings: Settings | None) -> str:
    """Return a post's text as its platform takes it, to be pasted there."""
    return copying.copy_of(content, platform(content.platform, settings))


def hashtags_of(content: PostText, facts: Facts) -> tuple[str, ...]:
    """Return the topics to suggest for a post, without their signs."""
    return copying.hashtags_of(content, facts, techniques.column_tags())
