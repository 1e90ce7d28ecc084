"""Takes one `[[rule]]` of resources/compliance apart; what is wrong is noted with its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from netdesk.catalog.strict import At, Strict
from netdesk.catalog.word_patterns import Vocabulary
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.patterns import Pattern
from netdesk.domain.compliance.rules import Patterns, Rule, SaidOf
from netdesk.i18n import SOURCE_LANGUAGE, _

_KEYS = frozenset(
    {
        *("name", "id", "family", "level", "law", "why", "why_en", "instead", "instead_en"),
        *("patterns", "said_of", "fact", "raw", "everywhere", "marker", "also", "swap"),
        *("unless", "unless_sentence", "unless_text", "unless_all", "needs_text"),
        *("excuse", "excuse_persona", "excuse_label", "excuse_platform", "only_platform"),
    }
)
_PLACES = {"text": "", "fact": "", "thing": "", "missing": ""}
_JOIN = {SOURCE_LANGUAGE: "\uff1b"}


class RuleReader:
    """Reads rules with a vocabulary and the names of the laws in one language."""

    def __init__(self, vocabulary: Vocabulary, laws: Mapping[str, str], language: str) -> None:
        """Keep what every rule needs."""
        self.vocabulary = vocabulary
        self._laws = laws
        self._language = language

    def read(self, file: Strict, given: Mapping[str, object], at: At) -> Rule | None:
        """Return a rule, or None where a fault was noted."""
        before = len(file.faults)
        file.table(given, at, _KEYS)
        entry = _Entry(self, file, given, at)
        level = file.one_of(given.get("level"), Level, (*at, "level"))
        said_of = None
        if "said_of" in given:
            said_of = file.one_of(given["said_of"], SaidOf, (*at, "said_of"))
        rule = Rule(
            name=file.needed(given, "name", at),
            id=file.needed(given, "id", at),
            family=file.needed(given, "family", at),
            level=level or Level.OK,
            law=self._law(file, given, at),
            why=self._words(file, given, "why", at),
            instead=self._words(file, given, "instead", at),
            patterns=entry.patterns("patterns"),
            said_of=said_of,
            is_fact=entry.flag("fact"),
            is_raw=entry.flag("raw"),
            is_everywhere=entry.flag("everywhere"),
            is_marker=entry.flag("marker"),
            unless=entry.patterns("unless"),
            unless_sentence=entry.patterns("unless_sentence"),
            unless_text=entry.patterns("unless_text"),
            unless_all=entry.patterns("unless_all"),
            needs_text=entry.patterns("needs_text"),
            excuse=entry.list("excuse"),
            excuse_persona=file.optional(given, "excuse_persona", at),
            excuse_label=entry.flag("excuse_label"),
            excuse_platform=entry.list("excuse_platform"),
            only_platform=entry.list("only_platform"),
            also=entry.list("also"),
            swap=entry.pairs("swap"),
        )
        return rule if len(file.faults) == before else None

    def _words(self, file: Strict, given: Mapping[str, object], key: str, at: At) -> str:
        """Return a sentence in the language; where it has none of its own, the Chinese."""
        chinese = str(given.get(key, ""))
        english = str(given.get(f"{key}_en", "")) or chinese
        for name in (key, f"{key}_en"):
            try:
                str(given.get(name, "")) % _PLACES
            except (KeyError, ValueError, TypeError):
                text = _("%(key)s 里的 %% 记号写错了；可以用 %%(text)s 和 %%(fact)s")
                file.fault((*at, name), text % {"key": name})
        if not isinstance(given.get(key), str):
            file.needed(given, key, at)
        return chinese if self._language == SOURCE_LANGUAGE else english

    def _law(self, file: Strict, given: Mapping[str, object], at: At) -> str:
        names = file.texts(given.get("law", []), (*at, "law"))
        for index, name in enumerate(names):
            if name and name not in self._laws:
                text = _("laws.toml 里没有 %(name)s") % {"name": name}
                file.fault((*at, "law", index), text)
        told = [self._laws.get(name, "") for name in names]
        return _JOIN.get(self._language, "; ").join(told)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One rule's table, read key by key; what is not there is empty."""

    reader: RuleReader
    file: Strict
    given: Mapping[str, object]
    at: At

    def patterns(self, key: str) -> Patterns:
        """Return the patterns of a key."""
        path = (*self.at, key)
        texts = self.file.items(self.given.get(key, []), path, may_be_empty=True)
        found = [
            compiled(self.reader.vocabulary, self.file, self.file.text(text, here), here)
            for text, here in ((text, (*path, n)) for n, text in enumerate(texts))
        ]
        return tuple(pattern for pattern in found if pattern is not None)

    def list(self, key: str) -> tuple[str, ...]:
        """Return the words of a key."""
        path = (*self.at, key)
        return tuple(self.file.texts(self.given[key], path)) if key in self.given else ()

    def flag(self, key: str) -> bool:
        """Return whether a key is true."""
        value = self.given.get(key, False)
        if not isinstance(value, bool):
            text = _("%(key)s 要写成 true 或 false")
            self.file.fault((*self.at, key), text % {"key": key})
        return value is True

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return the pairs of words of a key."""
        path = (*self.at, key)
        found = []
        for n, one in enumerate(self.file.items(self.given.get(key, []), path, may_be_empty=True)):
            words = self.file.texts(one, (*path, n))
            if len(words) == 2:
                found.append((words[0], words[1]))
            else:
                self.file.fault((*path, n), _("%(key)s 要写成两个词一对") % {"key": key})
        return tuple(found)


def compiled(vocabulary: Vocabulary, file: Strict, pattern: str, path: At) -> Pattern | None:
    """Return a pattern, or None where it is faulty."""
    try:
        return vocabulary.compile(pattern)
    except KeyError as error:
        text = _("words.toml 里没有叫 %(name)s 的词表") % {"name": error.args[0]}
        file.fault(path, text)
    except re.error as error:
        file.fault(path, _("这个样式写错了：%(why)s") % {"why": error.msg})
    return None
