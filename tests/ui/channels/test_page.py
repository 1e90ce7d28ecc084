"""The page of channels, driven by keys on a real store."""

import csv
import zipfile
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from netdesk.domain.figures.charts import Behind, ChartName, Drawing, Region
from netdesk.domain.figures.columns import Group
from netdesk.domain.figures.grouping import By, View
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.words import Attribution
from netdesk.services.answer import Step
from netdesk.ui.actions import ACTIONS, Where
from netdesk.ui.channels.figures_tab import FiguresTab
from netdesk.ui.channels.page import ChannelsPage
from netdesk.ui.channels.picture import ChartPicture
from tests.arrivals import arrive, person
from tests.posted import publish, text


@pytest.fixture
def drawn(monkeypatch):
    """The charts that were asked for, without the time that drawing takes."""
    from netdesk.services.charts import Charts

    asked: list[tuple] = []

    class Data:
        def __init__(self, name, asked_for, channels):
            self.name, self.asked, self.channels = name, asked_for, channels
            self.title = "线索从哪里来"

    def data(_self, name, asked_for, *, channels=None):
        asked.append((name, asked_for, channels))
        return Data(name, asked_for, channels)

    def draw(_self, made, *, width, height, dpi=96, theme="light", grey=False):
        whole = Region(0, 0, width, height, "背景")
        listed = Behind(ChartName(made.name), made.asked, "leads", ("autohome",))
        mark = Region(40, 40, 60, 80, "汽车之家 3 <b>", listed)
        return Drawing(b"", width, height, (whole, mark))

    monkeypatch.setattr(Charts, "data", data)
    monkeypatch.setattr(Charts, "draw", draw)
    monkeypatch.setattr(Charts, "described", lambda _self, made: f"{made.title}：3 条")
    return asked


@pytest.fixture
def seven(ready_desk, tmp_path):
    """Five leads of autohome and two of yiche this month, one of yiche the month before."""
    rows = [
        *(person(n, 留资时间=f"2026-11-2{n} 09:00:00") for n in range(4)),
        person(4, 留资时间="2026-11-24 08:50:00"),
        person(5, 留资时间="2026-11-05 09:00:00", 渠道="易车"),
        person(6, 留资时间="2026-11-06 09:00:00", 渠道="易车"),
        person(7, 留资时间="2026-10-20 09:00:00", 渠道="易车"),
    ]
    arrive(ready_desk, tmp_path, *rows)
    ids = {
        row.name: row.id for row in ready_desk.inbox.page(InboxView.ALL, now=ready_desk.now()).rows
    }
    for name, outcome in (("客户5", Outcome.CONNECTED), ("客户4", Outcome.DEAD_NUMBER)):
        ready_desk.answer.log(Step(ids[name], outcome), now=ready_desk.now())
    return ready_desk


@pytest.fixture
def page(open_window, seven, drawn):
    driver = open_window(seven)
    driver.press("Ctrl+5")
    return driver


def channels(driver) -> FiguresTab:
    found = driver.window.page("channels")
    assert isinstance(found, ChannelsPage)
    return found.figures


def rows(driver):
    return [row.name for row in channels(driver).view.model.rows()]


def value(driver, key, name):
    model = channels(driver).view.model
    column = model.names.index(name)
    return model.index(model.place_of(key), column).data()


def whole(driver, name):
    model = channels(driver).view.whole
    return model.index(0, model.names.index(name)).data()


def test_it_opens_on_this_month_by_channel_compared_with_the_days_before(page):
    shown = channels(page)
    assert shown.isVisible()
    assert rows(page) == ["汽车之家", "易车"]
    assert value(page, "autohome", "leads") == "5"
    assert whole(page, "leads") == "7"
    asked = shown.seen().before.asked
    assert (asked.first, asked.last) == (date(2026, 10, 1), date(2026, 10, 24))


def test_digits_choose_the_days_and_alt_arrows_go_on(page):
    shown = channels(page)
    page.press("1")
    assert whole(page, "leads") == "1"
    page.press("4")
    assert whole(page, "leads") == "1"
    assert rows(page) == ["易车"]
    page.press("Alt+Right")
    assert whole(page, "leads") == "7"
    assert shown.bar.choice().first == date(2026, 11, 1)
    page.press("5")
    assert whole(page, "leads") == "8"


