"""The words of the invented dealership, from resources/demo.toml."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from netdesk.catalog import toml_lines
from netdesk.catalog.channels import load as load_channels
from netdesk.catalog.techniques import platforms
from netdesk.domain.activities.words import PolicyKind
from netdesk.domain.demo.invented import (
    Colleague,
    InventedAnswers,
    InventedChannel,
    InventedFee,
    InventedMoney,
    InventedPolicy,
    InventedPosts,
    InventedReply,
    InventedShop,
    Mix,
    Numbers,
)
from netdesk.domain.figures.kpi import BY_NAME
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.person import Role
from netdesk.domain.shop import Shop
from netdesk.errors import ResourceFault
from netdesk.i18n import _
from netdesk.resources import resource

E = TypeVar("E", bound=StrEnum)
_At = toml_lines.Path
_HOURS, _WEEKDAYS = 24, 7
_SECTIONS = {
    "shop": {"name", "place"},
    "arrivals": {"hours", "weekdays"},
    "names": {"given", "titles"},
    "numbers": {"mobile", "virtual", "area"},
    "messages": {"share", "texts"},
    "page": {"notes"},
    "answers": {"facts", "lapsed", "texts"},
    "posts": {"codes", "draft_headline", "draft_body"},
    "money": {"budget", "shares", "goals"},
}
_SHARES = ("wechat", "virtual", "date_only", "calls")
_WEIGHED = {"models", "regions", "surnames", "lost", "silent", "invalid"}
_LISTED = {
    "crew": {"name", "role"},
    "channel": {"code", "weight", "outside", "wechat", "virtual", "date_only", "calls", "number"},
    "reply": {"platform", "to", "text"},
    "fee": {"channel", "item", "yuan", "yearly"},
    "policy": {"kind", "title", "text", "source", "first", "last"},
}


def load(path: Path | None = None) -> InventedShop:
    """Return the invented dealership. Raises ResourceFault with the line of a fault."""
    path = path or resource("demo.toml")
    text = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = str(error).rpartition("at line ")[2].partition(",")[0]
        said = line if line.isdigit() else "?"
        raise ResourceFault(file=path.name, line=said, fault=str(error)) from error
    return _Reader(path.name, toml_lines.lines_of(text), data).shop()


class _Reader:
    """Takes the file apart; the first fault ends it."""

    def __init__(self, file: str, lines: Mapping[_At, int], data: Mapping[str, Any]) -> None:
        self._file = file
        self._lines = lines
        self._data = data

    def shop(self) -> InventedShop:
        self._known(self._data, (), {*_SECTIONS, *_WEIGHED, *_LISTED, "notes", "prices"})
        for section, keys in _SECTIONS.items():
            self._known(self._table((section,)), (section,), keys)
        return InventedShop(
            shop=Shop(self._text(("shop", "name")), self._text(("shop", "place"))),
            crew=self._crew(),
            hours=self._weights(("arrivals", "hours"), _HOURS),
            weekdays=self._weights(("arrivals", "weekdays"), _WEEKDAYS),
            channels=self._channels(),
            models=self._mix("models"),
            prices=self._prices(),
            regions=self._mix("regions"),
            surnames=self._mix("surnames"),
            given_names=self._texts(("names", "given")),
            titles=self._texts(("names", "titles")),
            numbers=Numbers(
                self._texts(("numbers", "mobile")),
                self._text(("numbers", "virtual")),
                self._text(("numbers", "area")),
            ),
            message_share=self._share(("messages", "share")),
            messages=self._texts(("messages", "texts")),
            notes=self._notes(),
            lost=self._mix("lost"),
            silent=self._mix("silent"),
            invalid=self._mix("invalid"),
            page_notes=self._texts(("page", "notes")),
            posts=self._posts(),
            answers=self._answers(),
            money=self._money(),
            policies=tuple(self._policy(at) for at in self._entries("policy")),
        )

    def _crew(self) -> tuple[Colleague, ...]:
        found: list[Colleague] = []
        for at in self._entries("crew"):
            person = Colleague(self._text((*at, "name")), self._word((*at, "role"), Role))
            if any(person.name == other.name for other in found):
                raise self._fault((*at, "name"), _("%(name)s 写了两次") % {"name": person.name})
            found.append(person)
        for role in Role:
            if all(person.role is not role for person in found):
                raise self._fault(("crew",), _("缺少 role = %(role)s 的人") % {"role": role})
        return tuple(found)

    def _channels(self) -> Mix[InventedChannel]:
        codes = {channel.code for channel in load_channels()}
        found: list[tuple[InventedChannel, float]] = []
        for at in self._entries("channel"):
            code = self._text((*at, "code"))
            if code not in codes:
                raise self._no_channel((*at, "code"), code)
            outside, number = (self._text((*at, key), "") for key in ("outside", "number"))
            wechat, virtual, date_only, calls = (self._share((*at, key), 0.0) for key in _SHARES)
            channel = InventedChannel(code, outside, wechat, virtual, date_only, calls, number)
            found.append((channel, self._weight((*at, "weight"))))
        return Mix(found)

    def _posts(self) -> InventedPosts:
        codes = self._texts(("posts", "codes"))
        for index, message in enumerate(codes):
            if "{code}" not in message:
                told = _("%(text)s 里没有 {code}") % {"text": message}
                raise self._fault(("posts", "codes", index), told)
        known = {platform.code for platform in platforms()}
        replies = []
        for at in self._entries("reply"):
            platform = self._text((*at, "platform"))
            if platform not in known:
                raise self._fault((*at, "platform"), _("没有平台 %(code)s") % {"code": platform})
            replies.append(
                InventedReply(platform, self._text((*at, "to")), self._text((*at, "text")))
            )
        return InventedPosts(
            codes,
            self._text(("posts", "draft_headline")),
            self._text(("posts", "draft_body")),
            tuple(replies),
        )

    def _answers(self) -> InventedAnswers:
        at = ("answers", "texts")
        return InventedAnswers(
            self._texts(("answers", "facts")),
            self._text(("answers", "lapsed")),
            {topic: self._text((*at, topic)) for topic in self._table(at)},
        )

    def _notes(self) -> dict[Outcome, tuple[str, ...]]:
        table = self._table(("notes",))
        self._known(table, ("notes",), set(Outcome))
        return {Outcome(key): self._texts(("notes", key)) for key in table}

    def _money(self) -> InventedMoney:
        codes = {channel.code for channel in load_channels()}
        fees = []
        for at in self._entries("fee"):
            code = self._text((*at, "channel"))
            if code not in codes:
                raise self._no_channel((*at, "channel"), code)
            yearly = self._get((*at, "yearly"), default=False) is True
            yuan = self._weight((*at, "yuan"))
            fees.append(InventedFee(code, self._text((*at, "item")), yuan, yearly))
        budget = self._weight(("money", "budget"))
        return InventedMoney(tuple(fees), budget, self._kpis("shares"), self._kpis("goals"))

    def _kpis(self, key: str) -> dict[str, float]:
        table = self._table(("money", key))
        self._known(table, ("money", key), set(BY_NAME))
        return {name: self._weight(("money", key, name)) for name in table}

    def _policy(self, at: _At) -> InventedPolicy:
        last = self._get((*at, "last"))
        return InventedPolicy(
            self._word((*at, "kind"), PolicyKind),
            self._text((*at, "title")),
            self._text((*at, "text"), ""),
            self._text((*at, "source"), ""),
            self._day((*at, "first")),
            None if last is None else self._day((*at, "last")),
        )

    def _day(self, at: _At) -> int:
        value = self._get(at)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._fault(at, _("%(key)s 要写成整数") % {"key": at[-1]})
        return value

    def _no_channel(self, at: _At, code: str) -> ResourceFault:
        return self._fault(at, _("没有渠道 %(code)s") % {"code": code})

    def _prices(self) -> dict[str, float]:
        models = set(self._table(("models",)))
        self._known(self._table(("prices",)), ("prices",), models)
        for model in models - set(self._table(("prices",))):
            raise self._fault(("prices",), _("缺少 %(model)s 的价格") % {"model": model})
        return {model: self._weight(("prices", model)) for model in self._table(("prices",))}

    def _mix(self, section: str) -> Mix[str]:
        return Mix((word, self._weight((section, word))) for word in self._table((section,)))

    def _entries(self, name: str) -> list[_At]:
        entries = self._data.get(name)
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise self._fault((name,), _("缺少 [[%(name)s]]") % {"name": name})
        for index, entry in enumerate(entries):
            self._known(entry, (name, index), _LISTED[name])
        return [(name, index) for index in range(len(entries))]

    def _table(self, at: _At) -> Mapping[str, Any]:
        value = self._get(at)
        if not isinstance(value, dict) or not value:
            raise self._fault(at, _("%(key)s 不能为空") % {"key": at[-1]})
        return value

    def _text(self, at: _At, default: str | None = None) -> str:
        value = self._get(at, default)
        if not isinstance(value, str) or not (value or default is not None):
            raise self._fault(at, _("%(key)s 要写成文字") % {"key": at[-1]})
        return value

    def _texts(self, at: _At) -> tuple[str, ...]:
        value = self._get(at)
        if not isinstance(value, list) or not value:
            raise self._fault(at, _("%(key)s 要写成文字的列表") % {"key": at[-1]})
        return tuple(self._text((*at, index)) for index in range(len(value)))

    def _weights(self, at: _At, count: int) -> tuple[float, ...]:
        value = self._get(at)
        if not isinstance(value, list) or len(value) != count:
            told = _("%(key)s 要有 %(count)d 个数") % {"key": at[-1], "count": count}
            raise self._fault(at, told)
        return tuple(self._weight((*at, index)) for index in range(count))

    def _weight(self, at: _At) -> float:
        value = self._get(at)
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise self._fault(at, _("%(key)s 要写成大于 0 的数") % {"key": at[-1]})
        return float(value)

    def _share(self, at: _At, default: float | None = None) -> float:
        value = self._get(at, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self._fault(at, _("%(key)s 要写成 0 到 1 的数") % {"key": at[-1]})
        return float(value)

    def _word(self, at: _At, words: type[E]) -> E:
        value = self._text(at)
        if value not in set(words):
            facts = {"key": at[-1], "known": ", ".join(words)}
            raise self._fault(at, _("%(key)s 只能是 %(known)s") % facts)
        return words(value)

    def _known(self, table: Mapping[str, Any], at: _At, keys: set[str]) -> None:
        for key in table:
            if key not in keys:
                raise self._fault((*at, key), _("不认识的项 %(key)s") % {"key": key})

    def _get(self, at: _At, default: Any = None) -> Any:
        value: Any = self._data
        for key in at:
            value = value.get(key, default) if isinstance(value, dict) else value[key]
        return value

    def _fault(self, at: _At, fault: str) -> ResourceFault:
        """Say a fault with the line of what is meant, or of the table that lacks it."""
        while at and at not in self._lines:
            at = at[:-1]
        return ResourceFault(file=self._file, line=self._lines.get(at, 1), fault=fault)
