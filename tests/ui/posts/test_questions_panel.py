"""本店问答 from the keyboard: look, draft, write with the check beside it, save, take out."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout, QWidget

from netdesk.domain.compliance.level import Level
from netdesk.domain.posts.questions import QuestionView
from netdesk.services.changes import Changes
from netdesk.ui.actions import ACTIONS, Where, bind
from netdesk.ui.posts.questions_panel import QuestionsPanel
from netdesk.ui.theme import DARK, LIGHT
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.ui.conftest import ME

KEYS = Qt.KeyboardModifier
TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
BANNED = "我们是枣庄最便宜的店"


class Driver:
    """A shown panel and its keys."""

    def __init__(self, panel, tasks, qtbot):
        self.panel, self.tasks, self.qtbot = panel, tasks, qtbot
        self.around = panel.window()  # or nobody holds it
        self.notices, self.changes = [], []
        panel.told.connect(self.notices.append)
        panel.changed_something.connect(self.changes.append)

    def settle(self):
        for _again in range(3):
            self.qtbot.waitUntil(self.tasks.is_idle, timeout=5000)
            QApplication.processEvents()

    def press(self, *keys, with_=KEYS.NoModifier):
        for key in keys:
            focus = QApplication.focusWidget() or self.panel
            QTest.keyClick(focus, getattr(Qt.Key, f"Key_{key}"), with_)
        self.settle()

    def ctrl(self, key):
        self.press(key, with_=KEYS.ControlModifier)

    def write(self, text):
        """Write the answer and wait for the check."""
        panel = self.panel
        panel.editor.checked.edit.moveCursor(QTextCursor.MoveOperation.End)
        panel.editor.checked.edit.insert(text)
        self.qtbot.waitUntil(lambda: panel.editor.checked.report() is not None)
        self.settle()

    def listed(self):
        model = self.panel.model
        return [model.row(place).question.text for place in range(model.rowCount())]

    def opened(self):
        return self.panel.editor.title.text()

    def told(self):
        return [notice.text for notice in self.notices]

    def undo(self):
        self.notices[-1].action[1]()
        self.settle()


@pytest.fixture
def asked(ready_desk, tmp_path):
    """A desk with facts and leads that ask three things, one of them twice."""
    ready_desk.ideas.save_facts(ready_desk.ideas.sample_text(now=NINE), now=NINE)
    messages = ("有现车吗", "有没有现车", "你们店在哪", "贷款怎么做")
    arrive(ready_desk, tmp_path, *(person(n, 留言=text) for n, text in enumerate(messages, 1)))
    return ready_desk


@pytest.fixture
def open_panel(qtbot, theme, tasks):
    def make(desk, width=1132, height=700):
        panel = QuestionsPanel(desk, tasks, theme)
        around = QWidget()
        QVBoxLayout(around).addWidget(panel)
        around.layout().setContentsMargins(0, 0, 0, 0)
        around.resize(width, height)
        qtbot.addWidget(around)
        driver = Driver(panel, tasks, qtbot)
        with qtbot.waitActive(around):
            around.show()
            around.activateWindow()
        driver.settle()
        panel.setFocus()
        return driver

    return make


@pytest.fixture
def driver(open_panel, asked):
    return open_panel(asked)


@pytest.fixture
def _menus_stay_down(monkeypatch):
    """Qt's off-screen platform warns of every menu that pops up."""
    monkeypatch.setattr(QMenu, "popup", lambda *_given: None)


