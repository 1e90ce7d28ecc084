"""The figures, worked by hand."""

from dataclasses import fields

import pytest

from netdesk.domain.figures.kpi import (
    BY_NAME,
    KPIS,
    Counts,
    figures,
    interval,
    median,
    p90,
    percent,
    short_time,
    shown,
    total,
    wilson,
)

# The members that COMMANDS.md promises.
MEMBERS = """
leads touches judged valid valid_rate answered waiting overdue on_time on_time_rate
first_response_median_s first_response_p90_s tried connected connected_rate invited invite_rate
appointments_due arrived arrive_rate_a arrive_rate_b test_driven test_drive_rate ordered
arrive_order_rate lead_order_rate delivered lost lost_rate calls calls_answered call_answer_rate
missed missed_called_back_rate spend cpl cpvl cpa cpo gross_profit profit posts followers_net
"""
PROMISED = MEMBERS.split()


def test_every_promised_figure_has_a_name_a_label_and_a_formula() -> None:
    assert [kpi.name for kpi in KPIS] == PROMISED
    assert all(kpi.label and kpi.formula for kpi in KPIS)
    assert set(figures(Counts())) == {*PROMISED, "ci"}


def test_no_two_figures_share_a_label() -> None:
    assert len({kpi.label for kpi in KPIS}) == len(KPIS)


def test_nothing_to_divide_by_is_none_and_counts_are_zero() -> None:
    found = figures(Counts())
    assert found.pop("ci") == {}
    nothing = {name for name, value in found.items() if value is None}
    costs = {"cpl", "cpvl", "cpa", "cpo"}
    rates = {name for name in PROMISED if name.endswith("_s") or "rate" in name}
    assert nothing == rates | costs | {"posts", "followers_net"}
    assert all(found[name] == 0 for name in PROMISED if name not in nothing)


def test_on_time_is_of_the_clocks_answered_or_past_due() -> None:
    # 9 clocks: 6 answered in time, 1 late, 1 past due and open; 1 still has time and is not failed.
    counts = Counts(answered=7, waiting=2, overdue=1, on_time=6, clocks_judged=8)
    assert figures(counts)["on_time_rate"] == pytest.approx(0.75)
    assert counts.late == 2
    assert counts.not_due == 1


@pytest.mark.parametrize(
    ("name", "counts", "expected"),
    [
        ("valid_rate", Counts(judged=8, valid=6), 0.75),
        ("connected_rate", Counts(tried=10, connected=4), 0.4),
        ("invite_rate", Counts(valid=5, invited=2), 0.4),
        ("arrive_rate_a", Counts(appointments_due=4, arrived_of_due=3, arrived=9), 0.75),
        ("arrive_rate_b", Counts(arrived_in_range=9, arrive_base=90), 0.1),
        ("test_drive_rate", Counts(arrived=4, test_driven=1), 0.25),
        ("arrive_order_rate", Counts(arrived=4, ordered=2), 0.5),
        ("lead_order_rate", Counts(leads=99, ordered=9, leads_ripe=50, ordered_ripe=2), 0.04),
        ("lost_rate", Counts(lost=3, won=1), 0.75),
    ],
)
def test_rates_by_hand(name: str, counts: Counts, expected: float) -> None:
    assert figures(counts)[name] == pytest.approx(expected)


def test_a_part_from_outside_its_whole_gives_no_rate_above_one() -> None:
    counts = Counts(valid=1, invited=3)
    assert figures(counts)["invite_rate"] is None
    assert interval("invite_rate", counts) is None


@pytest.mark.parametrize(
    ("times", "expected"),
    [((), None), ((7,), 7), ((1, 9), 5), ((1, 2), 2), ((1, 5, 90), 5), ((10, 20, 31, 900), 26)],
)
def test_the_median_is_the_middle_or_the_mean_of_the_middle_two(
    times: tuple[int, ...], expected: int | None
) -> None:
    assert median(times) == expected


@pytest.mark.parametrize(
    ("n", "rank"), [(1, 1), (2, 2), (9, 9), (10, 9), (11, 10), (20, 18), (21, 19), (100, 90)]
)
def test_p90_is_the_nearest_rank(n: int, rank: int) -> None:
    assert p90(tuple(range(1, n + 1))) == rank


def test_p90_of_nothing_is_none() -> None:
    assert p90(()) is None


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Newcombe 1998, table I: 81/263 and the small cases 15/148, 0/20, 1/29; 10/10 by symmetry.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_wilson_gives_the_published_intervals(
    part: int, whole: int, low: float, high: float
) -> None:
    assert wilson(part, whole) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_wilson_refuses_what_is_no_share() -> None:
    for part, whole in ((3, 2), (-1, 5), (0, 0)):
        with pytest.raises(ValueError, match=str(whole)):
            wilson(part, whole)


def test_a_rate_carries_its_interval_only_under_fifty_cases() -> None:
    few, enough = Counts(tried=49, connected=40), Counts(tried=50, connected=40)
    assert figures(few)["ci"] == {"connected_rate": wilson(40, 49)}
    assert figures(enough)["ci"] == {}
    assert interval("leads", few) is None


def test_groups_add_up_to_the_whole() -> None:
    names = [field.name for field in fields(Counts) if field.name != "response_seconds"]
    one = Counts(**dict.fromkeys(names, 1), response_seconds=(300, 60))
    two = Counts(**{name: at for at, name in enumerate(names)}, response_seconds=(120,))
    both = one + two
    assert [getattr(both, name) for name in names] == [at + 1 for at in range(len(names))]
    assert both.response_seconds == (60, 120, 300)
    assert total([one, two, Counts()]) == both
    assert total([]) == Counts()


def test_the_median_of_groups_together_is_made_from_all_their_times() -> None:
    both = Counts(response_seconds=(60, 60, 60)) + Counts(response_seconds=(600, 900))
    assert figures(both)["first_response_median_s"] == 60


def test_counts_are_false_only_when_nothing_was_counted() -> None:
    assert not Counts()
    assert Counts(backdated=1)
    assert Counts(response_seconds=(0,))


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (0.0, "0%"),
        (0.001, "<1%"),
        (0.9130, "91%"),
        (0.995, ">99%"),
        (0.9999, ">99%"),
        (1.0, "100%"),
    ],
)
def test_a_rate_is_never_rounded_to_all_or_nothing(rate: float, text: str) -> None:
    assert percent(rate) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 秒"),
        (59, "59 秒"),
        (60, "1 分"),
        (90, "2 分"),
        (5969, "99 分"),
        (5970, "1.7 小时"),
        (172799, "48.0 小时"),
        (172800, "2.0 天"),
    ],
)
def test_a_time_is_written_in_the_one_unit_that_fits(seconds: int, text: str) -> None:
    assert short_time(seconds) == text


def test_figures_are_shown_as_the_page_writes_them() -> None:
    counts = Counts(leads=1234, on_time=21, clocks_judged=23, response_seconds=(660, 720, 780))
    assert shown("leads", counts) == "1,234"
    assert shown("on_time_rate", counts) == "91%"
    assert shown("first_response_median_s", counts) == "12 分"
    assert shown("arrive_rate_a", counts) == "—"
    assert BY_NAME["leads"].label == "新线索"
