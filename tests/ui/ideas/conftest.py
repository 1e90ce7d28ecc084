"""The page of ideas on the invented dealership's facts."""

import pytest
from PySide6.QtGui import QTextCursor

from netdesk.ui.ideas.page import IdeasPage
from tests.conftest import NINE
from tests.ui.conftest import PATIENCE


@pytest.fixture
def page(driver, five) -> IdeasPage:
    """The page on the invented dealership's facts."""
    five.ideas.save_facts(five.ideas.sample_text(now=NINE), now=NINE)
    driver.press("Ctrl+2")
    return driver.window.page("ideas")


def write(page, driver, text: str) -> None:
    """Write at the end of the post and wait for the check."""
    page.draft.text_edit.moveCursor(QTextCursor.MoveOperation.End)
    page.draft.text_edit.insert(text)
    checked(page, driver)


def checked(page, driver) -> None:
    """Wait for the check."""
    driver.qtbot.waitUntil(lambda: page.draft.report() is not None, timeout=PATIENCE)
    driver.settle()
