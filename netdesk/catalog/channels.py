"""The channels that every store begins with, from resources/channels.toml (R3, R12)."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from netdesk.domain.channel import Channel, ChannelKind
from netdesk.errors import ResourceFault
from netdesk.i18n import _
from netdesk.resources import line_of, resource

_TABLE = "channel"
_KEYS = frozenset({"code", "name", "kind", "aliases"})


def load(path: Path | None = None) -> tuple[Channel, ...]:
    """Return the channels in the file's order. Raises ResourceFault with the line of a fault."""
    path = path or resource("channels.toml")
    text = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, error) from error
    found = _Found(path.name, text)
    for index, entry in enumerate(data.get(_TABLE, [])):
        found.add(index, entry)
    return tuple(found.channels)


class _Found:
    """The channels read so far, and what a further one must not repeat."""

    def __init__(self, file: str, text: str) -> None:
        self.channels: list[Channel] = []
        self._file = file
        self._text = text
        self._taken: dict[str, str] = {}

    def add(self, index: int, entry: Mapping[str, Any]) -> None:
        for key in entry.keys() - _KEYS:
            raise self._fault(index, key, _("不认识的项 %(key)s") % {"key": key})
        code, name = self._text_of(index, entry, "code"), self._text_of(index, entry, "name")
        kind, aliases = self._kind(index, entry), self._aliases(index, entry)
        channel = Channel(code, name, kind, aliases=aliases)
        for key, words in (("code", (code,)), ("name", (name,)), ("aliases", aliases)):
            for word in words:
                self._take(index, key, word, code)
        self.channels.append(channel)

    def _text_of(self, index: int, entry: Mapping[str, Any], key: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._fault(index, key, _("%(key)s 要写成文字") % {"key": key})
        return value

    def _kind(self, index: int, entry: Mapping[str, Any]) -> ChannelKind:
        value = self._text_of(index, entry, "kind")
        if value not in set(ChannelKind):
            known = ", ".join(ChannelKind)
            raise self._fault(index, "kind", _("kind 只能是 %(known)s") % {"known": known})
        return ChannelKind(value)

    def _aliases(self, index: int, entry: Mapping[str, Any]) -> tuple[str, ...]:
        value = entry.get("aliases", [])
        if not isinstance(value, list) or not all(isinstance(a, str) and a for a in value):
            raise self._fault(index, "aliases", _("%(key)s 要写成文字") % {"key": "aliases"})
        return tuple(value)

    def _take(self, index: int, key: str, word: str, code: str) -> None:
        """One word means one channel; a channel may repeat its own."""
        owner = self._taken.setdefault(word.casefold(), code)
        if owner != code or (key == "code" and any(c.code == code for c in self.channels)):
            told = _("%(word)s 已经属于 %(owner)s") % {"word": word, "owner": owner}
            raise self._fault(index, key, told)

    def _fault(self, index: int, key: str, fault: str) -> ResourceFault:
        line = line_of(self._text, key, table=_TABLE, index=index)
        return ResourceFault(file=self._file, line=line, fault=fault)


def _not_toml(path: Path, error: tomllib.TOMLDecodeError) -> ResourceFault:
    """tomllib says its line in words only: '… (at line 3, column 1)'."""
    said = str(error)
    line = said.rpartition("at line ")[2].partition(",")[0]
    return ResourceFault(file=path.name, line=line if line.isdigit() else "?", fault=said)
