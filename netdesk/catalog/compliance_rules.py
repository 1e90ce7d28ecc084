"""The rule set of the check on texts, from resources/compliance (PRODUCT.md 7), faults by line."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from netdesk.catalog.rule_reader import RuleReader, compiled
from netdesk.catalog.strict import At, Strict
from netdesk.catalog.word_patterns import Vocabulary
from netdesk.domain.compliance.patterns import Pattern
from netdesk.domain.compliance.rules import Kind, Lexicon, Rule, Rules, Safe, Sought, View
from netdesk.domain.compliance.search import Search
from netdesk.domain.compliance.text import Folding
from netdesk.errors import ResourceFault
from netdesk.i18n import SOURCE_LANGUAGE, _
from netdesk.resources import resource

_FOLDER = "compliance"
_WORDS, _SAFE, _VARIANTS = "words.toml", "safe.toml", "variants.toml"
_LAWS, _EXEMPTIONS = "laws.toml", "exemptions.toml"
_TABLES = (_WORDS, _SAFE, _VARIANTS, _LAWS, _EXEMPTIONS)
# What a list's words stand for; of a word in two lists the first counts.
KINDS = {
    "car": Kind.CAR,
    "price": Kind.PRICE,
    "shop": Kind.SHOP,
    "staff": Kind.STAFF,
    "service": Kind.SERVICE,
    "part": Kind.PART,
    "trade": Kind.TRADE,
    "choice": Kind.CHOICE,
    "person": Kind.PERSON,
    "moment": Kind.MOMENT,
    "mistake": Kind.FREE,
    "life": Kind.FREE,
    "act": Kind.ACT,
    "copula": Kind.COPULA,
    "stop": Kind.STOP,
}
# Words that the domain asks for by name.
SPOKEN_OF = (
    *(
        "asking",
        "denied",
        "adjacent",
        "slogan",
        "opinion",
        "fits",
        "ends_said_of",
        "begins_said_of",
        "in_quotes",
        "modifier",
        "denied_after",
    ),
    *("only_sold", "date_or_term", "deixis", "howto", "law_talk", "aim", "attitude", "scope"),
    *("part", "metric", "same_brand", "standard", "state_award", "own", "source", "wide", "below"),
    *(
        "narrow",
        "label",
        "ai_told",
        "opt_out",
        "cheap",
        "market",
        "ranked",
        "once",
        "attached",
        "scope_before",
        "hired",
        "offered",
        "bare_list",
    ),
)
# Rules that the code asks for by name.
_ASKED_FOR = frozenset(
    {
        *("zui_sold", "same_brand", "graded", "awarded", "dated_fact", "promotes"),
        *("persona_customer", "ai_unlabelled", "label_missing", "sms_optout", "gift_fields"),
    }
)
_RULE = "rule"
_PHRASES, _PATTERNS = "phrases", "patterns"
_SAFE_FOR = {
    "all": Safe(View.MASKED),
    "superlatives": Safe(View.WEIGHED),
    "names": Safe(View.WEIGHED, "name"),
    "advice": Safe(View.WEIGHED, "howto"),
}
_VARIANT_KEYS = frozenset({"dropped", "traditional", "letters", "hidden", "severed", "spelling"})


_Keyed = tuple[frozenset[str], Sought]


@cache
def load(language: str = "zh_CN", folder: Path | None = None) -> Rules:
    """Return the rule set with its words in `language` (zh_CN or en), read once.

    Raises ResourceFault with the file and the line of the first fault. The patterns of the shop's
    own program are compiled, and a fault in one is told, when they are first looked for; those of
    a `folder` that is named at once.
    """
    if folder is not None:
        return _read(language, folder, None)
    folder = resource(_FOLDER)
    return _read(language, folder, partial(_read, language, folder, None))


def _read(language: str, folder: Path, reread: Callable[[], object] | None) -> Rules:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}
    files = {name: Strict(text) for name, text in texts.items()}
    for name in _TABLES:
        if name not in files:
            raise ResourceFault(file=name, line=1, fault=_("缺少这个文件"))
    for name, file in files.items():
        _refuse(name, file)
    vocabulary = _vocabulary(files[_WORDS], reread)
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
        folding=_folding(files[_VARIANTS], reread),
        lexicon=_lexicon(files[_WORDS], vocabulary),
        rules=rules,
        search=_search(_safe(files[_SAFE], vocabulary), rules, vocabulary),
        reasons=_pairs(files[_EXEMPTIONS], _EXEMPTIONS, "reason", language),
        facts=_pairs(files[_EXEMPTIONS], _EXEMPTIONS, "fact", language),
    )


def _refuse(name: str, file: Strict) -> None:
    """Raise the first fault of a file."""
    if file.faults:
        first = min(file.faults, key=lambda fault: fault.line)
        raise ResourceFault(file=name, line=first.line, fault=first.text)


def _vocabulary(file: Strict, reread: Callable[[], object] | None) -> Vocabulary:
    lists = {
        name: file.texts(words, ("words", name))
        for name, words in file.table(file.data.get("words", {}), ("words",)).items()
    }
    macros = {
        name: file.text(pattern, ("macros", name))
        for name, pattern in file.table(file.data.get("macros", {}), ("macros",)).items()
    }
    for name in (*KINDS, "denial", "value"):
        if name not in lists:
            file.fault(("words",), _("缺少词表 %(name)s") % {"name": name})
    _refuse(_WORDS, file)
    vocabulary = Vocabulary(lists, reread)
    for name, pattern in macros.items():
        compiled(vocabulary, file, pattern, ("macros", name))
        _refuse(_WORDS, file)
        vocabulary.add(name, pattern)
    for name in SPOKEN_OF:
        if name not in vocabulary.names:
            file.fault(("words",), _("缺少词表 %(name)s") % {"name": name})
    _refuse(_WORDS, file)
    return vocabulary


def _lexicon(file: Strict, vocabulary: Vocabulary) -> Lexicon:
    kinds: dict[str, Kind] = {}
    for name, kind in KINDS.items():
        for word in file.texts(file.table(file.data["words"], ("words",))[name], ("words", name)):
            kinds.setdefault(word, kind)
    things = vocabulary.words(kinds)
    return Lexicon(kinds, things, {name: vocabulary.named(name) for name in SPOKEN_OF})


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


def _search(
    safe: Sequence[_Keyed], rules: Sequence[Rule], vocabulary: Vocabulary
) -> Search[Sought]:
    sought: dict[View, list[_Keyed]] = {View.FULL: [*safe], View.MASKED: [], View.WEIGHED: []}
    for rule in rules:
        if not rule.is_marker:
            sought[_view_of(rule)] += [
                (vocabulary.keys(pattern), (rule, pattern)) for pattern in rule.patterns
            ]
    return Search([sought[view] for view in View])


def _view_of(rule: Rule) -> View:
    if rule.is_raw:
        return View.FULL
    return View.MASKED if rule.said_of is None else View.WEIGHED


def _check_names(rules: tuple[Rule, ...]) -> None:
    """Every rule that another names, and those that the code asks for, must be there."""
    known = {rule.name for rule in rules}
    asked = {name for rule in rules for name in rule.also} | _ASKED_FOR
    for name in sorted(asked - known):
        raise ResourceFault(file=_FOLDER, line=1, fault=_("缺少规则 %(name)s") % {"name": name})


def _folding(file: Strict, reread: Callable[[], object] | None) -> Folding:
    file.table(file.data, (), _VARIANT_KEYS)
    letters: dict[str, str] = {}
    for key in ("traditional", "letters"):
        for index, pair in enumerate(file.texts(file.data.get(key), (key,))):
            if len(pair) != 2:
                text = _("%(key)s 的每一项要写成两个字：原字和读作的字")
                file.fault((key, index), text % {"key": key})
            letters[pair[:1]] = pair[1:]
    spellings: list[tuple[frozenset[str], Pattern, str]] = []
    plain = Vocabulary({}, reread)

    def spelling(given: Mapping[str, object], at: At) -> None:
        file.table(given, at, frozenset({"pattern", "means"}))
        means = file.needed(given, "means", at)
        pattern = compiled(plain, file, file.needed(given, "pattern", at), (*at, "pattern"))
        if pattern is not None:
            spellings.append((plain.keys(pattern), pattern, means))

    file.each(file.data.get("spelling"), ("spelling",), spelling)
    hidden, severed = (file.texts(file.data.get(key), (key,)) for key in ("hidden", "severed"))
    dropped = file.optional(file.data, "dropped", ())
    _refuse(_VARIANTS, file)
    return Folding(
        letters=letters, dropped=dropped, spellings=spellings, hidden=hidden, severed=severed
    )


def _safe(file: Strict, vocabulary: Vocabulary) -> list[_Keyed]:
    file.table(file.data, (), frozenset(_SAFE_FOR))
    found: list[_Keyed] = []
    for name, safe in _SAFE_FOR.items():
        given = file.table(file.data.get(name, {}), (name,), frozenset({_PHRASES, _PATTERNS}))
        if _PHRASES in given:
            phrases = file.texts(given[_PHRASES], (name, _PHRASES))
            found.append((frozenset(phrases), (safe, vocabulary.words(phrases))))
        texts = file.texts(given[_PATTERNS], (name, _PATTERNS)) if _PATTERNS in given else []
        for n, text in enumerate(texts):
            pattern = compiled(vocabulary, file, text, (name, _PATTERNS, n))
            if pattern is not None:
                found.append((vocabulary.keys(pattern), (safe, pattern)))
    _refuse(_SAFE, file)
    return found


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
