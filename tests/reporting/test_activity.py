"""An activity's papers: masked, escaped, on sheets; the workbook with real dates, nothing live."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from netdesk.domain.activities.guests import Mark
from netdesk.domain.money.spend import Spend
from netdesk.paper.pages import Pages
from netdesk.reporting.activity_html import headline, result_html
from netdesk.reporting.qr import qr_png
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.dealt import at
from tests.invited import PLAN, other

SATURDAY = at("2026-11-28 10:00")


@pytest.fixture
def held(desk, tmp_path):
    """Activity 1 with three guests: one came, one declined."""
    names = ("王<b>女士</b>", "=1+1", "李先生")
    rows = [person(n, 客户姓名=name) for n, name in enumerate(names, 1)]
    arrive(desk, tmp_path, *rows)
    activity_id = desk.activities.plan(PLAN, now=NINE).id
    guests = desk.activities.guests
    guests.add(activity_id, [1, 2, 3], now=NINE)
    guests.mark(activity_id, [3], Mark.DECLINED, now=NINE)
    guests.arrive(activity_id, "0001", now=SATURDAY)
    days = PLAN.first, PLAN.last
    desk.spend.add(Spend(250_000, *days, item="礼品", activity_id=activity_id), by="", now=NINE)
    return activity_id


def test_the_list_to_sign_masks_numbers_shows_codes_and_leaves_out_who_declined(desk, held):
    html = desk.activities.reports.guest_list(held, now=SATURDAY)
    codes = {guest.lead_id: guest.code for guest in desk.activities.guests.of(held)}
    assert "138****0001" in html
    assert not re.search(r"1380000000\d", html)
    assert codes[1] in html
    assert codes[3] not in html
    assert "王&lt;b&gt;女士" in html


def test_a_list_of_eighty_goes_over_sheets_with_its_heads(desk, qapp, tmp_path):
    arrive(desk, tmp_path, *(person(n) for n in range(1, 81)))
    activity_id = desk.activities.plan(other(quota=None), now=NINE).id
    desk.activities.guests.add(activity_id, range(1, 81), now=NINE)
    pages = Pages(desk.activities.reports.guest_list(activity_id, now=NINE))
    assert pages.count > 1
    assert "客户80" in pages.text()


def test_the_result_page_has_the_figures_of_the_report(desk, qapp, held):
    report = desk.activities.reports.of(held, by="小周", now=SATURDAY)
    text = Pages(result_html(report)).text()
    for told in (headline(report), "2,500.00", "超出 500.00", "到场", "礼品", "−2,500.00", "10%"):
        assert told.replace("−", "-") in text.replace("−", "-"), told


def test_with_nothing_reached_the_page_shows_dashes(desk, qapp):
    done = desk.activities.plan(replace(PLAN, goals={}, budget=0), now=NINE)
    report = desk.activities.reports.of(done.id, now=NINE)
    pages = Pages(result_html(report))
    assert pages.count == 1
    assert "—" in pages.text()
    assert "以前还没有可以比较的活动" in pages.text()


def test_the_workbook_has_whole_numbers_real_instants_and_is_noted(desk, database, held):
    data = desk.activities.reports.workbook(held, now=SATURDAY)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    assert book.sheet_names == ["名单", "结果", "口径"]
    rows = book.get_sheet_by_name("名单").to_python()
    head = rows[0]
    first = dict(zip(head, rows[1], strict=True))
    assert first["手机"] == "13800000001"
    local = SATURDAY.astimezone(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None)
    assert first["到场时间"] == local
    assert rows[2][head.index("客户")] == "=1+1"
    with database.reading() as tx:
        actions = [row[0] for row in tx.exec_driver_sql("SELECT action FROM audit ORDER BY seq")]
    assert actions[-1] == "guests.exported"


def test_page_and_workbook_say_the_same(desk, held):
    report = desk.activities.reports.of(held, now=SATURDAY + timedelta(hours=1))
    data = desk.activities.reports.workbook(held, now=SATURDAY + timedelta(hours=1))
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = book.get_sheet_by_name("结果").to_python()
    line = dict(zip(rows[0], rows[1], strict=True))
    assert line["到场"] == report.result.arrived == 1
    assert line["费用（元）"] == report.result.cost / 100
    assert line["每到场一人（元）"] == report.result.cost_per_arrival / 100


def test_a_qr_code_holds_the_code_that_a_scanner_types(qapp):
    from PySide6.QtGui import QImage

    image = QImage.fromData(qr_png("ABC234", scale=4))
    assert image.width() == image.height() == (21 + 8) * 4
    assert image.pixelColor(0, 0).lightness() == 255
    assert image.pixelColor(4 * 4, 4 * 4).lightness() == 0
