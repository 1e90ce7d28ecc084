"""A text as the rule check reads it: folded, with the way back to the characters as given.

Folding undoes what hides a word: full width, circled digits, case, accents, spaces, emoji,
zero-width marks, look-alike and traditional letters, letters or marks set between two others.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from netdesk.domain.compliance.patterns import Pattern

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Zs", "Zl", "So", "Sk"})
_start = itemgetter(0)
_KEPT = frozenset("\n^`")
_BETWEEN = r"[-_.*~·•・‧∙●|/\\+^=#@'\"]{1,3}|[a-z]"
_ANY_BETWEEN = r"(?:[^\w\s]|_){1,3}|[a-z0-9]"
# One and the same mark between three letters or more spaces them out.
_SPACED_OUT = re.compile(
    r"(?P<mark>[-_.*~·•・|/\\+^=#@])[\u4e00-\u9fff](?:(?P=mark)[\u4e00-\u9fff])+"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOWHERE = "\ue000"
_LONGEST = 6  # letters of the longest word that is pulled apart, marks among them
# A full stop between two digits parts nothing; a hashtag is a clause of its own.
_HARD = re.compile(r"[,。!?;:|#()\[\]{}<>《》〈〉【】「」『』“”‘’\"\n—…~、.](?<!\d\.(?=\d))")
_ENDS_SENTENCE = frozenset("。!?\n")
_LATIN = re.compile(r"[a-z0-9%.]")
_LEAST = 4  # a blank parts two clauses only where both are as long as this


class Span(NamedTuple):
    """A stretch of a text, its end not included."""

    start: int
    end: int


class _Letters(dict[str, str]):
    """What each character is read as; worked out when it is first met."""

    def __init__(self, letters: Mapping[str, str], dropped: str) -> None:
        super().__init__()
        self._letters = letters
        self._no = frozenset(dropped)

    def __missing__(self, letter: str) -> str:
        whole = "".join(map(self._one, unicodedata.normalize("NFKD", letter)))
        self[letter] = whole
        return whole

    def _one(self, letter: str) -> str:
        letter = self._letters.get(letter, letter)
        if letter in self._no:
            return ""
        if letter.isspace() and letter not in _KEPT:
            return " "
        if letter not in _KEPT and unicodedata.category(letter) in _DROPPED:
            return ""
        return letter.lower()


@dataclass(frozen=True)
class Plain:
    """A folded text. Its i-th character stood at `starts[i]` to `ends[i]` of the text as given;
    without `ends` each was one character there.

    `clauses` and `sentences` lie in order; clauses leave out the marks that end them.
    """

    text: str
    given: str
    starts: Sequence[int]
    ends: Sequence[int] | None
    clauses: Sequence[Span]
    sentences: Sequence[Span]
    sentence_starts: Sequence[int]

    def origin(self, span: Span) -> Span:
        """Return where a span of the folded text stood in the text as given."""
        if span.end <= span.start:
            return Span(0, 0)
        last = span.end - 1
        end = self.ends[last] if self.ends else self.starts[last] + 1
        return Span(self.starts[span.start], end)

    def clause(self, at: int) -> Span:
        """Return the clause that a character stands in."""
        return self.clauses[bisect_right(self.clauses, at, key=_start) - 1]

    def sentence(self, at: int) -> Span:
        """Return the sentence that a character stands in."""
        return self.sentences[self.sentence_at(at)]

    def sentence_at(self, at: int) -> int:
        """Return the index of that sentence."""
        return bisect_right(self.sentence_starts, at) - 1


class Folding:
    """Folds texts; made once from the tables in resources/compliance/variants.toml."""

    def __init__(
        self,
        *,
        letters: Mapping[str, str],
        dropped: str,
        spellings: Sequence[tuple[frozenset[str], Pattern, str]],
        hidden: Sequence[str],
        severed: Sequence[str],
    ) -> None:
        """Keep the tables: letters, spelled-out forms with their keys, words pulled apart.

        No phrase ends in the first letter of a severed word, so any mark may stand after it.
        """
        self._letters = _Letters(letters, dropped)
        self._spellings = tuple(spellings)
        self._hidden = (
            *((word, re.compile(_apart(word, _BETWEEN))) for word in hidden),
            *((word, re.compile(_apart(word, _ANY_BETWEEN))) for word in severed),
        )
        self._firsts = "".join({word[0] for word in severed}) or _NOWHERE
        # What stands before is looked at last: hardly anything before a mark is worth a look.
        self._marks = re.compile(
            rf"(?:{_BETWEEN})(?=[\u4e00-\u9fff])|[{self._firsts}](?:{_ANY_BETWEEN})"
        )

    def fold(self, given: str) -> Plain:
        """Return the text as the rules read it."""
        read = {letter: self._letters[letter] for letter in {*given}}
        changed = {letter: means for letter, means in read.items() if letter != means}
        starts: Sequence[int] = range(len(given))
        gaps: list[int] = []
        if " " not in read and all(
            len(means) == 1 and means != " " and means not in changed for means in changed.values()
        ):
            text = given
            for letter, means in changed.items():
                text = text.replace(letter, means)
        else:
            pieces = [read[letter] for letter in given]
            if " " in pieces:
                _drop_blanks(pieces)
            text = "".join(pieces)
            if len(text) != len(given) or "" in pieces:
                starts = [i for i, piece in enumerate(pieces) for _letter in piece]
                gaps = _gaps(pieces)
        ends: Sequence[int] | None = None
        edits = self._edits(text)
        if edits:
            text, starts, ends, gaps = _edited(text, starts, gaps, edits)
        clauses, sentences = _parts(text)
        return Plain(
            text,
            given,
            starts,
            ends,
            _clauses(clauses, gaps) if gaps else clauses,
            sentences,
            [sentence.start for sentence in sentences],
        )

    def _edits(self, text: str) -> list[tuple[int, int, str]]:
        """Return the stretches to be read as something else, first come first, none overlapping."""
        found = [
            (match.start(), match.end(), means)
            for keys, pattern, means in self._spellings
            if not keys or any(key in text for key in keys)
            for match in pattern.finditer(text)
        ]
        found += [
            (match.start() - 1, match.end(), text[match.start() - 1] + match.group()[1::2])
            for match in _SPACED_OUT.finditer(text, 1)
            if _HAN.match(text, match.start() - 1)
        ]
        for start, end in self._near_marks(text):
            found += [
                (match.start(), match.end(), word)
                for word, pattern in self._hidden
                for match in pattern.finditer(text, start, end)
                if match.group() != word
            ]
        edits: list[tuple[int, int, str]] = []
        for start, end, means in sorted(found, key=lambda edit: (edit[0], -edit[1])):
            if not edits or start >= edits[-1][1]:
                edits.append((start, end, means))
        return edits

    def _near_marks(self, text: str) -> Iterator[Span]:
        """Yield the surroundings of marks and letters that may pull a word apart."""
        end = 0
        for match in self._marks.finditer(text):
            is_severed = match.group()[0] in self._firsts
            if not is_severed and (not match.start() or not _HAN.match(text, match.start() - 1)):
                continue
            start = max(match.start() - _LONGEST, end)
            end = match.end() + _LONGEST
            yield Span(start, end)


def _apart(word: str, between: str) -> str:
    return f"(?:{between})?".join(map(re.escape, word))


def _drop_blanks(pieces: list[str]) -> None:
    """Keep one blank between two Latin words or numbers; elsewhere a blank stands for nothing."""
    last = ""
    for index, piece in enumerate(pieces):
        if piece != " ":
            last = piece or last
            continue
        after = next((other for other in pieces[index + 1 :] if other), "")
        if not (_LATIN.match(last[-1:]) and _LATIN.match(after)):
            pieces[index] = ""


def _gaps(pieces: Sequence[str]) -> list[int]:
    """Return the places in the folded text where blanks or emoji were dropped."""
    gaps, at, was_dropped = [], 0, False
    for piece in pieces:
        if piece:
            if was_dropped:
                gaps.append(at)
            at += len(piece)
        was_dropped = not piece
    return gaps


def _edited(
    text: str,
    starts: Sequence[int],
    gaps: Sequence[int],
    edits: Sequence[tuple[int, int, str]],
) -> tuple[str, list[int], list[int], list[int]]:
    """Put each edit in; all its letters then stand for the whole stretch."""
    letters: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    moved: list[int] = []
    at = 0
    for start, end, means in [*edits, (len(text), len(text), "")]:
        shift = len(new_starts) - at
        moved += [gap + shift for gap in gaps if at < gap <= start]
        letters.append(text[at:start])
        new_starts += starts[at:start]
        new_ends += [place + 1 for place in starts[at:start]]
        letters.append(means)
        if means:
            new_starts += [starts[start]] * len(means)
            new_ends += [starts[end - 1] + 1] * len(means)
        at = end
    return "".join(letters), new_starts, new_ends, moved


def _parts(text: str) -> tuple[list[Span], list[Span]]:
    """Part a text at its marks: clauses without the mark that ends them, sentences with it."""
    clauses, sentences = [], []
    clause = sentence = 0
    for match in _HARD.finditer(text):
        start, end = match.span()
        clauses.append((clause, start))
        clause = end
        if text[start] in _ENDS_SENTENCE:
            sentences.append((sentence, end))
            sentence = end
    clauses.append((clause, len(text)))
    sentences.append((sentence, len(text)))
    return [*map(Span._make, clauses)], [*map(Span._make, sentences)]


def _clauses(parts: Sequence[Span], gaps: Sequence[int]) -> list[Span]:
    """Part clauses further at blanks between two stretches that could stand alone."""
    clauses: list[Span] = []
    for start, end in parts:
        begin = start
        for gap in gaps[bisect_left(gaps, start) : bisect_left(gaps, end)]:
            if gap - begin >= _LEAST and end - gap >= _LEAST:
                clauses.append(Span(begin, gap))
                begin = gap
        clauses.append(Span(begin, end))
    return clauses
