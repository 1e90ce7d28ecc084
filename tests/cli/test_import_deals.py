"""import --kind deals, and what kpi makes of the ledger."""

import pytest

from tests.arrivals import person, write_csv
from tests.dealt import write_ledger


@pytest.fixture
def shop(netdesk, tmp_path):
    """Two leads of this morning by two channels."""
    rows = person(1), person(2, 渠道="易车")
    assert netdesk("import", write_csv(tmp_path / "leads.csv", rows)).code == 0


def of(number, **cells):
    return {"联系电话": f"138{number:08d}", "客户姓名": f"客户{number}", **cells}


@pytest.mark.parametrize("said", [(), ("--kind", "deals"), ("--profile", "deals")])
def test_the_ledger_is_counted_like_any_file(netdesk, tmp_path, said):
    path = write_ledger(
        tmp_path / "成交.csv", of(1), of(2, 成交价="-1"), of(3, 订车日期="2026-12-01")
    )
    found = netdesk("import", path, *said, "--json")
    assert found.code == 1
    (entry,) = found.json["files"]
    counted = ("kind", "rows", "added", "merged", "unchanged", "rejected")
    assert [entry[key] for key in counted] == ["deals", 3, 1, 0, 0, 2]
    assert [(r["line"], r["column"], r["value"]) for r in entry["rejects"]] == [
        (3, "成交价", "-1"),
        (4, "订车日期", "2026-12-01"),
    ]


@pytest.mark.usefixtures("shop")
def test_what_a_deal_earned_stands_under_its_channel(netdesk, tmp_path):
    ledger = (
        of(1, 毛利="3500.01"),
        of(2, 毛利="-0.02万", 交车日期="2026-11-24"),
        of(9, 毛利="9000"),
    )
    assert netdesk("import", write_ledger(tmp_path / "deals.csv", *ledger)).code == 0
    for view in ("cohort", "period"):
        asked = ("--from", "2026-11-24", "--to", "2026-11-24", "--view", view)
        found = netdesk("kpi", *asked, "--by", "channel", "--json").json
        rows = {row["key"]: row for row in found["rows"]}
        assert (rows["autohome"]["gross_profit"], rows["autohome"]["ordered"]) == (3500.01, 1)
        assert (rows["yiche"]["gross_profit"], rows["yiche"]["delivered"]) == (-200.0, 1)
        assert (found["total"]["gross_profit"], found["total"]["profit"]) == (3300.01, 3300.01)


def test_rejected_rows_come_back_as_a_ledger(netdesk, tmp_path):
    path, rejects = tmp_path / "deals.csv", tmp_path / "rejects.xlsx"
    write_ledger(path, of(1), of(2, 成交价="-1"))
    netdesk("import", path, "--rejects", rejects)
    again = netdesk("import", rejects, "--json").json["files"][0]
    assert (again["kind"], again["rows"], again["rejected"]) == ("deals", 1, 1)


def test_a_table_without_a_date_is_no_ledger(netdesk, tmp_path):
    path = tmp_path / "deals.csv"
    path.write_text("客户姓名,联系电话,成交价\n王女士,13812345678,99800\n", encoding="utf-8")
    found = netdesk("import", path, "--kind", "deals", "--json")
    assert found.code == 3
    assert "日期" in found.json["files"][0]["error"]
