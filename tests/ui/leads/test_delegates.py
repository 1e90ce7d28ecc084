"""Pills as pixels: colour, weight of the bar, selection, dark and sharp screens."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage

from netdesk.domain.leads.inbox import InboxView
from netdesk.ui.leads.columns import COLUMNS, ShopTime
from netdesk.ui.leads.delegates import SIDE
from netdesk.ui.leads.model import LeadTable
from netdesk.ui.leads.table import ROW_HEIGHT, LeadTableView
from netdesk.ui.theme import DARK, LIGHT
from tests.ui.leads.test_model import NOW, SHOP, row

LEFTS = {"calm": 30, "soon": 10, "urgent": 3, "overdue": -5}


@pytest.fixture
def view(qtbot, theme) -> LeadTableView:
    model = LeadTable(NOW, SHOP)
    made = LeadTableView(theme, model, {})
    qtbot.addWidget(made)
    rows = [row(n, left=timedelta(minutes=m)) for n, m in enumerate(LEFTS.values(), start=1)]
    model.show_page(rows, 4, view=InboxView.WAITING, at=ShopTime(NOW, SHOP))
    made.resize(1000, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def picture(view: LeadTableView) -> QImage:
    return view._port.grab().toImage()


def colour(image: QImage, place: int, x: int) -> QColor:
    return image.pixelColor(QPoint(x, place * ROW_HEIGHT + ROW_HEIGHT // 2))


@pytest.mark.parametrize("name", [LIGHT, DARK])
def test_each_urgency_has_its_own_fill_and_bar(view, theme, name):
    theme.choose(name)
    image = picture(view)
    for place, level in enumerate(LEFTS):
        left, right = SIDE + 4, SIDE + 22
        bar, fill = getattr(theme.tokens, f"{level}_bar"), getattr(theme.tokens, f"{level}_fill")
        if level in ("calm", "soon"):
            assert colour(image, place, left) == bar, level
        assert colour(image, place, right) == (bar if level == "calm" else fill), level


def test_the_chosen_row_has_the_ground_of_the_selection_and_keeps_its_pill(view, theme):
    view.go(1)
    image = picture(view)
    assert colour(image, 1, 3) == theme.tokens.accent_soft
    assert colour(image, 0, 3) == theme.tokens.surface
    assert colour(image, 1, SIDE + 40) == theme.tokens.soon_fill


def test_a_pill_is_drawn_once_for_its_look_and_again_when_the_look_changes(view, theme):
    delegate = view._delegates[0]
    picture(view)
    kept = len(delegate._pills)
    picture(view)
    assert len(delegate._pills) == kept > 0
    theme.choose(DARK)
    assert len(delegate._pills) == 0


def test_on_a_sharp_screen_a_pill_has_as_many_pixels_as_the_screen(view):
    view.ratio = 2.0
    from netdesk.domain.leads.lead import Urgency

    pill = view._delegates[0]._pill(Urgency.SOON, 100, 40)
    assert (pill.width(), pill.devicePixelRatio()) == (200, 2.0)


def test_a_tick_repaints_the_countdowns_and_leaves_the_rest(view):
    drawn = []
    names = view._delegates[1]
    names.paint_text = lambda *_args, **_more: drawn.append("name")
    picture_before = len(drawn)
    view.viewport().repaint(QRect(0, 0, COLUMNS[0].width + 1, 200))
    assert len(drawn) == picture_before
    view.viewport().repaint()
    assert drawn
