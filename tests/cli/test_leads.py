"""import, inbox and log keep the contract of names, JSON keys and exit codes."""

import pytest
import xlsxwriter

from tests.arrivals import person, write_csv

LEAD_KEYS = {
    "id",
    "name",
    "phone",
    "model",
    "channel",
    "touches",
    "received_at",
    "time_kind",
    "due_at",
    "left",
    "urgency",
    "why",
    "stage",
    "grade",
    "owner",
}


@pytest.fixture
def one_lead(netdesk, tmp_path):
    said = netdesk("import", write_csv(tmp_path / "a.csv", [{}]), "--json")
    assert said.code == 0
    return netdesk("inbox", "--json").json[0]


def test_import_says_what_became_of_each_file(netdesk, tmp_path):
    good = write_csv(tmp_path / "good.csv", [{}, person(1), {"手机号": "12"}])
    bad = tmp_path / "bad.csv"
    bad.write_text("")
    said = netdesk("import", good, bad, "--json")
    assert said.code == 1
    first, second = said.json["files"]
    assert {
        key: first[key] for key in ("kind", "rows", "added", "merged", "unchanged", "rejected")
    } == {"kind": "leads", "rows": 3, "added": 2, "merged": 0, "unchanged": 0, "rejected": 1}
    assert set(first["rejects"][0]) == {"line", "column", "value", "reason"}
    assert first["rejects"][0]["line"] == 4
    assert set(second) == {"file", "error"}
    assert "bad.csv" in second["error"]


def test_import_names_the_sheets_that_were_not_read_and_the_sheet_of_a_reject(netdesk, tmp_path):
    path = tmp_path / "a.xlsx"
    names = ["客户姓名", "手机号"]
    with xlsxwriter.Workbook(path) as book:
        for title, rows in {
            "封面": [["十一月"]],
            "易车": [names, ["王女士", "13812345678"]],
            "懂车帝": [names, ["李先生", "12"]],
        }.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    said = netdesk("import", path, "--json")
    (entry,) = said.json["files"]
    assert (said.code, entry["sheets_not_read"]) == (1, ["封面"])
    assert [(r["sheet"], r["line"]) for r in entry["rejects"]] == [("懂车帝", 2)]
    assert "没有读的工作表：封面" in said.err
    plain = netdesk("import", write_csv(tmp_path / "a.csv", [{"手机号": "12"}]), "--json")
    assert plain.json["files"][0]["sheets_not_read"] == []


def test_import_of_nothing_usable_is_exit_3_with_the_sentence_in_its_entry(netdesk, tmp_path):
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 200)
    said = netdesk("import", picture, tmp_path / "nowhere.csv", "--json")
    assert said.code == 3
    assert all("error" in entry for entry in said.json["files"])
    assert netdesk("inbox", "--view", "all", "--json").json == []


def test_import_without_rejects_is_exit_0_and_the_same_again_adds_nothing(netdesk, tmp_path):
    path = write_csv(tmp_path / "a.csv", [{}, person(1)])
    assert netdesk("import", path).code == 0
    said = netdesk("import", path, "--json")
    assert (said.code, said.json["files"][0]["unchanged"]) == (0, 2)


def test_a_dry_run_leaves_the_inbox_empty(netdesk, tmp_path):
    path = write_csv(tmp_path / "a.csv", [{}])
    assert netdesk("import", path, "--dry-run", "--json").json["files"][0]["added"] == 1
    assert netdesk("inbox", "--json").json == []


def test_rejects_are_written_as_a_workbook(netdesk, tmp_path):
    path = write_csv(tmp_path / "a.csv", [{"手机号": "12"}])
    out = tmp_path / "out.xlsx"
    assert netdesk("import", path, "--rejects", out).code == 1
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("target", ["nowhere/out.xlsx", "."])
def test_rejects_that_cannot_be_written_stop_the_import_before_it_begins(netdesk, tmp_path, target):
    path = write_csv(tmp_path / "a.csv", [{"手机号": "12"}, person(1)])
    said = netdesk("import", path, "--rejects", tmp_path / target, "--json")
    assert said.code == 3
    assert netdesk("inbox", "--view", "all", "--json").json == []


def test_rejects_never_overwrite_the_file_they_come_from(netdesk, tmp_path):
    path = write_csv(tmp_path / "a.csv", [{"手机号": "12"}])
    before = path.read_bytes()
    assert netdesk("import", path, "--rejects", path).code == 2
    assert path.read_bytes() == before


