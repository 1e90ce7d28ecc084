"""Figures of some channels only, the period before, and the leads that earned the money."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from netdesk.domain.figures.grouping import By, View
from netdesk.domain.figures.kpi import Counts, figures, total
from netdesk.domain.money.words import Attribution
from netdesk.services.desk import Desk
from netdesk.store.database import open_database
from tests.dealt import at

RANGE = date(2026, 9, 20), date(2026, 11, 24)
TWO = ("autohome", "yiche")


@pytest.fixture(scope="module")
def desk_of_demo(prepared_store, tmp_path_factory):
    """A desk with an invented shop on it, only read."""
    path = tmp_path_factory.mktemp("filter") / "netdesk.sqlite"
    shutil.copy(prepared_store, path)
    database = open_database(str(path))
    now = at("2026-11-24 09:24")
    desk = Desk(database, lambda: now)
    desk.demo.fill(leads=400, days=90, seed=5, now=now)
    yield desk
    database.close()


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("how", Attribution)
def test_by_channel_some_channels_have_the_rows_they_have_among_all(desk_of_demo, view, how):
    figures_ = desk_of_demo.figures
    asked = figures_.asked(*RANGE, now=desk_of_demo.now(), view=view, attribution=how)
    every = {row.key: row for row in figures_.table(asked).rows}
    found = figures_.table(replace(asked, channels=frozenset(TWO)))
    assert {row.key: row for row in found.rows} == {key: every[key] for key in TWO}
    assert found.total == total(row.counts for row in found.rows)


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("by", [By.PERSON, By.MODEL, By.DAY, By.WEEK, By.TECHNIQUE])
def test_however_it_is_grouped_some_channels_have_one_whole(desk_of_demo, view, by):
    figures_ = desk_of_demo.figures
    for how in Attribution:
        asked = figures_.asked(
            *RANGE, now=desk_of_demo.now(), view=view, attribution=how, channels=TWO
        )
        whole = figures_.table(asked).total
        assert whole.leads
        found = figures_.table(replace(asked, by=by, start=None))
        assert _plain(found.total) == _plain(whole), how
        assert sum(row.counts.gross_profit for row in found.rows) == whole.gross_profit


def _plain(counts: Counts) -> Counts:
    return replace(counts, arrive_base=0, arrived_in_range=0)


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("by", [By.CHANNEL, By.PERSON, By.DAY, By.MODEL])
def test_the_lists_behind_are_of_those_channels_too(desk_of_demo, view, by):
    figures_ = desk_of_demo.figures
    asked = figures_.asked(*RANGE, now=desk_of_demo.now(), by=by, view=view, channels=TWO)
    found = figures_.table(asked)
    for name in ("leads", "touches", "answered", "on_time", "waiting", "arrived", "ordered"):
        for row in found.rows:
            listed = figures_.behind(asked, name, row.key)
            assert len(listed) == getattr(row.counts, name), (row.key, name)
        if by is not By.DAY:
            assert len(figures_.behind(asked, name)) == getattr(found.total, name), name


@pytest.mark.parametrize("how", Attribution)
@pytest.mark.parametrize("by", [By.CHANNEL, By.PERSON, By.MONTH])
def test_gross_profit_opens_the_leads_of_its_deals(desk_of_demo, by, how):
    figures_ = desk_of_demo.figures
    asked = figures_.asked(*RANGE, now=desk_of_demo.now(), by=by, attribution=how)
    earning = [row for row in figures_.table(asked).rows if row.counts.gross_profit]
    assert earning
    for row in earning:
        assert figures_.behind(asked, "gross_profit", row.key)
    ordered = {lead.id for lead in figures_.behind(asked, "ordered")}
    assert {lead.id for lead in figures_.behind(asked, "gross_profit")} <= ordered


def test_the_period_before_asks_for_the_same_of_as_many_days_before(desk_of_demo):
    figures_ = desk_of_demo.figures
    month = figures_.asked(
        date(2026, 11, 1), date(2026, 11, 30), now=desk_of_demo.now(), by=By.MODEL, channels=TWO
    )
    before = figures_.before(month)
    assert (before.first, before.last) == (date(2026, 10, 1), date(2026, 10, 24))
    assert (before.by, before.channels, before.view) == (month.by, month.channels, month.view)
    week = figures_.asked(date(2026, 11, 23), date(2026, 11, 29), now=desk_of_demo.now())
    before = figures_.before(week)  # Monday and Tuesday with Monday and Tuesday
    assert (before.first, before.last) == (date(2026, 11, 16), date(2026, 11, 17))
    assert figures(figures_.table(before).total)["leads"] is not None


@pytest.mark.parametrize("channels", [(), TWO])
@pytest.mark.parametrize("by", [By.CHANNEL, By.WEEK, By.PERSON, By.ACTIVITY])
def test_spend_opens_the_payments_it_is_the_sum_of(desk_of_demo, by, channels):
    figures_ = desk_of_demo.figures
    asked = figures_.asked(*RANGE, now=desk_of_demo.now(), by=by, channels=channels)
    found = figures_.table(asked)
    assert found.total.spend
    assert sum(one.inside for one in figures_.paid(asked)) == found.total.spend
    for row in found.rows:
        payments = figures_.paid(asked, row.key)
        assert sum(one.inside for one in payments) == row.counts.spend, row.key
        assert all(0 < one.inside <= one.amount for one in payments)
