"""The invented dealership: exact in number, the same each time, and as the desk would write it."""

import shutil
from datetime import UTC, date, datetime, timedelta

import pytest

from netdesk import errors
from netdesk.catalog.hours_file import parse as parse_hours
from netdesk.domain.figures.reached import BY_DEALS
from netdesk.domain.leads.dedupe import FilingRules, Fold
from netdesk.domain.leads.filing import Arrival, Came, Identifier
from netdesk.domain.leads.inbox import EntryKind, InboxView
from netdesk.domain.leads.lead import Grade, Outcome, TimeKind
from netdesk.domain.money.proof import DealView
from netdesk.domain.person import Role
from netdesk.services.answer import Step
from netdesk.services.desk import Desk
from netdesk.store import filing
from netdesk.store.database import open_database
from netdesk.store.known import known
from netdesk.store.shop import SHOP_ID
from netdesk.store.tables import metadata
from netdesk.store.types import from_micros
from tests.arrivals import arrive
from tests.conftest import NINE

AFTERNOON = datetime(2026, 11, 24, 6, 20, tzinfo=UTC)  # 14:20 in the shop, a Tuesday
TABLES = [table.name for table in metadata.sorted_tables]


def rows(database, query):
    with database.reading() as tx:
        return [dict(row) for row in tx.exec_driver_sql(query).mappings()]


def everything(database):
    return {table: rows(database, f"SELECT * FROM {table}") for table in TABLES}


@pytest.fixture
def another(tmp_path, prepared_store):
    """A second empty store, and the desk on it."""
    path = tmp_path / "another.sqlite"
    shutil.copy(prepared_store, path)
    database = open_database(str(path))
    yield database, Desk(database, lambda: NINE)
    database.close()


def test_it_counts_what_it_wrote_and_the_doctor_finds_it_well(desk, database):
    counts = desk.demo.fill(leads=150, days=20, now=AFTERNOON)
    assert counts["leads"] == 150
    written = {table: len(rows(database, f"SELECT * FROM {table}")) for table in counts}
    assert written == counts
    assert all(check.ok for check in desk.doctor.look())


@pytest.mark.parametrize(
    ("leads", "days"), [(1, 1), (4, 1), (5, 1), (33, 2), (99, 4), (250, 6), (320, 200)]
)
def test_it_makes_exactly_as_many_leads_as_asked_for(desk, leads, days):
    assert desk.demo.fill(leads=leads, days=days, now=AFTERNOON)["leads"] == leads


def test_the_same_arguments_give_the_same_store(desk, database, another):
    second, other_desk = another
    for one in (desk, other_desk):
        one.demo.fill(leads=120, days=9, seed=7, now=AFTERNOON)
    assert everything(database) == everything(second)


def test_another_seed_gives_other_people(desk, database, another):
    second, other_desk = another
    desk.demo.fill(leads=30, days=9, seed=7, now=AFTERNOON)
    other_desk.demo.fill(leads=30, days=9, seed=8, now=AFTERNOON)
    query = "SELECT value FROM identifiers"
    assert {r["value"] for r in rows(database, query)}.isdisjoint(
        r["value"] for r in rows(second, query)
    )


def test_it_refuses_a_store_that_has_leads_and_changes_nothing(desk, database, tmp_path):
    arrive(desk, tmp_path, {})
    before = everything(database)
    with pytest.raises(errors.DemoNeedsEmptyStore) as told:
        desk.demo.fill(now=NINE)
    assert told.value.exit_code == 4
    assert everything(database) == before


def test_it_is_not_filled_twice(desk, database):
    desk.demo.fill(leads=5, now=NINE)
    before = everything(database)
    with pytest.raises(errors.DemoNeedsEmptyStore):
        desk.demo.fill(leads=5, now=NINE)
    assert everything(database) == before


