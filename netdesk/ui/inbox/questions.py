"""The questions that take the place of the outcome keys: grade, later, lost, more."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from netdesk import words
from netdesk.domain.leads.lead import Grade, Outcome
from netdesk.i18n import N_, _, ngettext
from netdesk.ui.inbox.answer_pad import Entered
from netdesk.ui.inbox.choice_panel import Choice
from netdesk.ui.inbox.next_steps import NextStep

_GRADE_DAYS = ((Grade.H, 7), (Grade.A, 15), (Grade.B, 30), (Grade.C, 90))
LOST_REASONS = (
    N_("价格谈不拢"),
    N_("买了别的品牌"),
    N_("在别家店买了"),
    N_("暂时不买"),
    N_("没有现车或颜色"),
    N_("贷款或置换没谈成"),
    N_("多次联系不上"),
    N_("家人不同意"),
)
_MORE = (Outcome.ARRIVED, Outcome.TEST_DRIVEN, Outcome.ORDERED, Outcome.DELIVERED)
INVALID_REASONS = (N_("重复"), N_("异地"), N_("无意向"))


def grades() -> list[Choice]:
    """Return the grades, each with its letter and the days in which such a customer buys."""
    found = [
        Choice(
            grade.value,
            ngettext("%(grade)s · %(n)d 天内", "%(grade)s · %(n)d 天内", days)
            % {"grade": grade.value, "n": days},
            grade,
        )
        for grade, days in _GRADE_DAYS
    ]
    return [*found, Choice("N", _("未定级"), Grade.N)]


def laters(now: datetime, steps: Sequence[NextStep]) -> list[Choice]:
    """Return when to come back to a lead."""
    half = NextStep("half", _("30 分钟后"), now + timedelta(minutes=30))
    return [Choice(str(at), step.text, step) for at, step in enumerate((half, *steps), start=1)]


def losses() -> list[Choice]:
    """Return why a lead was lost. The words are kept as they are shown."""
    return [
        Choice(str(at), _(reason), Entered(Outcome.LOST, reason=_(reason)))
        for at, reason in enumerate(LOST_REASONS, start=1)
    ]


def others() -> list[Choice]:
    """Return the steps after an answer, and why a lead is invalid."""
    steps = [(words.outcome(outcome), Entered(outcome)) for outcome in _MORE]
    invalid = [
        (
            _("无效：%(reason)s") % {"reason": _(reason)},
            Entered(Outcome.INVALID, reason=_(reason)),
        )
        for reason in INVALID_REASONS
    ]
    return [
        Choice(str(at), text, entered)
        for at, (text, entered) in enumerate((*steps, *invalid), start=1)
    ]
