"""本店问答: gathered once each, answered as the shop, over when a fact is, taken out signed."""

import inspect
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from netdesk import errors
from netdesk.catalog.questions import load
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.posts.post import PostState
from netdesk.domain.posts.questions import FactKind, QuestionView
from netdesk.services import question_gathering
from netdesk.services.answer import Step
from netdesk.services.changes import Changes
from netdesk.services.ideas import FACTS
from netdesk.services.questions import Questions
from netdesk.store import audit, said, shop
from netdesk.store.shop import SHOP_ID
from tests.arrivals import arrive, person
from tests.conftest import NINE

DAY = timedelta(days=1)
TODAY = date(2026, 11, 24)
OPEN, LAPSED = QuestionView.OPEN, QuestionView.LAPSED
ANSWERED, HIDDEN = QuestionView.ANSWERED, QuestionView.HIDDEN


def asks(desk, folder: Path, *messages: str, first: int = 1) -> None:
    """Import leads, one a message, a minute apart."""
    rows = [
        person(n, 留言=message, 留资时间=f"2026-11-24 08:{n:02d}:00")
        for n, message in enumerate(messages, first)
    ]
    arrive(desk, folder, *rows)


def listed(desk, view=OPEN, **more) -> dict[str, int]:
    """Return the questions of a view in their order, with how often each was asked."""
    page = desk.questions.page(view, now=desk.now(), **more)
    return {row.question.text: row.question.asked for row in page.rows}


def found(desk, text: str, view=OPEN):
    rows = desk.questions.page(view, now=desk.now()).rows
    return next(row for row in rows if row.question.text == text)


def stored(database, query: str) -> list:
    with database.reading() as tx:
        return list(tx.exec_driver_sql(query))


@pytest.fixture
def asked(desk, tmp_path):
    """A desk with the invented dealership's facts and three questions, one asked twice."""
    desk.ideas.save_facts(desk.ideas.sample_text(now=NINE), now=NINE)
    asks(desk, tmp_path, "有现车吗", "有没有现车", "你们店在哪", "现在有什么优惠")
    desk.questions.gather(now=NINE)
    return desk


def answer(desk, text: str, words: str, *more, **also):
    row = found(desk, text)
    return desk.questions.answer(row.question.id, words, *more, now=desk.now(), **also)


def test_questions_are_gathered_with_how_often_and_when_each_was_asked(asked):
    assert listed(asked) == {"有现车吗？": 2, "现在有什么优惠？": 1, "本店在哪里，怎么走？": 1}
    question = found(asked, "有现车吗？").question
    assert question.first_at == datetime(2026, 11, 24, 0, 1, tzinfo=UTC)
    assert question.last_at == datetime(2026, 11, 24, 0, 2, tzinfo=UTC)
    assert question.topic == "stock"


def test_nothing_is_counted_twice(asked, tmp_path, database):
    again = asked.questions.gather(now=NINE)
    assert (again.messages, again.notes, again.asked, again.changes) == (0, 0, 0, Changes())
    asks(asked, tmp_path, "有现车吗", "有没有现车", "你们店在哪", "现在有什么优惠")  # the same file
    asks(asked, tmp_path, "有现车吗", first=30)
    assert asked.questions.gather(now=NINE).asked == 1
    assert listed(asked)["有现车吗？"] == 3
    other = type(asked)(database, asked.now)  # another window on the same store
    assert other.questions.gather(now=NINE).asked == 0


