"""The ledger of deals, driven by keys on a real store."""

import zipfile
from datetime import date

import pytest
from PySide6.QtCore import QDate

from netdesk.domain.leads.lead import Stage
from netdesk.domain.money.proof import DealView
from netdesk.domain.money.words import DealEvent, MatchHow
from netdesk.ui.channels.deals_tab import DealsTab
from tests.arrivals import arrive, person
from tests.dealt import deal


def phone(number: int) -> str:
    return person(number)["手机号"]


EVER = date(2020, 1, 1), date(2030, 1, 1)


@pytest.fixture
def ledger(ready_desk, tmp_path):
    """A matched deal of 客户1, one of 李先生 that nobody knows, one that was cancelled."""
    rows = [person(n, 留资时间=f"2026-11-0{n} 09:00:00", 车型="海豚") for n in range(1, 4)]
    arrive(ready_desk, tmp_path, *rows)
    deal(
        ready_desk,
        tmp_path,
        {"客户姓名": "客户1", "联系电话": phone(1), "订车日期": "2026-11-20"},
        {"客户姓名": "李先生", "联系电话": "13900001111", "订车日期": "2026-11-18"},
        {
            "客户姓名": "赵女士",
            "联系电话": "13900002222",
            "退订日期": "2026-11-19",
            "订车日期": "2026-11-16",
        },
    )
    return ready_desk


@pytest.fixture
def driver(open_window, ledger):
    found = open_window(ledger)
    found.window.page("channels").show_tab(1)  # beforehand: no picture is drawn
    found.press("Ctrl+5")
    return found


def tab(driver) -> DealsTab:
    shown = driver.window.page("channels").show_tab(1)
    assert isinstance(shown, DealsTab)
    return shown


def names(driver) -> list[str]:
    return [row.name for row in tab(driver).table.rows.all()]


def of(ledger, name: str):
    return next(row for row in ledger.deals.page(*EVER).rows if row.name == name)


def test_the_ledger_is_read_matched_and_taken_back_by_keys(driver, ledger):
    shown = tab(driver)
    assert names(driver) == ["客户1", "李先生", "赵女士"]
    assert [button.text() for button in shown.bar.views.values()] == [
        *("全部 3", "已匹配 1", "未匹配 1", "不是线索 0", "退订退车 1")
    ]
    assert "按电话" in shown.panel.matched.text()
    assert shown.panel.span.text() == "11-01 首触 汽车之家 → 11-20 成交"
    assert "首触到成交 19 天" in shown.panel.between.text()
    assert phone(1) not in " ".join(text for row in shown.table.rows.texts() for text in row)
    assert "本期成交 2 单，其中 1 单有线索在先（50%）" in shown.headline.text()

    driver.press("]", "]")
    assert names(driver) == ["李先生"]
    driver.press("[", "[", "J", "M")
    assert shown.panel.search.field.hasFocus()  # nobody has his name or number
    shown.panel.search.field.setText("客户2")
    shown.panel.search.ask()
    driver.settle()
    driver.press("Return", "Return")
    match = of(ledger, "李先生").match
    assert (match.how, match.by, match.lead_id) == (MatchHow.HAND, "小周", 2)
    assert "人工" in shown.panel.matched.text()
    driver.press("Ctrl+Z")
    assert of(ledger, "李先生").match is None
    driver.press("U")
    assert of(ledger, "李先生").match.how is MatchHow.NONE
    driver.press("P")
    assert of(ledger, "李先生").match is None
    driver.press("K", "U")
    assert of(ledger, "客户1").match.how is MatchHow.NONE
    driver.press("Ctrl+Z")
    assert of(ledger, "客户1").match.how is MatchHow.PHONE
    wanted = []
    shown.leads_wanted.connect(wanted.append)
    driver.press("Return")
    assert wanted == ["#1"]
    driver.window.inbox.focus_table()
    card = driver.window.inbox.panel.card
    driver.qtbot.waitUntil(lambda: card.lead_id() == 1 and card.bought is not None)
    driver.press("O")
    assert ledger.inbox.card(1, now=ledger.now()).row.stage is Stage.ORDERED
    assert card.bought is None


def test_dated_events_are_written_down_and_taken_back(driver, ledger):
    shown = tab(driver)
    driver.press("D")
    assert shown.panel.day.isVisible()
    shown.panel.day.day.setDate(QDate(2026, 11, 22))
    driver.press("Return")
    assert of(ledger, "客户1").day_of(DealEvent.DELIVERED) == date(2026, 11, 22)
    driver.press("X")
    assert shown.panel.day.kind is DealEvent.REFUNDED
    assert shown.panel.day.day.minimumDate() == QDate(2026, 11, 22)
    shown.panel.day.note.setText("车况")
    driver.press("Return")
    assert of(ledger, "客户1").state is DealEvent.REFUNDED
    assert "退车（车况）" in shown.panel._happened.text()  # noqa: SLF001 - what is read
    driver.press("Ctrl+Z")
    assert of(ledger, "客户1").state is DealEvent.DELIVERED
    driver.press("Ctrl+Z", "J", "J", "X")
    assert of(ledger, "客户1").state is DealEvent.ORDERED
    assert of(ledger, "赵女士").is_standing
    driver.press("Ctrl+Z")
    assert not of(ledger, "赵女士").is_standing
    driver.press("X", "X", "Escape")
    assert not shown.panel.day.isVisible()


def test_a_deal_is_typed_and_what_is_wrong_said_beside_it(driver, ledger):
    shown = tab(driver)
    driver.press("N")
    fields = shown.form.fields
    assert fields["name"].hasFocus()
    for name, text in (("name", "客户3"), ("phone", phone(3)), ("amount", "-5")):
        fields[name].setText(text)
    driver.press("Return")
    assert shown.form.fault.text()
    fields["amount"].setText("12.98万")
    fields["gross_profit"].setText("-888")
    fields["ordered"].setText("11-23")
    driver.press("Ctrl+S")
    row = of(ledger, "客户3")
    assert (row.amount, row.gross_profit, row.day) == (12_980_000, -88_800, date(2026, 11, 23))
    assert row.match.lead_id == 3
    assert names(driver)[0] == "客户3"
    driver.press("Ctrl+Z")
    assert "客户3" not in names(driver)


def test_the_proof_is_saved_and_an_empty_list_says_why(driver, ledger, tmp_path):
    shown = tab(driver)
    path = tmp_path / "proof.xlsx"
    shown.papers.save_book(path)
    driver.settle()
    with zipfile.ZipFile(path) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "sheet" in name]
    assert any("客户1" in sheet for sheet in sheets)
    driver.press("1")
    assert shown.empty.title() == "这段时间没有成交"
    assert shown.bar.choice.first == date(2026, 11, 24)
    shown.bar.seek.setText("赵")
    driver.press("3")
    assert names(driver) == ["赵女士"]
    shown.bar.choose_view(DealView.MATCHED)
    driver.settle()
    assert shown.empty.title() == "这一类没有成交"
