"""due, elapsed and hours from outside."""

import pytest

from tests.arrivals import person, write_csv

WEEK = "\n".join(
    f'{day} = ["08:30-18:00"]' for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
)


def hours_text(**keys: str) -> str:
    facts = {"timezone": "Asia/Shanghai", "allowed": "60m", "closing": "literal", **keys}
    head = "\n".join(f'{key} = "{value}"' for key, value in facts.items())
    return f'{head}\nholidays = "CN"\n[weekly]\n{WEEK}\n'


@pytest.fixture
def hours_file(tmp_path):
    def write(text: str):
        path = tmp_path / "hours.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("closing", "due"),
    [("literal", "18:40"), ("clamp", "18:00")],
)
def test_due_reads_closing_as_the_file_says(netdesk, hours_file, closing, due):
    path = hours_file(hours_text(closing=closing))
    (found,) = netdesk("due", "2026-11-24 17:40", "--hours", path, "--json").json
    assert found["due_at"] == f"2026-11-24T{due}:00+08:00"
    assert found["open_at_arrival"] is True
    assert set(found) >= {"received_at", "due_at", "open_at_arrival", "why"}
    assert found["makeup_days_published"] is True


def test_a_year_without_published_make_up_days_is_flagged(netdesk):
    said = netdesk("due", "2027-03-01 10:00", "--json")
    assert said.json[0]["makeup_days_published"] is False
    assert "调休未公布" in said.err


def test_due_carried_over_goes_on_at_the_next_opening(netdesk, hours_file):
    path = hours_file(hours_text(closing="carry_over"))
    (found,) = netdesk("due", "2026-11-24 17:40", "--hours", path, "--json").json
    assert found["due_at"] == "2026-11-25T09:10:00+08:00"


def test_due_with_a_file_opens_no_store(netdesk, hours_file, tmp_path):
    nowhere = tmp_path / "nowhere" / "netdesk.sqlite"
    arguments = ("due", "2026-11-24 10:00", "--hours", hours_file(hours_text()))
    assert netdesk(*arguments, store=nowhere).code == 0
    assert not nowhere.exists()


def test_a_store_is_made_where_there_is_none(netdesk, tmp_path):
    nowhere = tmp_path / "nowhere" / "netdesk.sqlite"
    assert netdesk("due", "2026-11-24 10:00", store=nowhere).code == 0
    assert nowhere.exists()


def test_due_answers_many_in_order_by_the_shops_own_hours(netdesk):
    found = netdesk("due", "2026-11-24 10:00", "2026-11-24T21:12:00+08:00", "--json").json
    assert [one["due_at"][11:16] for one in found] == ["11:00", "09:30"]
    assert "08:30" in found[1]["why"]


def test_elapsed_is_open_time(netdesk, hours_file):
    path = hours_file(hours_text())
    said = netdesk("elapsed", "2026-11-24 17:00", "2026-11-25 09:00", "--hours", path, "--json")
    assert said.json == {"open_s": 3600 + 1800}
    assert netdesk("elapsed", "2026-11-25", "2026-11-24", "--json").code == 2


def test_a_faulty_file_is_refused_with_every_fault_and_its_line(netdesk, hours_file):
    path = hours_file('closing = "sometimes"\ncolour = 1\n[weekly]\nmon = ["18:00-08:00"]\n')
    said = netdesk("hours", "check", path, "--json")
    assert said.code == 3
    assert [fault["line"] for fault in said.json["faults"]] == [1, 2, 4]
    assert netdesk("hours", "set", path).code == 3
    assert netdesk("due", "2026-11-24", "--hours", path).code == 3
    assert netdesk("hours", "check", path.with_name("nowhere.toml")).code == 3


def test_what_show_prints_can_be_set_again(netdesk, hours_file):
    path = hours_file(netdesk("hours", "show").out)
    assert netdesk("hours", "check", path).code == 0
    assert netdesk("hours", "set", path, "--json").json == {"moved": []}


def test_set_lists_the_waiting_leads_that_move_and_leaves_answered_ones(
    netdesk, hours_file, tmp_path
):
    netdesk("import", write_csv(tmp_path / "a.csv", [person(1), person(2)]))
    first, second = netdesk("inbox", "--json").json
    netdesk("log", first["id"], "--outcome", "connected")
    path = hours_file(hours_text(allowed="30m"))
    expected = {
        "moved": [
            {
                "id": second["id"],
                "from": "2026-11-24T09:40:00+08:00",
                "to": "2026-11-24T09:10:00+08:00",
            }
        ]
    }
    assert netdesk("hours", "set", path, "--dry-run", "--json").json == expected
    assert netdesk("inbox", "--json").json[0]["due_at"] == second["due_at"]
    assert netdesk("hours", "set", path, "--json").json == expected
    assert netdesk("inbox", "--json").json[0]["due_at"][11:16] == "09:10"
    leads = {lead["id"]: lead for lead in netdesk("inbox", "--view", "all", "--json").json}
    assert leads[first["id"]]["due_at"][11:16] == "09:40"