def test_stretches_give_what_one_reading_gives(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(question_gathering, "STRETCH", 2)
    asks(desk, tmp_path, *["有现车吗", "地址", ""] * 4)
    told = []
    gathered = desk.questions.gather(now=NINE, progress=told.append)
    assert (gathered.messages, gathered.asked, gathered.new) == (8, 8, 2)
    assert told[-1] == 8
    assert len(told) == 6
    assert listed(desk) == {"本店在哪里，怎么走？": 4, "有现车吗？": 4}


def test_stopped_half_way_it_goes_on_from_there(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(question_gathering, "STRETCH", 2)
    asks(desk, tmp_path, *["有现车吗"] * 5)
    stops = iter([False, True])
    stopped = desk.questions.gather(now=NINE, cancelled=lambda: next(stops))
    assert (stopped.asked, stopped.whole) == (2, False)
    assert desk.questions.gather(now=NINE).asked == 3
    assert listed(desk) == {"有现车吗？": 5}


def test_what_another_window_read_meanwhile_is_not_counted_again(desk, tmp_path, database):
    asks(desk, tmp_path, "有现车吗")
    gathering = question_gathering.Gathering(database, load().asking, ())
    writes = gathering._write

    def late(*given):
        desk.questions.gather(now=NINE)
        return writes(*given)

    gathering._write = late
    assert gathering.run(now=NINE).asked == 0
    assert listed(desk) == {"有现车吗？": 1}


def test_notes_of_contacts_are_read_and_voided_ones_are_not(desk, tmp_path):
    asks(desk, tmp_path, "", "")
    for lead, note in ((1, "问了落地价，发了报价单"), (2, "问了首付")):
        desk.answer.log(Step(lead, Outcome.CONNECTED, note=note), now=NINE)
    desk.answer.undo_last(by="", now=NINE)
    assert desk.questions.gather(now=NINE).notes == 1
    assert listed(desk) == {"落地价是多少？": 1}


def test_no_name_and_no_number_reaches_a_question_or_the_audit(desk, tmp_path, database):
    row = person(1, 客户姓名="孔令辉", 留言="我是孔令辉 13812345678，秦PLUS能给孔令辉便宜多少？")
    arrive(desk, tmp_path, row)
    desk.questions.gather(now=NINE)
    texts = str(stored(database, "SELECT text FROM questions"))
    assert "孔令辉" not in texts
    assert "138" not in texts
    payload = str(stored(database, "SELECT payload FROM audit WHERE action LIKE 'question%'"))
    assert "便宜" not in payload


def test_a_car_is_known_from_other_leads_too(desk, tmp_path):
    arrive(desk, tmp_path, person(1, 意向车型="海鸥"), person(2, 留言="海鸥落地多少钱"))
    desk.questions.gather(now=NINE)
    assert listed(desk) == {"海鸥落地价是多少？": 1}


def test_views_and_topics_are_counted_and_filtered(asked):
    answer(asked, "有现车吗？", "现车每天在变，来之前打电话问一声。")
    asked.questions.hide(found(asked, "现在有什么优惠？").question.id, now=NINE)
    page = asked.questions.page(OPEN, now=NINE)
    assert page.counts == {OPEN: 1, LAPSED: 0, ANSWERED: 1, HIDDEN: 1}
    assert page.topics == {"way": 1}
    assert listed(asked, ANSWERED) == {"有现车吗？": 2}
    assert listed(asked, HIDDEN) == {"现在有什么优惠？": 1}
    assert listed(asked, topic="stock") == {}
    assert listed(asked, find="怎么走") == {"本店在哪里，怎么走？": 1}
    assert listed(asked, find="%") == {}


def test_a_view_is_given_a_stretch_at_a_time_those_over_first(asked, clock):
    answer(asked, "本店在哪里，怎么走？", "在店里。", TODAY)
    clock.at = NINE + DAY
    pages = [asked.questions.page(OPEN, now=clock(), limit=1, offset=n) for n in range(4)]
    assert [row.question.text for page in pages for row in page.rows] == [
        "本店在哪里，怎么走？",
        "有现车吗？",
        "现在有什么优惠？",
    ]
    assert {page.total for page in pages} == {3}


def test_an_answer_is_checked_as_the_shop_s_and_kept_with_what_it_stands_on(asked, database):
    row = answer(asked, "现在有什么优惠？", "广告｜来店有到店礼，写明六项。", date(2026, 12, 1))
    assert row.stands
    kept = row.question.answer
    assert [(fact.kind, fact.name) for fact in kept.facts] == [(FactKind.GIFT, "到店礼")]
    assert kept.level is Level.OK
    assert kept.rules_version
    assert row.last_day == date(2026, 12, 1)
    ((action, payload),) = stored(
        database, "SELECT action, payload FROM audit ORDER BY seq DESC LIMIT 1"
    )
    assert (action, json.loads(payload)) == ("question.answered", {"level": "ok"})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("我们是枣庄最便宜的店", "最便宜"),
        ("我就是车主，开了一年没修过", "车主"),
        ("打我手机 13812345678", "13812345678"),
    ],
)
def test_a_blocked_answer_is_refused_with_its_words_and_nothing_is_written(asked, words, said):
    with pytest.raises(errors.AnswerBlocked) as told:
        answer(asked, "有现车吗？", words)
    assert said in str(told.value)
    assert found(asked, "有现车吗？").question.answer is None


