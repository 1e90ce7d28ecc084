"""本店问答 (R15): what customers ask, the shop's answers, how long those stand.

Answers are the shop's alone: nothing here takes a persona (FAKE_USER). What is saved was checked;
what is blocked is refused. Each write is one transaction.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from netdesk import errors
from netdesk.catalog.questions import load
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rewording import AFTER_LABEL, LABEL
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts import answering
from netdesk.domain.posts.answering import DraftAnswer
from netdesk.domain.posts.post import Post, PostText
from netdesk.domain.posts.questions import Answer, FactUsed, Question, QuestionView, Topic
from netdesk.domain.posts.standing_facts import KnownFact, fact_name
from netdesk.i18n import _
from netdesk.services.answer_export import AnswerExport
from netdesk.services.answer_facts import AnswerFacts, QuestionRow
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.posts import Posts
from netdesk.services.question_gathering import REWORDED, Gathered, Gathering
from netdesk.services.settings import Settings
from netdesk.services.who import person_id
from netdesk.store import audit, question_merges, questions, shop
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Some questions of a view, with how many there are by view and by topic in this view."""

    rows: tuple[QuestionRow, ...]
    total: int
    counts: Mapping[QuestionView, int]
    topics: Mapping[str, int]


class Questions:
    """Reads and writes questions and answers. `by` names the colleague at the desk.

    With `version` a write is refused where the question was changed since (QuestionChanged).
    """

    def __init__(
        self, database: Database, hours: ShopHours, settings: Settings, ideas: Ideas, posts: Posts
    ) -> None:
        """Write to `database`; facts and the check by `ideas`, posts by `posts`."""
        self._database = database
        self._posts = posts
        self._facts = AnswerFacts(hours, settings, ideas)
        self.export = AnswerExport(database, self._facts)

    def gather(
        self,
        *,
        now: datetime,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Gathered:
        """Find what was asked since the last time. May run beside the other services."""
        gathering = Gathering(self._database, load().asking, self._facts.models())
        return gathering.run(now=now, progress=progress, cancelled=cancelled)

    def topics(self) -> tuple[Topic, ...]:
        """Return the topics in their order."""
        return load().topics

    def page(
        self,
        view: QuestionView,
        *,
        now: datetime,
        topic: str = "",
        find: str = "",
        limit: int = 200,
        offset: int = 0,
    ) -> QuestionPage:
        """Return questions of a view: those whose answer is over first, then those asked most."""
        with self._database.reading() as tx:
            answered = questions.answered(tx, SHOP_ID)
            open_by = questions.count_by_topic(tx, SHOP_ID, are_hidden=False, find=find)
            hidden_by = questions.count_by_topic(tx, SHOP_ID, are_hidden=True, find=find)
            rows = [self._facts.row(one, now) for one in answered if find in one.text]
            lapsed = [row for row in rows if row.lapses]
            standing = [row for row in rows if not row.lapses]
            over_by, standing_by = _by_topic(lapsed), _by_topic(standing)
            by_topic = {
                QuestionView.OPEN: _added(over_by, open_by),
                QuestionView.LAPSED: over_by,
                QuestionView.ANSWERED: standing_by,
                QuestionView.HIDDEN: hidden_by,
            }
            kept: Sequence[QuestionRow] = {
                QuestionView.OPEN: lapsed,
                QuestionView.LAPSED: lapsed,
                QuestionView.ANSWERED: standing,
            }.get(view, [])
            shown = [row for row in kept if not topic or row.question.topic == topic]
            listed = list(shown[offset : offset + limit])
            left, start = limit - len(listed), max(0, offset - len(shown))
            if view is QuestionView.OPEN and left:
                found = questions.unanswered(
                    tx, SHOP_ID, topic=topic, find=find, limit=left, offset=start
                )
                listed += [QuestionRow(one) for one in found]
            elif view is QuestionView.HIDDEN:
                put_away = questions.hidden(
                    tx, SHOP_ID, topic=topic, find=find, limit=left, offset=start
                )
                listed += [self._facts.row(one, now) for one in put_away]
        counts = {one: sum(by.values()) for one, by in by_topic.items()}
        total = by_topic[view].get(topic, 0) if topic else counts[view]
        return QuestionPage(tuple(listed), total, counts, by_topic[view])

    def one(self, question_id: int, *, now: datetime) -> QuestionRow:
        """Return a question. Raises UnknownQuestion."""
        with self._database.reading() as tx:
            return self._facts.row(_read(tx, question_id), now)

    def add(self, text: str, *, topic: str = "", by: str = "", now: datetime) -> QuestionRow:
        """Keep a question that is often heard, in its usual wording.

        Raises QuestionForm, QuestionPersonal, QuestionThere, UnknownWord (no such topic).
        """
        text, own = self._worded(text)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            there = questions.by_text(tx, SHOP_ID, text)
            if there is not None and not there.hidden:
                raise errors.QuestionThere(text=there.text)
            if there is not None:
                questions.change(tx, SHOP_ID, there.id, hidden=False)
                question_id = there.id
            else:
                question_id = questions.add(tx, SHOP_ID, topic or own, text, now)
            return self._told(tx, question_id, "added", now, who)

    def reword(
        self,
        question_id: int,
        text: str,
        *,
        by: str = "",
        now: datetime,
        version: int | None = None,
    ) -> QuestionRow:
        """Put a question otherwise; who asks it in the old words is counted there too.

        Raises QuestionForm, QuestionPersonal, QuestionThere, UnknownQuestion, QuestionChanged.
        """
        text, _topic = self._worded(text, is_own=True)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            question = _read(tx, question_id, version)
            there = questions.by_text(tx, SHOP_ID, text)
            if there is not None and there.id != question_id:
                raise errors.QuestionThere(text=there.text)
            if text != question.text:
                reworded = dict(shop.read_settings(tx).get(REWORDED, {}))
                reworded.pop(text, None)
                reworded[question.text] = question_id
                shop.write_settings(tx, {REWORDED: reworded})
                questions.change(tx, SHOP_ID, question_id, text=text)
            return self._told(tx, question_id, "reworded", now, who)

    def put_topic(
        self, question_id: int, topic: str, *, by: str = "", now: datetime
    ) -> QuestionRow:
        """Say what a question is about. Raises UnknownQuestion, UnknownWord."""
        codes = [one.code for one in load().topics]
        if topic not in codes:
            raise errors.UnknownWord(given=topic, what=_("话题"), known="、".join(codes))
        return self._set(question_id, "topic", by, now, topic=topic)

    def hide(self, question_id: int, *, by: str = "", now: datetime) -> QuestionRow:
        """Take a question out of the lists; it is still counted. Raises UnknownQuestion."""
        return self._set(question_id, "hidden", by, now, hidden=True)

    def show(self, question_id: int, *, by: str = "", now: datetime) -> QuestionRow:
        """Bring a hidden question back. Raises UnknownQuestion."""
        return self._set(question_id, "shown", by, now, hidden=False)

    def merge(self, question_id: int, into: int, *, by: str = "", now: datetime) -> QuestionRow:
        """Put a question together with another that means the same, which stands for both.

        The askings of both are kept and counted there, those to come too. The answer is that of
        `into`; where it has none, that of the other. `split` parts them again. Raises
        UnknownQuestion, QuestionsAreOne.
        """
        with self._database.writing() as tx:
            who = person_id(tx, by)
            merges = question_merges.read(tx, SHOP_ID)
            question, root = _read(tx, question_id), _read(tx, merges.root(into))
            if merges.root(question_id) == root.id:
                raise errors.QuestionsAreOne(text=root.text)
            brought = None
            if root.answer is None and question.answer is not None:
                brought = _put_answer(tx, root.id, question.answer)
            merge = question_merges.Merge(root.id, brought)
            question_merges.write(tx, {**merges.by_id, question.id: merge})
            questions.change(tx, SHOP_ID, question.id)
            questions.change(tx, SHOP_ID, root.id)
            return self._told(tx, root.id, "merged", now, who, merged=question.id)

    def split(self, question_id: int, *, by: str = "", now: datetime) -> QuestionRow:
        """Part a question from the one it was put together with; it is as it was, asked more often.

        An answer that it brought along goes back with it. Raises UnknownQuestion.
        """
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _read(tx, question_id)
            merges = dict(question_merges.read(tx, SHOP_ID).by_id)
            merge = merges.pop(question_id, None)
            if merge is None:
                return self._facts.row(_read(tx, question_id), now)
            answer = _read(tx, merge.into).answer
            if answer is not None and answer.id == merge.answer_id:
                questions.take_answer(tx, SHOP_ID, merge.into)
            question_merges.write(tx, merges)
            questions.change(tx, SHOP_ID, merge.into)
            questions.change(tx, SHOP_ID, question_id)
            return self._told(tx, question_id, "split", now, who, merged=merge.into)

    def facts(self, *, now: datetime) -> tuple[KnownFact, ...]:
        """Return the facts an answer may stand on today."""
        return self._facts.standing(now)

    def draft(self, question_id: int, *, now: datetime) -> DraftAnswer | None:
        """Return an answer made of the shop's facts; None where they say nothing of it.

        Raises UnknownQuestion, FactsRefused.
        """
        question = self.one(question_id, now=now).question
        topics = {topic.code: topic for topic in load().topics}
        topic = topics.get(question.topic)
        if topic is None:
            return None
        return answering.draft(
            question, topic, self._facts.known(now), today=self._facts.today(now), says=load().says
        )

    def used_in(
        self, text: str, chosen: Iterable[FactUsed] = (), *, now: datetime
    ) -> tuple[FactUsed, ...]:
        """Return the facts an answer stands on: those chosen and those it names."""
        return self._facts.used_in(text, chosen, now=now)

    def judge(
        self, question: str, text: str, chosen: Iterable[FactUsed] = (), *, now: datetime
    ) -> Report:
        """Return what the rules say of an answer, said by the shop, and of its question.

        What is found in the question is told of the whole: places are those of the answer.
        """
        return self._facts.judge(question, text, self._facts.used_in(text, chosen, now=now))

    def answer(
        self,
        question_id: int,
        text: str,
        until: date | None = None,
        facts: Iterable[FactUsed] = (),
        *,
        by: str = "",
        now: datetime,
        version: int | None = None,
    ) -> QuestionRow:
        """Answer a question for the shop; it stands till `until`, and as long as its facts do.

        Raises AnswerEmpty, AnswerBlocked (with the words), AnswerPast, UnknownQuestion,
        QuestionChanged.
        """
        text = text.strip()
        if not text:
            raise errors.AnswerEmpty()
        if until is not None and until < self._facts.today(now):
            raise errors.AnswerPast(day=until)
        used = self._facts.used_in(text, facts, now=now)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            question = _read(tx, question_id, version)
            report = self._facts.judge(question.text, text, used)
            if report.level is Level.BLOCK:
                raise errors.AnswerBlocked(words=_blocked(report))
            questions.put_answer(
                tx,
                SHOP_ID,
                question_id,
                text=text,
                until=until,
                facts=used,
                level=report.level,
                rules_version=report.rules_version,
                by_id=who,
                now=now,
            )
            questions.change(tx, SHOP_ID, question_id, hidden=False)
            return self._told(tx, question_id, "answered", now, who, level=report.level)

    def take_answer(self, question_id: int, *, by: str = "", now: datetime) -> QuestionRow:
        """Take an answer back; it is kept, and shown nowhere. Raises UnknownQuestion."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            question = _read(tx, question_id)
            if not questions.take_answer(tx, SHOP_ID, question_id):
                return QuestionRow(question)
            questions.change(tx, SHOP_ID, question_id)
            return self._told(tx, question_id, "answer_taken", now, who)

    def put_back(
        self, question_id: int, answer: Answer, *, by: str = "", now: datetime
    ) -> QuestionRow:
        """Give a question an answer it had before, as it was. Raises UnknownQuestion."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _read(tx, question_id)
            _put_answer(tx, question_id, answer)
            questions.change(tx, SHOP_ID, question_id)
            return self._told(tx, question_id, "answer_put_back", now, who)

    def post(self, question_id: int, platform: str, *, by: str = "", now: datetime) -> Post:
        """Make a draft of a post (column 本店问答) of a question and its answer.

        Raises AnswerMissing, and what `Posts.add` raises.
        """
        row = self.one(question_id, now=now)
        answer = row.question.answer
        if answer is None or row.lapses:
            raise errors.AnswerMissing(text=row.question.text)
        topics = {topic.code: topic.method for topic in load().topics}
        label, body = "", answer.text
        if body.startswith(LABEL):
            label, body = f"{LABEL}{AFTER_LABEL}", body.removeprefix(LABEL).lstrip(AFTER_LABEL)
        content = PostText(
            platform=platform,
            column=Column.QA,
            method=topics.get(row.question.topic, Method.TIP),
            headline=f"{label}{row.question.text}",
            body=f"{body}\n\n{self.export.signed()}",
            facts_used=tuple(map(fact_name, answer.facts)),
            fields=self._facts.fields(answer.text, answer.facts),
        )
        return self._posts.add(content, by=by, now=now)

    def _worded(self, text: str, *, is_own: bool = False) -> tuple[str, str]:
        """Return a question as it is kept, and its topic; `is_own` keeps the words as they are."""
        found = load()
        asked = found.asking.by_hand(text, models=self._facts.models(), is_own=is_own)
        if asked is None and found.personal.tells(text):
            raise errors.QuestionPersonal()
        if asked is None:
            raise errors.QuestionForm()
        return asked.text, asked.topic

    def _set(
        self, question_id: int, step: str, by: str, now: datetime, **values: object
    ) -> QuestionRow:
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _read(tx, question_id)
            questions.change(tx, SHOP_ID, question_id, **values)
            return self._told(tx, question_id, step, now, who)

    def _told(
        self,
        tx: Tx,
        question_id: int,
        step: str,
        now: datetime,
        who: int | None,
        **payload: object,
    ) -> QuestionRow:
        audit.append(
            tx,
            SHOP_ID,
            f"question.{step}",
            at=now,
            by_id=who,
            subject_id=question_id,
            payload=payload,
        )
        return self._facts.row(_read(tx, question_id), now)


def _read(tx: Tx, question_id: int, version: int | None = None) -> Question:
    question = questions.one(tx, SHOP_ID, question_id)
    if question is None:
        raise errors.UnknownQuestion(id=question_id)
    if version is not None and version != question.version:
        raise errors.QuestionChanged()
    return question


def _by_topic(rows: Iterable[QuestionRow]) -> dict[str, int]:
    return dict(Counter(row.question.topic for row in rows))


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return dict(Counter(one) + Counter(other))


def _put_answer(tx: Tx, question_id: int, answer: Answer) -> int:
    """Write an answer as it was given; return its id."""
    return questions.put_answer(
        tx,
        SHOP_ID,
        question_id,
        text=answer.text,
        until=answer.until,
        facts=answer.facts,
        level=answer.level,
        rules_version=answer.rules_version,
        by_id=answer.by_id,
        now=answer.created_at,
    )


def _blocked(report: Report) -> str:
    """Return the words that block; a finding of the whole is told by its words or why."""
    found = (one for one in report.findings if one.level is Level.BLOCK)
    return "、".join(dict.fromkeys(one.text or one.why for one in found))
