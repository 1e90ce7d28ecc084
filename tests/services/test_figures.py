"""Figures of a range: worked out by hand, and each number with its list."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from netdesk import errors
from netdesk.domain.figures.grouping import BY_TIME, By, View
from netdesk.domain.figures.kpi import figures
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.money.words import Attribution
from netdesk.services.answer import Step
from tests.arrivals import arrive, person

DAY = date(2026, 11, 24)
LEADS = "leads judged valid tried connected invited arrived test_driven ordered delivered lost won"
CLOCKS = "touches answered on_time clocks_judged waiting overdue"
VISITS = "appointments_due arrived_of_due leads_ripe ordered_ripe"
COUNTED = f"{LEADS} {CLOCKS} {VISITS}".split()


def at(text: str) -> datetime:
    """Return a shop time as an instant."""
    return datetime.fromisoformat(f"{text}+08:00").astimezone(UTC)


def log(desk, lead, outcome, when, **more):
    return desk.answer.log(Step(lead, outcome, at=at(when), **more), now=max(at(when), desk.now()))


@pytest.fixture
def worked(desk, clock, tmp_path):
    """Four leads over a month's end, one of them lost and won back, one on two channels."""
    clock.at = at("2026-12-05 17:00")
    rows = (
        person(1, 留资时间="2026-11-28 09:00", 渠道="汽车之家"),
        person(2, 留资时间="2026-11-30 10:00", 渠道="易车"),
        person(3, 留资时间="2026-12-01 10:00", 渠道="汽车之家"),
        person(4, 留资时间="2026-12-02 10:00", 渠道="易车"),
        person(1, 留资时间="2026-12-01 11:00", 渠道="易车"),
    )
    arrive(desk, tmp_path, *rows[:4], now=at("2026-12-02 10:10"))
    arrive(desk, tmp_path, rows[4], now=at("2026-12-02 10:10"))
    clock.at = at("2026-12-05 17:00")
    log(desk, 1, Outcome.CONNECTED, "2026-11-28 09:30")
    log(desk, 1, Outcome.LOST, "2026-11-29 10:00", reason="价格")
    log(
        desk, 1, Outcome.INVITED, "2026-12-01 15:00", visit_at=at("2026-12-03 10:00"), reason="又来"
    )
    log(desk, 1, Outcome.ARRIVED, "2026-12-03 10:05")
    log(desk, 2, Outcome.NO_ANSWER, "2026-11-30 11:30")
    log(desk, 3, Outcome.DEAD_NUMBER, "2026-12-01 10:20")
    return desk


def table(desk, first, last, **more):
    return desk.figures.table(desk.figures.asked(first, last, now=desk.now(), **more))


def test_a_cohort_is_what_became_of_the_leads_of_the_range_whenever_it_did(worked):
    november = figures(table(worked, date(2026, 11, 1), date(2026, 11, 30)).total)
    assert november["leads"] == 2
    assert november["judged"] == november["valid"] == 1  # nobody has heard the second yet
    assert november["arrived"] == 1  # in December
    assert november["lost"] == 0  # won back
    assert november["answered"] == 2
    assert november["on_time"] == 1
    december = figures(table(worked, date(2026, 12, 1), date(2026, 12, 31)).total)
    assert december["leads"] == 2
    assert december["judged"] == 1
    assert december["valid"] == 0
    assert december["arrived"] == 0


def test_a_period_is_what_happened_in_the_range(worked):
    november = figures(table(worked, date(2026, 11, 1), date(2026, 11, 30), view=View.PERIOD).total)
    assert november["lost"] == 1
    assert november["arrived"] == 0
    december = figures(table(worked, date(2026, 12, 1), date(2026, 12, 31), view=View.PERIOD).total)
    assert december["arrived"] == 1
    assert december["appointments_due"] == 1
    assert december["arrive_rate_a"] == 1.0


def test_rate_b_divides_by_who_was_open_at_the_start_and_who_came(worked):
    # At the start of December the first lead was lost, the second open; two came in December.
    december = table(worked, date(2026, 12, 1), date(2026, 12, 31)).total
    assert december.arrive_base == 3
    assert figures(december)["arrive_rate_b"] == pytest.approx(1 / 3)
    by_day = table(worked, date(2026, 12, 1), date(2026, 12, 3), by=By.DAY)
    assert all(figures(row.counts)["arrive_rate_b"] is None for row in by_day.rows)


def test_the_last_touch_takes_the_lead_along(worked):
    range_ = date(2026, 11, 1), date(2026, 11, 30)
    first = {row.key: row.counts.leads for row in table(worked, *range_).rows}
    by_last = table(worked, *range_, attribution=Attribution.LAST)
    last = {row.key: row.counts.leads for row in by_last.rows}
    assert first["autohome"] == 1
    assert first["yiche"] == 1
    assert last.get("autohome", 0) == 0
    assert last["yiche"] == 2


def test_a_range_that_ends_before_it_begins_is_refused(desk, clock):
    with pytest.raises(errors.BadRange) as told:
        desk.figures.asked(DAY, date(2026, 11, 23), now=clock.at)
    assert told.value.exit_code == 2


@pytest.fixture(scope="module")
def invented(prepared_store, tmp_path_factory):
    """A desk with an invented shop on it, only read."""
    import shutil

    from netdesk.services.desk import Desk
    from netdesk.store.database import open_database

    path = tmp_path_factory.mktemp("figures") / "netdesk.sqlite"
    shutil.copy(prepared_store, path)
    database = open_database(str(path))
    now = at("2026-11-24 09:24")
    desk = Desk(database, lambda: now)
    desk.demo.fill(leads=600, days=90, seed=5, now=now)
    yield desk
    database.close()


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("by", By)
def test_every_number_is_as_long_as_the_list_behind_it(invented, by, view):
    asked = invented.figures.asked(date(2026, 9, 20), DAY, now=invented.now(), by=by, view=view)
    found = invented.figures.table(asked)
    assert found.total.leads > 100
    names = [*COUNTED, *([] if by in BY_TIME else ["arrive_base", "arrived_in_range"])]
    for row in found.rows:
        for name in names:
            listed = invented.figures.behind(asked, name, row.key)
            assert len(listed) == getattr(row.counts, name), (row.key, name)
    if by is By.CHANNEL:
        for name in names:
            assert len(invented.figures.behind(asked, name)) == getattr(found.total, name), name


@pytest.mark.parametrize("view", View)
def test_rows_of_channels_people_and_models_add_up_to_the_whole(invented, view):
    asked = invented.figures.asked(date(2026, 9, 20), DAY, now=invented.now(), view=view)
    whole = invented.figures.table(asked).total
    for by in (By.PERSON, By.MODEL):
        rows = invented.figures.table(replace(asked, by=by)).rows
        for name in COUNTED:
            assert sum(getattr(row.counts, name) for row in rows) == getattr(whole, name), name
