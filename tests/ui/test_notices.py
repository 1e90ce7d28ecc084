"""Notices stay in their corner, errors stay until they are closed, bugs can be copied."""

import logging

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from netdesk.errors import LeadChanged
from netdesk.ui.crash import CrashReport
from netdesk.ui.notices import Notice, Notices, Tone, refusal
from netdesk.ui.widgets.button import Button


@pytest.fixture
def ground(qtbot) -> QWidget:
    made = QWidget()
    made.resize(700, 500)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def notices(theme, ground) -> Notices:
    return Notices(theme, ground)


def test_notices_stack_upward_from_the_lower_left_and_stay_inside(notices, ground):
    for number in range(3):
        notices.show(Notice(f"第 {number} 条 " + "很长的话 " * 30))
    boxes = notices.boxes()
    assert [box.text()[:3] for box in boxes] == ["第 0", "第 1", "第 2"]
    for above, below in zip(boxes, boxes[1:], strict=False):
        assert above.geometry().bottom() < below.geometry().top()
    for box in boxes:
        assert ground.rect().contains(box.geometry())
    ground.resize(500, 400)
    notices.place()
    assert all(ground.rect().contains(box.geometry()) for box in notices.boxes())


def test_a_word_without_breaks_is_not_wider_than_its_notice(notices):
    box = notices.show(Notice("x" * 40))
    assert box.width() <= 560


def test_a_newer_notice_on_the_same_topic_takes_the_place_of_the_older(notices):
    for text in ("已记：甲", "已记：乙"):
        notices.show(Notice(text, topic="step"))
    notices.show(Notice("导入完成"))
    assert notices.texts() == ["已记：乙", "导入完成"]


def test_an_error_says_its_sentence_and_stays_until_it_is_closed(notices, qtbot):
    notice = refusal(LeadChanged())
    assert (notice.text, notice.tone, notice.stays) == (
        "这条线索刚被改过，没有覆盖；请看过最新情况再记一次。",
        Tone.REFUSED,
        True,
    )
    box = notices.show(notice)
    box.close_button.click()
    assert notices.texts() == []


def test_the_button_of_a_notice_does_what_it_says(notices):
    pressed = []
    box = notices.show(Notice("导入完成", action=("打开退回的行", lambda: pressed.append(True))))
    (button,) = [b for b in box.findChildren(Button) if b.text() == "打开退回的行"]
    button.click()
    assert pressed == [True]


def test_markup_in_a_notice_is_text(notices):
    box = notices.show(Notice("<img src=x> <b>名字</b>"))
    assert box.text() == "<img src=x> <b>名字</b>"
    assert box._words.textFormat().name == "PlainText"


def test_work_that_goes_on_stays_when_many_notices_come(notices):
    progress = notices.show_progress("正在导入", stop=("取消", lambda: None))
    for number in range(9):
        notices.show(Notice(str(number)))
    assert progress in notices.boxes()
    assert len(notices.boxes()) == 5


def test_a_bug_is_shown_logged_and_can_be_copied(notices, caplog):
    crash = CrashReport(notices)
    try:
        raise KeyError("no such row")
    except KeyError as error:
        with caplog.at_level(logging.ERROR):
            crash.hook(KeyError, error, error.__traceback__)
    (box,) = notices.boxes()
    assert box.text().startswith("网销台出了意外错误")
    (button,) = [b for b in box.findChildren(Button) if b.text() == "复制报告"]
    button.click()
    report = QGuiApplication.clipboard().text()
    assert "KeyError: 'no such row'" in report
    assert "test_notices.py" in report
    assert caplog.records[0].exc_info[0] is KeyError
