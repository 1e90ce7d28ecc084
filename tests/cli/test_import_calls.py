"""A log of calls by the commands: in, looked at, called back, in the figures (R19)."""

import csv

import pytest
from python_calamine import CalamineWorkbook

from tests.called import answered, missed, rung, write_log

EVENING = "2026-11-24 18:30"
DAY = ("--from", "2026-11-24", "--to", "2026-11-24", "--json")


@pytest.fixture
def log(netdesk, tmp_path):
    """Import rows of a log in the evening; return what was said and the file's entry."""

    def run(*rows, options=(), now=EVENING, without=""):
        path = write_log(tmp_path / "话单.csv", *rows, without=without)
        said = netdesk("import", path, "--json", *options, now=now)
        return said, said.json["files"][0]

    return run


def counters(entry):
    return tuple(entry[name] for name in ("rows", "added", "merged", "unchanged", "rejected"))


def test_a_log_is_found_out_by_itself_and_a_missed_call_waits(netdesk, log):
    said, entry = log(missed("10:00:00"), answered("10:05:00", 主叫号码="13812345679"))
    assert (said.code, entry["kind"], entry["profile"]) == (0, "calls", "calls")
    assert counters(entry) == (2, 2, 0, 0, 0)
    (lead,) = netdesk("inbox", "--json", now=EVENING).json
    assert (lead["phone"], lead["channel"], lead["due_at"]) == (
        *("138****5678", "hotline"),
        "2026-11-24T10:15:00+08:00",
    )
    assert lead["why"] == "今天 10:00 到达，营业中 → 15 分钟内 → 10:15 前回复"
    done = netdesk(
        "log", 1, "--outcome", "connected", "--at", "2026-11-24 10:40", "--json", now=EVENING
    )
    assert done.json["answered_at"] == "2026-11-24T10:40:00+08:00"
    total = netdesk("kpi", *DAY, now=EVENING).json["total"]
    assert {name: total[name] for name in ("calls", "calls_answered", "missed")} == {
        "calls": 2,
        "calls_answered": 1,
        "missed": 1,
    }
    assert (total["call_answer_rate"], total["missed_called_back_rate"]) == (0.5, 1.0)
    # The answered call was served at once, the missed one called back too late for its 15 minutes.
    assert (total["on_time"], total["answered"], total["on_time_rate"]) == (1, 2, 0.5)


def test_a_dry_run_counts_and_writes_nothing(netdesk, log):
    _said, entry = log(missed("10:00:00"), rung("10:20:00"), options=("--dry-run",))
    assert counters(entry) == (2, 1, 1, 0, 0)
    assert netdesk("kpi", *DAY, now=EVENING).json["total"]["calls"] == 0


def test_a_channel_may_be_said_for_the_whole_log(netdesk, log):
    log(missed("10:00:00"), options=("--kind", "calls", "--channel", "yiche"))
    (row,) = netdesk("kpi", *DAY, now=EVENING).json["rows"]
    assert (row["key"], row["calls"]) == ("yiche", 1)


def test_a_log_that_lacks_the_flag_is_refused_and_changes_nothing(log):
    said, entry = log(missed("10:00:00"), without="是否接听", options=("--kind", "calls"))
    assert said.code == 3
    assert "“是否接听”" in entry["error"]


def test_rejected_rows_come_back_and_can_be_mended(netdesk, log, tmp_path):
    rejects = tmp_path / "rejects.xlsx"
    said, entry = log(
        missed("10:00:00"),
        missed("10:10:00", 是否接听="响了几声", 主叫号码="13812345679"),
        options=("--rejects", rejects),
    )
    assert (said.code, counters(entry)) == (1, (2, 1, 0, 0, 1))
    (reject,) = entry["rejects"]
    assert (reject["line"], reject["column"], reject["value"]) == (3, "是否接听", "响了几声")
    sheet = CalamineWorkbook.from_path(rejects).get_sheet_by_index(0)
    mended = tmp_path / "mended.csv"
    with mended.open("w", encoding="utf-8", newline="") as file:
        for row in sheet.to_python():
            csv.writer(file).writerow(["未接" if cell == "响了几声" else cell for cell in row])
    again = netdesk("import", mended, "--json", now=EVENING)
    assert counters(again.json["files"][0]) == (1, 1, 0, 0, 0)


def test_the_chart_of_calls_is_drawn(netdesk, log, tmp_path):
    log(missed("10:00:00"), answered("10:05:00", 主叫号码="13812345679"))
    out = tmp_path / "calls.svg"
    said = netdesk("chart", "calls", *DAY[:4], "--out", out, now=EVENING)
    assert said.code == 0
    assert out.read_bytes().startswith(b"<?xml")
