"""Which channel earned a deal (RULINGS 22): its first touch, its last, or all in equal shares."""

from collections.abc import Sequence

from netdesk.domain.money.words import Attribution


def credited(amount: int, channels: Sequence[str], how: Attribution) -> dict[str, int]:
    """Return the 分 of a deal by channel.

    `channels` are those of the touches up to the deal's day, the first one first; never empty. Of
    equal shares the odd 分 go to the first touches, so that the sum is the amount.
    """
    if how is Attribution.FIRST:
        return {channels[0]: amount}
    if how is Attribution.LAST:
        return {channels[-1]: amount}
    found: dict[str, int] = {}
    each, odd = divmod(amount, len(channels))
    for place, channel in enumerate(channels):
        found[channel] = found.get(channel, 0) + each + (place < odd)
    return found
