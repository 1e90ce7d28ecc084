"""What the cells of a log of calls say: who rang, was it answered, a caller's number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from netdesk.domain.calls.call import Caller, Dialled, Direction
from netdesk.domain.leads.phone import plain_digits
from netdesk.intake import phones
from netdesk.intake.profiles import Words, normal
from netdesk.intake.reading import Reason

_SHORT_NUMBER = re.compile(r"\d{3,15}")  # a service, an extension, a number without its area
_BETWEEN = re.compile(r"[\s\-()]+")


@dataclass(frozen=True, slots=True)
class CallWord:
    """What one word says; None: nothing of that."""

    direction: Direction | None = None
    answered: bool | None = None


class CallWords:
    """Reads those cells by the words of the profiles."""

    def __init__(self, words: Words) -> None:
        """`words` are what cells are written with."""
        self._known = _known(words.call)
        self._withheld = frozenset(map(normal, words.withheld))

    def answered(self, text: str) -> CallWord | Reason:
        """Return what a cell says that tells whether a call was answered, nothing else does."""
        word = self._known.get(normal(text))
        return Reason.UNKNOWN_ANSWER if word is None or word.answered is None else word

    def way(self, text: str) -> CallWord | Reason:
        """Return what a cell says that tells who rang."""
        word = self._known.get(normal(text))
        return Reason.UNKNOWN_DIRECTION if word is None or word.direction is None else word

    def dialled(self, text: str) -> Dialled:
        """Return a number that was rung, ours or a customer's."""
        caller = self.caller(text)
        return Dialled(text, None if isinstance(caller, Reason) else caller)

    def caller(self, text: str) -> Caller | Reason:
        """Return a number, or that it was withheld; what is no number at all is a reason."""
        if normal(text) in self._withheld:
            return Caller("", is_customer=False)
        phone = phones.parse(text)
        if phone is not None:
            return Caller(phone.value, phone.virtual)
        digits = _BETWEEN.sub("", plain_digits(text).lstrip("'"))
        if _SHORT_NUMBER.fullmatch(digits):
            return Caller(digits, is_customer=False)
        return Reason.BAD_PHONE


def _known(words: Mapping[str, tuple[str, ...]]) -> dict[str, CallWord]:
    ways = {
        normal(word): way
        for way, name in ((Direction.IN, "in"), (Direction.OUT, "out"))
        for word in words[name]
    }
    taken = {
        normal(word): is_taken
        for is_taken, name in ((True, "answered"), (False, "missed"))
        for word in words[name]
    }
    return {word: CallWord(ways.get(word), taken.get(word)) for word in ways.keys() | taken.keys()}
