"""The table of figures as a model: what cells say, their order, and Qt's own tester."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from netdesk.domain.figures.columns import GROUPS, Group
from netdesk.domain.figures.grouping import Asked
from netdesk.domain.figures.kpi import Counts
from netdesk.domain.figures.table import Paid, Row, Table
from netdesk.ui.channels.model import CELL_ROLE, FiguresModel, Sorting
from netdesk.ui.channels.other_lists import PAID
from netdesk.ui.widgets.rows import Rows

ASKED = Asked(date(2026, 11, 1), date(2026, 11, 30), datetime(2026, 11, 24, tzinfo=UTC))
HORIZONTAL, VERTICAL = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def table(**counts: Counts) -> Table:
    rows = tuple(Row(key, f"<b>{key}</b>", one) for key, one in counts.items())
    return Table(ASKED, rows, Counts(leads=sum(one.leads for one in counts.values())))


NOW = table(a=Counts(leads=3, judged=3, valid=2), b=Counts(leads=5), c=Counts(leads=4))
BEFORE = table(a=Counts(leads=1, judged=2, valid=1))


@pytest.fixture
def model():
    made = FiguresModel()
    made.show_columns(GROUPS[Group.FOLLOW])
    made.show_table(NOW, BEFORE)
    return made


def names(model):
    return [model.headerData(n, VERTICAL) for n in range(model.rowCount())]


def at(model, place, name):
    return model.index(place, model.names.index(name))


def test_qt_finds_no_fault_with_it(model, qtmodeltester):
    qtmodeltester.check(model)
    model.show_columns(GROUPS[Group.ALL])
    model.sort_by(Sorting("leads"))
    model.show_table(BEFORE, None)
    qtmodeltester.check(model)


def test_a_cell_says_its_number_its_interval_and_how_it_changed(model):
    cell = at(model, 0, "valid_rate").data(CELL_ROLE)
    assert (cell.value, cell.interval, cell.change) == ("67%", "21–94%", "+17 点")
    assert at(model, 0, "leads").data() == "3"
    assert at(model, 1, "leads").data(CELL_ROLE).change == "+5"  # it was not there before
    assert at(model, 1, "valid_rate").data() == "—"


def test_what_is_pointed_at_says_its_formula_as_plain_text(model):
    told = at(model, 0, "valid_rate").data(Qt.ItemDataRole.ToolTipRole)
    assert "有效线索率 = 有效线索 ÷ 已判定" in told
    assert "2 ÷ 3" in told
    assert "上期 50%" in told
    assert "&lt;b&gt;a" in model.headerData(0, VERTICAL, Qt.ItemDataRole.ToolTipRole)
    heading = model.headerData(3, HORIZONTAL, Qt.ItemDataRole.ToolTipRole)
    assert "÷" in heading


def test_who_hears_it_hears_row_figure_and_number(model):
    told = at(model, 0, "leads").data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "<b>a</b> 新线索 3 · 上期 1"


def test_rows_stand_most_first_then_least_first_then_as_they_came(model):
    order = []
    for _click in range(3):
        model.sort_by(model.sorting.next("leads"))
        order.append([row.key for row in model.rows()])
    assert order == [["b", "c", "a"], ["a", "c", "b"], ["a", "b", "c"]]
    model.sort_by(model.sorting.next("leads"))
    model.show_table(table(a=Counts(leads=1), b=Counts(leads=2)), None)
    assert [row.key for row in model.rows()] == ["b", "a"]  # the order stays
    assert at(model, 0, "leads").data(CELL_ROLE).change == ""  # with nothing to compare


def test_the_whole_is_one_row(qtmodeltester):
    whole = FiguresModel(is_whole=True)
    whole.show_columns(("leads",))
    whole.show_table(NOW, BEFORE)
    qtmodeltester.check(whole)
    assert names(whole) == ["合计"]
    assert whole.index(0, 0).data() == "12"
    assert whole.index(0, 0).data(CELL_ROLE).change == "+11"


def test_qt_finds_no_fault_with_the_payments(qtmodeltester):
    paid = Rows(PAID)
    qtmodeltester.check(paid)
    month = date(2026, 11, 1), date(2026, 11, 30)
    paid.show([Paid(*month, "", "", 100_050, 3_335)])
    qtmodeltester.check(paid)
    assert [paid.index(0, at).data() for at in range(5)] == [
        *("2026-11-01 至 11-30", "不分渠道", "—", "1,000.50", "33.35")
    ]
