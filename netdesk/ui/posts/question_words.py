"""What questions, answers and the facts behind them are called on this page."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from netdesk import words
from netdesk.domain.deadlines.when import local
from netdesk.domain.posts.questions import FactKind, FactUsed, QuestionView, Wording
from netdesk.domain.posts.standing_facts import fact_name
from netdesk.i18n import _, ngettext
from netdesk.services.answer_facts import QuestionRow
from netdesk.ui.actions import key_words

_LAPSES = 3  # reasons that are told one by one
_LONGEST = 20  # signs on a chip


class State(StrEnum):
    """How far a question is; said in words, and in colour beside them."""

    OPEN = "open"
    LAPSED = "lapsed"
    STANDS = "stands"


@dataclass(frozen=True)
class Today:
    """The shop's clock: days are told by it."""

    now: datetime
    zone: ZoneInfo

    def shop_day(self) -> date:
        """Return the shop's date."""
        return local(self.now, self.zone).date()

    def day(self, at: datetime) -> str:
        """Return an instant's day: 11-24, with its year where it is another."""
        day = local(at, self.zone).date()
        return _short(day, self.shop_day())

    def until(self, day: date) -> str:
        """Return a day as `day` does."""
        return _short(day, self.shop_day())


def _short(day: date, today: date) -> str:
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


def state_of(row: QuestionRow) -> State:
    """Return how far a question is."""
    if row.question.answer is None:
        return State.OPEN
    return State.LAPSED if row.lapses else State.STANDS


def state_words(row: QuestionRow, today: Today) -> str:
    """Return how far a question is, in words: why its answer is over, or how long it stands."""
    state = state_of(row)
    if state is State.OPEN:
        return _("还没有答案")
    if state is State.LAPSED:
        return _("过期：%(why)s") % {"why": row.lapses[0].sentence()}
    if row.last_day is None:
        return _("已答，没有期限")
    return _("已答，有效到 %(day)s") % {"day": today.until(row.last_day)}


def lapses_words(row: QuestionRow) -> list[str]:
    """Return why an answer is over, a line each; more than a few are counted."""
    told = [lapse.sentence() for lapse in row.lapses]
    rest = len(told) - _LAPSES
    if rest <= 0:
        return told
    more = ngettext("还有 %(n)d 处", "还有 %(n)d 处", rest) % {"n": rest}
    return [*told[:_LAPSES], more]


def asked_words(row: QuestionRow) -> str:
    """Return how often a question was asked."""
    n = row.question.asked
    if n == 0:
        return _("手工加的")
    return ngettext("问过 %(n)d 次", "问过 %(n)d 次", n) % {"n": n}


def merge_words() -> str:
    """Return what a question waits for that is to be put together with another."""
    return _("选中意思相同的那一条，再按 %(key)s 并过去") % {"key": key_words("question_merge")}


def wording_words(wording: Wording) -> str:
    """Return another wording of a question, and how often it was asked so."""
    facts = {"text": shortened(wording.text, _LONGEST), "n": wording.asked}
    return _("%(text)s ×%(n)d") % facts if wording.asked else shortened(wording.text, _LONGEST)


def about_words(row: QuestionRow, today: Today) -> str:
    """Return a question's topic and when it was asked last."""
    topic = words.topic(row.question.topic)
    if row.question.asked == 0:
        return topic
    facts = {"topic": topic, "day": today.day(row.question.last_at)}
    return _("%(topic)s · 最近 %(day)s") % facts


def history_words(row: QuestionRow, today: Today) -> str:
    """Return what is known of a question in a line: topic, times, first and last day."""
    parts = [words.topic(row.question.topic), asked_words(row)]
    if row.question.asked:
        first, last = today.day(row.question.first_at), today.day(row.question.last_at)
        days = {"first": first, "last": last}
        parts.append(first if first == last else _("%(first)s 到 %(last)s") % days)
    return " · ".join(parts)


def spoken(row: QuestionRow, today: Today) -> str:
    """Return a question as it is heard."""
    told = (row.question.text, asked_words(row), about_words(row, today), state_words(row, today))
    return "，".join(told)


def chip_words(fact: FactUsed) -> str:
    """Return a fact in the room of a chip."""
    name = fact_name(fact)
    if fact.kind in (FactKind.POINT, FactKind.MANUAL):
        name = f"{name} {fact.said}"
    return shortened(name, _LONGEST)


def shortened(text: str, most: int = 44) -> str:
    """Return text of at most `most` signs."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def lesson(view: QuestionView, *, is_new: bool) -> tuple[str, str]:
    """Return the heading and the lines for an empty view."""
    if is_new:
        lines = _(
            "客户在留言里问的、同事在跟进备注里记的“问了……”，会自动收到这里：\n"
            "同一个问题算一条，姓名、电话、车牌都去掉。常被问到的也可以自己加。"
        )
        return _("还没有收到提问"), lines
    return {
        QuestionView.OPEN: (_("都答完了"), _("没有等着回答的问题，也没有过期的答案。")),
        QuestionView.LAPSED: (_("没有过期的答案"), _("活动结束、礼品到期或价格变了，会列在这里。")),
        QuestionView.ANSWERED: (
            _("还没有写好的答案"),
            _("在“待答”里写好保存，就能按平台导出，署本店的名。"),
        ),
        QuestionView.HIDDEN: (_("没有隐藏的问题"), _("不想答的可以隐藏，次数照样统计。")),
    }[view]
