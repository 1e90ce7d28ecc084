"""Questions and answers, and the messages and notes that questions are found in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Join,
    Select,
    Subquery,
    and_,
    case,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from netdesk.domain.compliance.level import Level
from netdesk.domain.posts.questions import Answer, FactKind, FactUsed, Question, Wording
from netdesk.store import ids, question_merges
from netdesk.store.question_merges import Merges
from netdesk.store.tables import answers, questions
from netdesk.store.types import UtcDateTime

_SOME = 400  # texts asked for at once
_COUNTED = ("asked", "first_at", "last_at")
_ANSWER = ("until", "facts", "level", "rules_version", "created_at", "by_id")


@dataclass(frozen=True, slots=True)
class Heard:
    """How often a question was heard, in which time."""

    topic: str
    times: int
    first_at: datetime
    last_at: datetime


def hear(tx: Connection, shop_id: int, heard: Mapping[str, Heard]) -> int:
    """Count questions by their texts; return how many are new."""
    known = _known(tx, shop_id, heard)
    for text, question_id in known.items():
        _count(tx, shop_id, question_id, heard[text])
    new = [text for text in heard if text not in known]
    first = ids.take(tx, shop_id, "question", len(new)) if new else 0
    rows = [
        {
            "shop_id": shop_id,
            "id": first + at,
            "topic": heard[text].topic,
            "text": text,
            "asked": heard[text].times,
            "first_at": heard[text].first_at,
            "last_at": heard[text].last_at,
        }
        for at, text in enumerate(new)
    ]
    if rows:
        tx.execute(insert(questions), rows)
    return len(rows)


def hear_again(tx: Connection, shop_id: int, question_id: int, heard: Heard) -> None:
    """Count a question that has another wording by now."""
    _count(tx, shop_id, question_id, heard)


def add(tx: Connection, shop_id: int, topic: str, text: str, now: datetime) -> int:
    """Write a question that was thought of here, and not asked yet; return its id."""
    question_id = ids.take(tx, shop_id, "question")
    tx.execute(
        insert(questions).values(
            shop_id=shop_id,
            id=question_id,
            topic=topic,
            text=text,
            asked=0,
            first_at=now,
            last_at=now,
            by_hand=True,
        )
    )
    return question_id


def change(tx: Connection, shop_id: int, question_id: int, **values: Any) -> None:
    """Set columns of a question; its version goes up."""
    tx.execute(
        update(questions)
        .where(questions.c.shop_id == shop_id, questions.c.id == question_id)
        .values(**values, version=questions.c.version + 1)
    )


def put_answer(
    tx: Connection,
    shop_id: int,
    question_id: int,
    *,
    text: str,
    until: date | None,
    facts: Sequence[FactUsed],
    level: Level,
    rules_version: str,
    by_id: int | None,
    now: datetime,
) -> int:
    """Write an answer in the place of the one there was, which is kept; return its id."""
    take_answer(tx, shop_id, question_id)
    answer_id = ids.take(tx, shop_id, "answer")
    tx.execute(
        insert(answers).values(
            shop_id=shop_id,
            id=answer_id,
            question_id=question_id,
            text=text,
            until=until,
            facts=json.dumps([asdict(fact) for fact in facts], ensure_ascii=False),
            level=level,
            rules_version=rules_version,
            by_id=by_id,
            created_at=now,
        )
    )
    return answer_id


def take_answer(tx: Connection, shop_id: int, question_id: int) -> bool:
    """Put the current answer aside; say whether there was one."""
    done = tx.execute(
        update(answers)
        .where(
            answers.c.shop_id == shop_id,
            answers.c.question_id == question_id,
            answers.c.current == literal_column("1"),
        )
        .values(current=False, version=answers.c.version + 1)
    )
    return bool(done.rowcount)


def one(tx: Connection, shop_id: int, question_id: int) -> Question | None:
    """Return a question with its answer; None where there is no such one."""
    if not 0 < question_id <= ids.LARGEST:
        return None
    return next(iter(_found(tx, shop_id, questions.c.id == question_id)), None)


def by_text(tx: Connection, shop_id: int, text: str) -> Question | None:
    """Return the question of a wording."""
    return next(iter(_found(tx, shop_id, questions.c.text == text)), None)


def answered(tx: Connection, shop_id: int) -> tuple[Question, ...]:
    """Return the questions with an answer that are not hidden, those asked most first."""
    return _listed(tx, shop_id, answers.c.id.is_not(None), _hidden(yes=False))


def unanswered(
    tx: Connection,
    shop_id: int,
    *,
    topic: str = "",
    find: str = "",
    limit: int,
    offset: int = 0,
) -> tuple[Question, ...]:
    """Return the questions without an answer that are not hidden, those asked most first."""
    which = (answers.c.id.is_(None), _hidden(yes=False), *_sought(topic, find))
    return _listed(tx, shop_id, *which, limit=limit, offset=offset)


def hidden(
    tx: Connection, shop_id: int, *, topic: str = "", find: str = "", limit: int, offset: int = 0
) -> tuple[Question, ...]:
    """Return the hidden questions, those asked most first."""
    which = (_hidden(yes=True), *_sought(topic, find))
    return _listed(tx, shop_id, *which, limit=limit, offset=offset)


def count_by_topic(
    tx: Connection, shop_id: int, *, are_hidden: bool, find: str = ""
) -> dict[str, int]:
    """Return how many hidden questions there are by topic, or how many without an answer."""
    query = (
        select(questions.c.topic, func.count())
        .select_from(_with_answers())
        .where(questions.c.shop_id == shop_id, _hidden(yes=are_hidden), *_sought("", find))
        .group_by(questions.c.topic)
    )
    if not are_hidden:
        query = query.where(answers.c.id.is_(None))
    if gone := question_merges.read(tx, shop_id).by_id:
        query = query.where(questions.c.id.not_in(gone))
    return {topic: number for topic, number in tx.execute(query)}


def _count(tx: Connection, shop_id: int, question_id: int, heard: Heard) -> None:
    earlier, later = questions.c.first_at, questions.c.last_at
    first, last = literal(heard.first_at, UtcDateTime()), literal(heard.last_at, UtcDateTime())
    by_hand = questions.c.asked == 0  # nobody had asked yet: the times were those of its writing
    tx.execute(
        update(questions)
        .where(questions.c.shop_id == shop_id, questions.c.id == question_id)
        .values(
            asked=questions.c.asked + heard.times,
            first_at=case((or_(by_hand, earlier > first), first), else_=earlier),
            last_at=case((or_(by_hand, later < last), last), else_=later),
        )
    )


def _known(tx: Connection, shop_id: int, texts: Iterable[str]) -> dict[str, int]:
    wanted, found = list(texts), dict[str, int]()
    for start in range(0, len(wanted), _SOME):
        query = select(questions.c.text, questions.c.id).where(
            questions.c.shop_id == shop_id, questions.c.text.in_(wanted[start : start + _SOME])
        )
        found.update((text, question_id) for text, question_id in tx.execute(query))
    return found


def _with_answers() -> Join:
    return questions.outerjoin(
        answers,
        and_(
            answers.c.shop_id == questions.c.shop_id,
            answers.c.question_id == questions.c.id,
            # Written out, not bound: else SQLite can't see that the partial index holds them all.
            answers.c.current == literal_column("1"),
        ),
    )


def _asked(shop_id: int, roots: Mapping[int, int]) -> Subquery:
    """Return the table of how often, first and last each question that stands for more is asked."""
    root = case(roots, value=questions.c.id, else_=questions.c.id)
    is_asked = questions.c.asked > 0  # else the times are those of its writing
    first, last = questions.c.first_at, questions.c.last_at
    return (
        select(
            root.label("root"),
            func.sum(questions.c.asked).label("asked"),
            func.coalesce(func.min(case((is_asked, first))), func.min(first), type_=first.type),
            func.coalesce(func.max(case((is_asked, last))), func.max(last), type_=last.type),
        )
        .where(questions.c.shop_id == shop_id, questions.c.id.in_({*roots, *roots.values()}))
        .group_by(root)
        .subquery()
    )


def _questions(shop_id: int, roots: Mapping[int, int]) -> Select[Any]:
    """Return the query for questions, each with its current answer and what it is counted with."""
    own = [one for one in questions.c if one.name not in _COUNTED]
    counted: list[ColumnElement[Any]] = [questions.c[name] for name in _COUNTED]
    tables = _with_answers()
    if roots:
        total = _asked(shop_id, roots)
        tables = tables.outerjoin(total, total.c[0] == questions.c.id)
        counted = [
            func.coalesce(more, one, type_=one.type).label(one.name)
            for more, one in zip(list(total.c)[1:], counted, strict=True)
        ]
    return (
        select(
            *own,
            *counted,
            answers.c.id.label("answer_id"),
            answers.c.text.label("answer"),
            *(answers.c[name] for name in _ANSWER),
        )
        .select_from(tables)
        .where(questions.c.shop_id == shop_id)
    )


def _listed(
    tx: Connection,
    shop_id: int,
    *which: ColumnElement[bool],
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Question, ...]:
    """Return questions that stand for themselves, those asked most first."""
    merges = question_merges.read(tx, shop_id)
    query = _questions(shop_id, merges.roots()).where(*which)
    if merges.by_id:
        query = query.where(questions.c.id.not_in(merges.by_id))
    asked, last = (
        (literal_column("asked").desc(), literal_column("last_at").desc())
        if merges.by_id
        else (questions.c.asked.desc(), questions.c.last_at.desc())
    )
    query = query.order_by(asked, last, questions.c.id).limit(limit).offset(offset)
    return _read(tx, shop_id, query, merges)


def _hidden(*, yes: bool) -> ColumnElement[bool]:
    return questions.c.hidden.is_(yes)


def _sought(topic: str, find: str) -> list[ColumnElement[bool]]:
    wanted = [questions.c.topic == topic] if topic else []
    return [*wanted, questions.c.text.contains(find, autoescape=True)] if find else wanted


def _found(tx: Connection, shop_id: int, which: ColumnElement[bool]) -> tuple[Question, ...]:
    merges = question_merges.read(tx, shop_id)
    return _read(tx, shop_id, _questions(shop_id, merges.roots()).where(which), merges)


def _read(tx: Connection, shop_id: int, query: Select[Any], merges: Merges) -> tuple[Question, ...]:
    also = _wordings(tx, shop_id, merges)
    return tuple(_question(row, also.get(row.id, ())) for row in tx.execute(query))


def _wordings(tx: Connection, shop_id: int, merges: Merges) -> dict[int, tuple[Wording, ...]]:
    """Return what went into each question, those asked most first."""
    if not merges.by_id:
        return {}
    query = (
        select(questions.c.id, questions.c.text, questions.c.asked)
        .where(questions.c.shop_id == shop_id, questions.c.id.in_(merges.by_id))
        .order_by(questions.c.asked.desc(), questions.c.id)
    )
    found: dict[int, tuple[Wording, ...]] = {}
    for row in tx.execute(query):
        root = merges.root(row.id)
        found[root] = (*found.get(root, ()), Wording(row.id, row.text, row.asked))
    return found


def _question(row: Any, wordings: tuple[Wording, ...]) -> Question:
    return Question(
        id=row.id,
        topic=row.topic,
        text=row.text,
        asked=row.asked,
        first_at=row.first_at,
        last_at=row.last_at,
        by_hand=row.by_hand,
        hidden=row.hidden,
        version=row.version,
        wordings=wordings,
        answer=None
        if row.answer_id is None
        else Answer(
            id=row.answer_id,
            text=row.answer,
            until=row.until,
            facts=tuple(
                FactUsed(FactKind(one["kind"]), one["name"], one["said"])
                for one in json.loads(row.facts)
            ),
            level=row.level,
            rules_version=row.rules_version,
            created_at=row.created_at,
            by_id=row.by_id,
        ),
    )
