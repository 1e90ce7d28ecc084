"""From a technique to a published post whose results change what is proposed next (R5, R8, R14)."""

from collections import Counter
from datetime import timedelta

from netdesk.domain.ideas.technique import Technique
from netdesk.domain.posts.post import PostResult, PostState
from netdesk.services import platforms
from netdesk.services.ideas import Asked
from netdesk.services.planning import lacking, why
from tests.arrivals import arrive, person
from tests.conftest import NINE
from tests.posted import history

HUMOUR = Technique.HUMOUR
DAY = timedelta(days=1)


def test_a_technique_becomes_a_post_and_what_it_brought_changes_the_next_ideas(
    desk, clock, tmp_path
):
    # The shop has posted nine times with results: too few to say what works.
    usual = [one for one in Technique if one is not HUMOUR]
    history(desk, {one: [100, 120] for one in usual[:4]} | {usual[4]: [110]})
    assert lacking(desk.planning.works(NINE))

    # The clerk asks for humour, takes the first idea, plans it for noon and publishes it.
    asked = Asked(techniques=("humour",), platform="douyin", column="care", count=4)
    idea = desk.ideas.asked(asked, now=NINE).ideas[0]
    noon = NINE + timedelta(hours=3)
    post = desk.posts.add(desk.posts.content_of(idea), now=NINE, planned_at=noon)
    assert desk.planning.mixes(NINE).week.help == 8
    assert platforms.copy_of(post.content, desk.settings).startswith(idea.headline)
    assert idea.headline not in {one.headline for one in desk.ideas.asked(asked, now=NINE).ideas}
    clock.at = noon
    post = desk.posts.publish(post.id, url="https://example.com/1", now=noon)
    assert post.state is PostState.PUBLISHED

    # Two customers tell its code; the next day its reads are entered.
    told = f"看到{post.code}来问问"
    arrive(desk, tmp_path, person(1, 留言=told), person(2, 留言=told), now=noon)
    clock.at = noon + DAY
    result = PostResult(NINE.date() + DAY, reads=400, comments=9)
    post = desk.posts.enter_result(post.id, result, now=clock.at)
    assert (post.leads, post.result) == (2, result)

    # That was the tenth: now there is a ranking, humour leads it, and ideas follow it.
    works = desk.planning.works(clock.at)
    assert lacking(works) == ""
    assert works.best("douyin")[0].technique is HUMOUR
    assert why(works.of(HUMOUR)) == "幽默：1 篇里 1 篇高于本店中位数"
    found = desk.ideas.asked(Asked(platform="douyin", count=40), now=clock.at)
    assert found.by_works
    assert Counter(one.technique for one in found.ideas).most_common(1)[0][0] is HUMOUR
