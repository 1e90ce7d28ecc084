"""Groups of figures, what stands behind them, how they are written and compared."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from netdesk.domain.figures.columns import (
    BESIDE,
    GROUPS,
    Group,
    change,
    counts_before,
    interval_words,
    ordered,
    parts_behind,
    written,
)
from netdesk.domain.figures.grouping import Asked, By
from netdesk.domain.figures.kpi import BY_NAME, KPIS, Counts, Kind
from netdesk.domain.figures.table import Row, Table

NOW = datetime(2026, 11, 24, tzinfo=UTC)
NAMES = [kpi.name for kpi in KPIS]


def test_every_figure_is_in_a_group_and_in_all_of_them_together():
    grouped = {name for group in Group if group is not Group.ALL for name in GROUPS[group]}
    assert grouped == set(NAMES)
    assert list(GROUPS[Group.ALL]) == NAMES
    assert all(len(GROUPS[group]) <= 9 for group in Group if group is not Group.ALL)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_opens_a_list_or_says_where_it_comes_from(name):
    counts = {field.name for field in fields(Counts)} | {"late", "not_due"}
    parts = parts_behind(name)
    assert parts or name in BESIDE
    assert {part.name for part in parts} <= counts
    share = BY_NAME[name].share
    if share is not None and parts:
        assert len(parts) >= 2  # what is counted, and what it is divided by


def test_rows_stand_by_a_figure_and_those_without_it_come_last_either_way():
    rows = [
        Row("a", "a", Counts(leads=1)),
        Row("b", "b", Counts(leads=3, judged=4, valid=1)),
        Row("c", "c", Counts(leads=2, judged=4, valid=3)),
    ]
    assert [row.key for row in ordered(rows, "leads", descending=True)] == ["b", "c", "a"]
    assert [row.key for row in ordered(rows, "valid_rate", descending=True)] == ["c", "b", "a"]
    assert [row.key for row in ordered(rows, "valid_rate", descending=False)] == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [
        (Kind.COUNT, 1234, "1,234"),
        (Kind.COUNT, -3, "−3"),
        (Kind.RATE, 0.5, "50%"),
        (Kind.SECONDS, 90, "2 分"),
        (Kind.MONEY, -1234.5, "−1,235"),
        (Kind.MONEY, 1234.5, "1,235"),
        (Kind.MONEY, None, "—"),
    ],
)
def test_a_number_is_written_short(kind, number, text):
    assert written(kind, number) == text


def test_money_is_written_to_the_cent_where_it_is_explained():
    assert written(Kind.MONEY, -1234.5, cents=True) == "−1,234.50"


@pytest.mark.parametrize(
    ("name", "now", "before", "text"),
    [
        ("leads", Counts(leads=5), Counts(leads=2), "+3"),
        ("leads", Counts(leads=2), Counts(leads=2), "±0"),
        ("leads", Counts(), Counts(leads=2), "−2"),
        ("leads", Counts(), Counts(), ""),  # nothing then and nothing now is no news
        ("valid_rate", Counts(judged=4, valid=3), Counts(judged=2, valid=1), "+25 点"),
        ("valid_rate", Counts(), Counts(judged=2, valid=1), ""),  # nothing to divide by
        ("spend", Counts(spend=100_050), Counts(spend=200_000), "−999"),
        (
            "first_response_median_s",
            Counts(response_seconds=(600,)),
            Counts(response_seconds=(60,)),
            "+9 分",
        ),
    ],
)
def test_a_change_has_its_sign(name, now, before, text):
    assert change(name, now, before) == text


def test_only_a_rate_of_few_cases_carries_its_interval():
    assert interval_words("valid_rate", Counts(judged=3, valid=2)) == "21–94%"
    assert interval_words("valid_rate", Counts(judged=50, valid=20)) == ""
    assert interval_words("valid_rate", Counts()) == ""
    assert interval_words("leads", Counts(leads=3)) == ""


def table(first, last, by, **counts):
    asked = Asked(first, last, NOW, by)
    rows = tuple(Row(key, key, Counts(leads=n)) for key, n in counts.items())
    return Table(asked, rows, Counts())


def test_a_channel_that_was_not_there_before_had_nothing():
    now = table(date(2026, 11, 1), date(2026, 11, 30), By.CHANNEL, autohome=3, yiche=1)
    before = table(date(2026, 10, 1), date(2026, 10, 24), By.CHANNEL, autohome=2, sina=5)
    found = counts_before(now, before)
    assert {key: counts.leads for key, counts in found.items()} == {"autohome": 2, "yiche": 0}


def test_days_are_compared_with_the_days_in_their_place_and_the_rest_with_none():
    now = table(date(2026, 11, 1), date(2026, 11, 30), By.DAY, **{"2026-11-02": 3})
    before = table(date(2026, 10, 1), date(2026, 10, 24), By.DAY, **{"2026-10-02": 7})
    found = counts_before(now, before)
    assert found["2026-11-02"].leads == 7
    assert found["2026-11-24"].leads == 0
    assert "2026-11-25" not in found


def test_months_are_compared_with_months_however_long_they_are():
    now = table(date(2026, 7, 1), date(2026, 12, 31), By.MONTH)
    months = {f"2026-{n:02}": n for n in range(1, 7)}
    before = table(date(2026, 1, 1), date(2026, 6, 30), By.MONTH, **months)
    found = counts_before(now, before)
    assert [counts.leads for counts in found.values()] == [1, 2, 3, 4, 5, 6]