def test_a_question_that_may_not_be_published_blocks_its_answer_till_it_is_reworded(asked):
    row = asked.questions.add("你们是枣庄最便宜的店吗", now=NINE)
    with pytest.raises(errors.AnswerBlocked):
        asked.questions.answer(row.question.id, "价格写在指导价表里。", now=NINE)
    report = asked.questions.judge(row.question.text, "价格写在表里。", now=NINE)
    assert report.level is Level.BLOCK
    assert {(one.start, one.end) for one in report.findings} == {(0, 0)}
    asked.questions.reword(row.question.id, "价格怎么看", now=NINE)
    assert asked.questions.answer(row.question.id, "价格写在指导价表里。", now=NINE).stands


def test_nobody_can_answer_as_a_customer():
    for name, method in inspect.getmembers(Questions, inspect.isfunction):
        assert "persona" not in inspect.signature(method).parameters, name


def test_an_empty_answer_and_a_day_that_has_passed_are_refused(asked):
    with pytest.raises(errors.AnswerEmpty):
        answer(asked, "有现车吗？", " \n")
    with pytest.raises(errors.AnswerPast):
        answer(asked, "有现车吗？", "有。", TODAY - DAY)


def test_another_answer_takes_the_place_of_the_first_which_is_kept(asked, database):
    row = answer(asked, "有现车吗？", "打电话问一声。")
    again = asked.questions.answer(row.question.id, "来之前问一声。", now=NINE)
    assert again.question.answer.text == "来之前问一声。"
    assert stored(database, "SELECT text, current FROM answers ORDER BY id") == [
        ("打电话问一声。", 0),
        ("来之前问一声。", 1),
    ]
    taken = asked.questions.take_answer(row.question.id, now=NINE)
    assert taken.question.answer is None
    back = asked.questions.put_back(row.question.id, row.question.answer, now=NINE + DAY)
    assert back.question.answer.text == "打电话问一声。"
    assert back.question.answer.created_at == NINE


def test_a_question_changed_meanwhile_is_not_answered_over(asked):
    row = found(asked, "有现车吗？")
    asked.questions.answer(row.question.id, "打电话问一声。", now=NINE)
    with pytest.raises(errors.QuestionChanged):
        asked.questions.answer(row.question.id, "另一句。", now=NINE, version=row.question.version)


@pytest.mark.parametrize("question_id", [0, -1, 999, 2**70])
def test_an_unknown_question_is_refused(asked, question_id):
    for step in (asked.questions.hide, asked.questions.take_answer, asked.questions.draft):
        with pytest.raises(errors.UnknownQuestion):
            step(question_id, now=NINE)


def test_an_unknown_colleague_is_refused_and_nothing_written(asked):
    with pytest.raises(errors.UnknownPerson):
        answer(asked, "有现车吗？", "有。", by="没有这个人")
    assert found(asked, "有现车吗？").question.answer is None