def test_an_unknown_channel_is_exit_2_and_names_the_codes(netdesk, tmp_path):
    said = netdesk("import", write_csv(tmp_path / "a.csv", [{}]), "--channel", "x", "--json")
    assert said.code == 2
    assert "autohome" in said.json["error"]


def test_the_inbox_shows_a_lead_as_the_contract_shapes_it(netdesk, one_lead):
    assert set(one_lead) == LEAD_KEYS
    assert one_lead["phone"] == "138****5678"
    assert one_lead["received_at"] == "2026-11-24T08:40:00+08:00"
    assert one_lead["due_at"] == "2026-11-24T09:40:00+08:00"
    assert (one_lead["left"], one_lead["urgency"]) == (2400, "calm")
    assert one_lead["owner"] is None


def test_urgency_follows_the_clock(netdesk, one_lead):
    for now, left, urgency in (
        ("2026-11-24 09:25:00", 900, "soon"),
        ("2026-11-24 09:35:00", 300, "urgent"),
        ("2026-11-24 09:40:00", 0, "urgent"),
        ("2026-11-24 09:40:01", -1, "overdue"),
    ):
        (lead,) = netdesk("inbox", "--json", now=now).json
        assert (lead["left"], lead["urgency"]) == (left, urgency)


def test_find_searches_inside_the_view_and_limit_cuts(netdesk, tmp_path):
    rows = [person(n, 意向车型="宋Pro" if n == 3 else "秦PLUS") for n in range(5)]
    netdesk("import", write_csv(tmp_path / "a.csv", rows))
    assert [lead["name"] for lead in netdesk("inbox", "--find", "宋Pro", "--json").json] == [
        "客户3"
    ]
    assert len(netdesk("inbox", "--find", "00000004", "--json").json) == 1
    assert len(netdesk("inbox", "--find", "100%", "--json").json) == 0
    assert len(netdesk("inbox", "--limit", 2, "--json").json) == 2


def test_reveal_shows_whole_numbers_and_is_logged(netdesk, one_lead, database):
    (lead,) = netdesk("inbox", "--reveal", "--json").json
    assert lead["phone"] == "13812345678"
    with database.reading() as tx:
        last = tx.exec_driver_sql("SELECT action FROM audit ORDER BY seq DESC LIMIT 1").scalar()
    assert last == "phone.revealed"


def test_log_prints_the_lead_as_it_is_afterwards(netdesk, one_lead):
    said = netdesk("log", one_lead["id"], "--outcome", "no_answer", "--json")
    assert said.code == 0
    assert set(said.json) == LEAD_KEYS | {"answered_at", "next_at"}
    assert said.json["answered_at"] == "2026-11-24T09:00:00+08:00"
    assert (said.json["left"], said.json["stage"]) == (None, "new")
    assert netdesk("inbox", "--json").json == []


def test_log_refuses_wrong_use_with_exit_2(netdesk, one_lead):
    for arguments in (
        (999, "--outcome", "connected"),
        (99999999999999999999, "--outcome", "connected"),
        (one_lead["id"], "--outcome", "lost"),
        (one_lead["id"], "--outcome", "invited"),
        (one_lead["id"], "--outcome", "nonsense"),
        (one_lead["id"], "--outcome", "connected", "--by", "无此人"),
        (one_lead["id"], "--outcome", "connected", "--at", "2026-11-24 09:01"),
        (one_lead["id"], "--outcome", "connected", "--at", "yesterday"),
        (one_lead["id"],),
    ):
        said = netdesk("log", *arguments, "--json")
        assert said.code == 2, arguments
        assert said.json["error"]
    assert len(netdesk("inbox", "--json").json) == 1


def test_log_takes_an_earlier_time_and_a_visit(netdesk, one_lead):
    said = netdesk(
        "log",
        one_lead["id"],
        "--outcome",
        "invited",
        "--at",
        "2026-11-24 08:50",
        "--visit",
        "2026-11-25 10:00",
        "--json",
    )
    assert said.json["answered_at"] == "2026-11-24T08:50:00+08:00"
    assert said.json["stage"] == "invited"
    (visit,) = netdesk("inbox", "--view", "visits", "--json").json
    assert visit["id"] == one_lead["id"]


def test_a_dead_number_is_invalid(netdesk, one_lead):
    said = netdesk("log", one_lead["id"], "--outcome", "dead_number", "--json")
    assert said.json["stage"] == "invalid"