def test_a_shop_that_is_set_up_keeps_its_name_and_its_clerk(desk, database):
    hours, codes = desk.hours.current(), tuple(c.code for c in desk.settings.channels())
    desk.settings.set_up("滕州试用汽车", "滕州", hours, codes, "小周", now=NINE)
    counts = desk.demo.fill(leads=60, days=9, now=NINE)
    assert desk.settings.shop().name == "滕州试用汽车"
    assert Desk(database, lambda: NINE).settings.me() == "小周"
    names = [person.name for person in desk.settings.people()]
    assert names[0] == "小周"
    assert [person.role for person in desk.settings.people()].count(Role.CLERK) == 1
    assert counts["people"] == len(names)
    by_me = "SELECT count(*) n FROM contacts JOIN people ON people.id = by_id WHERE name = '小周'"
    assert rows(database, by_me)[0]["n"] > 5


def test_nothing_is_left_of_a_filling_that_was_stopped(desk, database):
    before = everything(database)

    def stop(_leads):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.demo.fill(leads=20, now=NINE, progress=stop)
    assert everything(database) == before


def test_progress_is_told_the_leads_written_so_far(desk):
    told = []
    desk.demo.fill(leads=60, days=9, now=NINE, progress=told.append)
    assert told[-1] == 60


def test_the_shop_is_set_up_and_the_clerk_sits_at_the_desk(desk, database):
    desk.demo.fill(leads=5, now=NINE)
    fresh = Desk(database, lambda: NINE).settings
    assert not fresh.is_new()
    (clerk,) = [person.name for person in fresh.people() if person.role is Role.CLERK]
    assert fresh.me() == clerk
    assert {person.role for person in fresh.people()} == set(Role)


@pytest.mark.parametrize("now", [NINE, AFTERNOON], ids=["at nine", "in the afternoon"])
def test_every_tab_and_the_days_page_have_something(desk, now):
    desk.demo.fill(now=now)
    counts = desk.inbox.counts(now=now)
    assert counts[InboxView.ALL] == 400
    assert all(3 <= counts[view] < 250 for view in InboxView if view is not InboxView.ALL), counts
    page = desk.summary.of(desk.summary.today(now), now=now)
    assert page.waiting
    assert page.appointments
    assert page.counts.leads
    assert {left < 0 for left in (row.left_s for row in page.waiting)} == {True, False}


def test_some_customers_came_by_other_ways_and_some_came_back(desk, database):
    desk.demo.fill(now=AFTERNOON)
    several = rows(database, "SELECT count(*) n FROM leads WHERE touches > 1")[0]["n"]
    assert 12 <= several <= 60
    again = rows(database, "SELECT count(*) n FROM clocks WHERE is_first = 0")[0]["n"]
    assert again >= 3
    back = "SELECT count(*) n FROM leads GROUP BY customer_id HAVING count(*) > 1"
    assert len(rows(database, back)) == 4
    kinds = {row["kind"] for row in rows(database, "SELECT kind FROM identifiers")}
    assert kinds == {"mobile", "landline", "wechat"}
    times = {row["time_kind"] for row in rows(database, "SELECT time_kind FROM touches")}
    assert times == {TimeKind.EXACT, TimeKind.DATE_ONLY}


def test_more_come_in_the_evening_and_at_weekends_than_at_night(desk, database):
    desk.demo.fill(leads=3000, days=28, now=AFTERNOON)
    local = [
        from_micros(row["received_at"]).astimezone(desk.hours.current().zone)
        for row in rows(database, "SELECT received_at FROM touches")
    ]
    evening, night, late_morning, noon = (
        sum(at.hour in hours for at in local) for hours in ((20, 21), (2, 3), (10, 11), (12, 13))
    )
    assert evening > 8 * night
    assert late_morning > 1.2 * noon
    weekend = sum(at.weekday() >= 5 for at in local)
    assert weekend / 2 > 1.1 * (len(local) - weekend) / 5


def test_nothing_happened_after_now_nor_before_the_days_asked_for(desk, database):
    desk.demo.fill(leads=300, days=10, now=AFTERNOON)
    instants = [
        row["at"]
        for query in (
            "SELECT received_at AS at FROM touches",
            "SELECT recorded_at AS at FROM contacts",
            "SELECT at FROM contacts",
            "SELECT made_at AS at FROM appointments",
            "SELECT answered_at AS at FROM clocks WHERE answered_at IS NOT NULL",
        )
        for row in rows(database, query)
    ]
    first, last = from_micros(min(instants)), from_micros(max(instants))
    assert last <= AFTERNOON
    # A row with a date alone came at that day's opening.
    assert first >= AFTERNOON - timedelta(days=11)