def test_an_answer_is_over_when_its_day_its_gift_or_its_price_is(asked, clock):
    answer(asked, "有现车吗？", "打电话问一声。", TODAY)
    answer(asked, "现在有什么优惠？", "广告｜来店有到店礼。")
    answer(asked, "本店在哪里，怎么走？", "示例 E5 10.98 万元起，店在薛城。")
    assert listed(asked, LAPSED) == {}
    text = asked.ideas.facts_text().replace("10.98 万元起", "9.98 万元起")
    asked.ideas.save_facts(text.replace("count = 50", "count = 20"), now=NINE)
    clock.at = NINE + DAY
    rows = asked.questions.page(LAPSED, now=clock()).rows
    told = {row.question.text: row.lapses[0].sentence() for row in rows}
    assert told["有现车吗？"] == "有效期到 2026-11-24，已经过了"
    assert told["现在有什么优惠？"].startswith(
        "礼品 到店礼 变了，现在是：到店礼：玻璃水，2 升一桶，共 20 份"
    )
    assert told["本店在哪里，怎么走？"].startswith(
        "价格 示例 E5 变了，现在是：示例 E5 指导价 9.98 万元起"
    )
    assert listed(asked, ANSWERED) == {}


def test_a_draft_stands_on_its_facts_and_passes_the_check(asked):
    row = found(asked, "现在有什么优惠？")
    draft = asked.questions.draft(row.question.id, now=NINE)
    saved = asked.questions.answer(row.question.id, draft.text, draft.until, draft.facts, now=NINE)
    assert saved.stands
    assert set(draft.facts) == set(saved.question.answer.facts)
    assert asked.questions.draft(found(asked, "有现车吗？").question.id, now=NINE) is None


def test_a_question_is_added_by_hand_once_in_its_usual_words(asked):
    row = asked.questions.add("请问周末上班吗", now=NINE)
    assert (row.question.text, row.question.asked, row.question.by_hand) == (
        "周末和节假日营业吗？",
        0,
        True,
    )
    with pytest.raises(errors.QuestionThere):
        asked.questions.add("周末营业吗", now=NINE)
    asked.questions.hide(row.question.id, now=NINE)
    assert asked.questions.add("周末营业吗", now=NINE).question.id == row.question.id
    assert listed(asked)["周末和节假日营业吗？"] == 0


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", errors.QuestionForm),
        ("吗", errors.QuestionForm),
        ("字" * 50, errors.QuestionForm),
        ("王先生的车修好了吗", errors.QuestionPersonal),
        ("13812345678是谁的电话", errors.QuestionPersonal),
    ],
)
def test_what_is_no_question_or_tells_a_person_is_not_added(asked, text, error):
    with pytest.raises(error):
        asked.questions.add(text, now=NINE)


def test_one_thought_of_here_takes_the_times_of_the_first_that_asks_it(asked, tmp_path):
    asked.questions.add("周末上班吗", now=NINE - 9 * DAY)
    asks(asked, tmp_path, "周末上班吗", first=40)
    asked.questions.gather(now=NINE)
    question = found(asked, "周末和节假日营业吗？").question
    assert question.asked == 1
    assert question.first_at == question.last_at == datetime(2026, 11, 24, 0, 40, tzinfo=UTC)


def test_who_asks_in_the_old_words_is_counted_under_the_new(asked, tmp_path):
    row = found(asked, "有现车吗？")
    changed = asked.questions.reword(row.question.id, "哪些车有现车", now=NINE)
    assert changed.question.text == "哪些车有现车？"
    asks(asked, tmp_path, "有没有现车", first=50)
    asked.questions.gather(now=NINE)
    assert listed(asked)["哪些车有现车？"] == 3
    assert "有现车吗？" not in listed(asked)
    with pytest.raises(errors.QuestionThere):
        asked.questions.reword(row.question.id, "现在有什么优惠？", now=NINE)
    back = asked.questions.reword(row.question.id, "有现车吗？", now=NINE)
    asks(asked, tmp_path, "有没有现车", first=51)
    asked.questions.gather(now=NINE)
    assert asked.questions.one(back.question.id, now=NINE).question.asked == 4


