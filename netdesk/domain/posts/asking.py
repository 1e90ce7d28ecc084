"""Finds what is asked in a message or a colleague's note: one wording a question, bare of people.

A text is parted at its marks and where a person was told. A clause that asks is worded as one of
its topic's known questions where it fits one whole; else it keeps its own words, made plain.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from netdesk.domain.posts.car_names import SIGNS, CarNames, Marked
from netdesk.domain.posts.personal import GAP, Personal, folded
from netdesk.domain.posts.questions import MODEL, OTHER, Ask, Topic

_SENTENCES = re.compile(rf"(?<=\?)|[。;!\n{GAP}]|\.{{2,}}|~+")
_CLAUSES = re.compile(
    r"[,:]|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])(?![\u7684\u4e86\u5417\u5462])"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SPACES = re.compile(r"(?<![a-zA-Z0-9]) +| +(?![a-zA-Z0-9])")
_QUOTES = re.compile(r"[()\[\]{}<>《》【】「」“”\"'‘’*#|^`]")
_LEAST, _MOST = 2, 40  # Chinese characters of a question; signs of it
_LONGEST = 2000  # signs of a text: nobody asks after that
_SHORT = 5  # Chinese characters of a clause that leans on the one before it
_KEPT = 20_000  # answers
_MARKS = " ?!.,;。"
_COMMA, _MARK = "\uff0c", "\uff1f"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the code of its topic."""

    text: str
    topic: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How questions are known and made plain, from resources/questions.toml."""

    words: re.Pattern[str]
    never: re.Pattern[str]
    to_person: re.Pattern[str]
    vague: re.Pattern[str]
    lead: re.Pattern[str]
    wants: re.Pattern[str]
    tail: re.Pattern[str]
    same: tuple[tuple[re.Pattern[str], str], ...]
    fillers: re.Pattern[str]
    reported: re.Pattern[str]
    not_reported: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause made plain; `wanted`: words that ask for something stood before it."""

    text: str
    asks: bool
    wanted: bool


