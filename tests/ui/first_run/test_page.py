"""Four questions, everything else by default."""

import pytest

from netdesk.domain.deadlines.hours import DEFAULT_HOURS, Window
from netdesk.ui.first_run.page import FirstRunPage


@pytest.fixture
def page(qtbot, desk, tasks, theme) -> FirstRunPage:
    made = FirstRunPage(desk, tasks, theme)
    qtbot.addWidget(made)
    made.show()
    made.name.setText("示例汽车")
    made.place.setText("枣庄")
    made.me.setText("小周")
    return made


def test_the_answers_set_the_desk_up(qtbot, page, desk):
    page.boxes["xcar"].setChecked(False)
    with qtbot.waitSignal(page.done):
        page.start.click()
    assert not desk.settings.is_new()
    assert (desk.settings.shop().name, desk.settings.shop().place) == ("示例汽车", "枣庄")
    assert desk.settings.me() == "小周"
    assert [person.name for person in desk.settings.people()] == ["小周"]
    off = [channel.code for channel in desk.settings.channels() if not channel.active]
    assert off == ["xcar"]
    assert desk.hours.current().weekly == DEFAULT_HOURS.weekly


def test_hours_are_taken_as_they_are_typed(qtbot, page, desk):
    page.workdays.setText("8:30－12:00，13：30 ~ 18:00")
    page.weekend.setText("")
    with qtbot.waitSignal(page.done):
        page.start.click()
    weekly = desk.hours.current().weekly
    assert weekly[0] == (Window(30600, 43200), Window(48600, 64800))
    assert weekly[5:] == ((), ())


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [("name", "", "店名"), ("me", "  ", "姓名"), ("workdays", "8:30-25:00", "8:30-25:00")],
)
def test_what_is_missing_or_wrong_is_said_in_place(page, desk, field, text, told):
    getattr(page, field).setText(text)
    page.start.click()
    assert told.removeprefix("8") in page._fault.text()
    assert page._fault.isVisible()
    assert desk.settings.is_new()


def test_a_language_can_be_chosen_before_anything_else(qtbot, page, desk):
    with qtbot.waitSignal(page.language_chosen) as heard:
        page._choose_language("en")
    assert heard.args == ["en"]
    assert desk.settings.get("ui.language", "") == "en"
