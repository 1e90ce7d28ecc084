"""Times as people type them."""

from datetime import time

import pytest

from netdesk.ui.widgets.time_field import TimeField, read_time


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("14：30", time(14, 30)),
        ("24:00", None),
        ("9:", None),
        ("9:60", None),
        ("", None),
        ("ab", None),
    ],
)
def test_a_time_is_read_as_it_is_meant(text, at):
    assert read_time(text) == at


def test_what_is_no_time_is_marked(qtbot):
    field = TimeField("到店时间")
    qtbot.addWidget(field)
    field.set_time(time(10))
    assert not field.property("fault")
    field.setText("99")
    assert field.property("fault")