def said(widget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


def test_what_was_asked_is_gathered_when_it_is_first_seen_those_asked_most_first(driver):
    assert driver.listed()[0] == "有现车吗？"
    assert set(driver.listed()) == {"有现车吗？", "本店在哪里，怎么走？", "贷款怎么办理？"}
    assert driver.opened() == "有现车吗？"
    assert "问过 2 次" in said(driver.panel.editor)
    assert driver.panel.head.views[QuestionView.OPEN].accessibleName() == "待答 3"
    assert driver.told() == ["收集到 3 个新问题"]


def test_keys_go_from_question_to_question_and_stop_at_the_ends(driver):
    first, second, third = driver.listed()
    driver.press("K")
    assert driver.opened() == first
    driver.press("J", "J", "J")
    assert driver.opened() == third
    driver.press("Up")
    assert driver.opened() == second


def test_an_answer_is_drafted_saved_and_the_next_question_opened(driver, asked):
    driver.panel.list.go(driver.listed().index("本店在哪里，怎么走？"))
    following = (
        driver.listed()[(driver.panel.list.place() + 1)]
        if (driver.panel.list.place() + 1 < len(driver.listed()))
        else driver.listed()[driver.panel.list.place() - 1]
    )
    driver.press("D")
    assert driver.panel.editor.text().startswith("枣庄示例汽车在薛城区示例路 1 号")
    assert driver.panel.editor.facts_shown() == ["地址", "营业时间"]
    driver.ctrl("S")
    assert driver.told()[-1] == "已保存：本店在哪里，怎么走？"
    assert "本店在哪里，怎么走？" not in driver.listed()
    assert driver.opened() == following
    assert driver.changes[-1] == Changes(questions=True)
    (row,) = asked.questions.page(QuestionView.ANSWERED, now=NINE).rows
    assert row.question.answer.by_id == asked.settings.people()[0].id
    assert asked.settings.people()[0].name == ME


def test_a_saved_answer_is_taken_back_and_the_one_before_comes_back(driver, asked):
    driver.press("E")
    driver.write("来之前打电话问一声。")
    driver.ctrl("S")
    driver.undo()
    assert driver.opened() == "有现车吗？"
    assert asked.questions.page(QuestionView.ANSWERED, now=NINE).total == 0
    asked.questions.answer(driver.panel.editor.row().question.id, "第一句。", now=NINE)
    driver.panel.head.choose(QuestionView.ANSWERED)
    driver.settle()
    driver.press("E")
    driver.write("再加一句。")
    driver.ctrl("S")
    driver.undo()
    (row,) = asked.questions.page(QuestionView.ANSWERED, now=NINE).rows
    assert row.question.answer.text == "第一句。"


def test_where_the_facts_say_nothing_nothing_is_put_in_and_why_is_said(driver):
    driver.press("D")
    assert driver.panel.editor.text() == ""
    assert "没有能答这个问题的" in driver.told()[-1]


def test_what_is_written_is_checked_and_a_blocked_answer_is_not_saved(driver, asked):
    driver.press("Return")
    driver.write(BANNED)
    assert driver.panel.editor.checked.report().level is Level.BLOCK
    assert "广告法" in said(driver.panel.editor)
    driver.ctrl("S")
    assert "最便宜" in driver.told()[-1]
    assert driver.panel.editor.text() == BANNED
    assert asked.questions.page(QuestionView.ANSWERED, now=NINE).total == 0


def test_the_check_is_told_what_the_text_names_and_shows_it_as_facts(driver):
    driver.press("E")
    driver.write("来店有到店礼")
    assert driver.panel.editor.facts_shown() == ["礼品 到店礼"]
    assert any("LABEL" in head for head in driver.panel.editor.checked.findings.heads())
    driver.ctrl("Period")
    assert driver.panel.editor.text() == "广告｜来店有到店礼"


def test_an_empty_answer_has_nothing_to_be_found_in(driver):
    assert not driver.panel.editor.checked.findings.isVisible()
    driver.press("E")
    driver.write("有。")
    assert driver.panel.editor.checked.findings.isVisible()


@pytest.mark.usefixtures("_menus_stay_down")
def test_facts_are_chosen_and_taken_off(driver):
    editor = driver.panel.editor
    fact = editor._standing[0].used
    editor.choose_fact(fact, on=True)
    assert editor.chosen() == (fact,)
    editor._chips[0].click()
    assert editor.chosen() == ()
    assert editor.facts_shown() == []
    editor.add_fact.click()
    (menu,) = editor.findChildren(QMenu)
    assert "示例路" in menu.actions()[0].text()
    menu.actions()[0].trigger()
    menu.close()
    assert editor.facts_shown() == ["地址"]


def test_the_last_day_is_saved_where_it_is_set(driver, asked):
    editor = driver.panel.editor
    driver.press("E")
    driver.write("来之前问一声。")
    assert editor.until() is None
    assert not editor.end.isVisible()
    editor.has_end.setChecked(True)
    assert editor.end.isVisible()
    assert editor.until() == TODAY
    driver.ctrl("S")
    (row,) = asked.questions.page(QuestionView.ANSWERED, now=NINE).rows
    assert row.last_day == TODAY


def test_what_is_over_is_flagged_in_words_and_stands_first(open_panel, asked, clock):
    asked.questions.gather(now=NINE)
    rows = asked.questions.page(QuestionView.OPEN, now=NINE).rows
    asked.questions.answer(rows[-1].question.id, "先问一声。", TODAY, now=NINE)
    clock.at = NINE + DAY
    driver = open_panel(asked)
    assert driver.listed()[0] == driver.opened() == rows[-1].question.text
    assert driver.panel.editor.lapsed.text() == "有效期到 2026-11-24，已经过了"
    spoken = driver.panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "过期：有效期到 2026-11-24，已经过了" in spoken
    assert driver.panel.head.views[QuestionView.LAPSED].accessibleName() == "过期 1"


def test_many_reasons_are_counted(open_panel, asked, clock):
    asked.questions.gather(now=NINE)
    row = asked.questions.page(QuestionView.OPEN, now=NINE).rows[0]
    added = asked.questions.add("现在有什么优惠", now=NINE)
    draft = asked.questions.draft(added.question.id, now=NINE)
    asked.questions.answer(row.question.id, draft.text, draft.until, draft.facts, now=NINE)
    clock.at = NINE + 100 * DAY
    driver = open_panel(asked)
    assert driver.panel.editor.lapsed.text().count("\n") == 3
    assert driver.panel.editor.lapsed.text().endswith("还有 4 处")


def test_an_answer_half_written_is_kept_while_others_are_looked_at(driver):
    driver.press("E")
    driver.write("半句")
    driver.press("Escape", "J")
    assert driver.panel.editor.text() == ""
    driver.press("K")
    assert driver.panel.editor.text() == "半句"


def test_a_question_is_hidden_and_comes_back_by_the_notice_or_from_its_list(driver):
    driver.press("H")
    assert "有现车吗？" not in driver.listed()
    assert driver.told()[-1] == "已隐藏：有现车吗？"
    driver.undo()
    assert driver.opened() == "有现车吗？"
    driver.press("H")
    driver.press("BracketLeft")
    assert driver.listed() == ["有现车吗？"]
    assert driver.panel.editor.hide_button.text() == "恢复显示"
    driver.press("H")
    assert driver.listed() == []
    assert driver.panel.nothing.title() == "没有隐藏的问题"


def test_a_question_is_added_by_hand(driver):
    driver.press("N")
    driver.panel.head.field.insert("周末上班吗")
    driver.press("Return")
    assert driver.opened() == "周末和节假日营业吗？"
    assert not driver.panel.head.field.isVisible()
    assert driver.panel.list.hasFocus()


def test_what_is_no_question_stays_in_the_line_with_the_reason_told(driver):
    driver.press("N")
    driver.panel.head.field.insert("13812345678是谁的")
    driver.press("Return")
    assert "个人信息" in driver.told()[-1]
    assert driver.panel.head.field.text() == "13812345678是谁的"
    driver.press("Escape")
    assert not driver.panel.head.field.isVisible()
    assert driver.panel.list.hasFocus()


def test_a_question_is_reworded(driver):
    driver.press("R")
    driver.panel.editor.wording.setText("哪些车有现车")
    driver.press("Return")
    assert driver.opened() == "哪些车有现车？"
    assert driver.listed()[0] == "哪些车有现车？"
    driver.press("R", "Escape")
    assert driver.opened() == "哪些车有现车？"
    assert not driver.panel.editor.wording.isVisible()


def test_letters_written_into_fields_are_not_keys(driver):
    driver.press("E")
    driver.press("H", "J", "N")
    assert driver.panel.editor.text() == "hjn"
    assert driver.opened() == "有现车吗？"


def test_keys_are_the_panel_s_own_also_where_the_page_around_has_them(qtbot, driver):
    stolen = []
    bind(driver.around, "note", lambda: stolen.append("n"))
    bind(driver.around, "later", lambda: stolen.append("z"))
    driver.press("N", "Escape")
    assert driver.panel.list.hasFocus()
    driver.press("Z")
    assert stolen == ["z"]


def test_every_action_of_the_panel_has_its_key(driver):
    listed = {key for one in ACTIONS if one.where is Where.QUESTIONS for key in one.keys}
    assert set(driver.panel._slots) == listed


def test_topics_are_counted_and_filter_the_list(driver):
    box = driver.panel.head.topics
    shown = [box.itemText(at) for at in range(box.count())]
    assert shown == ["全部话题", "贷款（1）", "现车和颜色（1）", "到店路线（1）"]
    box.setCurrentIndex(3)
    driver.settle()
    assert driver.listed() == ["本店在哪里，怎么走？"]


def test_answers_are_copied_for_the_platform_and_what_is_left_out_is_said(driver, asked, clock):
    QGuiApplication.clipboard().setText("")
    driver.press("C")
    assert driver.told()[-1].startswith("没有可以导出的答案")
    driver.press("E")
    driver.write("来之前问一声。")
    driver.ctrl("S")
    driver.panel.bar.platforms.setCurrentIndex(4)
    driver.settle()
    driver.press("C")
    assert QGuiApplication.clipboard().text().startswith("枣庄示例汽车：本店问答\n\n1. 有现车吗？")
    assert driver.told()[-1] == "已复制 1 条，可以直接粘贴。"
    assert asked.settings.get("ui.questions.platform", "") == "wechat"
    rows = asked.questions.page(QuestionView.OPEN, now=NINE).rows
    asked.questions.answer(rows[0].question.id, "先问一声。", TODAY, now=NINE)
    clock.at = NINE + DAY
    driver.press("C")
    assert f"1 条没有导出：{rows[0].question.text}" in driver.told()[-1]


def test_answers_are_saved_as_a_workbook(driver, tmp_path):
    path = tmp_path / "答.xlsx"
    driver.panel.taking_out.save_book(path, "")
    driver.settle()
    assert "没有可以导出的答案" in driver.told()[-1]
    driver.press("E")
    driver.write("来之前问一声。")
    driver.ctrl("S")
    driver.panel.taking_out.save_book(path, "")
    driver.settle()
    assert path.stat().st_size > 0
    assert driver.told()[-1] == f"已存 1 条到 {path}"


@pytest.mark.usefixtures("_menus_stay_down")
def test_an_answer_becomes_a_draft_of_a_post(driver, asked):
    driver.press("P")
    assert driver.told()[-1] == "先把答案写好、保存，再做成帖子。"
    driver.press("E")
    driver.write("来之前问一声。")
    driver.ctrl("S")
    driver.panel.head.choose(QuestionView.ANSWERED)
    driver.settle()
    driver.press("P")
    (menu,) = driver.panel.findChildren(QMenu)
    assert "公众号" in [action.text() for action in menu.actions()]
    menu.actions()[0].trigger()
    menu.close()
    driver.settle()
    (post,) = asked.posts.drafts()
    assert post.content.headline == "有现车吗？"
    assert Changes(posts=True) in driver.changes


def test_new_leads_are_gathered_while_it_is_seen(driver, asked, tmp_path):
    arrive(asked, tmp_path, person(9, 留言="充电桩怎么安装"))
    driver.panel.changed(Changes(leads=True))
    driver.settle()
    assert "充电桩怎么安装？" in driver.listed()
    assert driver.opened() == "有现车吗？"


def test_what_is_being_written_outlives_a_new_look_at_the_list(driver, asked, tmp_path):
    driver.press("E")
    driver.write("半句")
    arrive(asked, tmp_path, person(9, 留言="有现车吗"))
    driver.panel.changed(Changes(leads=True))
    driver.settle()
    assert driver.panel.editor.text() == "半句"
    assert driver.panel.model.row(0).question.asked == 3


def test_an_empty_desk_teaches(open_panel, ready_desk):
    driver = open_panel(ready_desk)
    assert driver.panel.nothing.title() == "还没有收到提问"
    assert "姓名、电话、车牌都去掉" in said(driver.panel.nothing)
    assert not driver.panel.editor.isVisible()
    for key in ("D", "H", "R", "P", "E"):
        driver.press(key)
    driver.ctrl("S")
    driver.press("N")
    assert driver.panel.head.field.hasFocus()


def test_a_view_with_nothing_says_so_without_a_button(driver):
    driver.press("BracketRight")
    assert driver.panel.nothing.title() == "没有过期的答案"
    assert driver.panel.nothing.isVisible()


def test_names_in_questions_are_plain_text(open_panel, ready_desk, tmp_path):
    arrive(ready_desk, tmp_path, person(1, 留言="能用<b>车机</b>看电影吗"))
    driver = open_panel(ready_desk)
    assert driver.panel.editor.title.textFormat() is Qt.TextFormat.PlainText


def test_a_long_list_is_fetched_as_it_is_scrolled(open_panel, ready_desk, tmp_path):
    words = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
    rows = [
        person(n, 留言=f"{a}{b}{b}{a}的漆能补吗")
        for n, (a, b) in enumerate(((a, b) for a in words for b in words), 1)
    ]
    arrive(ready_desk, tmp_path, *rows)
    driver = open_panel(ready_desk)
    total = len(words) ** 2
    assert driver.panel.model.rowCount() == 100
    driver.panel.list.scrollToBottom()
    driver.settle()
    driver.panel.list.scrollToBottom()
    driver.settle()
    assert driver.panel.model.rowCount() == total


def test_the_model_keeps_qt_s_rules(driver, qtmodeltester):
    qtmodeltester.check(driver.panel.model)


@pytest.mark.parametrize("width", [800, 1132, 1772])
@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_nothing_is_wider_than_its_column(open_panel, asked, theme, width, look):
    theme.choose(look)
    driver = open_panel(asked, width=width)
    driver.press("E")
    driver.write("来店有到店礼" + BANNED)
    assert driver.panel.editor.minimumSizeHint().width() <= driver.panel.editor.width()
    assert driver.around.width() == width
    theme.choose(LIGHT)


def test_two_askings_are_put_together_by_one_key_and_parted_by_a_click(driver):
    panel = driver.panel
    first, second = driver.listed()[:2]
    driver.press("M")
    assert panel.model.is_marked(panel.editor.row())
    driver.press("J", "M")
    assert driver.opened() == second
    assert first not in driver.listed()
    assert driver.told()[-1] == f"已并到：{second}"
    assert panel.editor.wordings.texts() == [f"{first} ×2"]
    assert panel.editor.row().question.asked == 3
    driver.undo()
    assert first in driver.listed()
    assert driver.opened() == first
    driver.press("M", "J", "M")
    panel.editor.wordings._made[0].click()
    driver.settle()
    assert {first, second} <= set(driver.listed())
    assert not panel.editor.wordings.isVisible()


def test_esc_or_the_same_question_again_puts_nothing_together(driver):
    panel, before = driver.panel, driver.listed()
    driver.press("M", "M")
    assert not panel.model.is_marked(panel.editor.row())
    driver.press("M", "Escape", "J", "M")
    assert driver.listed() == before
    assert driver.told()[-1].startswith("选中意思相同的那一条")
