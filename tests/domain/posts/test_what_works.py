"""What works here: invented results, and what the next turns come to by them."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from netdesk.domain.ideas.technique import Technique
from netdesk.domain.posts.what_works import (
    DECAY,
    EXPLORE,
    NEEDED,
    Outcome,
    Works,
    reason,
    turns,
    works_of,
)

TODAY = date(2026, 11, 24)
CONTRAST, BOLD, HUMOUR = Technique.CONTRAST, Technique.BOLD, Technique.HUMOUR


def outcome(
    technique: Technique | None, leads: int = 0, reads: int | None = None, **more
) -> Outcome:
    days_ago = more.pop("days_ago", 0)
    platform = more.pop("platform", "douyin")
    return Outcome(technique, platform, TODAY - timedelta(days=days_ago), leads, reads)


def won(*outcomes: Outcome, technique: Technique = CONTRAST) -> int:
    return works_of(outcomes, TODAY).of(technique).won


def results(wins: dict[Technique, tuple[int, int]], platform: str = "douyin") -> list[Outcome]:
    """Give each technique its (wins, posts): a winner has 200 reads, the others 100.

    As many posts without a technique keep the median at 100.
    """
    found = [
        outcome(technique, reads=200 if n < good else 100, platform=platform)
        for technique, (good, all_) in wins.items()
        for n in range(all_)
    ]
    return found + [outcome(None, reads=100, platform=platform) for _ in found]


def drawn(works: Works, times: int = 20_000, **more) -> Counter[Technique]:
    return Counter(turns(works, "douyin", times, Random(5), **more))


def test_a_post_wins_above_the_median_and_not_on_it():
    others = [outcome(BOLD, leads=n) for n in (1, 2, 2, 3)]
    assert [won(*others, outcome(CONTRAST, leads=n)) for n in (1, 2, 3)] == [0, 0, 1]


def test_the_median_of_an_even_number_of_posts_lies_between_the_two_in_the_middle():
    others = [outcome(BOLD, leads=n) for n in (0, 2, 5)]
    assert won(*others, outcome(CONTRAST, leads=3)) == 1  # 2.5
    assert won(*others, outcome(CONTRAST, leads=2)) == 0  # 2


def test_where_all_are_alike_none_wins():
    alike = [outcome(t, leads=1, reads=50) for t in Technique]
    assert all(one.won == 0 for one in works_of(alike, TODAY).standings)


def test_more_reads_win_too_and_posts_without_reads_have_no_part_in_that_median():
    others = [outcome(BOLD, leads=9), outcome(BOLD, leads=9), outcome(BOLD, reads=10)]
    assert won(*others, outcome(CONTRAST, reads=20)) == 1
    assert won(*others, outcome(CONTRAST, reads=None)) == 0


def test_each_platform_has_its_own_median():
    many = [outcome(BOLD, reads=n, platform="douyin") for n in (900, 1000, 1100)]
    few = [outcome(BOLD, reads=n, platform="forum_x") for n in (5, 6, 7)]
    assert won(*many, *few, outcome(CONTRAST, reads=8, platform="forum_x")) == 1
    assert won(*many, *few, outcome(CONTRAST, reads=800, platform="douyin")) == 0


def test_posts_written_by_hand_count_for_the_median_only():
    by_hand = [outcome(None, reads=100) for _ in range(5)]
    works = works_of([*by_hand, outcome(CONTRAST, reads=101)], TODAY)
    assert (works.posts, works.of(CONTRAST).won) == (1, 1)


def test_before_any_post_the_rate_is_anything_with_a_half_to_expect():
    standing = works_of([], TODAY).of(CONTRAST)
    assert (standing.a, standing.b, standing.mean) == (1, 1, 0.5)
    assert (standing.low, standing.high) == pytest.approx((0.05, 0.95))


def test_each_post_adds_to_the_prior_what_it_weighs():
    standing = works_of(results({CONTRAST: (3, 4)}), TODAY).of(CONTRAST)
    assert (standing.posts, standing.won, standing.wins, standing.trials) == (4, 3, 3, 4)
    assert (standing.a, standing.b) == (1 + 3, 1 + 1)
    assert standing.mean == pytest.approx(4 / 6)
    assert standing.low < 4 / 6 < standing.high


def test_a_post_weighs_two_percent_less_with_each_week():
    weeks = (0, 1, 10)
    listed = [outcome(CONTRAST, leads=1, days_ago=7 * n) for n in weeks]
    listed += [outcome(None, leads=0) for _ in range(7)]
    standing = works_of(listed, TODAY).of(CONTRAST)
    assert standing.won == 3
    assert standing.wins == pytest.approx(sum(DECAY**n for n in weeks))
    assert DECAY == 0.98
    assert works_of(
        [outcome(CONTRAST, leads=1, days_ago=3), outcome(None), outcome(None)], TODAY
    ).of(CONTRAST).wins == pytest.approx(0.98 ** (3 / 7))


def test_posts_of_half_a_year_ago_are_left_out_of_median_and_counts():
    old = [outcome(BOLD, leads=50, days_ago=180) for _ in range(5)]
    young = [outcome(BOLD, leads=1, days_ago=179), outcome(BOLD, leads=2)]
    works = works_of([*old, *young, outcome(CONTRAST, leads=3)], TODAY)
    assert works.posts == 3
    assert works.of(CONTRAST).won == 1


def test_a_post_of_a_closed_day_counts_at_once_though_its_shop_day_is_to_come():
    works = works_of([outcome(CONTRAST, leads=1, days_ago=-2), outcome(None)], TODAY)
    assert works.of(CONTRAST).wins == 1


def test_a_platform_begins_from_what_the_others_taught():
    listed = results({CONTRAST: (8, 8), BOLD: (0, 8)}, platform="weibo")
    listed += results({HUMOUR: (1, 2)}, platform="douyin")
    works = works_of(listed, TODAY)
    there = works.of(CONTRAST, "douyin")
    assert (there.posts, there.a, there.b) == (0, pytest.approx(1.8), pytest.approx(0.2))
    assert works.of(BOLD, "douyin").mean == pytest.approx(0.1)
    own = works.of(CONTRAST, "weibo")
    assert (own.a, own.b) == (1 + 8, 1)  # nothing is known from elsewhere, and itself counts once


def test_on_a_platform_never_posted_on_what_holds_everywhere_holds():
    works = works_of(results({CONTRAST: (3, 4)}), TODAY)
    assert works.of(CONTRAST, "weibo") == works.of(CONTRAST)


@pytest.mark.parametrize(("posts", "is_ranked"), [(0, False), (9, False), (10, True)])
def test_under_ten_posts_nothing_is_ranked(posts: int, is_ranked: bool):
    works = works_of(results({CONTRAST: (posts, posts)}), TODAY)
    assert works.is_ranked is is_ranked
    assert bool(works.best()) is is_ranked
    assert bool(turns(works, "douyin", 5, Random(1))) is is_ranked
    assert works.lacking == max(0, NEEDED - posts)


def test_the_best_come_first():
    works = works_of(results({CONTRAST: (1, 6), BOLD: (5, 6), HUMOUR: (3, 6)}), TODAY)
    ranked = [one.technique for one in works.best("douyin")]
    assert [one for one in ranked if one in (BOLD, HUMOUR, CONTRAST)] == [BOLD, HUMOUR, CONTRAST]
    assert len(ranked) == 7


def test_a_better_technique_is_drawn_more_often():
    wins = {one: (8, 20) for one in Technique} | {CONTRAST: (14, 20), HUMOUR: (2, 20)}
    counts = drawn(works_of(results(wins), TODAY))
    others = [counts[one] for one in Technique if one not in (CONTRAST, HUMOUR)]
    assert counts[CONTRAST] > 3 * max(others)
    assert min(others) > 2 * counts[HUMOUR]
    assert max(others) < 1.2 * min(others)


def test_new_results_change_the_next_turns():
    before = results({CONTRAST: (6, 10), BOLD: (3, 10)})
    after = [*before, *results({CONTRAST: (0, 12), BOLD: (12, 12)})]
    first, second = drawn(works_of(before, TODAY)), drawn(works_of(after, TODAY))
    assert first[CONTRAST] > first[BOLD]
    assert second[BOLD] > second[CONTRAST]
    assert works_of(before, TODAY).best()[0].technique is not BOLD
    assert works_of(after, TODAY).best()[0].technique is BOLD


def test_a_tenth_of_the_turns_goes_to_any_technique_however_bad():
    """With hopeless techniques Thompson alone would hardly ever draw them."""
    wins = {one: (0, 400) for one in Technique} | {CONTRAST: (400, 400), BOLD: (399, 400)}
    times = 30_000
    counts = drawn(works_of(results(wins), TODAY), times)
    hopeless = [one for one in Technique if one not in (CONTRAST, BOLD)]
    assert EXPLORE >= 0.1
    for one in hopeless:
        assert counts[one] / times == pytest.approx(EXPLORE / 7, rel=0.25)
    assert sum(counts[one] for one in hopeless) / times >= 0.1 * 5 / 7 * 0.9


def test_no_technique_comes_three_times_in_a_row():
    works = works_of(results({CONTRAST: (400, 400), BOLD: (0, 400)}), TODAY)
    got = turns(works, "douyin", 500, Random(1))
    assert all(len(set(got[n : n + 3])) > 1 for n in range(498))
    assert Counter(got).most_common(1)[0][0] is CONTRAST
    assert turns(works, "douyin", 1, Random(1), before=(CONTRAST, CONTRAST)) != (CONTRAST,)
    assert turns(works, "douyin", 4, Random(1), [CONTRAST]) == (CONTRAST,) * 4


def test_only_what_is_allowed_is_drawn():
    works = works_of(results({CONTRAST: (9, 10), BOLD: (1, 10)}), TODAY)
    assert set(drawn(works, 500, allowed=(BOLD, HUMOUR))) == {BOLD, HUMOUR}
    assert turns(works, "douyin", 5, Random(1), ()) == ()


def test_the_same_seed_gives_the_same_turns_and_a_longer_answer_begins_with_them():
    works = works_of(results({CONTRAST: (9, 10), BOLD: (1, 10)}), TODAY)
    few = turns(works, "douyin", 6, Random(8))
    assert turns(works, "douyin", 40, Random(8))[:6] == few
    assert turns(works, "douyin", 40, Random(9)) != turns(works, "douyin", 40, Random(8))


def test_a_reason_is_counted_in_posts():
    works = works_of(results({CONTRAST: (5, 8), BOLD: (1, 8)}), TODAY)
    told = reason(works.of(CONTRAST, "douyin"))
    assert (told.technique, told.platform, told.posts, told.won) == (CONTRAST, "douyin", 8, 5)
