"""What a channel column writes, as a channel's code."""

import re
from collections.abc import Mapping

from netdesk.intake.profiles import normal

_REMEMBERED = 10_000
_BETWEEN = re.compile(r"[\s\-_/|>·,;()（）、，；—]+")


class ChannelWords:
    """Finds codes by the aliases of a store; remembers what it was asked."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        """`aliases` are word → code."""
        self._codes = {normal(alias): code for alias, code in aliases.items()}
        self._lengths = sorted({len(alias) for alias in self._codes} - {0, 1}, reverse=True)
        self.known: dict[str, str] = {"": ""}  # by the cell; empty: no channel is called so

    def code(self, text: str) -> str:
        """Return the channel's code, or an empty string.

        The whole cell is looked up, else its parts (汽车之家-车商汇), else the longest alias
        that one of them begins with (抖音直播间).
        """
        if text in self.known:
            return self.known[text]
        parts = [normal(text), *map(normal, _BETWEEN.split(text))]
        begun = (part[:length] for length in self._lengths for part in parts if len(part) > length)
        candidates = (*parts, *begun)
        found = next((self._codes[c] for c in candidates if c in self._codes), "")
        if len(self.known) < _REMEMBERED:
            self.known[text] = found
        return found
