"""What an activity must not run into (R17)."""

from datetime import date

from netdesk.domain.activities.collisions import Clash, collisions
from netdesk.domain.activities.words import ActivityState
from netdesk.domain.ideas.facts import Facts, Offer, PlannedActivity
from tests.invited import GIFT, PLAN, kept, other

FAR = {"first": date(2027, 6, 5), "last": date(2027, 6, 5)}


def clashes(plan, *others, facts=None, but=0):
    return [one.clash for one in collisions(plan, others, facts, but=but)]


def test_days_that_touch_collide_and_the_next_day_does_not():
    plain = other(models=(), gift={})
    on_last = kept(2, other(first=date(2026, 11, 29), last=date(2026, 11, 30), models=(), gift={}))
    after = kept(3, other(first=date(2026, 11, 30), last=date(2026, 11, 30), models=(), gift={}))
    assert clashes(plain, on_last) == [Clash.SAME_DAY]
    assert clashes(plain, after) == []


def test_the_same_car_within_a_week_collides_however_it_is_written():
    later = {"first": date(2026, 12, 6), "last": date(2026, 12, 6), "gift": {}}
    assert clashes(PLAN, kept(2, other(models=("秦plus ",), **later))) == [Clash.SAME_MODEL]
    eight = later | {"first": date(2026, 12, 7), "last": date(2026, 12, 7)}
    assert clashes(PLAN, kept(2, other(**eight))) == []
    assert clashes(PLAN, kept(2, other(models=("宋PLUS",), **later))) == []


def test_the_same_gift_at_another_price_collides():
    month = {"first": date(2026, 12, 26), "last": date(2026, 12, 26), "models": ()}
    dearer = kept(2, other(gift=GIFT | {"value": "39元"}, **month))
    same = kept(2, other(gift=GIFT | {"value": "29.00"}, **month))
    another = kept(2, other(gift=GIFT | {"kind": "脚垫", "value": "199"}, **month))
    larger = kept(2, other(gift=GIFT | {"spec": "带盖两只", "value": "58"}, **month))
    assert clashes(PLAN, dearer) == [Clash.GIFT_PRICE]
    assert clashes(PLAN, same, another, larger) == []


def test_a_gift_of_long_ago_is_forgotten():
    assert clashes(PLAN, kept(2, other(gift=GIFT | {"value": "39"}, models=(), **FAR))) == []


def test_the_shops_own_event_and_offer_collide():
    facts = Facts(
        "枣庄",
        activities=(PlannedActivity("冬季检测日", date(2026, 11, 28), "薛城店内"),),
        offers=(Offer("试驾礼", "车载垃圾桶", "带盖一只", 30, date(2026, 12, 31), "到店", 35),),
    )
    assert clashes(PLAN, facts=facts) == [Clash.GIFT_PRICE, Clash.SHOP_EVENT]


def test_an_offer_that_is_over_and_its_own_entry_do_not():
    facts = Facts(
        "枣庄",
        activities=(PlannedActivity(PLAN.name, PLAN.first, ""),),
        offers=(Offer("试驾礼", "车载垃圾桶", "带盖一只", 30, date(2026, 11, 1), "到店", 35),),
    )
    assert clashes(PLAN, facts=facts) == []


def test_neither_itself_nor_what_was_called_off_collides():
    assert clashes(PLAN, kept(1, PLAN), but=1) == []
    assert clashes(PLAN, kept(2, PLAN, ActivityState.CANCELLED)) == []


def test_a_collision_says_with_what():
    found = collisions(PLAN, [kept(2, other(name="周末团购", gift={}, models=()))])
    assert "周末团购" in found[0].told
    assert "2026-11-28 至 11-29" in found[0].told
    assert found[0].with_id == 2
