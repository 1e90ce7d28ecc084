"""The table's model: honest to Qt, one signal a tick, rows by the stretch."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QModelIndex, Qt

from netdesk.domain.deadlines.deadline import DueReason
from netdesk.domain.leads.inbox import InboxRow, InboxView
from netdesk.domain.leads.lead import Grade, Stage, TimeKind, Urgency
from netdesk.ui.leads.columns import COLUMNS, ShopTime
from netdesk.ui.leads.model import LeadTable

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
SHOP = ZoneInfo("Asia/Shanghai")


def row(number: int, *, left: timedelta | None = timedelta(minutes=30), **more) -> InboxRow:
    facts = {
        "id": number,
        "customer_id": number,
        "name": f"客户{number}",
        "phone": "138****5678",
        "wechat": "",
        "model": "秦PLUS",
        "channel": "autohome",
        "channel_name": "汽车之家",
        "touches": 1,
        "received_at": NOW - timedelta(minutes=30),
        "time_kind": TimeKind.EXACT,
        "due_at": None if left is None else NOW + left,
        "reason": DueReason.OPEN,
        "opens_at": None,
        "allowed_s": 3600,
        "judged_due_at": None,
        "answered_at": None,
        "stage": Stage.NEW,
        "grade": Grade.N,
        "owner": "",
        "next_at": None,
        "visit_at": None,
        "returning": False,
        "do_not_contact": False,
        "version": 1,
    }
    return InboxRow(**{**facts, **more})


@pytest.fixture
def table(qapp) -> LeadTable:
    return LeadTable(NOW, SHOP)


def show(table: LeadTable, rows: list[InboxRow], total: int | None = None) -> None:
    at = ShopTime(NOW, SHOP)
    table.show_page(rows, total or len(rows), view=InboxView.WAITING, at=at)


def texts(table: LeadTable, place: int) -> list[str]:
    return [table.index(place, column).data() for column in range(len(COLUMNS))]


def test_the_model_keeps_qts_rules_through_every_change(table, qtmodeltester):
    qtmodeltester.check(table)
    show(table, [row(n) for n in range(1, 4)], total=5)
    qtmodeltester.check(table)
    table.append([row(4), row(5)], 5)
    table.take(0)
    show(table, [row(n) for n in (2, 3, 4, 5)])
    show(table, [])
    assert table.rowCount() == 0


def test_a_row_says_what_a_clerk_needs(table):
    show(table, [row(1, touches=2, returning=True, owner="小李", stage=Stage.CONTACTED)])
    assert texts(table, 0) == [
        "0:30:00",
        "客户1",
        "138****5678",
        "秦PLUS",
        "汽车之家",
        "今天 08:30",
        "小李",
        "再次留资 · 2 触点 · 已联系",
    ]


def test_a_tick_is_one_signal_for_the_rows_that_are_seen_and_one_column(table, qtbot):
    show(table, [row(n) for n in range(100)])
    heard = []
    table.dataChanged.connect(lambda *what: heard.append(what))
    table.tick(NOW + timedelta(seconds=1), 10, 25)
    ((first, last, roles),) = heard
    assert (first.row(), first.column(), last.row(), last.column()) == (10, 0, 25, 0)
    assert roles == [Qt.ItemDataRole.DisplayRole]
    assert table.index(10, 0).data() == "0:29:59"


def test_a_tick_with_nothing_in_sight_says_nothing(table):
    heard = []
    table.dataChanged.connect(lambda *what: heard.append(what))
    table.tick(NOW, -1, -1)
    assert heard == []


def test_a_second_after_its_time_a_lead_is_overdue_with_a_true_minus_sign(table):
    show(table, [row(1, left=timedelta())])
    assert table.pill(0) == ("0:00:00", Urgency.URGENT, 0.0)
    table.tick(NOW + timedelta(microseconds=1), 0, 0)
    assert table.pill(0) == ("−0:00:01", Urgency.OVERDUE, 0.0)


def test_the_bar_empties_with_the_time_allowed(table):
    show(table, [row(1), row(2, left=timedelta(hours=3))])
    assert table.pill(0)[2] == 0.5
    assert table.pill(1)[2] == 1.0


def test_what_is_heard_changes_by_the_minute_and_never_by_the_second(table):
    show(table, [row(1)])
    spoken = set()
    for second in range(1, 60):
        table.tick(NOW + timedelta(seconds=second), 0, 0)
        spoken.add(table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == {"还剩 29 分钟，从容 客户1"}


def test_more_rows_are_asked_for_once_and_only_while_there_are_more(table, qtbot):
    show(table, [row(n) for n in range(500)], total=1200)
    asked = []
    table.wanted.connect(asked.append)
    while table.canFetchMore(QModelIndex()):
        table.fetchMore(QModelIndex())
    assert asked == [500]
    table.append([row(n) for n in range(500, 1000)], 1200)
    assert table.canFetchMore(QModelIndex())
    table.append([row(n) for n in range(1000, 1200)], 1200)
    assert not table.canFetchMore(QModelIndex())


def test_rows_that_moved_between_two_stretches_are_not_shown_twice(table):
    show(table, [row(1), row(2)], total=3)
    table.append([row(2), row(3)], 3)
    assert [table.lead(place).id for place in range(table.rowCount())] == [1, 2, 3]


def test_the_same_leads_again_keep_their_places(table):
    show(table, [row(1), row(2)])
    resets = []
    table.modelReset.connect(lambda: resets.append(True))
    show(table, [row(1, grade=Grade.H), row(2)])
    assert resets == []
    assert table.index(0, len(COLUMNS) - 1).data() == "H 级"


def test_a_lead_without_a_clock_says_where_it_stands(table):
    when = NOW + timedelta(days=1)
    show(table, [row(1, left=None, next_at=when), row(2, left=None, stage=Stage.LOST)])
    assert texts(table, 0)[0] == "明天 09:00"
    assert texts(table, 1)[0] == "战败"
    assert table.pill(0) == ("明天 09:00", None, 0.0)


def test_the_first_heading_says_what_the_view_is_ordered_by(table):
    for view, title in (
        (InboxView.WAITING, "剩余"),
        (InboxView.TODAY, "跟进时间"),
        (InboxView.VISITS, "到店时间"),
    ):
        table.show_page([], 0, view=view, at=ShopTime(NOW, SHOP))
        assert table.headerData(0, Qt.Orientation.Horizontal) == title
