"""The shop's state and the time: right words, digits that don't move."""

from datetime import UTC, datetime, timedelta

import pytest

from netdesk.ui.pulse import Pulse
from netdesk.ui.shop_clock import ShopClock


@pytest.fixture
def shop_clock(qtbot, theme, ready_desk) -> ShopClock:
    made = ShopClock(theme, ready_desk.hours, Pulse(ready_desk.now))
    qtbot.addWidget(made)
    return made


def at(text: str) -> datetime:
    return (datetime.fromisoformat(text) - timedelta(hours=8)).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24 09:24:51", "营业中 · 17:30 下班 · 现在 09:24:51"),
        ("2026-11-24 17:29:59", "营业中 · 17:30 下班 · 现在 17:29:59"),
        ("2026-11-24 17:30:00", "已下班 · 明天 08:30 开门 · 现在 17:30:00"),
        ("2026-11-24 07:00:00", "已下班 · 08:30 开门 · 现在 07:00:00"),
        ("2026-09-30 18:00:00", "已下班 · 10-08 08:30 开门 · 现在 18:00:00"),
        ("2030-03-05 10:00:00", "营业中 · 17:30 下班 · 调休未公布 · 现在 10:00:00"),
    ],
)
def test_the_state_is_said_in_words(shop_clock, now, words):
    shop_clock.beat(at(now))
    assert shop_clock.text() == words


def test_the_width_stays_whatever_the_seconds(shop_clock):
    widths = set()
    for second in range(0, 3600, 7):
        shop_clock.beat(at("2026-11-24 10:00:00") + timedelta(seconds=second))
        widths.add(shop_clock.sizeHint().width())
    assert len(widths) == 1


def test_closing_time_is_noticed_without_being_told(shop_clock):
    shop_clock.beat(at("2026-11-24 17:29:59"))
    shop_clock.beat(at("2026-11-24 17:30:01"))
    assert shop_clock.text().startswith("已下班")


def test_the_pulse_beats_while_something_is_seen(qtbot, shop_clock):
    pulse = shop_clock._pulse
    assert not pulse.is_beating()
    shop_clock.show()
    assert pulse.is_beating()
    shop_clock.hide()
    assert not pulse.is_beating()
