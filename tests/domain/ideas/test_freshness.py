"""Never the same twice: what counts as the same, as near, as a like beginning, and for how long."""

from datetime import date, timedelta

import pytest

from netdesk.domain.ideas.freshness import Freshness, Stale, Used, likeness, opening, pairs

TODAY = date(2026, 11, 24)


def used(headline: str, *, days_ago: int = 1, production: str = "p", fillers: str = "") -> Used:
    return Used(headline, TODAY - timedelta(days=days_ago), production, frozenset(fillers.split()))


def judged(
    history: list[Used], headline: str, production: str = "", fillers: str = ""
) -> Stale | None:
    freshness = Freshness(history, TODAY)
    mark = freshness.seen.mark(headline)
    return freshness.stale(mark, freshness.seen.nearest(mark), production, fillers.split())


def test_pairs_and_openings_leave_out_signs_and_blanks():
    assert pairs("胎压，看 了") == {"胎压", "压看", "看了"}
    assert opening("“胎压”，看了吗") == "胎压看了"


def test_likeness_is_the_shared_part_of_all_pairs():
    assert likeness("胎压看了", "胎压没看") == pytest.approx(1 / 5)
    assert likeness("胎压", "胎压") == 1
    assert likeness("胎", "灯") == 0


def test_the_same_headline_never_comes_again_however_old():
    assert judged([used("雨刮该换了吗", days_ago=4000)], "雨刮，该换了吗？") is Stale.SAME


def test_a_near_headline_rests_for_thirty_days():
    near = "等到下雨才想起雨刮该换"
    assert judged([used("昨晚等到下雨才想起雨刮", days_ago=29)], near) is Stale.NEAR
    assert judged([used("昨晚等到下雨才想起雨刮", days_ago=30)], near) is None


def test_half_of_the_pairs_is_still_fresh():
    # 甲乙丙丁 and 乙丙丁戊 share 2 of 4 pairs
    assert likeness("甲乙丙丁", "乙丙丁戊") == 0.5
    assert judged([used("甲乙丙丁")], "乙丙丁戊") is None


def test_the_same_opening_rests_for_thirty_days():
    like = "下雨天别的都好说，灯要早开"
    assert judged([used("下雨天别走神", days_ago=29)], like) is Stale.OPENING
    assert judged([used("下雨天别走神", days_ago=30)], like) is None


def test_a_production_rests_for_seven_posts_and_a_filler_for_five():
    history = [
        used(f"{chr(0x4E00 + 7 * n)}标题{n}", days_ago=20 - n, production=f"p{n}", fillers=f"f{n}")
        for n in range(10)
    ]
    stale = {n: judged(history, "全新的一句话", f"p{n}") for n in range(10)}
    assert [n for n in range(10) if stale[n] is Stale.PRODUCTION] == [3, 4, 5, 6, 7, 8, 9]
    stale = {n: judged(history, "全新的一句话", fillers=f"f{n}") for n in range(10)}
    assert [n for n in range(10) if stale[n] is Stale.FILLER] == [5, 6, 7, 8, 9]


def test_the_order_is_that_of_the_days_not_of_the_list():
    history = [used("标题甲乙", days_ago=1, production="new")]
    history += [used(f"{n}号标题", days_ago=5 + n, production=f"old{n}") for n in range(7)]
    assert judged(history, "别的话", "new") is Stale.PRODUCTION
    assert judged(history, "别的话", "old6") is None


def test_posts_planned_ahead_rest_what_they_use_and_do_not_wake_what_went_before():
    listed = [
        used(f"{chr(0x4E00 + 7 * n)}标题{n}", days_ago=10 - n, production=f"p{n}", fillers=f"f{n}")
        for n in range(30)
    ]
    resting = Freshness(listed, TODAY).resting_productions
    assert resting == {f"p{n}" for n in range(4, 18)}  # p10 is today's
    fillers = Freshness(listed, TODAY).resting_fillers
    assert fillers == {f"f{n}" for n in range(6, 16)}


def test_what_was_only_shown_may_not_come_again_but_is_no_post_to_rest_by():
    history = [used("标题甲乙", production="posted", fillers="part")]
    shown = [used(f"{chr(0x4E00 + 7 * n)}看过的{n}", days_ago=0, production="") for n in range(9)]
    freshness = Freshness(history, TODAY, shown)
    assert freshness.resting_productions == {"posted"}
    assert freshness.resting_fillers == {"part"}
    mark = freshness.seen.mark(shown[0].headline)
    assert freshness.stale(mark, freshness.seen.nearest(mark)) is Stale.SAME


def test_new_pairs_are_counted_against_all_that_came():
    freshness = Freshness([used("甲乙丙")], TODAY)
    assert freshness.seen.new_share(freshness.seen.mark("乙丙丁")) == 0.5
