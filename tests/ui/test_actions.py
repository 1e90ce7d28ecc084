"""One table of actions: no key twice in a place, and F1 shows them all."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from netdesk.ui.actions import ACTIONS, Where, key_words, spoken
from netdesk.ui.keys_dialog import KeyCaps, KeysDialog

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def test_no_key_means_two_things_in_one_place():
    ordered = sorted(ACTIONS, key=lambda action: action.where)
    everywhere = [key for action in ACTIONS if action.where is Where.WINDOW for key in action.keys]
    for where, actions in groupby(ordered, key=lambda action: action.where):
        keys = [key for action in actions for key in action.keys]
        assert len(keys) == len(set(keys)), where
        if where is not Where.WINDOW:
            assert set(keys).isdisjoint(everywhere), where


def test_names_are_told_apart():
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)


def test_keys_are_shown_as_people_read_them():
    assert key_words("search") == "Ctrl K"
    assert key_words("redo") == "Ctrl Shift Z"
    assert key_words("save") == "Enter"
    assert key_words("filter") == "/"
    assert key_words("day_back") == "Alt ←"
    assert spoken("Ctrl+,") == "Ctrl ,"
    assert spoken("Alt+Left") == "Alt ←"
    assert spoken("Backspace") == "Backspace"


def test_f1_lists_every_action_with_its_keys(driver):
    driver.press("F1")
    (dialog,) = driver.window.findChildren(KeysDialog)
    caps = dialog.findChildren(KeyCaps)
    assert len(caps) == len(ACTIONS)
    shown = {caps_.accessibleName() for caps_ in caps}
    said = (dict.fromkeys(spoken(key) for key in action.keys) for action in ACTIONS)
    assert {" / ".join(keys) for keys in said} == shown


def test_every_action_of_the_table_is_bound_where_it_says(driver):
    names = ("inbox", "ideas", "posts", "activities", "channels", "summary")
    pages = [driver.window.page(name) for name in names]
    bound = set()
    for widget in (driver.window, *pages):
        for shortcut in widget.findChildren(QShortcut, options=_DIRECT):
            bound.update(key.toString() for key in shortcut.keys())  # noqa: SIM118
    wanted = {key for action in ACTIONS if not action.listed for key in action.keys}
    assert wanted - bound == set()
