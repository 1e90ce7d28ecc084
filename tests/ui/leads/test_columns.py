"""Columns share the room there is; what a person set stays."""

import pytest

from netdesk.ui.leads.columns import COLUMNS, Part, fit


@pytest.mark.parametrize("room", [300, 500, 558, 600, 684, 694, 900, 1336, 2500])
def test_the_columns_fill_the_room_exactly(room):
    assert sum(fit(room, {}).values()) == room


def test_with_little_room_the_least_needed_columns_give_way_first():
    assert set(fit(694, {})) == set(Part)
    assert set(Part) - set(fit(600, {})) == {Part.OWNER, Part.TAGS} - set(fit(600, {}))
    assert Part.OWNER not in fit(660, {})
    assert set(fit(300, {})) == {Part.LEFT, Part.NAME, Part.PHONE}


def test_the_countdown_keeps_its_width_whatever_the_room():
    assert {fit(room, {})[Part.LEFT] for room in (700, 1000, 1336, 1900)} == {COLUMNS[0].width}


def test_a_width_a_person_set_is_kept_and_the_others_take_the_rest():
    widths = fit(1000, {Part.MODEL: 333})
    assert widths[Part.MODEL] == 333
    assert sum(widths.values()) == 1000
