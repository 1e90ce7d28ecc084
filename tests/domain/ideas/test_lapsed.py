"""Facts that name a policy which has ended are left out, and told."""

from datetime import date

from netdesk.domain.activities.policies import Policy, PolicyNote
from netdesk.domain.activities.words import PolicyKind
from netdesk.domain.ideas.facts import Facts, Model, Offer, PlannedActivity
from netdesk.domain.ideas.lapsed import Lapsed, without_lapsed

DAY = date(2026, 11, 24)
OVER = Policy(
    1,
    PolicyNote(PolicyKind.SALES, "国庆置换补贴", "", date(2026, 10, 1), date(2026, 10, 31)),
)
OFFER = Offer("脚垫", "礼品", "一套", 30, date(2026, 12, 31), "到店领取", 200)
CLEAN = Facts(
    "枣庄",
    models=(
        Model("秦PLUS", price="7.98万起", price_source="11 月价格表", points=("百公里 3.8L",)),
    ),
    offers=(OFFER,),
    activities=(PlannedActivity("周末试驾会", date(2026, 11, 28), "展厅"),),
)


def test_facts_that_name_no_ended_policy_stay_as_they_are():
    facts, lapsed = without_lapsed(CLEAN, [OVER], DAY)
    assert facts is CLEAN
    assert lapsed == ()


def test_a_gift_and_an_activity_are_left_out_whole():
    told = Offer("补贴", "现金", "一次", 30, date(2026, 12, 31), "凭国庆置换补贴办理", 3000)
    event = PlannedActivity("国庆置换补贴专场", date(2026, 11, 28), "展厅")
    facts, lapsed = without_lapsed(
        Facts("枣庄", offers=(OFFER, told), activities=(event,)), [OVER], DAY
    )
    assert (facts.offers, facts.activities) == ((OFFER,), ())
    assert lapsed == (
        Lapsed("补贴", "国庆置换补贴", date(2026, 10, 31)),
        Lapsed("国庆置换补贴专场", "国庆置换补贴", date(2026, 10, 31)),
    )


def test_a_car_stays_without_the_price_or_the_point():
    car = Model(
        "秦PLUS",
        price="7.58万起",
        price_source="国庆置换补贴后",
        points=("国庆置换补贴 5000 元", "百公里 3.8L"),
    )
    facts, lapsed = without_lapsed(Facts("枣庄", models=(car,)), [OVER], DAY)
    (left,) = facts.models
    assert (left.name, left.price, left.price_source, left.points) == (
        "秦PLUS",
        "",
        "",
        ("百公里 3.8L",),
    )
    assert [one.text for one in lapsed] == ["秦PLUS 国庆置换补贴 5000 元", "秦PLUS 7.58万起"]


def test_on_a_day_of_the_policy_everything_may_be_used():
    told = Facts("枣庄", offers=(Offer("国庆置换补贴", "", "", 1, DAY, "", 0),))
    assert without_lapsed(told, [OVER], date(2026, 10, 31))[0] is told
    assert without_lapsed(told, [OVER], date(2026, 11, 1))[0].offers == ()