def test_own_days_are_typed_and_the_other_end_goes_along(page):
    shown = channels(page)
    page.press("6")
    assert shown.bar.days.first.hasFocus()
    shown.bar.days.last.setDate(QDate(2026, 11, 6))
    page.settle()
    assert whole(page, "leads") == "2"
    shown.bar.days.first.setDate(QDate(2026, 11, 21))
    page.settle()
    choice = shown.bar.choice()
    assert (choice.first, choice.last) == (date(2026, 11, 21), date(2026, 11, 21))
    assert whole(page, "leads") == "1"


def test_letters_change_how_it_is_counted(page):
    shown = channels(page)
    page.press("B")
    assert shown.bar.choice().by is By.PERSON
    page.press("V")
    assert shown.bar.choice().view is View.PERIOD
    page.press("A", "A")
    assert shown.bar.choice().attribution is Attribution.EQUAL
    page.press("C")
    assert shown.seen().before is None
    assert not shown.view.model.compares()


def test_days_stand_in_their_order(page):
    page.press("B", "B")
    assert channels(page).bar.choice().by is By.DAY
    assert rows(page)[0] == "2026-11-05"
    assert rows(page)[-1] == "2026-11-24"


def test_some_channels_only(page, drawn):
    shown = channels(page)
    menu = shown.bar.filter_menu()
    lines = {action.text(): action for action in menu.actions()}
    lines["易车"].trigger()
    page.settle()
    assert rows(page) == ["易车"]
    assert whole(page, "leads") == "2"
    assert shown.bar.filter.text() == "易车"
    assert drawn[-1][2] == {"yiche"}
    lines["全部渠道"].trigger()
    page.settle()
    assert whole(page, "leads") == "7"
    assert drawn[-1][2] is None


def test_a_heading_and_s_put_the_rows_in_order(page):
    shown = channels(page)
    shown.view.body.heads.sectionClicked.emit(0)
    assert rows(page) == ["汽车之家", "易车"]
    page.press("S")
    assert rows(page) == ["易车", "汽车之家"]
    page.press("S")
    assert rows(page) == ["汽车之家", "易车"]


def test_groups_of_figures_are_tabs(page):
    shown = channels(page)
    page.press("]")
    assert shown.view.group() is Group.ANSWER
    page.press("[", "[")
    assert shown.view.group() is Group.ALL
    assert shown.view.model.columnCount() > 40


def test_enter_opens_as_many_leads_as_the_number_says_and_esc_goes_back(page):
    shown = channels(page)
    page.press("Return")
    assert shown.behind.isVisible()
    assert shown.behind.title.whole() == "汽车之家 · 新线索"
    assert shown.behind.told.whole().startswith("5 条线索")
    assert shown.behind.model.rowCount() == 5
    assert shown.behind.table.hasFocus()
    page.press("Escape")
    assert shown.view.isVisible()
    assert shown.view.chosen()[1].key == "autohome"
    page.press("Down", "Down", "Return")
    assert shown.behind.title.whole() == "合计 · 新线索"
    assert shown.behind.model.rowCount() == 7


def test_a_rate_opens_what_is_counted_and_what_it_is_divided_by(page):
    shown = channels(page)
    page.press("Right", "Return")
    assert shown.behind.title.whole() == "汽车之家 · 首响及时率"
    assert shown.behind.model.rowCount() == 1
    page.press("]")
    assert shown.behind.model.rowCount() == 4  # not in time
    page.press("]")
    assert shown.behind.model.rowCount() == 5
    page.press("]")
    assert shown.behind.model.rowCount() == 1


def test_a_number_that_is_nought_says_so(page):
    shown = channels(page)
    page.press("Right", "Right", "Right", "Return")
    assert shown.behind.title.whole() == "汽车之家 · 到店"
    assert shown.behind.nothing.isVisible()
    page.press("Escape")
    assert shown.view.isVisible()


def test_enter_on_a_lead_opens_it_in_the_inbox(page):
    page.press("Return")
    page.press("Down")
    name = channels(page).behind.model.lead(1).name
    page.press("Return")
    page.qtbot.waitUntil(lambda: page.names() == [name], timeout=3000)
    assert page.inbox.isVisible()
    page.press("Ctrl+5")
    assert channels(page).behind.isVisible()  # where it was left


def test_a_double_click_opens_the_list_too(page):
    shown = channels(page)
    body = shown.view.body
    at = body.visualRect(shown.view.model.index(1, 0)).center()
    port = body.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=at)
    page.settle()
    assert shown.behind.title.whole() == "易车 · 新线索"


def test_calls_open_their_list_also_where_there_are_none(page):
    shown = channels(page)
    shown.open_behind("calls", None)
    page.settle()
    assert shown.behind.title.whole() == "合计 · 来电"
    assert shown.behind.nothing.isVisible()
    assert shown.behind.model.rowCount() == 0


