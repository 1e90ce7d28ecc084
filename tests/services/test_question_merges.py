"""本店问答: two askings of one question are put together by hand, and parted again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netdesk import errors
from netdesk.domain.posts.questions import QuestionView
from netdesk.store import questions as store
from netdesk.store.questions import Heard
from netdesk.store.shop import SHOP_ID
from tests.conftest import NINE


@pytest.fixture
def two(desk, database):
    """Two askings of one question, the one asked three times, the other once and answered."""
    first = desk.questions.add("周末几点开门？", now=NINE).question
    second = desk.questions.add("星期天上班吗？", now=NINE).question
    with database.writing() as tx:
        for question, times in ((first, 3), (second, 1)):
            heard = Heard(question.topic, times, NINE - timedelta(days=times), NINE)
            store.hear(tx, SHOP_ID, {question.text: heard})
    return first, second


def test_two_askings_of_one_question_are_put_together_and_counted_together(desk, two):
    first, second = two
    row = desk.questions.merge(first.id, second.id, now=NINE)
    assert row.question.id == second.id
    assert (row.question.asked, row.question.first_at) == (4, NINE - timedelta(days=3))
    assert [(one.text, one.asked) for one in row.question.wordings] == [(first.text, 3)]
    page = desk.questions.page(QuestionView.OPEN, now=NINE)
    assert [one.question.text for one in page.rows] == [second.text]
    assert page.total == 1


def test_who_asks_in_the_other_words_later_is_counted_with_them(desk, database, two):
    first, second = two
    desk.questions.merge(first.id, second.id, now=NINE)
    later = NINE + timedelta(hours=1)
    with database.writing() as tx:
        store.hear(tx, SHOP_ID, {first.text: Heard(first.topic, 2, later, later)})
    found = desk.questions.one(second.id, now=NINE).question
    assert (found.asked, found.last_at) == (6, later)
    desk.questions.split(first.id, now=NINE)
    assert desk.questions.one(first.id, now=NINE).question.asked == 5
    assert desk.questions.one(second.id, now=NINE).question.asked == 1


def test_the_answer_is_that_of_the_chosen_one_and_parting_gives_each_its_own(desk, two):
    first, second = two
    desk.questions.answer(first.id, "周末也开门，来之前发条消息。", now=NINE)
    desk.questions.answer(second.id, "周日照常，八点半开门。", now=NINE)
    merged = desk.questions.merge(first.id, second.id, now=NINE)
    assert merged.question.answer.text == "周日照常，八点半开门。"
    assert desk.questions.page(QuestionView.ANSWERED, now=NINE).total == 1
    back = desk.questions.split(first.id, now=NINE)
    assert back.question.answer.text == "周末也开门，来之前发条消息。"
    assert desk.questions.one(second.id, now=NINE).question.answer.text == "周日照常，八点半开门。"


def test_an_answer_comes_along_where_the_chosen_one_has_none_and_goes_back(desk, two):
    first, second = two
    desk.questions.answer(first.id, "周末也开门，来之前发条消息。", now=NINE)
    merged = desk.questions.merge(first.id, second.id, now=NINE)
    assert merged.question.answer.text == "周末也开门，来之前发条消息。"
    desk.questions.split(first.id, now=NINE)
    assert desk.questions.one(second.id, now=NINE).question.answer is None
    assert desk.questions.one(first.id, now=NINE).question.answer is not None


def test_what_stands_for_others_is_put_with_a_third_and_parted_with_its_own(desk, two):
    first, second = two
    third = desk.questions.add("周日几点下班？", now=NINE).question
    desk.questions.merge(first.id, second.id, now=NINE)
    whole = desk.questions.merge(second.id, third.id, now=NINE).question
    assert whole.asked == 4
    assert {one.id for one in whole.wordings} == {first.id, second.id}
    with pytest.raises(errors.QuestionsAreOne):
        desk.questions.merge(third.id, first.id, now=NINE)
    part = desk.questions.split(second.id, now=NINE).question
    assert (part.asked, [one.id for one in part.wordings]) == (4, [first.id])
    assert desk.questions.one(third.id, now=NINE).question.wordings == ()


def test_parting_and_putting_together_leave_the_rows_as_they_were(desk, two):
    first, second = two
    before = desk.questions.page(QuestionView.OPEN, now=NINE)
    desk.questions.merge(first.id, second.id, now=NINE)
    desk.questions.split(first.id, now=NINE)
    after = desk.questions.page(QuestionView.OPEN, now=NINE)
    bare = [replace(row.question, version=1) for row in after.rows]
    assert bare == [replace(row.question, version=1) for row in before.rows]
    assert desk.questions.split(first.id, now=NINE).question.id == first.id  # nothing to part
