"""Reads one file of the grammar: its shape, its templates, its words; every fault with its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from netdesk.catalog.strict import At, Strict, file_text, name
from netdesk.domain.ideas.grammar import DEFAULT_LENGTH, Production, Shared, Word
from netdesk.domain.ideas.technique import Column, LegalClass, Method, Technique
from netdesk.domain.ideas.template import BadTemplate, Template, parse
from netdesk.errors import Fault
from netdesk.i18n import _

_E = TypeVar("_E", bound=StrEnum)
LONGEST = 30
BEATS = 3
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_TAG = re.compile(r"[a-z0-9-]+")
_TAGGED = re.compile(r"(.*?)((?:\s+#[^\s#]+)*)\s*", re.DOTALL)
_WORD_KEYS = frozenset({"t", "tags", "with", "when", "source"})
_KEYS = frozenset({"technique", "rules", "words", "production"})
_SHARED_KEYS = frozenset({"rules", "words", "action", "picture"})
_POOL_KEYS = frozenset({"text", "columns", "techniques"})
_PRODUCTION_KEYS = frozenset(
    ("id", "columns", "method", "legal", "headline", "hook", "outline", "action", "picture")
    + ("platforms", "length", "when", "needs", "source", "weight")
)


@dataclass
class FileRead:
    """What one file holds: `places` has each template's path, `refused` what is faulty."""

    name: str
    strict: Strict
    technique: Technique | None = None
    rules: dict[str, tuple[Template, ...]] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    productions: dict[int, Production] = field(default_factory=dict)
    actions: list[Shared] = field(default_factory=list)
    pictures: list[Shared] = field(default_factory=list)
    places: dict[int, At] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    notes: list[Fault] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)

    @property
    def faults(self) -> list[Fault]:
        """Return the faults noted so far."""
        return self.strict.faults

    def place(self, template: Template) -> At:
        """Return where a template stands."""
        return self.places.get(id(template), ())


def read_file(path: Path, *, whens: frozenset[str], is_shared: bool) -> FileRead:
    """Return a file's contents. Raises NotThere, Unreadable."""
    try:
        strict = Strict(file_text(path))
    except UnicodeDecodeError:
        strict = Strict("")
        strict.faults.append(Fault(1, _("不是 UTF-8 编码，请另存为 UTF-8")))
    read = FileRead(path.name, strict)
    if not strict.faults:
        _Reader(read, whens).file(is_shared=is_shared)
    return read


