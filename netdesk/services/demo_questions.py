"""What the invented dealership is asked, gathered from its leads' messages, and some answers."""

from datetime import date, datetime, timedelta

from netdesk import errors
from netdesk.domain.demo.invented import InventedShop
from netdesk.domain.posts.questions import FactUsed, Question, QuestionView
from netdesk.services.questions import Questions

_DAY = timedelta(days=1)
_LAPSED_DAYS, _STOOD_DAYS = 12, 9  # when the one that is over was written, how long it stood
_MOST = 1000


def ask(questions: Questions, by: str, invented: InventedShop, *, now: datetime) -> dict[str, int]:
    """Gather what was asked and answer some of it; return how many of each there are."""
    gathered = questions.gather(now=now)
    open_ = questions.page(QuestionView.OPEN, now=now, limit=_MOST).rows
    first: dict[str, Question] = {}  # by topic, what is asked most
    for row in open_:
        first.setdefault(row.question.topic, row.question)
    told = invented.answers
    answers = 0
    for back, topic in enumerate(told.facts, 1):
        answers += topic in first and _answer(questions, first[topic], by, now - back * _DAY)
    for topic, text in told.texts.items():
        answers += topic in first and _say(questions, first[topic], text, by, now - _DAY)
    if told.lapsed in first:
        began = now - _LAPSED_DAYS * _DAY
        answers += _answer(questions, first[told.lapsed], by, began, stood_days=_STOOD_DAYS)
    return {"questions": gathered.new, "answers": answers}


def _answer(
    questions: Questions, question: Question, by: str, at: datetime, stood_days: int | None = None
) -> bool:
    """Answer from the facts, if they say anything of it; it stands as long as they do, or less."""
    draft = questions.draft(question.id, now=at)
    if draft is None:
        return False
    until = draft.until if stood_days is None else (at + stood_days * _DAY).date()
    return _say(questions, question, draft.text, by, at, until, draft.facts)


def _say(
    questions: Questions,
    question: Question,
    text: str,
    by: str,
    at: datetime,
    until: date | None = None,
    facts: tuple[FactUsed, ...] = (),
) -> bool:
    """Answer where the rules let it pass: a shop's own facts may say anything."""
    try:
        questions.answer(question.id, text, until, facts, by=by, now=at)
    except errors.AnswerBlocked:
        return False
    return True
