"""Writes what goes with a headline: hook, three beats, call to action, picture hint.

Every line speaks of the headline's things. Of several that agree the one that brings in least that
is new is taken, so that a hook on a manual's page doesn't stand under a headline on something else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from netdesk.domain.ideas.fact_words import CONTEXT
from netdesk.domain.ideas.grammar import Lexicon, Shared, Word
from netdesk.domain.ideas.idea import is_anchor
from netdesk.domain.ideas.offering import SUBJECT, Offered
from netdesk.domain.ideas.technique import Column
from netdesk.domain.ideas.template import Slot, Template, slot_types
from netdesk.domain.ideas.writing import Chosen, Pieces, choose, expand, new_variables, render

_SHORT = 6  # a picture's subject is a name, not a clause
_INVITING = frozenset({"gift", "activity"})
_FREE = CONTEXT | _INVITING  # a call to action may bring these in
_Rank = Callable[[Pieces, Chosen], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """The lines under a headline, and every word chosen for them and for it."""

    hook: str
    outline: tuple[str, ...]
    action: str
    picture: str
    chosen: Chosen


class Teller:
    """Writes with one lexicon and the shared lines that it can fill."""

    def __init__(
        self, lexicon: Lexicon, actions: Sequence[Shared], pictures: Sequence[Shared], rng: Random
    ) -> None:
        """Draw from `rng`."""
        self._lexicon = lexicon
        self._actions = actions
        self._pictures = [(one.template, slot_types(one.template)) for one in pictures]
        self._rng = rng

    def tell(self, one: Offered, column: Column, chosen: Chosen) -> Told | None:
        """Return the lines for a headline's words; None where a line can't agree with them."""
        lines: list[str] = []
        for alternatives in (one.hook, *one.outline):
            line = self._line(alternatives, chosen, _newness)
            if line is None:
                return None
            text, chosen = line
            lines.append(text)
        action, chosen = self._action(one, column, chosen)
        picture = self._picture(one, chosen)
        return Told(lines[0], tuple(lines[1:]), action, picture, chosen)

    def _line(
        self, alternatives: Sequence[Template], chosen: Chosen, rank: _Rank
    ) -> tuple[str, Chosen] | None:
        drawn = [expand(template, self._rng) for template in alternatives]
        self._rng.shuffle(drawn)
        for pieces in sorted(drawn, key=lambda one: rank(one, chosen)):
            more = choose(pieces, self._lexicon, self._rng, chosen=chosen)
            if more is not None:
                return render(pieces, more), more
        return None

    def _action(self, one: Offered, column: Column, chosen: Chosen) -> tuple[str, Chosen]:
        own = self._line(one.action, chosen, _calling(column)) if one.action else None
        if own is not None:
            return own
        technique = one.production.technique
        lines = [
            shared.template
            for shared in self._actions
            if (not shared.columns or column in shared.columns)
            and (not shared.techniques or technique in shared.techniques)
        ]
        return self._line(lines, chosen, _calling(column)) or ("", chosen)

    def _picture(self, one: Offered, chosen: Chosen) -> str:
        own = self._line(one.picture, chosen, _newness) if one.picture else None
        if own is not None:
            return own[0]
        words = chosen.values()
        subject = next((w for w in words if is_anchor(w) and len(w.text) <= _SHORT), None)
        if subject is not None:
            chosen = {**chosen, SUBJECT: Word(SUBJECT.type, subject.text)}
        near = CONTEXT | {variable.type for variable in chosen}
        lines = [template for template, types in self._pictures if types <= near]
        line = self._line(lines, chosen, _showing)
        return line[0] if line else ""


def _newness(pieces: Pieces, chosen: Chosen) -> tuple[int, ...]:
    return (sum(one.type not in CONTEXT for one in new_variables(pieces, chosen)),)


def _showing(pieces: Pieces, chosen: Chosen) -> tuple[int, ...]:
    """A picture of what the idea speaks of comes first."""
    shown = {p.variable for p in pieces if isinstance(p, Slot) and p.variable.type not in CONTEXT}
    return (*_newness(pieces, chosen), -len(shown & chosen.keys()))


def _calling(column: Column) -> _Rank:
    """Promotion calls with a gift or an activity as the reason to come (R16), help without.

    What the idea is about comes before another reason, and a gift before another activity.
    """

    def rank(pieces: Pieces, chosen: Chosen) -> tuple[int, ...]:
        new = new_variables(pieces, chosen)
        others = sum(one.type not in _FREE for one in new)
        invites = any(isinstance(p, Slot) and p.variable.type in _INVITING for p in pieces)
        reasons = sum({"gift": 1, "activity": 2}.get(one.type, 0) for one in new)
        return others, int(invites is not column.promotes), reasons

    return rank