def test_posts_open_the_list_of_them_and_without_any_say_how(page, seven):
    shown = channels(page)
    shown.open_behind("posts", None)
    page.settle()
    assert shown.behind.nothing.title() == "这段时间没有发布帖子"
    shown.back()
    publish(seven, text("雪天怎么刹车"))
    shown.reload()
    page.settle()
    shown.open_behind("posts", None)
    page.settle()
    assert shown.behind.others["posts"].rows.texts()[0][:3] == [
        "2026-11-24",
        "抖音",
        "雪天怎么刹车",
    ]
    assert shown.behind.told.whole().startswith("1 篇，带来线索 0 条")


def test_spend_opens_its_payments(page, seven):
    from netdesk.domain.money.spend import Spend

    month = date(2026, 11, 1), date(2026, 11, 30)
    seven.spend.add(
        Spend(300_000, *month, channel="autohome", item="套餐 <b>"), by="小周", now=seven.now()
    )
    shown = channels(page)
    shown.reload()
    page.settle()
    assert value(page, "autohome", "spend") == "3,000"
    page.press(*["Right"] * 5, "Return")
    assert shown.behind.title.whole() == "汽车之家 · 投放费用"
    assert shown.behind.told.whole().startswith("1 笔，本期合计 3,000.00 元")
    model = shown.behind.others["spend"].rows
    assert [model.index(0, at).data() for at in range(model.columnCount())] == [
        *("2026-11-01 至 11-30", "汽车之家", "套餐 <b>", "3,000.00", "3,000.00")
    ]
    page.press("Escape", "Down", "Return")
    assert shown.behind.nothing.title() == "这段时间没有费用"


def test_a_long_list_comes_a_stretch_at_a_time(page, monkeypatch):
    for room in ("lists", "behind"):
        monkeypatch.setattr(f"netdesk.ui.channels.{room}.STRETCH", 3)
    shown = channels(page)
    page.press("Return")
    assert shown.behind.model.rowCount() == 5  # the rest is asked for as soon as it can be seen
    assert shown.behind.model.total == 5
    assert len({shown.behind.model.lead(n).id for n in range(5)}) == 5


def test_j_and_k_change_the_question(page, drawn):
    shown = channels(page)
    assert drawn[-1][0] == ChartName.SOURCES
    page.press("J")
    assert drawn[-1][0] == ChartName.SPEED
    page.press("K", "K")
    assert drawn[-1][0] == ChartName.LOSSES
    assert shown.questions.picture.accessibleName() == "线索从哪里来：3 条"


@pytest.mark.qt_log_ignore(r"This plugin does not support raise")
def test_what_is_pointed_at_tells_its_value_and_a_click_opens_its_list(page):
    picture = channels(page).questions.picture
    QTest.mouseMove(picture, QPoint(60, 60))
    assert "汽车之家 3 &lt;b&gt;" in QToolTip.text()
    assert picture.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(picture, QPoint(5, 5))
    assert picture.cursor().shape() is Qt.CursorShape.ArrowCursor
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    page.settle()
    assert channels(page).behind.model.rowCount() == 5


@pytest.mark.qt_log_ignore(r"This plugin does not support raise")
def test_the_keys_go_from_mark_to_mark_of_a_picture(page):
    picture = channels(page).questions.picture
    picture.setFocus()
    page.press("Right")
    assert picture.region().text == "汽车之家 3 <b>"
    assert picture.accessibleDescription() == "汽车之家 3 <b>"
    page.press("Return")
    assert channels(page).behind.isVisible()


def test_m_shows_the_chart_alone_the_table_alone_and_both(page):
    shown = channels(page)
    page.press("M")
    assert shown.questions.isVisible()
    assert not shown.view.isVisible()
    page.press("M")
    assert not shown.questions.isVisible()
    assert shown.view.isVisible()
    page.press("M")
    assert shown.questions.isVisible()
    assert shown.view.isVisible()


def test_a_late_answer_to_an_old_range_is_dropped(page):
    shown = channels(page)
    seen = []
    show = shown.view.show_table
    shown.view.show_table = lambda table, before: (seen.append(table), show(table, before))
    for days in ("1", "4", "5", "3"):
        shown.bar.choose_days(tuple(type(shown.bar.choice().days))[int(days) - 1])
    page.settle()
    assert [table.asked.first for table in seen] == [date(2026, 11, 1)]


