"""Importing in the window: what came of a file, what was sent back, stopping, refusals."""

import pytest
from PySide6.QtCore import Qt

from netdesk.services.import_files import ImportFiles
from netdesk.services.importing.result import ImportResult
from netdesk.ui.intake.importing import summary
from netdesk.ui.intake.rejects import RejectsDialog
from netdesk.ui.widgets.button import Button
from tests.arrivals import person, write_csv


@pytest.fixture
def bad(tmp_path):
    """A file with two good rows, one without a number and one with a bad one."""
    rows = [person(1), person(2), person(3, 手机号=""), person(4, 手机号="12")]
    return write_csv(tmp_path / "导出.csv", rows)


def button_of(box, words: str) -> Button:
    return next(one for one in box.findChildren(Button) if one.text() == words)


def test_the_result_notice_opens_what_was_sent_back(open_window, ready_desk, bad, tmp_path):
    driver = open_window(ready_desk)
    driver.window.importing.add([bad])
    driver.settle()
    (box,) = driver.window.notices.boxes()
    assert "新增 2，合并 0，重复 0，退回 2" in box.text()
    button_of(box, "打开退回的行").click()
    (dialog,) = driver.window.findChildren(RejectsDialog)
    model = dialog.model
    lines = [[model.index(r, c).data() for c in range(5)] for r in range(model.rowCount())]
    assert [line[0] for line in lines] == ["4", "5"]
    assert lines[1][1:4] == ["手机号", "12", "不是可用的电话号码"]
    target = tmp_path / "退回.xlsx"
    dialog.save_to(target)
    assert target.stat().st_size > 0
    assert driver.told()[-1] == f"已存到 {target}"


def test_the_table_of_rejects_keeps_qts_rules(open_window, ready_desk, bad, qtmodeltester):
    driver = open_window(ready_desk)
    driver.window.importing.add([bad])
    driver.settle()
    button_of(driver.window.notices.boxes()[0], "打开退回的行").click()
    (dialog,) = driver.window.findChildren(RejectsDialog)
    qtmodeltester.check(dialog.model)
    heading = dialog.model.headerData(3, Qt.Orientation.Horizontal)
    assert heading == "原因"


def test_a_workbook_that_cannot_be_written_is_a_notice(open_window, ready_desk, bad, tmp_path):
    driver = open_window(ready_desk)
    driver.window.importing.add([bad])
    driver.settle()
    button_of(driver.window.notices.boxes()[0], "打开退回的行").click()
    (dialog,) = driver.window.findChildren(RejectsDialog)
    dialog.save_to(tmp_path / "no such folder" / "退回.xlsx")
    assert "no such folder" in driver.told()[-1]


def test_a_file_that_is_no_table_is_refused_and_the_next_one_still_read(
    open_window, ready_desk, tmp_path
):
    driver = open_window(ready_desk)
    picture = tmp_path / "照片.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    good = write_csv(tmp_path / "好.csv", [person(1)])
    driver.window.importing.add([picture, good])
    driver.settle()
    refused, done = driver.told()
    assert "照片.xlsx" in refused
    assert "新增 1" in done


def test_stopping_leaves_nothing_half_done(open_window, ready_desk, tmp_path):
    driver = open_window(ready_desk)
    rows = [person(n) for n in range(3000)]
    first = write_csv(tmp_path / "大.csv", rows)
    second = write_csv(tmp_path / "后.csv", [person(1)])
    driver.window.importing.add([first, second])
    (box,) = driver.window.notices.boxes()
    assert box.text() == "正在导入 大.csv"
    button_of(box, "取消").click()
    driver.settle()
    assert driver.told() == ["已取消导入 大.csv，一行也没有写入。"]
    assert driver.names() == []
    assert not driver.window.importing.is_busy()


def test_progress_is_said_in_rows(open_window, ready_desk, tmp_path, monkeypatch):
    driver = open_window(ready_desk)
    said = []
    importing = driver.window.importing
    show = importing._show_progress
    monkeypatch.setattr(
        importing, "_show_progress", lambda *what: (show(*what), said.append(driver.told()[0]))
    )
    importing.add([write_csv(tmp_path / "大.csv", [person(n) for n in range(3000)])])
    driver.settle()
    assert said
    assert said[0].startswith("正在导入 大.csv，已读 ")


def test_a_bug_while_importing_takes_the_progress_away(open_window, ready_desk, bad, monkeypatch):
    driver = open_window(ready_desk)
    monkeypatch.setattr(ImportFiles, "run", lambda *_a, **_k: 1 / 0)
    driver.window.importing.add([bad])
    driver.settle()
    (told,) = driver.told()
    assert told.startswith("网销台出了意外错误")
    assert not driver.window.importing.is_busy()


def test_the_sentence_names_the_profile_and_what_was_not_known():
    result = ImportResult("a.csv", "leads", "autohome", "utf-8", 42, 38, 3, 1, 0)
    assert summary(result, "汽车之家") == "汽车之家：新增 38，合并 3，重复 1，退回 0"
    partly = ImportResult("a.xlsx", "leads", "generic", "xlsx", sheets_not_read=("封面", "字典"))
    assert "没有读的工作表：封面、字典" in summary(partly, "")
    unknown = ImportResult(
        "a.csv", "leads", "generic", "utf-8", 1, 1, 0, 0, 0, channel_defaulted=True
    )
    assert summary(unknown, "") == (
        "a.csv：新增 1，合并 0，重复 0，退回 0\n没有认出渠道的行记在“其他”。"
    )
