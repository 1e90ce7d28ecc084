"""summary from outside: figures with their formulas, tables, text, files."""

import json
from datetime import date

import pytest

from netdesk.domain.money.words import TargetScope
from netdesk.services.desk import Desk
from netdesk.services.targets import TargetEntry
from tests.arrivals import person, write_csv

FIGURES = [
    "leads",
    "touches",
    "judged",
    "valid",
    "valid_rate",
    "answered",
    "waiting",
    "overdue",
    "on_time",
    "on_time_rate",
    "first_response_median_s",
    "first_response_p90_s",
    "tried",
    "connected",
    "connected_rate",
    "invited",
    "invite_rate",
    "appointments_due",
    "arrived",
    "arrive_rate_a",
    "arrive_rate_b",
    "test_driven",
    "test_drive_rate",
    "ordered",
    "arrive_order_rate",
    "lead_order_rate",
    "delivered",
    "lost",
    "lost_rate",
]


@pytest.fixture
def one_answered(netdesk, tmp_path):
    """Two leads of the 24th; one is answered in time, the other the next morning."""
    netdesk("import", write_csv(tmp_path / "a.csv", [person(1), person(2)]))
    first, second = netdesk("inbox", "--json").json
    netdesk("log", first["id"], "--outcome", "connected")
    netdesk("log", second["id"], "--outcome", "connected", now="2026-11-25 08:40")


def test_every_figure_has_its_value_and_formula(netdesk, one_answered):
    page = netdesk("summary", "--json", now="2026-11-24 17:40").json
    assert page["date"] == "2026-11-24"
    assert all(
        set(page[name]) == {"value", "formula"} and page[name]["formula"] for name in FIGURES
    )
    assert page["leads"]["value"] == 2
    assert page["backdated"] == 0
    assert set(page["tables"]) == {"channels", "waiting", "appointments"}


def test_the_teams_targets_come_with_what_is_attained(netdesk, one_answered, database, clock):
    assert netdesk("summary", "--json").json["targets"] == []
    entry = TargetEntry(date(2026, 11, 1), TargetScope.TEAM, "", "leads", 40)
    Desk(database, clock).targets.put([entry], by="", now=clock())
    (told,) = netdesk("summary", "--json", now="2026-11-24 17:40").json["targets"]
    assert {name: told[name] for name in ("kpi", "month", "target", "value", "attainment")} == {
        "kpi": "leads",
        "month": "2026-11",
        "target": 40,
        "value": 2,
        "attainment": 0.05,
    }
    assert told["expected"] > 30
    assert told["behind"] is True


def test_the_page_of_a_past_day_stands_as_that_day_ended(netdesk, one_answered):
    values = {
        name: netdesk("summary", "--date", "2026-11-24", "--json", now="2026-11-25 10:00").json[
            name
        ]["value"]
        for name in ("answered", "waiting", "overdue", "on_time", "on_time_rate")
    }
    assert values == {
        "answered": 1,
        "waiting": 1,
        "overdue": 1,
        "on_time": 1,
        "on_time_rate": 0.5,
    }


def test_days_that_cannot_be_are_exit_2(netdesk):
    for day in ("2026-11-25", "9999-12-31", "gestern", "2026-02-30"):
        said = netdesk("summary", "--date", day, "--json")
        assert said.code == 2
        assert said.json["error"]


def test_html_pdf_and_text_are_written_whole_and_masked(qapp, netdesk, one_answered, tmp_path):
    html, pdf = tmp_path / "day.html", tmp_path / "day.pdf"
    said = netdesk("summary", "--html", html, "--pdf", pdf, "--text", now="2026-11-24 17:40")
    assert said.code == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    for text in (said.out, html.read_text(encoding="utf-8")):
        assert "138****0002" in text
        assert "13800000002" not in text
    assert sorted(path.name for path in tmp_path.glob("day.*")) == ["day.html", "day.pdf"]


def test_a_place_that_cannot_be_written_is_exit_3(qapp, netdesk, tmp_path):
    said = netdesk("summary", "--pdf", tmp_path / "nowhere" / "day.pdf", "--json")
    assert said.code == 3
    assert json.loads(said.out)["error"]


def test_no_printer_is_told(qapp, netdesk, monkeypatch):
    monkeypatch.setattr("netdesk.paper.printer.printers", lambda: ())
    said = netdesk("summary", "--print")
    assert said.code in (2, 3)
    assert said.err.strip()
