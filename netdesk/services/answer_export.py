"""Answers that stand, as each platform takes them: text to paste, or a workbook.

Signed by the shop, nobody else. What is over or blocked by the rules of today is left out and said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from netdesk import errors, files, words
from netdesk.catalog.questions import load
from netdesk.domain.compliance.level import Level
from netdesk.domain.deadlines.when import local
from netdesk.domain.posts.questions import AnswerPlatform, Form, Says
from netdesk.i18n import _
from netdesk.services.answer_facts import AnswerFacts, QuestionRow
from netdesk.store import audit, questions
from netdesk.store.database import Database
from netdesk.store.shop import SHOP_ID


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question whose answer was not exported, and why in words."""

    question: str
    why: str


@dataclass(frozen=True, slots=True)
class Exported:
    """The text for a platform, how many answers are in it, and those that are not."""

    text: str
    answers: int
    left_out: tuple[LeftOut, ...] = ()


class AnswerExport:
    """Writes answers out."""

    def __init__(self, database: Database, facts: AnswerFacts) -> None:
        """Read from `database`; what stands is judged by `facts`."""
        self._database = database
        self._facts = facts

    def platforms(self) -> tuple[AnswerPlatform, ...]:
        """Return where answers can go."""
        return load().platforms

    def signature(self) -> str:
        """Return how an answer is signed: the shop's name, and that it is the shop."""
        says, name = load().says.export, self._facts.shop_name()
        return says["signature"].format(shop=name) if name else says["bare_signature"]

    def signed(self) -> str:
        """Return the line under an answer."""
        return load().says.export["signed"].format(signature=self.signature())

    def text(self, platform: str, *, topic: str = "", now: datetime) -> Exported:
        """Return the answers that stand as text for a platform; empty where there are none.

        Raises UnknownWord.
        """
        chosen = self._platform(platform)
        rows, left_out = self._standing(topic, now)
        says = load().says
        if not rows:
            return Exported("", 0, left_out)
        text = (
            self._article(rows, says)
            if chosen.form is Form.ARTICLE
            else "\n\n".join(self._pair(row, says) for row in rows)
        )
        return Exported(text, len(rows), left_out)

    def save(
        self, path: Path, platform: str, *, topic: str = "", by_id: int | None = None, now: datetime
    ) -> Exported:
        """Write the answers that stand as a workbook: question, answer, signature, last day.

        A second sheet says what was left out. Raises UnknownWord, NothingToExport, NotWritable.
        """
        from netdesk.reporting.workbook import Sheet, workbook_bytes  # late: never at start

        chosen = self._platform(platform)
        rows, left_out = self._standing(topic, now)
        if not rows:
            raise errors.NothingToExport()
        head = (
            _("话题"),
            _("问题"),
            _("回答"),
            _("署名"),
            _("有效至"),
            _("被问次数"),
            _("最近提问"),
        )
        zone = self._facts.zone()
        table = [
            (
                words.topic(row.question.topic),
                row.question.text,
                row.question.answer.text if row.question.answer else "",
                self.signature(),
                row.last_day,
                row.question.asked,
                local(row.question.last_at, zone).date() if row.question.asked else None,
            )
            for row in rows
        ]
        sheets = [Sheet(chosen.name, head, table)]
        if left_out:
            listed = [(one.question, one.why) for one in left_out]
            sheets.append(Sheet(_("没有导出的"), (_("问题"), _("原因")), listed))
        files.write_whole(path, workbook_bytes(sheets, made_at=local(now, zone)))
        with self._database.writing() as tx:
            payload = {"platform": chosen.code, "answers": len(rows)}
            audit.append(tx, SHOP_ID, "answers.exported", at=now, by_id=by_id, payload=payload)
        return Exported("", len(rows), left_out)

    def _standing(self, topic: str, now: datetime) -> tuple[list[QuestionRow], tuple[LeftOut, ...]]:
        """Return the answers that may go out today, by topic, and those that may not."""
        with self._database.reading() as tx:
            answered = questions.answered(tx, SHOP_ID)
        rows, left_out = [], []
        for question in answered:
            if question.answer is None or (topic and question.topic != topic):
                continue
            row = self._facts.row(question, now)
            why = "；".join(lapse.sentence() for lapse in row.lapses) or self._blocked(row)
            if why:
                left_out.append(LeftOut(question.text, why))
            else:
                rows.append(row)
        order = {one.code: at for at, one in enumerate(load().topics)}
        rows.sort(key=lambda row: order.get(row.question.topic, len(order)))
        return rows, tuple(left_out)

    def _blocked(self, row: QuestionRow) -> str:
        """Return what the rules of today forbid in an answer that was saved by others."""
        answer = row.question.answer
        if answer is None:
            return ""
        report = self._facts.judge(row.question.text, answer.text, answer.facts)
        if report.level is not Level.BLOCK:
            return ""
        found = (one.text or one.why for one in report.findings if one.level is Level.BLOCK)
        return _("现在的规则不许写：%(words)s") % {"words": "、".join(dict.fromkeys(found))}

    def _pair(self, row: QuestionRow, says: Says) -> str:
        asked = says.export["question"].format(question=row.question.text)
        told = says.export["answer"].format(answer=_told(row, says))
        return f"{asked}\n{told}\n{self.signed()}"

    def _article(self, rows: Sequence[QuestionRow], says: Says) -> str:
        name, heading = self._facts.shop_name(), says.export["heading"]
        title = says.export["title"].format(shop=name) if name else says.export["bare_title"]
        parts = [
            f"{heading.format(n=n, question=row.question.text)}\n{_told(row, says)}"
            for n, row in enumerate(rows, 1)
        ]
        return "\n\n".join((title, *parts, self.signed()))

    def _platform(self, code: str) -> AnswerPlatform:
        for one in self.platforms():
            if one.code == code:
                return one
        names = "、".join(one.name for one in self.platforms())
        raise errors.UnknownWord(given=code, what=_("平台"), known=names)


def _told(row: QuestionRow, says: Says) -> str:
    """Return an answer with the last day it is true."""
    answer = row.question.answer.text if row.question.answer else ""
    return answer + (says.export["valid"].format(until=row.last_day) if row.last_day else "")
