"""chart: the names, the files, one clear sentence for what cannot be."""

import json

import pytest

RANGE = ("--from", "2026-11-01", "--to", "2026-11-24")


def test_the_list_has_every_chart_with_its_question(netdesk):
    said = netdesk("chart", "--list")
    assert said.code == 0
    lines = [line.split("\t") for line in said.out.splitlines()]
    assert ["sources", "线索从哪里来"] in lines
    assert len(lines) == 10
    found = json.loads(netdesk("chart", "--list", "--json").out)
    assert [one["name"] for one in found] == [name for name, _question in lines]


@pytest.mark.parametrize(
    ("suffix", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_a_chart_of_nothing_is_a_picture_that_says_so(netdesk, tmp_path, suffix, begins):
    path = tmp_path / f"chart.{suffix}"
    said = netdesk("chart", "sources", *RANGE, "--out", path)
    assert said.code == 0
    assert said.out == ""
    assert "没有线索到达" in said.err
    assert path.read_bytes().startswith(begins)


def test_json_says_what_the_chart_says(netdesk, tmp_path):
    path = tmp_path / "chart.png"
    said = netdesk("chart", "losses", *RANGE, "--out", path, "--json")
    assert said.json["name"] == "losses"
    assert said.json["file"] == str(path)
    assert said.err == ""


def refused(said):
    """Return the sentence of a refusal: one line, no traceback, nothing on standard output."""
    assert said.out == ""
    assert "Traceback" not in said.err
    (line,) = said.err.splitlines()
    return line


def test_an_unknown_name_is_told_with_those_there_are(netdesk, tmp_path):
    said = netdesk("chart", "pie", *RANGE, "--out", tmp_path / "a.png")
    assert said.code == 2
    assert "pie" in refused(said)
    assert "sources" in said.err
    assert list(tmp_path.glob("*.png")) == []


def test_a_suffix_that_is_no_picture_is_refused(netdesk, tmp_path):
    said = netdesk("chart", "sources", *RANGE, "--out", tmp_path / "a.xlsx")
    assert said.code == 2
    assert ".pdf" in refused(said)


def test_a_place_that_cannot_be_written_is_told(netdesk, tmp_path):
    said = netdesk("chart", "sources", *RANGE, "--out", tmp_path / "none" / "a.png")
    assert said.code == 3
    assert "a.png" in refused(said)
    (tmp_path / "b.png").mkdir()
    assert netdesk("chart", "sources", *RANGE, "--out", tmp_path / "b.png").code == 3


def test_a_range_the_wrong_way_round_and_a_bad_day_are_refused(netdesk, tmp_path):
    out = ("--out", tmp_path / "a.png")
    said = netdesk("chart", "sources", "--from", "2026-11-24", "--to", "2026-11-01", *out)
    assert said.code == 2
    refused(said)
    said = netdesk("chart", "sources", "--from", "gestern", "--to", "2026-11-01", *out)
    assert said.code == 2
    assert "gestern" in refused(said)


@pytest.mark.parametrize("given", [(), ("sources",), ("sources", *RANGE), RANGE])
def test_what_is_missing_is_wrong_use(netdesk, given):
    said = netdesk("chart", *given)
    assert said.code == 2
    refused(said)


def test_a_channel_that_is_none_is_told_with_those_there_are(netdesk, tmp_path):
    said = netdesk("chart", "funnel", *RANGE, "--channel", "x9", "--out", tmp_path / "a.png")
    assert said.code == 2
    assert "autohome" in refused(said)