def test_a_topic_can_be_put_right(asked):
    row = found(asked, "有现车吗？")
    assert asked.questions.put_topic(row.question.id, "price", now=NINE).question.topic == "price"
    with pytest.raises(errors.UnknownWord):
        asked.questions.put_topic(row.question.id, "weather", now=NINE)


def test_a_hidden_question_is_counted_on_and_can_be_shown_again(asked, tmp_path):
    row = found(asked, "有现车吗？")
    asked.questions.hide(row.question.id, now=NINE)
    asks(asked, tmp_path, "有现车吗", first=45)
    asked.questions.gather(now=NINE)
    assert listed(asked, HIDDEN) == {"有现车吗？": 3}
    asked.questions.show(row.question.id, now=NINE)
    assert listed(asked)["有现车吗？"] == 3


def test_answers_are_taken_out_as_pairs_signed_by_the_shop(asked):
    answer(asked, "有现车吗？", "来之前打电话问一声。", date(2026, 12, 1))
    made = asked.questions.export.text("autohome", now=NINE)
    assert made.text == (
        "问题：有现车吗？\n"
        "回答：来之前打电话问一声。（有效至 2026-12-01）\n"
        "——枣庄示例汽车（本店官方）"
    )
    assert (made.answers, made.left_out) == (1, ())


def test_answers_are_taken_out_as_one_article_in_the_order_of_topics(asked):
    answer(asked, "有现车吗？", "来之前问一声。")
    answer(asked, "本店在哪里，怎么走？", "店在薛城。")
    assert asked.questions.export.text("wechat", now=NINE).text == (
        "枣庄示例汽车：本店问答\n\n"
        "1. 有现车吗？\n来之前问一声。\n\n"
        "2. 本店在哪里，怎么走？\n店在薛城。\n\n"
        "——枣庄示例汽车（本店官方）"
    )
    assert asked.questions.export.text("wechat", topic="way", now=NINE).answers == 1


def test_a_shop_without_a_name_signs_as_the_shop(desk, tmp_path):
    asks(desk, tmp_path, "有现车吗")
    desk.questions.gather(now=NINE)
    answer(desk, "有现车吗？", "有。")
    assert desk.questions.export.text("autohome", now=NINE).text.endswith("——本店官方")


def test_what_is_over_or_forbidden_by_now_is_left_out_and_said(asked, clock, database):
    answer(asked, "有现车吗？", "来之前问一声。", TODAY)
    answer(asked, "本店在哪里，怎么走？", "店在薛城。")
    with database.writing() as tx:  # as if it was saved under other rules
        tx.exec_driver_sql("UPDATE answers SET text = '全枣庄最便宜' WHERE text = '店在薛城。'")
    clock.at = NINE + DAY
    made = asked.questions.export.text("autohome", now=clock())
    assert (made.text, made.answers) == ("", 0)
    assert {one.question: one.why for one in made.left_out} == {
        "有现车吗？": "有效期到 2026-11-24，已经过了",
        "本店在哪里，怎么走？": "现在的规则不许写：枣庄最便宜",
    }


def test_a_workbook_has_the_answers_and_those_left_out(asked, clock, tmp_path, database):
    answer(asked, "有现车吗？", "=来之前问一声", date(2026, 12, 1))
    answer(asked, "现在有什么优惠？", "到月底。", TODAY)
    clock.at = NINE + DAY
    path = tmp_path / "答.xlsx"
    made = asked.questions.export.save(path, "yiche", now=clock())
    assert made.answers == 1
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["易车 问答", "没有导出的"]
    head, row = book.get_sheet_by_index(0).to_python()
    assert head == ["话题", "问题", "回答", "署名", "有效至", "被问次数", "最近提问"]
    assert row == [
        *("现车和颜色", "有现车吗？", "=来之前问一声", "枣庄示例汽车（本店官方）"),
        *(date(2026, 12, 1), 2.0, TODAY),
    ]
    assert book.get_sheet_by_index(1).to_python()[1] == [
        "现在有什么优惠？",
        "有效期到 2026-11-24，已经过了",
    ]
    assert stored(database, "SELECT payload FROM audit ORDER BY seq DESC LIMIT 1") == [
        ('{"answers": 1, "platform": "yiche"}',)
    ]


