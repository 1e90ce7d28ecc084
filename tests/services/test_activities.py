"""Activities: planned, judged, changed, called off, undone; the checklist; the facts."""

from dataclasses import replace
from datetime import date

import pytest

from netdesk import errors
from netdesk.domain.activities.words import ActivityState, Moment
from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.facts import PlannedActivity
from netdesk.domain.person import Role
from tests.conftest import NINE
from tests.invited import GIFT, PLAN, other


@pytest.fixture
def planned(desk):
    """One activity, number 1."""
    return desk.activities.plan(PLAN, now=NINE).after


def test_a_plan_comes_back_as_it_was_written(desk, planned):
    assert desk.activities.one(planned.id).plan == PLAN
    assert planned.state is ActivityState.PLANNED


def test_who_planned_it_is_kept_and_the_audit_has_no_words_of_it(desk, database):
    desk.settings.add_person("小周", Role.CLERK, now=NINE)
    assert desk.activities.plan(PLAN, by="小周", now=NINE).after.by == "小周"
    with database.reading() as tx:
        rows = tx.exec_driver_sql("SELECT action, payload FROM audit").all()
    assert ("activity.planned", "{}") in [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": " x "}, errors.ActivityEmpty),
        ({"last": date(2026, 11, 27)}, errors.ActivityBackwards),
        ({"last": date(2027, 11, 27)}, errors.ActivityTooLong),
        ({"quota": -1}, errors.ActivityNumber),
        ({"budget": -1}, errors.ActivityNumber),
        ({"channel": "nowhere"}, errors.UnknownChannel),
        ({"text": "全网最低价，国家级优惠"}, errors.ActivityBlocked),
    ],
)
def test_what_cannot_be_planned_is_refused_and_nothing_is_kept(desk, changes, error):
    with pytest.raises(error):
        desk.activities.plan(other(**changes), now=NINE)
    assert desk.activities.listed() == ()


def test_a_gift_without_its_six_parts_wants_evidence(desk):
    judged = desk.activities.judge(other(gift={"name": "到店礼", "kind": "玻璃水"}))
    assert judged.findings.level is Level.EVIDENCE
    assert "GIFT" in {finding.family for finding in judged.findings.findings}
    assert desk.activities.judge(PLAN).findings.level is Level.OK


def test_a_collision_refuses_until_it_is_accepted(desk, planned):
    beside = other(name="周末团购", gift=GIFT | {"value": "39"})
    with pytest.raises(errors.ActivityCollides) as refused:
        desk.activities.plan(beside, now=NINE)
    assert "冬季试驾会" in str(refused.value.facts["what"])
    assert desk.activities.plan(beside, now=NINE, despite=True).after.plan.name == "周末团购"


def test_changing_its_text_does_not_collide_with_itself(desk, planned):
    changed = replace(PLAN, note="备用雨棚")
    done = desk.activities.change(planned.id, changed, version=planned.version, now=NINE)
    assert done.after.plan == changed


def test_an_old_version_is_not_written_over(desk, planned):
    desk.activities.change(planned.id, PLAN, version=planned.version, now=NINE)
    with pytest.raises(errors.ActivityChanged):
        desk.activities.change(planned.id, PLAN, version=planned.version, now=NINE)


def test_every_step_has_its_way_back(desk, planned):
    activities = desk.activities
    moved = replace(PLAN, first=date(2026, 12, 5), last=date(2026, 12, 6))
    before = activities.checks(planned.id)
    done = activities.change(planned.id, moved, version=planned.version, now=NINE)
    back = activities.undo(done, now=NINE)
    assert back.after.plan == PLAN
    dues = [check.due for check in activities.checks(planned.id)]
    assert dues == [check.due for check in before]
    called_off = activities.cancel(planned.id, version=back.after.version, now=NINE)
    assert called_off.after.state is ActivityState.CANCELLED
    assert activities.undo(called_off, now=NINE).after.state is ActivityState.PLANNED


def test_undoing_a_new_plan_takes_it_out_with_its_checklist(desk, database):
    done = desk.activities.plan(PLAN, now=NINE)
    desk.activities.undo(done, now=NINE)
    assert desk.activities.listed() == ()
    with database.reading() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM activity_checks").scalar() == 0


def test_a_step_after_it_stands_in_the_way_of_undoing(desk, planned):
    done = desk.activities.close(planned.id, version=planned.version, now=NINE)
    desk.activities.reopen(planned.id, version=done.after.version, now=NINE)
    with pytest.raises(errors.ActivityChanged):
        desk.activities.undo(done, now=NINE)


def test_the_checklist_goes_with_the_plan(desk, planned):
    checks = desk.activities.checks(planned.id)
    assert {check.moment for check in checks} == set(Moment)
    assert any("礼品" in check.text for check in checks)
    assert any("试驾车" in check.text for check in checks)
    bare = desk.activities.plan(other(gift={}), now=NINE, despite=True).after
    assert not any("礼品到位" in check.text for check in desk.activities.checks(bare.id))


def test_lines_are_ticked_added_and_dropped(desk, planned):
    desk.settings.add_person("小周", Role.CLERK, now=NINE)
    activities = desk.activities
    first = activities.checks(planned.id)[0]
    ticked = activities.tick(planned.id, first.id, done=True, by="小周", now=NINE)[0]
    assert (ticked.done_at, ticked.done_by) == (NINE, "小周")
    assert activities.tick(planned.id, first.id, done=False, now=NINE)[0].done_at is None
    whole = activities.add_check(planned.id, Moment.DURING, " 备好  热水 ", now=NINE)
    (added,) = [check for check in whole if check.text == "备好 热水"]
    assert added.due == PLAN.first
    assert added not in activities.drop_check(planned.id, added.id, now=NINE)
    with pytest.raises(errors.UnknownCheck):
        activities.tick(planned.id, added.id, done=True, now=NINE)
    with pytest.raises(errors.CheckEmpty):
        activities.add_check(planned.id, Moment.AFTER, "  ", now=NINE)


def test_only_what_is_still_to_be_done_moves_with_the_days(desk, planned):
    first, second = desk.activities.checks(planned.id)[:2]
    desk.activities.tick(planned.id, first.id, done=True, now=NINE)
    moved = replace(PLAN, first=date(2026, 12, 5), last=date(2026, 12, 6))
    desk.activities.change(planned.id, moved, version=planned.version, now=NINE)
    now_are = {check.id: check.due for check in desk.activities.checks(planned.id)}
    assert now_are[first.id] == first.due
    assert (now_are[second.id] - second.due).days == 7


def test_a_planned_activity_is_a_fact_for_ideas_and_answers(desk, planned):
    told = PlannedActivity("冬季试驾会", date(2026, 11, 28), "薛城店内")
    assert told in desk.ideas.facts().activities
    known = desk.questions.facts(now=NINE)
    assert any("冬季试驾会" in one.line for one in known)
    desk.activities.cancel(planned.id, version=planned.version, now=NINE)
    assert told not in desk.ideas.facts().activities


def test_an_activity_for_one_channels_users_is_told_there_only(desk):
    desk.activities.plan(other(channel="autohome"), now=NINE)
    assert desk.ideas.facts().activities == ()
    assert [one.name for one in desk.ideas.facts("autohome").activities] == ["冬季试驾会"]
    assert desk.ideas.facts("weibo").activities == ()
