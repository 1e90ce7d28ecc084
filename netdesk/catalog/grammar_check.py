"""Checks the files of a grammar against each other: what a template names must be there.

Faults: an unknown slot type, tag or field, a rule that isn't there, a cycle of rules, a headline
that no words can make. Notes: digits of one's own, a legal class that doesn't fit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random

from netdesk.catalog.grammar_reader import FileRead
from netdesk.catalog.strict import At
from netdesk.catalog.techniques import platforms, scoring
from netdesk.domain.ideas import fact_words
from netdesk.domain.ideas.grammar import Grammar, Lexicon, Production, Word
from netdesk.domain.ideas.offering import SUBJECT
from netdesk.domain.ideas.technique import LegalClass
from netdesk.domain.ideas.template import Call, Choice, Slot, Template
from netdesk.domain.ideas.writing import Pruner, choose, expand
from netdesk.errors import Fault
from netdesk.i18n import _

_TRIES = 40
_DIGIT = re.compile(r"[0-9０-９]")
_NEEDS = frozenset(fact_words.TYPES)
_SOURCED = frozenset({"rule", "figure", "chapter", "manual"})
_GIFT_FIELDS = frozenset({"kind", "spec", "count", "until", "how", "value"})


def check(files: Sequence[FileRead], grammar: Grammar) -> None:
    """Note in each file what its templates name and nothing has; refuse those productions."""
    known = _Known(grammar.words)
    for file in files:
        rules = _rules_of(file, files)
        before = len(file.faults)
        _check_names(file, rules, known)
        _check_cycles(file, rules)
        _check_words(file, known)
        if len(file.faults) > before:
            _refuse(file)
    _check_owners(files)
    lexicon = Lexicon((*grammar.words, *fact_words.stand_ins()))
    broken = any(file.faults for file in files)
    for file in files:
        if file.technique is not None and not broken:
            _check_productions(file, Pruner(grammar.rules[file.technique], lexicon), lexicon)
            _check_law(file)


class _Known:
    """The types, tags and fields that words and facts have."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.tags: dict[str, set[str]] = {SUBJECT.type: set()}
        self.fields: dict[str, set[str]] = {SUBJECT.type: set()}
        for type_, fact in fact_words.TYPES.items():
            self.tags[type_] = set(fact.tags)
            self.fields[type_] = set(fact.fields)
        for word in words:
            self.tags.setdefault(word.type, set()).update(word.tags)
            self.fields.setdefault(word.type, set()).update(word.fields)

    def fault(self, slot: Slot) -> str | None:
        type_ = slot.variable.type
        if type_ not in self.tags:
            return _("没有叫 %(type)s 的词类") % {"type": type_}
        for group in slot.tags:
            for tag in group:
                if tag.removeprefix("!") not in self.tags[type_]:
                    return _("词类 %(type)s 里没有带标签 %(tag)s 的词") % {
                        "type": type_,
                        "tag": tag.removeprefix("!"),
                    }
        if slot.field and slot.field not in self.fields[type_]:
            facts = {"type": type_, "field": slot.field}
            return _("词类 %(type)s 的词没有 %(field)s 这一项") % facts
        return None


def _rules_of(file: FileRead, files: Sequence[FileRead]) -> Mapping[str, tuple[Template, ...]]:
    shared = {
        name: rule for one in files if one.technique is None for name, rule in one.rules.items()
    }
    return {**shared, **file.rules}


def nodes(template: Template) -> Iterator[Slot | Call | str]:
    """Yield a template's leaves, those inside choices too."""
    for node in template:
        if isinstance(node, Choice):
            for one in node.alternatives:
                yield from nodes(one)
        else:
            yield node


def _check_names(file: FileRead, rules: Mapping[str, object], known: _Known) -> None:
    for template in file.templates:
        path = file.place(template)
        for node in nodes(template):
            if isinstance(node, Slot):
                fault = known.fault(node)
            elif isinstance(node, Call) and node.rule not in rules:
                fault = _("没有叫 <%(rule)s> 的规则") % {"rule": node.rule}
            else:
                fault = None
            if fault:
                file.strict.fault(path, fault)
                _refuse_at(file, path)


def _check_cycles(file: FileRead, rules: Mapping[str, tuple[Template, ...]]) -> None:
    calls = {
        name: {node.rule for one in rule for node in nodes(one) if isinstance(node, Call)}
        for name, rule in rules.items()
    }
    for name in file.rules:
        reached: set[str] = set()
        fresh = set(calls[name])
        while fresh:
            reached |= fresh
            fresh = {c for one in fresh for c in calls.get(one, ())} - reached
        if name in reached:
            text = _("规则 <%(rule)s> 绕回了自己") % {"rule": name}
            file.strict.fault(("rules", name), text)