def test_nothing_else_waits_behind_slow_figures(page, monkeypatch):
    import threading

    gate = threading.Event()
    figures = page.window.page("channels").figures._desk.figures  # noqa: SLF001 - what is made slow
    table = figures.table

    def slow(asked):
        gate.wait(5)
        return table(asked)

    monkeypatch.setattr(figures, "table", slow)
    shown = channels(page)
    shown.reload()
    answered = []
    page.tasks.run(lambda: 1, shown, done=answered.append)
    page.qtbot.waitUntil(lambda: answered == [1], timeout=3000)
    gate.set()
    page.settle()
    assert whole(page, "leads") == "7"


def test_a_lead_that_comes_while_it_is_seen_is_counted(page, tmp_path):
    arrive(page.window._desk, tmp_path, person(9, 留资时间="2026-11-24 08:00:00"))  # noqa: SLF001
    from netdesk.services.changes import Changes

    page.window.spread(Changes(leads=True))
    page.settle()
    assert whole(page, "leads") == "8"


def test_what_is_seen_is_saved_in_its_order_as_workbook_and_csv(page, tmp_path):
    shown = channels(page)
    page.press("S", "S")
    shown.saving.save_table(shown.seen(), tmp_path / "表.csv")
    shown.saving.save_table(shown.seen(), tmp_path / "表.xlsx")
    page.settle()
    with (tmp_path / "表.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert [line[0] for line in lines] == ["渠道", "易车", "汽车之家", "合计"]
    assert zipfile.is_zipfile(tmp_path / "表.xlsx")
    assert any("表.xlsx" in told for told in page.told())


def test_a_folder_that_cannot_be_written_is_said(page, tmp_path):
    shown = channels(page)
    shown.saving.save_table(shown.seen(), tmp_path / "nowhere" / "表.csv")
    page.settle()
    assert any("表.csv" in told for told in page.told())
    assert not (tmp_path / "nowhere").exists()


def test_the_page_to_print_has_the_numbers_of_the_screen(page):
    shown = channels(page)
    seen = shown.seen()
    html = shown._desk.figures.html(seen.table, seen.before, groups=(Group.BRIEF,))  # noqa: SLF001
    for told in ("汽车之家", "易车", "合计", "2026-11-01", "新线索 = ", "示例汽车"):
        assert told in html
    assert ">7</p>" in html


def test_the_choice_is_remembered(open_window, seven, drawn):
    first = open_window(seven)
    first.press("Ctrl+5", "5", "B", "V")
    first.window.close()
    again = open_window(seven)
    again.press("Ctrl+5")
    choice = channels(again).bar.choice()
    assert (choice.by, choice.view) == (By.PERSON, View.PERIOD)
    assert choice.first == date(2026, 8, 27)


def test_an_empty_desk_is_told_what_this_is_for(open_window, ready_desk, drawn):
    driver = open_window(ready_desk)
    driver.press("Ctrl+5")
    shown = channels(driver)
    assert shown.empty.isVisible()
    assert shown.empty.title() == "还没有可以统计的线索"


def test_a_range_without_leads_is_a_table_of_nothing(page):
    page.press(*["Alt+Right"] * 5)  # April: nobody is left to come from before
    assert rows(page) == []
    assert whole(page, "leads") == "0"
    assert channels(page).view.isVisible()


def test_it_fits_a_small_window(open_window, seven, drawn):
    driver = open_window(seven, width=1024, height=768)
    driver.press("Ctrl+5")
    shown = channels(driver)
    bar = shown.bar
    parts = [*bar.days.chips.values(), bar.days.first, bar.days.last, bar.export, bar.print]
    for left, right in zip(parts, parts[1:], strict=False):
        assert left.geometry().right() < right.geometry().left()
    assert bar.print.geometry().right() <= bar.width()
    body = shown.view.body
    assert body.rowViewportPosition(1) + body.rowHeight(1) <= body.viewport().height()
    assert shown.view.foot.visibleRegion().boundingRect().height() >= body.rowHeight(0)


def test_every_key_of_the_page_does_something(page):
    keys = [QKeySequence(key) for a in ACTIONS if a.where is Where.CHANNELS for key in a.keys]
    assert len({key.toString() for key in keys}) == len(keys)  # no key twice


def test_a_real_chart_is_drawn_at_the_screens_own_pixels(open_window, seven):
    driver = open_window(seven)
    driver.press("Ctrl+5")
    driver.qtbot.waitUntil(driver.tasks.is_idle, timeout=20000)
    picture: ChartPicture = channels(driver).questions.picture
    drawing = picture.drawing()
    assert (drawing.width, drawing.height) == (picture.width(), picture.height())
    assert any(region.behind for region in drawing.regions)
    QApplication.processEvents()
