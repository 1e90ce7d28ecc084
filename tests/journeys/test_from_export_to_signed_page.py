"""A platform's export, dropped on the window, becomes countdowns, answers and the day's page."""

import os
import shutil
import subprocess
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome
from tests.arrivals import person, write_csv
from tests.conftest import NINE

NEEDS_POPPLER = pytest.mark.skipif(
    not os.environ.get("CI") and shutil.which("pdftotext") is None,
    reason="poppler-utils reads the printed page; .ci/run installs it",
)


def drop(window, *paths):
    """Carry files over the window and let go, as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    bare = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), copy, mime, left, bare))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, mime, left, bare))


def shell(*command) -> str:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=True
    )
    return done.stdout


@NEEDS_POPPLER
def test_an_export_becomes_countdowns_answers_and_the_signed_page(
    open_window, ready_desk, clock, tmp_path
):
    # 09:00. Last night's and this morning's export: GB18030, a title line above the header.
    export = write_csv(
        tmp_path / "懂车帝线索导出.csv",
        [
            person(1, 客户姓名="王女士", 留资时间="2026-11-23 21:12:00", 渠道="懂车帝"),
            person(2, 客户姓名="刘建国", 留资时间="2026-11-24 08:40:00", 渠道="懂车帝"),
            person(3, 客户姓名="孙先生", 留资时间="2026-11-24 08:55:00", 渠道="易车"),
            person(1, 客户姓名="王女士", 留资时间="2026-11-24 08:50:00", 渠道="易车"),
            person(4, 手机号="138****0004"),
        ],
        encoding="gb18030",
        title="懂车帝 线索导出（2026-11-24）",
    )
    driver = open_window(ready_desk)
    drop(driver.window, export)
    driver.settle()
    driver.qtbot.waitUntil(lambda: len(driver.names()) == 3, timeout=5000)

    # Last night's lead is due 09:30, and the line says why; her second touch is on the same lead.
    assert driver.names() == ["王女士", "刘建国", "孙先生"]
    first = driver.inbox.model.lead(0)
    assert first.due_at == NINE + timedelta(minutes=30)
    assert first.touches == 2
    assert "新增 3" in " ".join(driver.told())

    # Answered from the keyboard: connected, then no answer too late; one is left waiting.
    driver.inbox.focus_table()
    driver.press("1", "Return")
    clock.at = NINE + timedelta(minutes=50)
    driver.window.pulse.beat()
    driver.press("2", "Return")
    assert driver.names() == ["孙先生"]

    # Evening: the page on screen, saved as PDF: one A4 page, Chinese words, the day's figures.
    clock.at = NINE + timedelta(hours=8, minutes=40)
    driver.press("Ctrl+6")
    page = driver.window.page("summary")
    driver.qtbot.waitUntil(lambda: page.preview.isVisible(), timeout=5000)
    driver.settle()
    printed = tmp_path / "日报.pdf"
    page.save_pdf(printed)

    info = shell("pdfinfo", printed)
    assert "Pages:           1" in info
    assert "A4" in info
    words = shell("pdftotext", "-layout", printed, "-")
    for told in (
        "网络营销日报",
        "示例汽车",
        "2026年11月24日",
        "懂车帝",
        "易车",
        "孙先生",
        "138****0003",
    ):
        assert told in words, told
    assert "1380000" not in words
    counts = ready_desk.summary.of(NINE.date(), now=clock()).counts
    assert (counts.leads, counts.touches, counts.answered, counts.on_time) == (3, 4, 2, 1)
    assert (counts.waiting, counts.overdue, counts.clocks_judged) == (1, 1, 3)
    assert "今日新线索 3 条，按时回复 1 条（及时率 33%）" in words.replace("\n", "")
    assert all("yes" in line.split() for line in shell("pdffonts", printed).splitlines()[2:])

    # And the store has it all.
    outcomes = {
        row.name: [
            e.outcome for e in ready_desk.inbox.card(row.id, now=clock()).timeline if e.outcome
        ]
        for row in ready_desk.inbox.page(InboxView.ALL, now=clock()).rows
    }
    assert outcomes == {
        "王女士": [Outcome.CONNECTED],
        "刘建国": [Outcome.NO_ANSWER],
        "孙先生": [],
    }
    assert all(check.ok for check in ready_desk.doctor.look())
