"""The rule set of the check on texts, from resources/compliance (PRODUCT.md 7), faults by line."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from netdesk.catalog.pattern_keys import keys_of
from netdesk.catalog.rule_reader import RuleReader, compiled
from netdesk.catalog.strict import At, Strict
from netdesk.catalog.word_patterns import Vocabulary
from netdesk.domain.compliance_rules import Kind, Lexicon, Rule, Rules, Sought
from netdesk.domain.compliance_search import Search, alternation
from netdesk.domain.compliance_text import Folding
from netdesk.errors import ResourceFault
from netdesk.i18n import SOURCE_LANGUAGE, _
from netdesk.resources import resource

_FOLDER = "compliance"
_WORDS, _SAFE, _VARIANTS = "words.toml", "safe.toml", "variants.toml"
_LAWS, _EXEMPTIONS = "laws.toml", "exemptions.toml"
_TABLES = (_WORDS, _SAFE, _VARIANTS, _LAWS, _EXEMPTIONS)
# What a list's words stand for; of a word in two lists the first counts.
_KINDS = {
    "car": Kind.CAR,
    "price": Kind.PRICE,
    "shop": Kind.SHOP,
    "staff": Kind.STAFF,
    "service": Kind.SERVICE,
    "part": Kind.PART,
    "trade": Kind.TRADE,
    "choice": Kind.CHOICE,
    "person": Kind.PERSON,
    "moment": Kind.FREE,
    "mistake": Kind.FREE,
    "life": Kind.FREE,
    "act": Kind.ACT,
    "copula": Kind.COPULA,
    "stop": Kind.STOP,
}
_SPOKEN_OF = (
    *("asking", "denied", "adjacent", "slogan", "opinion", "fits", "in_quotes", "modifier"),
    *("only_sold", "date_or_term", "deixis", "howto", "law_talk", "aim", "attitude", "scope"),
    *("part", "metric", "same_brand", "standard", "state_award", "own", "source", "wide", "below"),
    *("narrow", "label", "ai_told", "opt_out", "cheap"),
)
# Rules that the code asks for by name.
_ASKED_FOR = frozenset(
    {
        *("zui_sold", "same_brand", "graded", "awarded", "dated_fact", "promotes"),
        *("persona_customer", "ai_unlabelled", "label_missing", "sms_optout", "gift_fields"),
    }
)
_RULE = "rule"
_VARIANT_KEYS = frozenset({"dropped", "traditional", "letters", "hidden", "severed", "spelling"})


@cache
def load(language: str = "zh_CN", folder: Path | None = None) -> Rules:
    """Return the rule set with its words in `language` (zh_CN or en), read once.

    Raises ResourceFault with the file and the line of the first fault.
    """
    folder = folder or resource(_FOLDER)
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}
    files = {name: Strict(text) for name, text in texts.items()}
    for name in _TABLES:
        if name not in files:
            raise ResourceFault(file=name, line=1, fault=_("缺少这个文件"))
    for name, file in files.items():
        _refuse(name, file)
    vocabulary = _vocabulary(files[_WORDS])
    reader = RuleReader(vocabulary, _pairs(files[_LAWS], _LAWS, "", language), language)
    rules = tuple(
        rule
        for name, file in files.items()
        if name not in _TABLES
        for rule in _rules(reader, name, file)
    )
    _check_names(rules)
    return Rules(
        version=hashlib.sha256("".join(texts.values()).encode()).hexdigest()[:12],
        folding=_folding(files[_VARIANTS]),
        names=_names(files[_SAFE]),
        lexicon=_lexicon(files[_WORDS], vocabulary),
        rules=rules,
        search=_search(_patterns(rules, is_raw=False)),
        raw_search=_search(
            [*_safe(files[_SAFE], vocabulary), *_patterns(rules, is_raw=True)],
        ),
        reasons=_pairs(files[_EXEMPTIONS], _EXEMPTIONS, "reason", language),
        facts=_pairs(files[_EXEMPTIONS], _EXEMPTIONS, "fact", language),
    )


def _refuse(name: str, file: Strict) -> None:
    """Raise the first fault of a file."""
    if file.faults:
        first = min(file.faults, key=lambda fault: fault.line)
        raise ResourceFault(file=name, line=first.line, fault=first.text)


def _vocabulary(file: Strict) -> Vocabulary:
    lists = {
        name: file.texts(words, ("words", name))
        for name, words in file.table(file.data.get("words", {}), ("words",)).items()
    }
    macros = {
        name: file.text(pattern, ("macros", name))
        for name, pattern in file.table(file.data.get("macros", {}), ("macros",)).items()
    }
    for name in (*_KINDS, "denial", "value"):
        if name not in lists:
            file.fault(("words",), _("缺少词表 %(name)s") % {"name": name})
    _refuse(_WORDS, file)
    vocabulary = Vocabulary(lists)
    for name, pattern in macros.items():
        compiled(vocabulary, file, pattern, ("macros", name))
        _refuse(_WORDS, file)
        vocabulary.add(name, pattern)
    for name in _SPOKEN_OF:
        if name not in vocabulary.names:
            file.fault(("words",), _("缺少词表 %(name)s") % {"name": name})
    _refuse(_WORDS, file)
    return vocabulary


def _lexicon(file: Strict, vocabulary: Vocabulary) -> Lexicon:
    kinds: dict[str, Kind] = {}
    for name, kind in _KINDS.items():
        for word in file.texts(file.table(file.data["words"], ("words",))[name], ("words", name)):
            kinds.setdefault(word, kind)
    things = re.compile(alternation(kinds))
    return Lexicon(kinds, things, {name: vocabulary.compiled(name) for name in _SPOKEN_OF})


def _rules(reader: RuleReader, name: str, file: Strict) -> list[Rule]:
    found: list[Rule] = []
    file.table(file.data, (), frozenset({_RULE}))
    for index, given in enumerate(file.items(file.data.get(_RULE), (_RULE,))):
        rule = reader.read(file, file.table(given, (_RULE, index)), (_RULE, index))
        if rule is not None:
            if any(rule.name == other.name for other in found):
                file.fault((_RULE, index, "name"), _("%(name)s 写了两次") % {"name": rule.name})
            found.append(rule)
    _refuse(name, file)
    return found


def _patterns(rules: tuple[Rule, ...], *, is_raw: bool) -> list[Sought]:
    return [
        (rule, pattern)
        for rule in rules
        if rule.is_raw is is_raw and not rule.is_marker
        for pattern in rule.patterns
    ]


def _search(sought: Sequence[Sought]) -> Search[Sought]:
    return Search([(keys_of(pattern.pattern), (rule, pattern)) for rule, pattern in sought])


def _check_names(rules: tuple[Rule, ...]) -> None:
    """Every rule that another names, and those that the code asks for, must be there."""
    known = {rule.name for rule in rules}
    asked = {name for rule in rules for name in rule.also} | _ASKED_FOR
    for name in sorted(asked - known):
        raise ResourceFault(file=_FOLDER, line=1, fault=_("缺少规则 %(name)s") % {"name": name})


def _folding(file: Strict) -> Folding:
    file.table(file.data, (), _VARIANT_KEYS)
    letters: dict[str, str] = {}
    for key in ("traditional", "letters"):
        for index, pair in enumerate(file.texts(file.data.get(key), (key,))):
            if len(pair) != 2:
                text = _("%(key)s 的每一项要写成两个字：原字和读作的字")
                file.fault((key, index), text % {"key": key})
            letters[pair[:1]] = pair[1:]
    spellings: list[tuple[frozenset[str], re.Pattern[str], str]] = []
    plain = Vocabulary({})

    def spelling(given: Mapping[str, object], at: At) -> None:
        file.table(given, at, frozenset({"pattern", "means"}))
        means = file.needed(given, "means", at)
        pattern = compiled(plain, file, file.needed(given, "pattern", at), (*at, "pattern"))
        if pattern is not None:
            spellings.append((keys_of(pattern.pattern), pattern, means))

    file.each(file.data.get("spelling"), ("spelling",), spelling)
    hidden, severed = (file.texts(file.data.get(key), (key,)) for key in ("hidden", "severed"))
    dropped = file.optional(file.data, "dropped", ())
    _refuse(_VARIANTS, file)
    return Folding(
        letters=letters, dropped=dropped, spellings=spellings, hidden=hidden, severed=severed
    )


def _safe(file: Strict, vocabulary: Vocabulary) -> list[Sought]:
    file.table(file.data, (), frozenset({"phrases", "names", "pattern"}))
    found = [re.compile(alternation(file.texts(file.data.get("phrases"), ("phrases",))))]

    def one(given: Mapping[str, object], at: At) -> None:
        file.table(given, at, frozenset({"match"}))
        pattern = compiled(vocabulary, file, file.needed(given, "match", at), (*at, "match"))
        if pattern is not None:
            found.append(pattern)

    file.each(file.data.get("pattern"), ("pattern",), one)
    _refuse(_SAFE, file)
    return [(None, pattern) for pattern in found]


def _names(file: Strict) -> re.Pattern[str]:
    return re.compile(alternation(file.texts(file.data.get("names"), ("names",))))


def _pairs(file: Strict, name: str, table: str, language: str) -> dict[str, str]:
    """Return `key = [Chinese, English]` entries in the language."""
    data = file.table(file.data.get(table, {}) if table else file.data, (table,) if table else ())
    which = 0 if language == SOURCE_LANGUAGE else 1
    found: dict[str, str] = {}
    for key, given in data.items():
        path = (table, key) if table else (key,)
        texts = file.texts(given, path)
        if len(texts) != 2:
            file.fault(path, _("%(key)s 要写成 [中文, 英文]") % {"key": key})
        else:
            found[key] = texts[which]
    _refuse(name, file)
    return found
