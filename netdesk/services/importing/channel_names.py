"""What files call a channel: in a column, in a title or the file's name, and where posts go."""

from collections.abc import Iterable, Mapping

from netdesk.catalog.channels import load
from netdesk.catalog.techniques import platforms
from netdesk.domain.channel import OTHER, Channel, ChannelKind

_NO_ACCOUNT = (ChannelKind.HOTLINE, ChannelKind.SHOWROOM)


def has_account(channel: Channel) -> bool:
    """Say whether a channel is a place with followers: neither a phone, a door, nor 其他."""
    return channel.kind not in _NO_ACCOUNT and channel.code != OTHER


def in_columns(channels: Iterable[Channel]) -> dict[str, str]:
    """Return what channel columns may write, each with its code."""
    found = {alias: c.code for c in load() for alias in (c.name, *c.aliases)}
    named = {c.code: c.name for c in channels}
    found.update({name: code for code, name in named.items()})
    found.update({code: code for code in named})
    return found


def in_titles(channels: Iterable[Channel]) -> dict[str, str]:
    """Return what says in a title whose figures these are; words that say other things are out.

    集团 and 厂家 stand in many a file's name, and so do three letters.
    """
    aliases = {c.code: c.aliases for c in load()}
    return {
        word: channel.code
        for channel in channels
        if has_account(channel)
        for word in (channel.name, *aliases.get(channel.code, ()))
        if word == channel.name or _is_telling(channel, word)
    }


def of_posts() -> Mapping[str, str]:
    """Return what a column calls the platforms that posts go to, each with its code."""
    return {word: one.code for one in platforms() for word in (one.code, one.name)}


def _is_telling(channel: Channel, alias: str) -> bool:
    if alias.isascii():
        return len(alias) > 4
    return channel.kind is not ChannelKind.OFFICIAL and (
        channel.kind is ChannelKind.SOCIAL or len(alias) > 2
    )
