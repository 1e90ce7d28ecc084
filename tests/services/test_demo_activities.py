"""The invented activities: in order by the rules, with guests who really were in the shop."""

from datetime import date

from netdesk.domain.activities.words import ActivityState
from netdesk.domain.compliance.level import Level
from netdesk.domain.demo.hosting import busiest, saturday
from netdesk.domain.figures.grouping import By
from netdesk.domain.leads.lead import Outcome
from tests.conftest import NINE

TODAY = date(2026, 11, 24)


def test_the_page_of_activities_has_one_that_was_and_some_to_come(desk):
    counts = desk.demo.fill(leads=200, days=30, now=NINE)
    them = {one.plan.name: one for one in desk.activities.listed()}
    assert len(them) == counts["activities"] == 3
    assert sum(one.tally.listed for one in them.values()) == counts["activity_guests"]
    past = next(one for one in them.values() if one.state is ActivityState.CLOSED)
    assert past.plan.last < TODAY
    report = desk.activities.reports.of(past.id, now=NINE)
    assert report.result.arrived == past.tally.arrived > 0
    assert report.result.cost == 254_000
    assert past.tally.invited > past.tally.agreed > 0
    for guest in desk.activities.guests.of(past.id):
        at = guest.marks.arrived_at
        told = [
            entry.outcome
            for entry in desk.inbox.card(guest.lead_id, now=NINE).timeline
            if at is not None and entry.at == at
        ]
        assert at is None or set(told) & {Outcome.ARRIVED, Outcome.TEST_DRIVEN}
    for one in them.values():
        judged = desk.activities.judge(one.plan, but=one.id)
        assert judged.findings.level in (Level.OK, Level.REVIEW), judged.findings
        assert not judged.collisions
        guests = desk.activities.guests.of(one.id)
        customers = [guest.row.customer_id for guest in guests]
        assert len(customers) == len(set(customers))
        assert not any(guest.row.do_not_contact for guest in guests)
        marks = [
            mark for guest in guests for mark in (guest.marks.invited_at, guest.marks.agreed_at)
        ]
        assert all(mark <= NINE for mark in marks if mark is not None)
    ahead = [one for one in them.values() if one.plan.first > TODAY]
    assert {one.plan.first.weekday() for one in ahead} == {5}
    checks = desk.activities.checks(past.id)
    assert checks
    assert all(check.done_at is not None for check in checks if check.due < TODAY)
    by_activity = desk.figures.asked(
        date(2026, 11, 1), date(2026, 11, 30), now=NINE, by=By.ACTIVITY
    )
    rows = {row.key: row.counts for row in desk.figures.table(by_activity).rows}
    assert rows[str(past.id)].spend == 254_000


def test_a_small_or_a_short_history_has_them_too(desk):
    assert desk.demo.fill(leads=2, days=1, now=NINE)["activities"] == 3


def test_the_busiest_days_are_the_ones_with_most_visitors_the_latest_of_equals():
    visits = {date(2026, 11, 7): 4, date(2026, 11, 14): 2, date(2026, 11, 15): 2}
    assert busiest(visits, 2, date(2026, 11, 1), date(2026, 11, 20)) == date(2026, 11, 14)
    assert busiest({}, 2, date(2026, 11, 20), date(2026, 11, 20)) == date(2026, 11, 20)


def test_a_saturday_is_today_or_the_next():
    assert saturday(date(2026, 11, 28), 0) == date(2026, 11, 28)
    assert saturday(TODAY, 5) == date(2026, 12, 5)