def _check_words(file: FileRead, known: _Known) -> None:
    """A word may ask only for company that exists; its place is its type's."""
    for word in file.words:
        for type_, tags in word.company.items():
            place: At = ("words", word.type)
            if type_ not in known.tags:
                text = _("“%(word)s”的 with：没有叫 %(type)s 的词类")
                file.strict.fault(place, text % {"word": word.text, "type": type_})
            for tag in sorted(tags - known.tags.get(type_, set())):
                text = _("“%(word)s”的 with：词类 %(type)s 里没有带标签 %(tag)s 的词")
                facts = {"word": word.text, "type": type_, "tag": tag}
                file.strict.fault(place, text % facts)


def _check_owners(files: Sequence[FileRead]) -> None:
    """Two techniques may not have a type of the same name: their words would mix unseen."""
    shared = {word.type for file in files if file.technique is None for word in file.words}
    owner: dict[str, FileRead] = {}
    for file in files:
        if file.technique is None:
            continue
        for type_ in dict.fromkeys(word.type for word in file.words if word.type not in shared):
            first = owner.setdefault(type_, file)
            if first is not file:
                text = _("词类 %(type)s 在 %(file)s 里也有，词会混在一起；换个名字")
                file.strict.fault(("words", type_), text % {"type": type_, "file": first.name})
                _refuse(file)


def _refuse_at(file: FileRead, path: At) -> None:
    if path and path[0] == "production" and isinstance(path[1], int):
        file.refused.add(path[1])


def _refuse(file: FileRead) -> None:
    """A fault in rules or words spoils whatever may use them."""
    if any(True for _one in file.rules) or file.words:
        file.refused.update(file.productions)


def _check_productions(file: FileRead, pruner: Pruner, lexicon: Lexicon) -> None:
    codes = frozenset(one.code for one in platforms())
    for index, production in file.productions.items():
        path: At = ("production", index)
        for key in ("platforms", "needs"):
            allowed = codes if key == "platforms" else _NEEDS
            for word in sorted(getattr(production, key) - allowed):
                facts = {"key": key, "given": word, "known": ", ".join(sorted(allowed))}
                text = _("%(key)s 不能是 %(given)s；可以是：%(known)s") % facts
                file.strict.fault((*path, key), text)
                file.refused.add(index)
        for template in production.headline:
            if not _can_be_made(template, pruner, lexicon):
                text = _("这个标题永远写不出来：没有一组词能配到一起")
                file.strict.fault(file.place(template), text)
                file.refused.add(index)


def _can_be_made(template: Template, pruner: Pruner, lexicon: Lexicon) -> bool:
    pruned = pruner.one(template)
    if pruned is None:
        return False
    rng = Random(0)
    return any(choose(expand(pruned, rng), lexicon, rng) is not None for _try in range(_TRIES))


def _check_law(file: FileRead) -> None:
    """Note what a reader should look at: numbers of one's own, a legal class that doesn't fit."""
    for index, production in file.productions.items():
        for template in _all(production):
            plain = "".join(node for node in nodes(template) if isinstance(node, str))
            if _DIGIT.search(plain) and not production.source:
                file.notes.append(
                    Fault(
                        file.strict.line(file.place(template)),
                        _("自己写了数字，又没有 source：%(text)s") % {"text": plain},
                    )
                )
        note = _legal_note(production)
        if note:
            file.notes.append(Fault(file.strict.line(("production", index)), note))


def _all(production: Production) -> Iterator[Template]:
    yield from production.headline
    yield from production.hook
    for beat in production.outline:
        yield from beat
    yield from production.action
    yield from production.picture


def _legal_note(production: Production) -> str | None:
    slots = [n for t in _all(production) for n in nodes(t) if isinstance(n, Slot)]
    types = {slot.variable.type for slot in slots}
    head = "".join(n for t in production.headline for n in nodes(t) if isinstance(n, str))
    legal = production.legal
    id_ = {"id": production.id}
    if bool(scoring().superlative.search(head)) and legal is not LegalClass.SUPERLATIVE:
        return _("%(id)s 的标题有“最”，legal 应是 superlative") % id_
    if legal is LegalClass.RULE and not types & _SOURCED and not production.source:
        return _("%(id)s 讲法规或手册，却没有 rule/figure/chapter/manual，也没有 source") % id_
    if "person" in types and legal is LegalClass.PLAIN:
        return _("%(id)s 用到 {person}，legal 应是 consent") % id_
    if any(s.field == "price" for s in slots) and not any(s.field == "price_source" for s in slots):
        return _("%(id)s 写了价格，没写 {model:price_source}") % id_
    if legal is LegalClass.GIFT:
        missing = _GIFT_FIELDS - {s.field for s in slots if s.variable.type == "gift"}
        if missing and production.action:
            facts = {**id_, "missing": " ".join(sorted(missing))}
            return _("%(id)s 推礼，缺：%(missing)s") % facts
    return None
