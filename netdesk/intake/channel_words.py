"""What a channel column writes, as a channel's code."""

import re
import unicodedata
from collections.abc import Mapping

from netdesk.intake.profiles import folded, normal

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


class TitleWords:
    """Finds the one channel that a title, a sheet's name or a file's name speaks of."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """`words` are word → code; of two that overlap the longer is meant."""
        longest_first = sorted(words, key=len, reverse=True)
        self._codes = {folded(word): words[word] for word in longest_first}
        self._form = re.compile("|".join(_in_title(word) for word in self._codes if word) or "(?!)")

    def code(self, text: str) -> str:
        """Return the code of the only channel that is named, else an empty string."""
        plain = unicodedata.normalize("NFKC", text).casefold()
        said = {self._codes[folded(found)] for found in self._form.findall(plain)}
        return said.pop() if len(said) == 1 else ""


def _in_title(word: str) -> str:
    form = re.escape(word)
    return rf"(?<![a-z0-9]){form}(?![a-z0-9])" if word.isascii() else form
