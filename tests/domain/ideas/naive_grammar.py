"""The grammar's meaning said plainly: write every headline out, try every choice of words."""

from collections.abc import Iterator
from itertools import product

from netdesk.domain.ideas.grammar import Word
from netdesk.domain.ideas.template import Call, Choice, Slot, Template, Variable

Text = list[str | Slot]


def expansions(template: Template) -> Iterator[Text]:
    """Yield each way to make a template's choices."""
    for parts in product(*(list(_node(node)) for node in template)):
        yield [piece for part in parts for piece in part]


def _node(node: str | Slot | Call | Choice) -> Iterator[Text]:
    if isinstance(node, Choice):
        for one in node.alternatives:
            yield from expansions(one)
    else:
        assert not isinstance(node, Call)
        yield [node]


def headlines(template: Template, words: list[Word]) -> list[str]:
    """Return every headline, as often as it is derived."""
    found = []
    for text in expansions(template):
        slots = [piece for piece in text if isinstance(piece, Slot)]
        variables = list(dict.fromkeys(slot.variable for slot in slots))
        pools = [[word for word in words if word.type == one.type] for one in variables]
        for choice in product(*pools):
            chosen = dict(zip(variables, choice, strict=True))
            if all(_fits(chosen[slot.variable], slot) for slot in slots) and _agree(chosen):
                found.append(_written(text, chosen))
    return found


def _fits(word: Word, slot: Slot) -> bool:
    has = (any(_has(word, tag) for tag in group) for group in slot.tags)
    return all(has) and (not slot.field or slot.field in word.fields)


def _has(word: Word, tag: str) -> bool:
    return tag[1:] not in word.tags if tag.startswith("!") else tag in word.tags


def _agree(chosen: dict[Variable, Word]) -> bool:
    for one, word in chosen.items():
        for other, another in chosen.items():
            if one == other:
                continue
            if one.type == other.type:
                if word.text == another.text:
                    return False
                continue
            numbers = sorted(v.number for v in chosen if v.type == other.type)
            wanted = one.number if one.number in numbers else numbers[0]
            back = sorted(v.number for v in chosen if v.type == one.type)
            expected = other.number if other.number in back else back[0]
            is_pair = other.number == wanted or one.number == expected
            asked = word.company.get(other.type)
            if is_pair and asked is not None and not asked & another.tags:
                return False
    return True


def _written(text: Text, chosen: dict[Variable, Word]) -> str:
    return "".join(piece if isinstance(piece, str) else _said(piece, chosen) for piece in text)


def _said(slot: Slot, chosen: dict[Variable, Word]) -> str:
    word = chosen[slot.variable]
    return word.fields[slot.field] if slot.field else word.text
