"""Pasting in the inbox and the form for a lead by hand, by their keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from netdesk.domain.leads.by_hand import Source
from netdesk.domain.leads.inbox import InboxView
from netdesk.services.new_lead import Looked
from netdesk.services.pasting import Line
from netdesk.ui.intake.new_lead_dialog import NewLeadDialog
from netdesk.ui.intake.paste_dialog import PasteDialog
from netdesk.ui.intake.paste_model import PasteModel
from tests.ui.conftest import rows_of

CHAT = "王女士 13812345678 想看秦PLUS，周六来\n李先生 13912345678\n陈总 15012345678"
CHECKED, EDIT = Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.EditRole


def line(n=0, **values):
    found = Line(n, f"1381234567{n}", "", f"客户{n}", "", "", "", "", "", "原文", ((0, 2, "name"),))
    return found if not values else Line(**{**as_dict(found), **values})


def as_dict(one):
    return {name: getattr(one, name) for name in Line.__dataclass_fields__}


def opened(driver, kind):
    (dialog,) = driver.window.findChildren(kind)
    return dialog


def copy(text):
    QGuiApplication.clipboard().setText(text)


def test_the_people_of_a_paste_keep_qts_rules_and_are_put_right(qtmodeltester, qapp):
    model = PasteModel((line(0), line(1, known=Looked("138****5671", (), True))))
    qtmodeltester.check(model)
    assert [n for n in range(model.columnCount()) if model.is_bare(n)] == [2, 4, 6]
    assert [one.told for one in model.chosen()] == [0]  # who may not be called is left out
    model.turn(1)
    asked = []
    model.numbers_changed.connect(asked.append)
    assert model.setData(model.index(1, 1), " 15012345678 ", EDIT)
    assert model.setData(model.index(0, 3), "宋L", EDIT)
    assert not model.setData(model.index(0, 7), "x", EDIT)
    assert model.setData(model.index(0, 0), Qt.CheckState.Unchecked, CHECKED)
    assert [(one.told, one.phone) for one in model.chosen()] == [(1, "15012345678")]
    assert asked == [1]


def test_a_paste_is_confirmed_by_one_key_and_taken_back_by_another(driver, five):
    copy(CHAT)
    driver.press("Ctrl+V")
    dialog = opened(driver, PasteDialog)
    assert dialog.save_button.text() == "记下 3 位"
    assert dialog.text.toPlainText() == "王女士 13812345678 想看秦PLUS，周六来"
    assert len(dialog.text.extraSelections()) == 4
    driver.press("Down", "Space")  # without 李先生
    assert dialog.save_button.text() == "记下 2 位"
    driver.press("Return")
    assert driver.told()[-1] == "粘贴：新增 2，合并 0，重复 0"
    names = {row.name for row in rows_of(five, InboxView.ALL)}
    assert names == {"王女士", "陈总", *(f"客户{n}" for n in range(1, 6))}
    driver.press("Ctrl+Z")
    assert driver.told()[-1] == "已撤销"
    assert len(driver.names()) == 5
    copy("没有号码的一句话")
    driver.press("Ctrl+V")
    assert "没有认出手机号或微信号" in driver.told()[-1]
    driver.press("N")
    copy("备注里的字")
    driver.press("Ctrl+V")  # in a field it pastes into the field
    assert QApplication.focusWidget().text() == "备注里的字"


def test_a_wrong_number_keeps_the_paste_open_and_says_why(driver):
    copy(CHAT)
    driver.press("Ctrl+V")
    dialog = opened(driver, PasteDialog)
    dialog.model.setData(dialog.model.index(0, 1), "139", EDIT)
    driver.press("Return")
    assert "看不懂号码 139" in dialog.fault.text()
    assert dialog.isVisible()


def test_a_known_number_says_who_it_is_and_a_new_one_is_written_down_by_three_fields(driver, five):
    driver.press("Ctrl+N")
    dialog = opened(driver, NewLeadDialog)
    number = five.inbox.reveal(driver.inbox.model.lead(0).id, by="", now=five.now())
    driver.write(number)
    assert dialog.known.text().startswith("认识：客户1")
    assert not dialog.open_button.isHidden()
    dialog.phone.clear()
    driver.write("150 1234 5678")
    assert "是新客户" in dialog.known.text()
    dialog.name.setText("王女士")
    dialog.sources.button(2).click()
    assert dialog.channel.currentData() == "wechat"
    driver.press("Return")
    assert driver.told()[-1] == "已记：王女士"
    assert driver.chosen() == "王女士"
    driver.press("Ctrl+Z")
    assert "王女士" not in driver.names()


@pytest.mark.parametrize(
    ("typed", "phone", "wechat"),
    [("138 1234 5678", "138 1234 5678", ""), ("wx_abc1", "", "wx_abc1")],
)
def test_what_is_typed_is_a_number_or_a_wechat_id(theme, qtbot, ready_desk, typed, phone, wechat):
    dialog = NewLeadDialog(theme, ready_desk.settings.channels(), None)
    qtbot.addWidget(dialog)
    dialog.phone.setText(typed)
    written = dialog.written()
    assert (written.phone, written.wechat, written.source) == (phone, wechat, Source.VISIT)
    assert written.channel == "showroom"