def test_contacts_are_by_people_with_late_entries_now_and_then(desk, database):
    desk.demo.fill(now=AFTERNOON)
    contacts = rows(database, "SELECT * FROM contacts")
    assert all(row["by_id"] for row in contacts)
    late = [row for row in contacts if row["backdated"]]
    assert 0.01 < len(late) / len(contacts) < 0.12
    assert {row["outcome"] for row in contacts} == set(Outcome)


WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def hours_text(head, days, windows):
    return f"{head}\n[weekly]\n" + "\n".join(f"{day} = {windows}" for day in days)


HOURS = {
    "closed at weekends": hours_text(
        'timezone = "Asia/Shanghai"', WEEK[:5], '["09:00-12:00", "13:30-18:00"]'
    ),
    "all day": hours_text('timezone = "Asia/Shanghai"\nholidays = "none"', WEEK, '["00:00-24:00"]'),
    "two hours a week": hours_text(
        'timezone = "Europe/Berlin"\nholidays = "none"\nclosing = "carry_over"',
        ["wed"],
        '["10:00-12:00"]',
    ),
}


@pytest.mark.parametrize("hours", HOURS)
@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 23, 16, 0, tzinfo=UTC),  # midnight in Shanghai
        datetime(2026, 10, 4, 3, 0, 0, 5, tzinfo=UTC),  # inside the National Day block
        datetime(2026, 11, 22, 9, 59, tzinfo=UTC),  # a Sunday
    ],
    ids=str,
)
def test_it_fits_other_hours_and_odd_moments(desk, hours, now):
    desk.hours.set(parse_hours(HOURS[hours]), by="", now=now)
    assert desk.demo.fill(leads=140, days=16, now=now)["leads"] == 140
    assert all(check.ok for check in desk.doctor.look())
    assert desk.inbox.counts(now=now)[InboxView.WAITING]


def test_the_history_is_what_the_desk_would_have_written_step_by_step(desk, database, another):
    desk.demo.fill(leads=110, days=20, now=AFTERNOON)
    second, other_desk = another
    for person in desk.settings.people():
        other_desk.settings.add_person(person.name, person.role, now=NINE)
    _replay(database, second, other_desk)
    for table, key in (
        ("customers", "id"),
        ("identifiers", "kind, value"),
        ("leads", "id"),
        ("touches", "id"),
        ("clocks", "id"),
        ("contacts", "id"),
        ("steps", "id"),
        ("appointments", "id"),
    ):
        query = f"SELECT * FROM {table} ORDER BY {key}"
        told, done = ([_by_contacts(row) for row in rows(d, query)] for d in (database, second))
        told = [row for row in told if row]
        assert told == done, table


def test_the_ledger_has_deals_with_a_lead_and_without(desk, database):
    desk.demo.fill(leads=600, days=60, now=AFTERNOON)
    page = desk.deals.page(date(2026, 9, 1), date(2026, 11, 24))
    counts = page.counts
    assert counts[DealView.MATCHED] >= 10
    assert counts[DealView.OPEN] >= 5
    assert counts[DealView.ENDED] >= 1
    assert any(row.gross_profit and row.gross_profit < 0 for row in page.rows)
    assert any(row.gross_profit is None for row in page.rows)
    assert all(row.day <= AFTERNOON.date() for row in page.rows)
    by_hand = [row for row in page.rows if not row.is_matched and desk.deals.suggested(row.id)]
    assert by_hand  # somebody has something to find
    assert not desk.deals.match_all(now=AFTERNOON)


def test_a_card_of_the_demo_shows_its_timeline(desk, database):
    desk.demo.fill(now=AFTERNOON)
    (row,) = rows(
        database, "SELECT lead_id FROM contacts GROUP BY lead_id ORDER BY count(*) DESC LIMIT 1"
    )
    card = desk.inbox.card(row["lead_id"], now=AFTERNOON)
    kinds = [entry.kind for entry in card.timeline]
    assert kinds[0] in (EntryKind.TOUCH, EntryKind.CALL)
    assert kinds.count(EntryKind.CONTACT) >= 4


