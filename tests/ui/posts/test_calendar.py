"""The calendar from the keyboard: look, move, plan, publish, enter what came, take it back."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.posts.backing import Ask
from netdesk.domain.posts.post import PostResult, PostState
from netdesk.services import post_settings
from netdesk.ui.posts.dragging import carried
from netdesk.ui.theme import DARK, LIGHT
from netdesk.ui.widgets.button import Button
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.ui.conftest import rows_of
from tests.ui.posts.conftest import (
    BANNED,
    DAY,
    HOUR,
    OFFER,
    dropped,
    press,
    settle,
    show,
    tip,
    titles,
    typed,
)

TODAY = date(2026, 11, 24)


def opened(page) -> str:
    """Return the headline of the post that is open; empty for none."""
    post = page.calendar.post()
    return "" if post is None or not page.calendar.side.has_panel() else post.content.headline


def at(post) -> str:
    """Return a post's time on the shop's clock."""
    return f"{post.at + 8 * HOUR:%m-%d %H:%M}"


def let_go(page, post_id: int, day: date) -> None:
    """Drop a post on a day, as the mouse does."""
    view = page.calendar.view
    place = view.visualRect(view.calendar().index_of(day)).center()
    event = dropped(carried(post_id), place)
    view.dropEvent(event)
    assert event.isAccepted()


def test_the_page_opens_on_today_with_its_first_post(page):
    calendar = page.calendar
    assert calendar.bar.title() == "2026年11月"
    assert calendar.day() == TODAY
    assert opened(page) == "先看胶条有没有裂口"
    assert titles(calendar.model.posts_on(TODAY)) == ["先看胶条有没有裂口", "今天中午的"]
    assert calendar.view.hasFocus()
    assert calendar.panel.head.state.whole() == "已排期 · 今天 12:00"
    assert "回复别人" in calendar.panel.head.kind.whole()


def test_arrows_go_from_day_to_day_and_open_what_is_there(page, driver):
    press(driver, "Right", "Right")
    assert page.calendar.day() == TODAY + 2 * DAY
    assert opened(page) == "后天的"
    press(driver, "Right")
    assert opened(page) == ""
    press(driver, "Up")
    assert page.calendar.day() == TODAY - 4 * DAY


def test_arrows_turn_the_month_at_its_edges(page, driver):
    press(driver, "Down", "Down")
    assert page.calendar.day() == TODAY + 14 * DAY
    assert page.calendar.bar.title() == "2026年12月"
    press(driver, "T")
    assert page.calendar.day() == TODAY
    assert page.calendar.bar.title() == "2026年11月"


def test_j_and_k_go_from_post_to_post_and_stop_at_the_ends(page, driver):
    press(driver, "J")
    assert opened(page) == "今天中午的"
    press(driver, "J")
    assert opened(page) == "后天的"
    assert page.calendar.day() == TODAY + 2 * DAY
    press(driver, "J")
    assert opened(page) == "后天的"
    press(driver, "K", "K", "K")
    assert opened(page) == "昨天发的"


def test_from_an_empty_day_j_and_k_find_the_posts_around_it(page, driver):
    press(driver, "Right")
    assert opened(page) == ""
    press(driver, "J")
    assert opened(page) == "后天的"
    press(driver, "Left", "K")
    assert opened(page) == "今天中午的"


def test_months_and_weeks_are_turned_and_the_look_is_remembered(page, driver, ready_desk):
    press(driver, "]")
    assert page.calendar.bar.title() == "2026年12月"
    press(driver, "[", "M")
    assert page.calendar.is_week()
    assert page.calendar.bar.title() == "2026年 11.23–11.29"
    assert page.calendar.model.rowCount() == 1
    press(driver, "]")
    assert page.calendar.bar.title() == "2026年 11.30–12.06"
    assert ready_desk.settings.get("ui.posts.look", "") == "week"


def test_s_plans_the_post_on_the_chosen_day_at_a_time_typed_inline(page, driver, shop):
    press(driver, "J", "S")
    form = page.calendar.panel.schedule_form
    assert page.calendar.panel.form() is form
    assert form.time.text() == "13:00"
    press(driver, "T")
    assert QApplication.focusWidget() is form.time
    typed(driver, "2015")
    press(driver, "Return")
    assert at(shop.now(shop.noon)) == "11-24 20:15"
    assert driver.told()[-1] == "已排到 今天 20:15：今天中午的"
    assert page.calendar.view.hasFocus()
    assert opened(page) == "今天中午的"


def test_the_time_moves_by_half_an_hour_and_esc_leaves_all_as_it_was(page, driver, shop):
    press(driver, "J", "S", "Up", "Up")
    assert page.calendar.panel.schedule_form.time.text() == "14:00"
    press(driver, "Escape")
    assert page.calendar.panel.form() is None
    assert shop.now(shop.noon) == shop.noon
    assert page.calendar.view.hasFocus()


def test_a_draft_keeps_open_while_the_arrows_look_for_its_day(page, driver, shop):
    press(driver, "D")
    assert page.calendar.side.tray.list.hasFocus()
    press(driver, "Down")
    assert opened(page) == "一篇草稿"
    assert page.calendar.view.hasFocus()
    press(driver, "Right", "Right", "S", "Return")
    planned = shop.now(shop.draft)
    assert planned.state is PostState.SCHEDULED
    assert at(planned) == "11-26 12:10"  # the first of the shop's times that is free
    assert page.calendar.drafts.rowCount() == 0
    assert opened(page) == "一篇草稿"


def test_a_time_that_has_passed_is_refused_and_said(page, driver, shop):
    press(driver, "J", "S", "T")
    typed(driver, "0800")
    press(driver, "Return")
    assert "已经过了，没有排期" in driver.told()[-1]
    assert shop.now(shop.noon) == shop.noon


def test_a_post_planned_into_another_month_is_shown_there(page, driver, shop):
    press(driver, "J", "]")
    assert page.calendar.bar.title() == "2026年12月"
    press(driver, "[")
    page.calendar.view.go(TODAY)
    press(driver, "S")
    form = page.calendar.panel.schedule_form
    form.day.setDate(form.day.date().addDays(40))
    press(driver, "Return")
    assert page.calendar.bar.title() == "2027年1月"
    assert opened(page) == "先看胶条有没有裂口"


def test_a_post_is_dragged_to_another_day_at_its_own_time(page, driver, shop):
    let_go(page, shop.noon.id, TODAY + 3 * DAY)
    assert page.calendar.model.post(shop.noon.id).at == shop.noon.at + 3 * DAY  # at once
    settle(driver)
    assert shop.now(shop.noon).planned_at == shop.noon.planned_at + 3 * DAY
    assert page.calendar.day() == TODAY + 3 * DAY
    assert driver.told()[-1] == "已排到 11月27日 周五 13:00：今天中午的"


def test_a_draft_is_dragged_to_the_first_free_time_of_a_day(page, driver, shop, ready_desk):
    ready_desk.posts.add(tip("占了中午"), now=NINE, planned_at=NINE + 3 * DAY + 3 * HOUR)
    page.calendar.reload()
    settle(driver)
    let_go(page, shop.draft.id, TODAY + 3 * DAY)
    settle(driver)
    assert at(shop.now(shop.draft)) == "11-27 19:30"


def test_a_card_dropped_in_the_past_springs_back_and_it_is_said(page, driver, shop):
    let_go(page, shop.noon.id, TODAY - DAY)
    assert page.calendar.model.posts_on(TODAY - DAY)[-1].id == shop.noon.id
    settle(driver)
    assert shop.now(shop.noon) == shop.noon
    assert titles(page.calendar.model.posts_on(TODAY - DAY)) == ["昨天发的"]
    assert "已经过了" in driver.told()[-1]


def test_a_blocked_draft_springs_back_and_the_words_are_said(page, driver, ready_desk):
    post = ready_desk.posts.add(tip(BANNED), now=NINE)
    page.calendar.reload()
    settle(driver)
    assert post.level is Level.BLOCK
    let_go(page, post.id, TODAY + DAY)
    settle(driver)
    assert page.calendar.model.posts_on(TODAY + DAY) == ()
    assert page.calendar.drafts.by_id(post.id) is not None
    assert "史上最低价" in driver.told()[-1]


def test_a_planned_post_dragged_to_the_drafts_is_one_again(page, driver, shop):
    tray = page.calendar.side.tray.list
    event = dropped(carried(shop.noon.id), QPoint(5, 5))
    tray.dropEvent(event)
    settle(driver)
    assert shop.now(shop.noon).state is PostState.DRAFT
    assert page.calendar.drafts.row_of(shop.noon.id) >= 0


def test_what_is_out_is_not_dragged(page, shop, driver):
    view = page.calendar.view
    piece = view.place_of(shop.out)
    assert not piece.isEmpty()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=piece.center())
    QTest.mouseMove(view.viewport(), piece.center() + QPoint(200, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=piece.center())
    settle(driver)
    assert opened(page) == "昨天发的"
    assert shop.now(shop.out) == shop.out


def test_too_much_promotion_is_asked_about_before_it_is_planned(page, driver, ready_desk):
    ready_desk.posts.add(OFFER, now=NINE, planned_at=NINE + DAY)
    offer = ready_desk.posts.add(OFFER, now=NINE)
    page.calendar.reload()
    settle(driver)
    let_go(page, offer.id, TODAY + 2 * DAY)
    settle(driver)
    assert ready_desk.posts.one(offer.id).state is PostState.DRAFT
    told = "排在11月26日 周四，到那天的 7、28 天里促销会超过目标 30%。"
    assert driver.told()[-1] == told
    (box,) = (box for box in driver.window.notices.boxes() if box.text() == told)
    box.findChildren(Button)[0].click()
    settle(driver)
    assert at(ready_desk.posts.one(offer.id)) == "11-26 12:10"


def test_the_form_warns_of_too_much_promotion_as_the_day_changes(page, driver, ready_desk):
    for n in (1, 2):
        ready_desk.posts.add(OFFER, now=NINE, planned_at=NINE + n * DAY)
    page.calendar.reload()
    settle(driver)
    press(driver, "Right", "S")
    form = page.calendar.panel.schedule_form
    assert not form.warning.isVisible()  # it stands there already: one of five
    form.day.setDate(form.day.date().addDays(2))
    settle(driver)
    assert "促销会超过目标 30%" in form.warning.text()
    assert form.warning.isVisible()


def test_results_are_entered_in_a_row_by_day(page, driver, shop):
    press(driver, "K", "R")
    typed(driver, "1204")
    press(driver, "Tab")
    typed(driver, "8")
    press(driver, "Return")
    assert shop.now(shop.out).result == PostResult(TODAY, reads=1204, comments=8)
    assert page.calendar.panel.came.results()[1] == ["11-24", "1,204", "8", "—", "—"]
    press(driver, "R", "Down")
    assert page.calendar.panel.result_form.fields["reads"].text() == ""
    typed(driver, "700")
    press(driver, "Return")
    assert [row[0] for row in page.calendar.panel.came.results()[1:]] == ["11-24", "11-23"]
    press(driver, "Ctrl+Z")
    assert shop.desk.posts.results_of(shop.out.id) == (shop.now(shop.out).result,)


def test_p_records_a_post_with_the_address_in_the_clipboard(page, driver, shop, clock):
    clock.at = NINE + 5 * HOUR
    QGuiApplication.clipboard().setText("看看这个 https://v.douyin.com/abc123/ 复制打开抖音")
    press(driver, "J", "P")
    form = page.calendar.panel.publish_form
    assert "https://v.douyin.com/abc123/" in form.url.text()
    press(driver, "Return")
    out = shop.now(shop.noon)
    assert out.state is PostState.PUBLISHED
    assert (out.url, out.published_at) == ("https://v.douyin.com/abc123/", clock.at)
    assert page.calendar.panel.head.state.whole() == "已发布 · 今天 14:00"
    press(driver, "Ctrl+Z")
    assert shop.now(shop.noon).state is PostState.SCHEDULED
    assert driver.told()[-1] == "已撤销（已记为已发布：今天中午的）"


def test_words_in_the_clipboard_are_no_address(page, driver, shop):
    QGuiApplication.clipboard().setText("王女士 13812345678")
    press(driver, "P")
    assert page.calendar.panel.publish_form.url.text() == ""


def test_results_of_a_post_that_is_not_out_are_asked_for_in_no_form(page, driver):
    press(driver, "R")
    assert page.calendar.panel.form() is None
    assert driver.told()[-1] == "还没有记为已发布，先按 P 记下发布，再填效果。"


def test_del_drops_and_ctrl_z_gives_back(page, driver, shop):
    press(driver, "J", "Delete")
    assert shop.now(shop.noon).state is PostState.DROPPED
    assert titles(page.calendar.model.posts_on(TODAY)) == ["先看胶条有没有裂口"]
    press(driver, "Ctrl+Z")
    back = shop.now(shop.noon)
    assert (back.state, back.planned_at) == (PostState.SCHEDULED, shop.noon.planned_at)
    assert opened(page) == "今天中午的"
    press(driver, "Ctrl+Z")
    assert driver.told()[-1] == "今天没有可以撤销的操作。"


def test_steps_are_taken_back_one_after_the_other_to_the_very_start(page, driver, shop):
    press(driver, "J", "Alt+Right", "Alt+Down", "U")
    assert shop.now(shop.noon).state is PostState.DRAFT
    press(driver, "Ctrl+Z")
    assert at(shop.now(shop.noon)) == "12-02 13:00"
    press(driver, "Ctrl+Z")
    assert at(shop.now(shop.noon)) == "11-25 13:00"
    press(driver, "Ctrl+Z")
    assert shop.now(shop.noon).planned_at == shop.noon.planned_at


def test_what_another_window_changed_meanwhile_is_not_written_over(page, driver, shop):
    press(driver, "J")
    shop.desk.posts.schedule(shop.noon.id, shop.noon.planned_at + DAY, now=NINE)
    press(driver, "Alt+Down")
    assert "刚被改过" in driver.told()[-1]
    assert shop.now(shop.noon).planned_at == shop.noon.planned_at + DAY
    press(driver, "Alt+Down")  # now it is seen as it is
    assert shop.now(shop.noon).planned_at == shop.noon.planned_at + 8 * DAY


def test_n_writes_a_reply_as_a_draft_that_is_told_apart(page, driver, shop):
    press(driver, "N")
    form = page.calendar.side.new
    assert QApplication.focusWidget() is form.reply_to
    driver.write("@路人：机油多久换")
    press(driver, "Tab")
    driver.write("看手册，一般 5000 公里")
    press(driver, "Return")
    (made, _draft) = shop.desk.posts.drafts()
    assert made.content.method is Method.COMMENT
    assert made.content.reply_to == "@路人：机油多久换"
    assert opened(page) == "看手册，一般 5000 公里"
    assert page.calendar.panel.fields.reply_to.text() == "@路人：机油多久换"
    assert page.calendar.panel.head.length.text() == ""  # a reply has no title to be too long


def test_a_post_of_ones_own_has_a_method_too(page, driver, shop):
    press(driver, "N")
    form = page.calendar.side.new
    form.methods[Method.ANNOUNCEMENT].click()
    assert not form.reply_to.isVisible()
    press(driver, "Return")  # nothing is written yet
    assert page.calendar.side.has_new()
    driver.write("本周日照常营业")
    press(driver, "Return")
    made = shop.desk.posts.drafts()[0]
    assert (made.content.method, made.content.column) == (Method.ANNOUNCEMENT, Column.NEWS)


def test_c_copies_as_the_platform_takes_it(page, driver, shop):
    press(driver, "J", "C")
    assert (
        QGuiApplication.clipboard().text() == "今天中午的\n\n胶条用了一年会硬。\n\n自己换，五分钟。"
    )
    assert driver.told()[-1] == "已复制，可以直接粘贴到平台。"


def test_w_plans_the_week_and_one_step_takes_it_back(page, driver, shop):
    shop.desk.ideas.save_facts(shop.desk.ideas.sample_text(now=NINE), now=NINE)
    before = {post.id for post in shop.desk.posts.between(TODAY, TODAY + 6 * DAY)}
    press(driver, "W")
    after = shop.desk.posts.between(TODAY, TODAY + 6 * DAY)
    n = len(after) - len(before)
    assert n > 0, driver.told()
    assert driver.told()[-1].startswith(f"已排 {n} 篇，都查过。")
    assert len(page.calendar.model.posts()) == n + 4
    press(driver, "Ctrl+Z")
    assert {post.id for post in shop.desk.posts.between(TODAY, TODAY + 6 * DAY)} == before


def test_a_week_with_nothing_to_plan_says_why(page, driver, shop):
    post_settings.write(
        shop.desk.settings,
        replace(post_settings.read(shop.desk.settings), quotas=dict.fromkeys(Column, 0)),
    )
    press(driver, "W")
    assert driver.told()[-1] == "这一周已经按每周篇数排满了，没有再排。"
    press(driver, "Ctrl+Z")
    assert driver.told()[-1] == "今天没有可以撤销的操作。"


def test_the_text_is_edited_checked_and_saved(page, driver, shop):
    press(driver, "J", "Return")
    edit = page.calendar.panel.checked.edit
    assert edit.hasFocus()
    edit.selectAll()
    edit.insert("今天下午的\n换了正文。")
    driver.qtbot.waitUntil(lambda: page.calendar.panel.checked.report() is not None)
    assert page.calendar.panel.is_changed()
    assert page.calendar.panel.head.save.isVisible()
    press(driver, "Ctrl+S")
    saved = shop.now(shop.noon).content
    assert (saved.headline, saved.body) == ("今天下午的", "换了正文。")
    assert not page.calendar.panel.head.save.isVisible()
    assert edit.hasFocus()
    press(driver, "Escape", "Ctrl+Z")
    assert shop.now(shop.noon).content == shop.noon.content


def test_what_is_written_is_saved_when_another_post_is_opened(page, driver, shop):
    press(driver, "J", "Return")
    page.calendar.panel.checked.edit.insert("改过，")
    page.calendar.view.post_chosen.emit(page.calendar.model.post(shop.reply.id))
    settle(driver)
    assert shop.now(shop.noon).content.headline == "改过，今天中午的"
    assert opened(page) == "先看胶条有没有裂口"


def test_a_planned_post_rewritten_into_what_is_banned_is_not_saved_but_kept(page, driver, shop):
    press(driver, "J", "Return")
    page.calendar.panel.checked.edit.insert(BANNED)
    press(driver, "Escape")
    assert "没有排期，也没有发布，写的都还在" in driver.told()[-1]
    assert shop.now(shop.noon) == shop.noon
    press(driver, "J", "K")
    assert page.calendar.panel.checked.text().startswith(BANNED)
    assert page.calendar.panel.head.save.isVisible()
    press(driver, "P", "Return")  # what is written can't go out, and what it was isn't it
    assert shop.now(shop.noon).state is PostState.SCHEDULED


def test_the_title_is_measured_by_its_platform(page, driver, shop):
    press(driver, "J")
    panel = page.calendar.panel
    assert panel.head.length.text() == "抖音 5／30"
    panel.fields.platform.setCurrentIndex(panel.fields.platform.findData("xiaohongshu"))
    panel.checked.edit.setPlainText("一" * 23)
    settle(driver)
    assert panel.head.length.text() == "小红书 23／20"
    assert panel.head.too_long.text() == "标题超出 3 字"


def test_a_column_that_promotes_wants_its_label_as_soon_as_it_is_chosen(page, driver, shop):
    press(driver, "J")
    panel = page.calendar.panel
    panel.checked.edit.setPlainText("置换补贴到月底\n到店领，详询店内。")
    driver.qtbot.waitUntil(lambda: panel.checked.report() is not None)
    assert not any("LABEL" in head for head in panel.checked.findings.heads())
    panel.fields.column.setCurrentIndex(panel.fields.column.findData(Column.OFFERS.value))
    settle(driver)
    assert any("LABEL" in head for head in panel.checked.findings.heads())


def test_topics_are_suggested_and_kept_without_their_signs(page, driver, shop):
    press(driver, "J")
    panel = page.calendar.panel
    panel.fields.tags.setText("#雨刮器 自己换#")
    panel.fields._suggest.click()
    settle(driver)
    assert panel.fields.tags.text() == "雨刮器 自己换 枣庄 用车知识 汽车养护"
    press(driver, "Ctrl+S")
    assert shop.now(shop.noon).content.hashtags[:3] == ("雨刮器", "自己换", "枣庄")


def test_pictures_are_kept_by_path_and_those_that_are_gone_are_told(page, driver, shop, tmp_path):
    press(driver, "J")
    panel = page.calendar.panel
    there = tmp_path / "雨刮.jpg"
    there.write_bytes(b"")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(there)), QUrl.fromLocalFile(str(tmp_path / "没有.png"))])
    panel.dropEvent(dropped(data, QPoint(20, 20)))
    press(driver, "Ctrl+S")
    assert shop.now(shop.noon).content.pictures == (str(there), str(tmp_path / "没有.png"))
    assert panel.fields.pictures.missing() == (str(tmp_path / "没有.png"),)


def test_files_that_are_no_pictures_are_left_to_the_window(page, driver, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "线索.csv"))])
    event = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.calendar.panel.dragEnterEvent(event)
    assert not event.isAccepted()


def test_the_code_is_shown_written_into_the_text_and_opens_its_leads(page, driver, shop, tmp_path):
    arrive(shop.desk, tmp_path, person(1), person(2))
    lead = rows_of(shop.desk, InboxView.ALL)[0]
    shop.desk.posts.put_lead(shop.noon.id, lead.id, now=NINE)
    press(driver, "J", "Return", "Escape")
    page.calendar.reload()
    settle(driver)
    came = page.calendar.panel.came
    assert came.names() == [f"{lead.name} · {lead.model} · 新线索"]
    came._write.click()
    settle(driver)
    assert page.calendar.panel.checked.text().endswith(f"\n到店或留言报 {shop.noon.code}")
    came._open.click()
    driver.qtbot.waitUntil(lambda: driver.names() == [lead.name])
    assert driver.inbox.isVisible()
    assert driver.inbox.tabs.view() is InboxView.ALL


def test_without_any_post_the_page_says_how_they_come(open_window, ready_desk):
    driver = open_window(ready_desk)
    page = show(driver)
    nothing = page.calendar.side.nothing
    assert nothing.title() == "还没有帖子"
    assert "按 W 让程序按每周篇数排好一周" in nothing.accessibleDescription()
    nothing.wanted.emit()
    settle(driver)
    assert driver.window.page("ideas").isVisible()


def test_a_day_says_what_it_is_and_what_is_on_it(page, driver, shop):
    model = page.calendar.model
    spoken = model.index_of(TODAY).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("11月24日 周二，08:30–17:30；2 篇；12:00 已排期 抖音 回复 先看胶条")
    assert "小雪" in model.index_of(date(2026, 11, 22)).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_mix_follows_the_chosen_day(page, driver, ready_desk):
    ready_desk.posts.add(OFFER, now=NINE, planned_at=NINE + 2 * DAY)
    press(driver, "Right", "Right")
    page.calendar.reload()
    settle(driver)
    bars = [bar.accessibleName() for bar in page.calendar.mixes.bars.values()]
    assert bars[0] == "到 11/26 的 7 天：帮助 4，促销 1 · 促销 20%，目标 ≤30%"


def test_the_tabs_hold_questions_and_accounts_and_keys_turn_them(page, driver):
    press(driver, "Ctrl+PageDown")
    assert page._stack.currentWidget().metaObject().className() == "QuestionsPanel"
    press(driver, "Ctrl+PageDown")
    assert page._stack.currentWidget().metaObject().className() == "AccountsPanel"
    press(driver, "Ctrl+PageDown")
    assert page.calendar.isVisible()
    assert page.calendar.view.hasFocus()


def test_a_post_is_opened_from_elsewhere(driver, shop):
    driver.window._open_post(shop.later.id)
    settle(driver)
    page = driver.window.page("posts")
    assert opened(page) == "后天的"
    assert page.calendar.day() == TODAY + 2 * DAY


def click_on_more(page, driver, day: date) -> None:
    view = page.calendar.view
    place = view.pieces(view.calendar().index_of(day)).more.center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(driver)


def test_posts_without_room_are_gone_to_by_the_mouse_too(page, driver, shop):
    day = TODAY + 3 * DAY
    for n in range(7):
        shop.desk.posts.add(tip(f"第 {n} 篇"), now=NINE, planned_at=NINE + 3 * DAY + n * HOUR)
    page.calendar.reload()
    settle(driver)
    click_on_more(page, driver, day)
    assert page.calendar.is_week()
    assert page.calendar.day() == day
    shown = page.calendar.view.pieces(page.calendar.model.index_of(day)).shown
    assert len(shown) < 7
    click_on_more(page, driver, day)
    assert opened(page) == f"第 {len(shown)} 篇"
    again = page.calendar.view.pieces(page.calendar.model.index_of(day)).shown
    assert again[-1].post == page.calendar.post()


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("width", [960, 1280, 1920])
def test_nothing_is_cut_at_any_width(open_window, shop, theme, width, look):
    long = tip("这是一个特别特别长的标题用来看会不会把格子撑破" * 2)
    for n in range(9):
        shop.desk.posts.add(long, now=NINE)
        shop.desk.posts.add(tip(f"第 {n} 篇"), now=NINE, planned_at=NINE + (n + 9) * HOUR)
    theme.choose(look)
    driver = open_window(shop.desk, width=width, height=768)
    page = show(driver)
    assert driver.window.width() == width
    for key in ("J", "M", "S", "Escape", "P", "Escape"):
        press(driver, key)
        for button in page.findChildren(Button):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width() - 1, button.text()
    scroll = page.calendar.panel._scroll
    assert scroll.widget().width() <= scroll.viewport().width()
    page.grab()
    theme.choose(LIGHT)


CLAIM = "百公里比别家省 2 升油"


def checked(page, driver) -> None:
    driver.qtbot.waitUntil(lambda: page.calendar.panel.checked.report() is not None)
    settle(driver)


def put_text(page, driver, *lines: str) -> None:
    page.calendar.panel.checked.edit.setPlainText("\n".join(lines))
    checked(page, driver)


def test_proof_is_asked_for_kept_and_looked_at_again_once_its_words_are_others(page, driver, shop):
    panel, form = page.calendar.panel, page.calendar.panel.backing
    press(driver, "J")
    put_text(page, driver, "今天中午的", CLAIM)
    assert form.asks() == (Ask.PROOF,)
    form.proof.setText("检测报告 8 号")
    checked(page, driver)
    assert panel.checked.report().level is Level.OK
    press(driver, "Escape")
    assert shop.now(shop.noon).content.fields.proof == "检测报告 8 号"
    assert shop.now(shop.noon).level is Level.OK
    put_text(page, driver, "换了个标题", CLAIM)
    assert panel.checked.report().level is Level.OK  # the words it proves are as they were
    put_text(page, driver, "今天中午的", "百公里比别家省 3 升油")
    assert panel.checked.report().level is Level.EVIDENCE
    assert form.proof.text() == "检测报告 8 号"
    assert form._again.text().startswith("文字改过了：原来填的证据")
    form._fits.click()
    checked(page, driver)
    assert panel.checked.report().level is Level.OK
    press(driver, "Escape")
    assert shop.now(shop.noon).content.fields.proof == "检测报告 8 号"


def test_a_proof_that_nobody_looked_at_again_is_not_saved_for_other_words(page, driver, shop):
    proved = replace(shop.noon.content, body=CLAIM, fields=Fields(proof="检测报告 8 号"))
    shop.desk.posts.save(shop.noon.id, proved, now=NINE)
    page.calendar.reload()
    settle(driver)
    press(driver, "J")
    put_text(page, driver, "今天中午的", "百公里比别家省 3 升油")
    press(driver, "Escape")
    saved = shop.now(shop.noon)
    assert (saved.content.fields.proof, saved.level) == ("", Level.EVIDENCE)
    press(driver, "Ctrl+Z")
    assert shop.now(shop.noon).content.fields.proof == "检测报告 8 号"


def test_a_hashtag_that_is_forbidden_is_found_while_it_is_typed(page, driver, shop):
    press(driver, "J")
    page.calendar.panel.fields.tags.setText("用车知识 全网最低价")
    checked(page, driver)
    found = page.calendar.panel.checked.report().findings
    assert any(one.why.startswith("在话题标签里") for one in found)


def test_what_is_rewritten_and_planned_is_one_step_back(page, driver, shop):
    press(driver, "J")
    put_text(page, driver, "换过的标题", "换过的正文")
    press(driver, "Escape", "S", "T")
    typed(driver, "2015")
    before = shop.now(shop.noon).version
    press(driver, "Return")
    assert at(shop.now(shop.noon)) == "11-24 20:15"
    assert shop.now(shop.noon).version == before + 1
