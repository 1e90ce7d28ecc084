"""Writing a week's places, with a grammar small enough to run dry."""

from datetime import time, timedelta
from pathlib import Path

from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.facts import Facts, Offer, PlannedActivity
from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.planning import Place
from netdesk.domain.posts.post import PostText
from netdesk.domain.posts.what_works import Works
from netdesk.services.ideas import Ideas
from netdesk.services.week_writing import WeekWriter
from tests.grammars import DAY, grammar, production

ONE_DAY = timedelta(days=1)
MONDAY = DAY - ONE_DAY
NOON, EVENING = time(12, 10), time(19, 30)
BARE = Facts("枣庄")
GIFT = Offer("到店礼", "玻璃水", "2 升", 50, DAY + 2 * ONE_DAY, "到店领", 15)


def judged(text: str, _fields: Fields) -> Report:
    """Find what to look at in tyres, block what names a door."""
    words = {"轮胎": Level.REVIEW, "门缝": Level.BLOCK}
    level = next((level for word, level in words.items() if word in text), Level.OK)
    return Report(level, (), (), "test")


def writer(
    folder: Path, own: str, *, facts: Facts = BARE, check=judged, target: float = 1.0
) -> WeekWriter:
    def judge(content: PostText) -> Report:
        return check(content.text(), content.fields)

    ideas = Ideas(
        lambda text, fields: Report(Level.OK, (), (), "test"), grammar=grammar(folder, own)
    )
    return WeekWriter(
        ideas, judge, facts, Works(), MONDAY, seed=1, history=[], standing=[], target=target
    )


def places(*columns: Column, day=DAY) -> list[Place]:
    days = [day + n * ONE_DAY for n in range(len(columns))]
    return [Place(on, NOON, column, "douyin") for on, column in zip(days, columns, strict=True)]


def production_of(column: str, headline: str, id_: str = "one") -> str:
    return production(f'"{headline}"', id_=id_).replace('["care"]', f'["{column}"]')


def test_no_headline_comes_twice_in_a_week_and_what_is_lacking_is_counted(tmp_path: Path):
    own = production_of("care", "[春|夏]天来了", "a") + production_of("care", "该[换|洗]车了", "b")
    week = writer(tmp_path, own)
    week.write(places(*[Column.CARE] * 6))
    headlines = [one.content.headline for one in week.written]
    assert len(headlines) == len(set(headlines)) >= 2
    assert week.stale[Column.CARE] == 6 - len(headlines)
    productions = [one.content.production for one in week.written]
    assert len(productions) == len(set(productions))  # each rests for seven posts


def test_what_the_rules_block_as_posted_is_left_and_what_is_clear_preferred(tmp_path: Path):
    week = writer(tmp_path, production_of("care", "[看|查|问问]{part}"))
    week.write(places(Column.CARE))
    (one,) = week.written
    assert "雨刮胶条" in one.content.headline
    assert one.report.level is Level.OK
    tyres = writer(tmp_path, production_of("care", "[看|查|问问]{part.tyre|door}"))
    tyres.write(places(Column.CARE))
    assert [one.report.level for one in tyres.written] == [Level.REVIEW]
    doors = writer(tmp_path, production_of("care", "[看|查|问问]{part.door}"))
    doors.write(places(Column.CARE))
    assert (doors.written, doors.stale[Column.CARE]) == ([], 1)


def test_promotion_without_a_gift_or_activity_is_left_out(tmp_path: Path):
    week = writer(tmp_path, production_of("offers", "[看|查|问问]{part}"))
    week.write(places(Column.OFFERS))
    assert (week.written, week.factless[Column.OFFERS]) == ([], 1)


def test_a_gift_that_ends_before_the_day_is_none(tmp_path: Path):
    facts = Facts("枣庄", offers=(GIFT,))
    own = production_of("offers", "[来|快来|一起]看{gift}")
    week = writer(tmp_path, own, facts=facts)
    week.write(places(Column.OFFERS, day=GIFT.until))
    assert len(week.written) == 1
    assert week.written[0].content.headline.startswith("广告｜")
    late = writer(tmp_path, own, facts=facts)
    late.write(places(Column.OFFERS, day=GIFT.until + ONE_DAY))
    assert (late.written, late.factless[Column.OFFERS]) == ([], 1)


def test_an_activity_is_not_promoted_on_its_own_day(tmp_path: Path):
    facts = Facts("枣庄", activities=(PlannedActivity("检测日", DAY, "店内"),))
    own = production_of("activity", "[来|快来|一起]看{activity}")
    for day, written in ((DAY, 0), (DAY - ONE_DAY, 1)):
        week = writer(tmp_path, own, facts=facts)
        week.write(places(Column.ACTIVITY, day=day))
        assert len(week.written) == written
        assert week.factless[Column.ACTIVITY] == 1 - written


def test_a_promoting_post_speaks_of_a_fact(tmp_path: Path):
    facts = Facts("枣庄", offers=(GIFT,))
    no_call = production_of("offers", "[看|查|问问]{part}").replace(
        "outline =", 'action = "留言问。"\noutline ='
    )
    week = writer(tmp_path, no_call, facts=facts)
    week.write(places(Column.OFFERS))
    assert (week.written, week.stale[Column.OFFERS]) == ([], 1)


def test_promotion_waits_for_the_help_that_was_really_written(tmp_path: Path):
    facts = Facts("枣庄", offers=(GIFT,))
    own = production_of("offers", "[来|快来|一起]看{gift}")
    week = writer(tmp_path, own, facts=facts, target=0.3)
    week.write(places(*[Column.CARE] * 3, Column.OFFERS, day=MONDAY))
    assert week.written == []
    assert (week.stale[Column.CARE], week.above[Column.OFFERS]) == (3, 1)


def test_posts_come_in_the_order_of_time_with_topics(tmp_path: Path):
    facts = Facts("枣庄", offers=(GIFT,))
    own = production_of("offers", "[来|快来|一起]看{gift}", "a")
    own += production_of("care", "[看|查|问问]{part.wiper}", "b")
    week = writer(tmp_path, own, facts=facts)
    week.write(places(Column.OFFERS, Column.CARE))
    assert [one.content.column for one in week.written] == [Column.OFFERS, Column.CARE]
    assert all(one.content.hashtags[0] == "枣庄" for one in week.written)