def test_the_day_notes_stand_on_days_of_the_demo(desk, database):
    desk.demo.fill(now=AFTERNOON)
    days = [date.fromisoformat(row["day"]) for row in rows(database, "SELECT day FROM notes")]
    assert 1 <= len(days) <= 5
    assert all(date(2026, 11, 14) < day < date(2026, 11, 24) for day in days)


def _by_contacts(row):
    """Return a row as contacts leave it: without its version, and without what deals say."""
    if "stage" in row and row.get("reason") == "deal":
        return None
    kept = {name: value for name, value in row.items() if name != "version"}
    if "reached" in kept:
        kept["reached"] &= ~int(BY_DEALS)
    return kept


def _replay(database, second, desk):
    """Let every touch arrive and every contact be logged on another store, each at its moment."""
    people = {person.id: person.name for person in desk.settings.people()}
    touches = rows(
        database,
        "SELECT t.*, l.customer_id, l.owner_id, c.name, c.region, k.answered FROM touches t"
        " JOIN leads l ON l.id = t.lead_id JOIN customers c ON c.id = l.customer_id"
        " LEFT JOIN calls k ON k.touch_id = t.id",
    )
    visits = {row["contact_id"]: row for row in rows(database, "SELECT * FROM appointments")}
    known_by = {}
    for row in rows(database, "SELECT * FROM identifiers"):
        identifier = Identifier(row["kind"], row["value"], bool(row["is_virtual"]))
        known_by.setdefault(row["customer_id"], []).append(identifier)
    # At one instant what was recorded stands before what arrives.
    events = [(touch["received_at"], 1, touch["id"], touch) for touch in touches]
    events += [
        (contact["recorded_at"], 0, contact["id"], contact)
        for contact in rows(database, "SELECT * FROM contacts")
    ]
    for at, is_touch, _id, row in sorted(events, key=lambda event: event[:3]):
        now = from_micros(at)
        if is_touch:
            _file(second, desk, _arrival(row, known_by[row["customer_id"]]), now)
        else:
            visit = visits.get(row["id"])
            _log(desk, row, visit, people[row["by_id"]], now)


def _arrival(touch, identifiers):
    strongest_first = sorted(identifiers, key=lambda i: i.kind == "wechat")
    return Arrival(
        touch["line"],
        tuple(strongest_first),
        from_micros(touch["received_at"]),
        TimeKind(touch["time_kind"]),
        touch["channel"],
        touch["name"],
        touch["model"],
        touch["message"],
        touch["region"],
        touch["outside_id"] or "",
        touch["owner_id"],
        None if touch["handled_at"] is None else from_micros(touch["handled_at"]),
        touch["raw"],
        None,
        {None: Came.ASKED, 0: Came.MISSED, 1: Came.SERVED}[touch["answered"]],
    )


def _file(database, desk, arrival, now):
    rules = FilingRules(desk.hours.timetable(), now)
    with database.writing() as tx:
        fold = Fold(rules, known(tx, SHOP_ID, [arrival]), filing.next_ids(tx, SHOP_ID))
        list(fold.file_all([arrival]))
        filing.write(
            tx,
            SHOP_ID,
            fold.additions,
            fold.ids,
            import_id=None,
            hours_id=desk.hours.hours_id(),
            consent="inquiry",
        )


def _log(desk, contact, visit, who, now):
    own_reason = contact["outcome"] in ("dead_number", "wrong_number")
    desk.answer.log(
        Step(
            contact["lead_id"],
            Outcome(contact["outcome"]),
            by=who,
            at=from_micros(contact["at"]),
            visit_at=from_micros(visit["visit_at"]) if visit else None,
            reason="" if own_reason else contact["reason"],
            note=contact["note"],
            next_at=from_micros(contact["next_at"]) if contact["next_at"] else None,
            grade=Grade(contact["grade"]) if contact["grade"] else None,
        ),
        now=now,
    )
