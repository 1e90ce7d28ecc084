"""A fee, leads, a visit and a sold car become one number: on screen, in the workbook, on paper."""

import csv

from python_calamine import CalamineWorkbook

from netdesk.domain.leads.lead import Outcome
from netdesk.paper.pages import Pages
from netdesk.paper.pdf import write_pdf
from netdesk.services.answer import Step
from netdesk.ui.channels.page import ChannelsPage
from tests.arrivals import person, write_csv
from tests.dealt import write_ledger
from tests.journeys.test_from_export_to_signed_page import drop
from tests.paper.reading import text

# 汽车之家 cost 6,000 and 易车 3,000 for November. 赵先生 came by the first, asked on the second too
# before he bought a car that earned 9,000.01; nobody else bought one.
PROFIT = {
    "first": {"autohome": "3,000.01", "yiche": "-3,000.00"},  # 9,000.01 − 6,000; 0 − 3,000
    "last": {"autohome": "-6,000.00", "yiche": "6,000.01"},
    # 4,500.01 to the first touch, which takes the odd 分, and 4,500.00 to the second.
    "equal": {"autohome": "-1,499.99", "yiche": "1,500.00"},
}
WHOLE = "0.01"  # 9,000.01 − 9,000, whoever is said to have earned it


def pay(driver, channel, amount):
    """Write a fee of November down, from the field of the channel on."""
    driver.press("Ctrl+Comma", "Ctrl+PageDown", "Ctrl+PageDown", "Ctrl+PageDown")
    form = driver.window.page("settings").show_section("money").form
    driver.settle()
    form.subjects.setCurrentIndex(form.subjects.findText(channel))
    form.subjects.setFocus()
    for cell in ("会员费", "11月", amount, ""):
        driver.press("Tab")
        driver.window.focusWidget().selectAll()
        driver.write(cell)
    driver.press("Return")


def told_on_paper(seen, desk, folder):
    """Return the words of the page as printed, thousands and minus signs as they stand."""
    path = folder / "渠道.pdf"
    html = desk.figures.html(seen.table, None, groups=(seen.group,))
    write_pdf(Pages(html), path, author="示例汽车", written_at=desk.now())
    return text(path, "-layout")


def test_a_fee_and_a_sold_car_are_the_same_profit_on_screen_in_the_workbook_and_on_paper(
    open_window, ready_desk, tmp_path
):
    driver = open_window(ready_desk)

    # The fees, by hand.
    pay(driver, "汽车之家", "6000")
    pay(driver, "易车", "3000")

    # The leads, dropped on the window; answered, and one comes to the shop.
    rows = [
        person(1, 客户姓名="赵先生", 留资时间="2026-11-20 09:10:00", 渠道="汽车之家"),
        person(1, 客户姓名="赵先生", 留资时间="2026-11-21 10:00:00", 渠道="易车"),
        person(2, 客户姓名="钱女士", 留资时间="2026-11-24 08:50:00", 渠道="汽车之家"),
    ]
    driver.press("Ctrl+1")
    drop(driver.window, write_csv(tmp_path / "线索.csv", rows))
    driver.settle()
    driver.qtbot.waitUntil(lambda: len(driver.names()) == 2, timeout=5000)
    assert driver.names() == ["赵先生", "钱女士"]
    first = driver.inbox.model.lead(0)
    driver.inbox.focus_table()
    driver.press("1", "Return")
    assert driver.names() == ["钱女士"]
    ready_desk.answer.log(Step(first.id, Outcome.ARRIVED), now=ready_desk.now())

    # The shop's ledger, dropped too: matched by phone.
    ledger = write_ledger(
        tmp_path / "成交台账.csv",
        {
            "客户姓名": "赵先生",
            "联系电话": "13800000001",
            "订车日期": "2026-11-23",
            "毛利": "9000.01",
        },
    )
    drop(driver.window, ledger)
    driver.settle()
    driver.qtbot.waitUntil(lambda: "成交台账" in " ".join(driver.told()), timeout=5000)

    # Profit by channel, each attribution: screen, workbook, CSV and paper say the same.
    driver.press("Ctrl+5", "M", "M")  # the table alone
    page = driver.window.page("channels")
    assert isinstance(page, ChannelsPage)
    shown = page.figures
    for attribution, expected in PROFIT.items():
        assert shown.bar.choice().attribution == attribution
        model = shown.view.model
        on_screen = {
            key: _digits(model.index(model.place_of(key), model.names.index("profit")).data())
            for key in expected
        }
        assert on_screen == {key: _digits(value) for key, value in expected.items()}

        seen = shown.seen()
        shown.saving.save_table(seen, tmp_path / "表.xlsx")
        shown.saving.save_table(seen, tmp_path / "表.csv")
        driver.settle()
        book = CalamineWorkbook.from_path(tmp_path / "表.xlsx")
        head, *lines = book.get_sheet_by_index(0).to_python()
        at = head.index("渠道利润（元）")
        cells = {line[0]: line[at] for line in lines}
        named = {"汽车之家": expected["autohome"], "易车": expected["yiche"], "合计": WHOLE}
        assert {name: f"{cells[name]:,.2f}" for name in named} == named
        with (tmp_path / "表.csv").open(encoding="utf-8-sig", newline="") as file:
            plain = {line["渠道"]: line["渠道利润（元）"] for line in csv.DictReader(file)}
        assert {name: f"{float(plain[name]):,.2f}" for name in named} == named

        paper = told_on_paper(seen, ready_desk, tmp_path)
        for name, profit in named.items():
            (line,) = (one for one in paper.splitlines() if one.split()[:1] == [name])
            assert _digits(line.split()[-1]) == _digits(profit)
        driver.press("A")


def _digits(told):
    """Return an amount as the screen writes it, to whole yuan, with a plain minus sign."""
    return f"{float(str(told).replace('−', '-').replace(',', '')):.0f}"
