"""Takes off what our own sheet of rejects put before each row."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from netdesk.intake.channel_words import ChannelWords
from netdesk.intake.headers import Header


class Carried(NamedTuple):
    """A row as its file had it, and the channel that stood before it."""

    cells: list[str]
    code: str  # empty: none, or none that we know
    unknown: str = ""  # what the cell says, where no channel is called so


class Front:
    """The desk's own columns of one table."""

    def __init__(self, header: Header, channels: ChannelWords, empty: AbstractSet[str]) -> None:
        """`empty` are the cells that say nothing."""
        self._count, self._at = len(header.before), header.channel_at
        self.channel_name = header.before[self._at] if self._at >= 0 else ""
        self._channels, self._empty = channels, empty

    def take_off(self, cells: list[str]) -> Carried:
        """Return the row behind them."""
        own = cells[self._count :]
        said = cells[self._at].strip() if 0 <= self._at < len(cells) else ""
        if not said or said in self._empty:
            return Carried(own, "")
        code = self._channels.code(said)
        return Carried(own, code, "" if code else said)