class _Reader:
    def __init__(self, read: FileRead, whens: frozenset[str]) -> None:
        self._read = read
        self._strict = read.strict
        self._whens = whens

    def file(self, *, is_shared: bool) -> None:
        strict, data = self._strict, self._strict.data
        strict.table(data, (), _SHARED_KEYS if is_shared else _KEYS)
        if not is_shared:
            told = strict.needed(data, "technique", ())
            if told:
                self._read.technique = strict.one_of(told, Technique, ("technique",))
        for rule, given in strict.table(data.get("rules", {}), ("rules",)).items():
            self._name(rule, ("rules", rule))
            self._read.rules[rule] = self._templates(given, ("rules", rule))
        for type_, listed in strict.table(data.get("words", {}), ("words",)).items():
            self._name(type_, ("words", type_))
            for index, given in enumerate(strict.items(listed, ("words", type_))):
                self._word(type_, given, ("words", type_, index))
        if self._read.technique is not None:
            strict.each(data.get("production", []), ("production",), self._production)
        for key, pool in (("action", self._read.actions), ("picture", self._read.pictures)):
            if key in data:
                strict.each(data[key], (key,), partial(self._pool, into=pool))

    def _name(self, given: str, path: At) -> None:
        if not _NAME.fullmatch(given):
            text = _("名字 %(name)s 要用小写字母、数字和 -，以字母开头")
            self._strict.fault(path, text % {"name": given})

    def _templates(self, given: object, path: At) -> tuple[Template, ...]:
        found = []
        for index, text in enumerate(self._strict.texts(given, path)):
            at = path if isinstance(given, str) else (*path, index)
            template = self._template(text, at)
            if template is not None:
                found.append(template)
        return tuple(found)

    def _template(self, text: str, path: At) -> Template | None:
        if not text:
            return None
        try:
            template = parse(text)
        except BadTemplate as bad:
            self._strict.fault(path, str(bad))
            return None
        self._read.templates.append(template)
        self._read.places[id(template)] = path
        return template

    def _word(self, type_: str, given: object, path: At) -> None:
        if isinstance(given, str):
            match = _TAGGED.fullmatch(given)
            assert match is not None
            tags = frozenset(part[1:] for part in match[2].split())
            self._add(Word(type_, match[1].strip(), self._tags(tags, path)), path)
            return
        table = self._strict.table(given, path)
        fields = {}
        for key, value in table.items():
            if key not in _WORD_KEYS:
                self._name(key, (*path, key))
                fields[key] = self._strict.text(value, (*path, key))
        source = self._strict.optional(table, "source", path)
        word = Word(
            type_,
            self._strict.needed(table, "t", path),
            self._listed_tags(table.get("tags"), (*path, "tags")),
            self._company(table.get("with"), (*path, "with")),
            self._when(table, path),
            {**fields, "source": source} if source else fields,
            source,
        )
        self._add(word, path)

    def _add(self, word: Word, path: At) -> None:
        if not word.text:
            self._strict.fault(path, _("词是空的"))
        elif any(word.text == known.text and word.type == known.type for known in self._read.words):
            self._strict.fault(path, _("词 %(word)s 写了两次") % {"word": word.text})
        else:
            self._read.words.append(word)

    def _listed_tags(self, given: object, path: At) -> frozenset[str]:
        """Tags are a list, or one text with blanks between."""
        if given is None:
            return frozenset()
        told = given.split() if isinstance(given, str) else self._strict.texts(given, path)
        return self._tags(frozenset(told), path)

    def _tags(self, tags: frozenset[str], path: At) -> frozenset[str]:
        for tag in tags:
            if not _TAG.fullmatch(tag):
                text = _("标签 %(tag)s 要用小写字母、数字和 -") % {"tag": tag}
                self._strict.fault(path, text)
        return tags

    def _company(self, given: object, path: At) -> dict[str, frozenset[str]]:
        if given is None:
            return {}
        table = self._strict.table(given, path)
        return {
            type_: self._listed_tags(tags, (*path, type_)) or frozenset()
            for type_, tags in table.items()
        }

    def _when(self, table: Mapping[str, object], path: At) -> frozenset[str]:
        if "when" not in table:
            return frozenset()
        told = self._strict.texts(table["when"], (*path, "when"))
        for word in told:
            if word and word not in self._whens:
                text = _("when 里不认识 %(word)s") % {"word": word}
                self._strict.fault((*path, "when"), text)
        return frozenset(told)

    def _production(self, table: Mapping[str, object], path: At) -> None:
        strict, before = self._strict, len(self._strict.faults)
        strict.table(table, path, _PRODUCTION_KEYS)
        id_ = strict.needed(table, "id", path)
        if id_:
            self._id(id_, (*path, "id"))
        columns = self._columns(table, path)
        method = self._enum(table, "method", path, Method)
        legal = self._enum(table, "legal", path, LegalClass)
        parts = {
            key: self._templates(table[key], (*path, key)) if key in table else ()
            for key in ("headline", "hook", "action", "picture")
        }
        for key in ("headline", "hook"):
            if key not in table:
                facts = {"where": name(path), "key": key}
                strict.fault(path, _("%(where)s 缺少 %(key)s") % facts)
        production = Production(
            id=f"{self._read.technique}/{id_}",
            technique=self._read.technique or Technique.CONTRAST,
            columns=columns,
            method=method or Method.TIP,
            legal=legal or LegalClass.PLAIN,
            outline=self._outline(table, path),
            platforms=self._set(table, "platforms", path),
            length=self._length(table, path),
            when=self._when(table, path),
            needs=self._set(table, "needs", path),
            source=strict.optional(table, "source", path),
            weight=self._weight(table, path),
            **parts,
        )
        index = path[-1]
        assert isinstance(index, int)
        self._read.productions[index] = production
        if len(strict.faults) > before:
            self._read.refused.add(index)

    def _id(self, id_: str, path: At) -> None:
        self._name(id_, path)
        whole = f"{self._read.technique}/{id_}"
        if any(known.id == whole for known in self._read.productions.values()):
            self._strict.fault(path, _("id %(id)s 写了两次") % {"id": id_})

    def _enum(self, table: Mapping[str, object], key: str, path: At, words: type[_E]) -> _E | None:
        told = self._strict.needed(table, key, path)
        return self._strict.one_of(told, words, (*path, key)) if told else None

    def _columns(self, table: Mapping[str, object], path: At) -> tuple[Column, ...]:
        if "columns" not in table:
            facts = {"where": name(path), "key": "columns"}
            self._strict.fault(path, _("%(where)s 缺少 %(key)s") % facts)
            return ()
        at = (*path, "columns")
        told = self._strict.texts(table["columns"], at)
        found = (self._strict.one_of(one, Column, at) for one in told)
        return tuple(column for column in found if column is not None)

    def _set(self, table: Mapping[str, object], key: str, path: At) -> frozenset[str]:
        if key not in table:
            return frozenset()
        return frozenset(self._strict.texts(table[key], (*path, key)))

    def _outline(self, table: Mapping[str, object], path: At) -> tuple[tuple[Template, ...], ...]:
        at = (*path, "outline")
        given = table.get("outline")
        if not isinstance(given, list) or len(given) != BEATS:
            self._strict.fault(at, _("outline 要写成恰好三拍的列表"))
            return ()
        return tuple(self._templates(beat, (*at, index)) for index, beat in enumerate(given))

    def _length(self, table: Mapping[str, object], path: At) -> tuple[int, int]:
        given = table.get("length", list(DEFAULT_LENGTH))
        if isinstance(given, list) and len(given) == 2 and all(type(n) is int for n in given):
            low, high = given
            if 0 < low <= high <= LONGEST:
                return low, high
        facts = {"longest": LONGEST}
        self._strict.fault(
            (*path, "length"), _("length 要写成 [最少, 最多]，不超过 %(longest)d 字") % facts
        )
        return DEFAULT_LENGTH

    def _weight(self, table: Mapping[str, object], path: At) -> float:
        given = table.get("weight", 1)
        if isinstance(given, int | float) and not isinstance(given, bool) and 0 < given <= 100:
            return float(given)
        self._strict.fault((*path, "weight"), _("weight 要写成大于零、不超过 100 的数"))
        return 1.0

    def _pool(self, table: Mapping[str, object], path: At, *, into: list[Shared]) -> None:
        self._strict.table(table, path, _POOL_KEYS)
        columns = self._columns(table, path) if "columns" in table else ()
        techniques = [
            self._strict.one_of(one, Technique, (*path, "techniques"))
            for one in self._set(table, "techniques", path)
        ]
        template = self._template(self._strict.needed(table, "text", path), (*path, "text"))
        if template is not None:
            known = frozenset(one for one in techniques if one is not None)
            into.append(Shared(template, frozenset(columns), known))