class Asking:
    """Finds questions with one wording."""

    def __init__(self, wording: Wording, topics: Sequence[Topic], personal: Personal) -> None:
        """Use the topics in their order: the first whose words are in a question has it."""
        self._wording = wording
        self._topics = tuple(topics)
        self._other = next(topic for topic in topics if topic.code == OTHER)
        self._personal = personal
        nouns = {noun for topic in topics for ask in topic.asks for noun in ask.nouns}
        hints = (wording.words.pattern, wording.wants.pattern, *map(re.escape, nouns), "\uff1f")
        self._hint = re.compile("|".join(hints))
        # Messages differ, what they ask is much the same: a million of them take half the time.
        self._found = lru_cache(maxsize=_KEPT)(self._read)
        self._plain = lru_cache(maxsize=_KEPT)(self._made_plain)
        self._clean = lru_cache(maxsize=_KEPT)(self._judge)

    def in_message(
        self, text: str, *, models: Sequence[str] = (), names: Sequence[str] = ()
    ) -> tuple[Asked, ...]:
        """Return what a customer asks, each once. `models` are names of cars that may be in it,
        `names` those of people.
        """
        return self._of(text, models, names, is_note=False)

    def in_note(
        self, text: str, *, models: Sequence[str] = (), names: Sequence[str] = ()
    ) -> tuple[Asked, ...]:
        """Return what a colleague notes that a customer asked, each once."""
        return self._of(text, models, names, is_note=True)

    def by_hand(
        self, text: str, *, models: Sequence[str] = (), is_own: bool = False
    ) -> Asked | None:
        """Return the question that a person writes as one; `is_own` keeps its words.

        None where it is none or tells a person.
        """
        names = _car_names(tuple(models))
        written = " ".join(folded(text).split())
        if self._personal.tells(written, names.latin):
            return None
        marked = names.mark(written)
        if is_own:
            return self._worded(marked.text.rstrip(_MARKS), marked)
        clause = self._plain(marked.text)
        return self._worded(self._known(clause.text, is_noun=True) or clause.text, marked)

    def topic_of(self, text: str) -> str:
        """Return the code of the topic a question is on."""
        return self._topic(folded(text)).code

    def _of(
        self, text: str, models: Sequence[str], names: Sequence[str], *, is_note: bool
    ) -> tuple[Asked, ...]:
        text = text[:_LONGEST]
        if not text or self._hint.search(text) is None:
            return ()
        return self._found(text, tuple(models), tuple(n for n in names if n in text), is_note)

    def _read(
        self, text: str, models: tuple[str, ...], names: tuple[str, ...], is_note: bool
    ) -> tuple[Asked, ...]:
        marked = _car_names(models).mark(folded(text))
        bare = self._personal.strip(marked.text, names)
        alone = len(_SENTENCES.split(bare.strip())) == 1
        found: dict[str, Asked] = {}
        for sentence in _SENTENCES.split(bare):
            clauses = [part.strip() for part in _CLAUSES.split(sentence or "") if part.strip(" ?")]
            words = self._reported(clauses) if is_note else self._spoken(clauses, alone=alone)
            for one in words:
                asked = self._worded(one, marked)
                if asked is not None:
                    found.setdefault(asked.text, asked)
        return tuple(found.values())

    def _reported(self, clauses: Sequence[str]) -> Iterator["str | Ask"]:
        """Yield what clauses of a note say that somebody asked."""
        for given in clauses:
            lead = self._wording.reported.match(given)
            if lead is None or self._wording.not_reported.match(given):
                continue
            clause = self._plain(given[lead.end() :])
            known = self._known(clause.text, is_noun=True)
            if known is not None:
                yield known
            elif clause.asks:
                yield clause.text

    def _spoken(self, clauses: Sequence[str], *, alone: bool) -> Iterator["str | Ask"]:
        """Yield what a sentence asks: own words on one topic are one question.

        A short clause takes the one before it along.
        """
        before = kept = ""
        for given in clauses:
            clause = self._plain(given)
            is_noun = clause.wanted or given.endswith("?") or (alone and len(clauses) == 1)
            known = self._known(clause.text, is_noun=is_noun) if is_noun or clause.asks else None
            if known is None and not clause.asks:
                before = clause.text
                continue
            if kept and (known is not None or self._topic(kept) is not self._topic(clause.text)):
                yield kept
                kept = ""
            if known is not None:
                yield known
            elif kept:
                kept = f"{kept},{clause.text}"
            else:
                kept = self._with(before, clause.text)
            before = ""
        if kept:
            yield kept

    def _with(self, before: str, words: str) -> str:
        """Return words with the clause before them, where they can't be understood without."""
        leans = self._topic(words) is self._other or len(_HAN.findall(words)) < _SHORT
        return f"{before},{words}" if leans and self._topic(before) is not self._other else words

    def _made_plain(self, given: str) -> _Clause:
        """Return a clause without the courtesies around it, its words made the usual ones."""
        wording = self._wording
        text, wanted, last = _QUOTES.sub("", given), False, ""
        while text != last:
            last = text
            lead = wording.lead.match(text)
            if lead is not None and lead.end():
                wanted = wanted or wording.wants.search(lead[0]) is not None
                text = text[lead.end() :]
            tail = wording.tail.search(text)
            if tail is not None:
                text = text[: tail.start()]
            text = text.strip()
        asks = wording.words.search(text) is not None or given.endswith("?")
        if asks or wanted:
            for pattern, usual in wording.same:
                text = pattern.sub(usual, text)
            asks = asks and not (wording.never.search(text) or wording.to_person.search(text))
        return _Clause(text, asks, wanted)

    def _known(self, text: str, *, is_noun: bool) -> Ask | None:
        """Return the question of a topic that a plain clause asks, word for word."""
        key = self._wording.fillers.sub("", SIGNS.sub("", text))
        bare = SIGNS.sub("", text).strip()
        for ask in self._topic(text).asks:
            if (is_noun and (bare in ask.nouns or key in ask.nouns)) or ask.like.fullmatch(key):
                return ask
        return None

    def _topic(self, text: str) -> Topic:
        if not text:
            return self._other
        found = (one for one in self._topics if one.words is not None and one.words.search(text))
        return next(found, self._other)

    def _worded(self, asked: "str | Ask", marked: Marked) -> Asked | None:
        """Return a question as it is kept; None where it is too short or long, or not clean."""
        if isinstance(asked, Ask):
            text = asked.text.replace(MODEL, marked.first)
        elif self._wording.vague.search(asked):
            return None
        else:
            text = _SPACES.sub("", marked.back(asked)).strip(",").replace(",", _COMMA)
            text = f"{text.rstrip(_MARK)}{_MARK}"
        return self._clean(text, marked.latin)

    def _judge(self, text: str, latin: frozenset[str]) -> Asked | None:
        han = len(_HAN.findall(text))
        if han < _LEAST or len(text) > _MOST or self._personal.tells(text, latin):
            return None
        return Asked(text, self.topic_of(text))


@lru_cache(maxsize=2_000)
def _car_names(models: tuple[str, ...]) -> CarNames:
    return CarNames(models)
