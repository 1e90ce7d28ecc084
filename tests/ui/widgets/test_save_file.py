"""One question where to save: the suffix is right, whatever was typed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from netdesk.ui.widgets.save_file import ask_where, file_name


@pytest.mark.parametrize(
    ("typed", "filter_", "saved"),
    [
        ("papers/a.csv", "Excel 工作簿 (*.xlsx)", "papers/a.csv"),
        ("papers/a.CSV", "Excel 工作簿 (*.xlsx)", "papers/a.CSV"),
        ("papers/a", "CSV 表格 (*.csv)", "papers/a.csv"),
        ("papers/2026.11", "Excel 工作簿 (*.xlsx)", "papers/2026.11.xlsx"),
        ("", "", None),
    ],
)
def test_a_file_gets_the_suffix_of_its_kind(qtbot, monkeypatch, typed, filter_, saved):
    asked = []

    def dialog(*given):
        asked.append(given)
        return typed, filter_

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    window = QWidget()
    qtbot.addWidget(window)
    found = ask_where(window, "导出", "活动 <a/b>", (".xlsx", ".csv"))
    assert found == (None if saved is None else Path(saved))
    assert asked[0][3] == "Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"
    assert Path(asked[0][2]).name == "活动 ab.xlsx"


def test_a_name_of_a_file_has_nothing_that_a_system_forbids():
    assert file_name('a\\b/c:d*e?f"g<h>i|j\n') == "abcdefghij"