def test_no_workbook_is_written_where_nothing_stands(asked, tmp_path):
    path = tmp_path / "答.xlsx"
    with pytest.raises(errors.NothingToExport):
        asked.questions.export.save(path, "yiche", now=NINE)
    with pytest.raises(errors.UnknownWord):
        asked.questions.export.save(path, "facebook", now=NINE)
    assert not path.exists()


def test_an_answer_becomes_a_post_of_its_column_by_the_shop(asked):
    row = answer(asked, "现在有什么优惠？", "广告｜来店有到店礼。\n前台登记。")
    post = asked.questions.post(row.question.id, "wechat", now=NINE)
    content = post.content
    assert post.state is PostState.DRAFT
    assert (content.column, content.method) == (Column.QA, Method.ANNOUNCEMENT)
    assert content.headline == "广告｜现在有什么优惠？"
    assert content.body == "来店有到店礼。\n前台登记。\n\n——枣庄示例汽车（本店官方）"
    assert content.fields.persona == "shop"
    assert content.facts_used == ("礼品 到店礼",)
    assert asked.posts.drafts() == (post,)


def test_a_tip_s_answer_is_a_tip(asked):
    row = asked.questions.add("冬天续航会掉多少", now=NINE)
    asked.questions.answer(row.question.id, "看当天的气温和路况。", now=NINE)
    assert asked.questions.post(row.question.id, "wechat", now=NINE).content.method is Method.TIP


def test_no_post_is_made_of_what_has_no_answer_or_one_that_is_over(asked, clock):
    row = found(asked, "有现车吗？")
    with pytest.raises(errors.AnswerMissing):
        asked.questions.post(row.question.id, "wechat", now=NINE)
    asked.questions.answer(row.question.id, "来之前问一声。", TODAY, now=NINE)
    with pytest.raises(errors.AnswerMissing):
        asked.questions.post(row.question.id, "wechat", now=NINE + DAY)


def test_every_step_is_one_record_and_the_trail_is_whole(asked, database):
    row = answer(asked, "有现车吗？", "有。")
    for step in (asked.questions.hide, asked.questions.show, asked.questions.take_answer):
        step(row.question.id, now=NINE)
    with database.reading() as tx:
        assert audit.first_break(tx, SHOP_ID) is None
    actions = [one for (one,) in stored(database, "SELECT action FROM audit ORDER BY seq")]
    assert actions[-5:] == [
        "questions.gathered",
        "question.answered",
        "question.hidden",
        "question.shown",
        "question.answer_taken",
    ]


def test_how_far_it_has_read_is_kept_in_the_store(asked, database):
    with database.reading() as tx:
        kept = shop.read_settings(tx)
    assert kept[question_gathering.TOUCHES] == 4
    assert FACTS in kept


def test_new_questions_are_looked_for_by_their_ids_alone(asked, database):
    asks_of = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda _c, _cur, statement, parameters, *_more: asks_of.append((statement, parameters)),
    )
    with database.reading() as tx:
        said.messages(tx, SHOP_ID, 2, 4)
        said.notes(tx, SHOP_ID, 0, 4)
        said.last_ids(tx, SHOP_ID)
        plans = [
            row.detail
            for statement, parameters in asks_of
            if statement.startswith("SELECT")
            for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert "SEARCH touches USING PRIMARY KEY (shop_id=? AND id>? AND id<?)" in plans
    assert "SEARCH contacts USING PRIMARY KEY (shop_id=? AND id>? AND id<?)" in plans
    assert not any(step.startswith(("SCAN", "USE TEMP")) for step in plans), plans
