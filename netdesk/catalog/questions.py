"""How questions are found, worded, drafted and exported, from resources/questions.toml (R15)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from netdesk.catalog.strict import At, Strict
from netdesk.domain.ideas.technique import Method
from netdesk.domain.posts.asking import Asking, Wording
from netdesk.domain.posts.personal import Personal
from netdesk.domain.posts.questions import OTHER, AnswerPlatform, Ask, Form, Says, Topic
from netdesk.errors import ResourceFault
from netdesk.i18n import _
from netdesk.resources import resource

_FILE = "questions.toml"
_HAN = r"[\u4e00-\u9fff]"
_ASKING = frozenset(
    {"words", "never", "to_person", "lead", "wants", "tail", "same", "fillers"} | {"vague"}
)
_PERSONAL = frozenset({"surnames", "compounds", "numerals", "fine", "numbers", "people", "known"})
_TOPIC = frozenset({"code", "words", "method", "draft", "ask"})
_DRAFTS = frozenset(
    {"address", "hours", "gift", "gift_drive", "activity", "price", "point", "manual"}
)
_SENTENCES = frozenset(
    {"address", "hours", "gift", "activity", "price", "price_after", "point", "manual", "date"}
    | {"closed", "daily", "span"}
)
_EXPORT = frozenset(
    {
        "signature",
        "bare_signature",
        "title",
        "bare_title",
        "question",
        "heading",
        "answer",
        "valid",
        "signed",
    }
)


@dataclass(frozen=True)
class QuestionResources:
    """What the file says."""

    asking: Asking
    personal: Personal
    topics: tuple[Topic, ...]
    platforms: tuple[AnswerPlatform, ...]
    says: Says


@lru_cache(maxsize=1)
def load() -> QuestionResources:
    """Return what resources/questions.toml says. Raises ResourceFault with the line of a fault."""
    return read(resource(_FILE))


def read(path: Path) -> QuestionResources:
    """Return what such a file says. Raises ResourceFault with the line of its first fault."""
    reader = _Reader(Strict(path.read_text(encoding="utf-8")))
    found = reader.read()
    faults = reader.strict.faults
    if faults or found is None:
        first = min(faults, key=lambda fault: fault.line)
        raise ResourceFault(file=path.name, line=first.line, fault=first.text)
    return found


@cache
def topic_codes() -> tuple[str, ...]:
    """Return the codes of the topics in their order."""
    return tuple(topic.code for topic in load().topics)


class _Reader:
    def __init__(self, strict: Strict) -> None:
        self.strict = strict

    def read(self) -> QuestionResources | None:
        tables = frozenset({"personal", "asking", "reported", "topic", "draft", "export"})
        data = self.strict.table(self.strict.data, (), tables | {"platform"})
        personal, wording = self._personal(data), self._wording(data)
        topics: list[Topic] = []
        platforms: list[AnswerPlatform] = []
        self.strict.each(
            data.get("topic"), ("topic",), lambda t, at: topics.append(self._topic(t, at))
        )
        self.strict.each(
            data.get("platform"),
            ("platform",),
            lambda t, at: platforms.append(self._platform(t, at)),
        )
        says = self._says(data)
        if all(topic.code != OTHER for topic in topics):
            self.strict.fault(("topic",), _("缺少话题 %(code)s") % {"code": OTHER})
        if self.strict.faults:
            return None
        asking = Asking(wording, topics, personal)
        return QuestionResources(asking, personal, tuple(topics), tuple(platforms), says)

    def _personal(self, data: Mapping[str, object]) -> Personal:
        table = self.strict.table(data.get("personal"), ("personal",), _PERSONAL)
        compounds = self.strict.texts(table.get("compounds"), ("personal", "compounds"))
        surnames = self.strict.needed(table, "surnames", ("personal",))
        name = "|".join((*map(re.escape, compounds), f"[{surnames or 'x'}]"))
        return Personal(
            numbers=self._patterns(table, "numbers", name),
            people=self._patterns(table, "people", name),
            fine=self._patterns(table, "fine", name),
            numerals=self.strict.needed(table, "numerals", ("personal",)),
            known=frozenset(self.strict.texts(table.get("known"), ("personal", "known"))),
        )

    def _patterns(
        self, table: Mapping[str, object], key: str, name: str
    ) -> tuple[re.Pattern[str], ...]:
        at: At = ("personal", key)
        written = self.strict.texts(table.get(key), at)
        return tuple(
            self._pattern(one.replace("{name}", name), (*at, n), flags=re.IGNORECASE)
            for n, one in enumerate(written)
        )

    def _wording(self, data: Mapping[str, object]) -> Wording:
        asking = self.strict.table(data.get("asking"), ("asking",), _ASKING)
        told = self.strict.table(data.get("reported"), ("reported",), frozenset({"lead", "never"}))
        pairs: list[tuple[re.Pattern[str], str]] = []
        for n, pair in enumerate(self.strict.items(asking.get("same"), ("asking", "same"))):
            at: At = ("asking", "same", n)
            if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[1], str):
                pairs.append((self._pattern(self.strict.text(pair[0], at), at), pair[1]))
            else:
                self.strict.fault(at, _("%(key)s 要写成文字") % {"key": "same"})
        return Wording(
            **{
                key: self._of(asking, key, "asking")
                for key in ("words", "never", "to_person", "vague", "wants")
            },
            lead=self._of(asking, "lead", "asking", "(?:{0})"),
            tail=self._of(asking, "tail", "asking", "(?:{0})$"),
            fillers=self._of(asking, "fillers", "asking"),
            same=tuple(pairs),
            reported=self._of(told, "lead", "reported"),
            not_reported=self._of(told, "never", "reported"),
        )

    def _of(
        self, table: Mapping[str, object], key: str, name: str, form: str = "{0}"
    ) -> re.Pattern[str]:
        written = self.strict.needed(table, key, (name,))
        return self._pattern(form.format(written) if form != "{0}" else written, (name, key))

    def _topic(self, table: Mapping[str, object], at: At) -> Topic:
        self.strict.table(table, at, _TOPIC)
        words = table.get("words")
        asks: list[Ask] = []
        if "ask" in table:
            self.strict.each(table["ask"], (*at, "ask"), lambda t, a: asks.append(self._ask(t, a)))
        return Topic(
            code=self.strict.needed(table, "code", at),
            words=self._pattern(str(words), (*at, "words")) if words else None,
            method=self.strict.one_of(table.get("method"), Method, (*at, "method")) or Method.TIP,
            draft=self._draft(table, at),
            asks=tuple(asks),
        )

    def _draft(self, table: Mapping[str, object], at: At) -> tuple[str, ...]:
        drafts = self.strict.items(table.get("draft"), (*at, "draft"), may_be_empty=True)
        for n, one in enumerate(drafts):
            if one not in _DRAFTS:
                facts = {"key": "draft", "given": one, "known": ", ".join(sorted(_DRAFTS))}
                told = _("%(key)s 不能是 %(given)s；可以是：%(known)s") % facts
                self.strict.fault((*at, "draft", n), told)
        return tuple(map(str, drafts))

    def _ask(self, table: Mapping[str, object], at: At) -> Ask:
        self.strict.table(table, at, frozenset({"is", "like", "nouns", "draft"}))
        nouns = self.strict.items(table.get("nouns"), (*at, "nouns"), may_be_empty=True)
        like = self.strict.needed(table, "like", at)
        return Ask(
            text=self.strict.needed(table, "is", at),
            like=self._pattern(like, (*at, "like")),
            nouns=frozenset(map(str, nouns)),
            draft=self._draft(table, at) if "draft" in table else None,
        )

    def _platform(self, table: Mapping[str, object], at: At) -> AnswerPlatform:
        self.strict.table(table, at, frozenset({"code", "name", "form"}))
        form = self.strict.one_of(table.get("form"), Form, (*at, "form")) or Form.PAIRS
        code, name = (self.strict.needed(table, key, at) for key in ("code", "name"))
        return AnswerPlatform(code, name, form)

    def _says(self, data: Mapping[str, object]) -> Says:
        draft = self.strict.table(data.get("draft"), ("draft",), _SENTENCES | {"weekdays"})
        export = self.strict.table(data.get("export"), ("export",), _EXPORT)
        weekdays = tuple(self.strict.texts(draft.get("weekdays"), ("draft", "weekdays")))
        return Says(
            draft={key: self.strict.needed(draft, key, ("draft",)) for key in _SENTENCES},
            weekdays=weekdays,
            export={key: self.strict.needed(export, key, ("export",)) for key in _EXPORT},
        )

    def _pattern(self, written: str, at: At, *, flags: int = 0) -> re.Pattern[str]:
        try:
            return re.compile(written.replace("{han}", _HAN), flags)
        except re.error as error:
            self.strict.fault(at, _("这个样式写错了：%(why)s") % {"why": error.msg})
            return re.compile("(?!)")
