"""Followers from a file: known by channel and date, counted row by row, the same twice nothing."""

from datetime import date, timedelta

import pytest
import xlsxwriter
from python_calamine import load_workbook

from netdesk import errors
from netdesk.services.changes import Changes
from tests.conftest import NINE

TODAY = date(2026, 11, 24)
HEADER = "日期,渠道,粉丝数,更新数"


@pytest.fixture
def take(desk, tmp_path):
    """Import lines under HEADER, or a whole text."""

    def take_it(*lines, header=HEADER, name="粉丝.csv", **options):
        path = tmp_path / name
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return desk.imports.run(path, now=options.pop("now", NINE), **options)

    return take_it


def counters(result):
    return (result.rows, result.added, result.merged, result.unchanged, result.rejected)


def told(result):
    return [(r.line, r.column, r.value, str(r.reason)) for r in result.rejects]


def kept(desk, code, back=4):
    table = desk.accounts.table(TODAY - timedelta(days=back), TODAY)
    (found,) = [one for one in table.accounts if one.channel.code == code]
    return {(TODAY - one.day).days: tuple(one.figures) for one in found.days if any(one.figures)}


def test_rows_become_days_of_accounts(take, desk):
    result = take("2026-11-23,微信,1200,2", "2026-11-22,微信,1190,", "2026-11-23,抖音,1.2万,")
    assert (result.kind, result.profile, counters(result)) == (
        "followers",
        "followers",
        (3, 3, 0, 0, 0),
    )
    assert result.changes == Changes(accounts=True)
    assert kept(desk, "wechat") == {1: (1200, 2), 2: (1190, None)}
    assert kept(desk, "douyin") == {1: (12000, None)}


def test_a_day_is_merged_where_its_figures_change_and_unchanged_where_they_do_not(take, desk):
    lines = ("2026-11-23,微信,1200,2", "2026-11-22,微信,1190,1")
    take(*lines)
    assert counters(take(*lines, now=NINE + timedelta(days=3))) == (2, 0, 0, 2, 0)
    changed = take("2026-11-23,微信,1201,2", "2026-11-22,微信,1190,", "2026-11-22,微信,,4")
    assert counters(changed) == (3, 0, 2, 1, 0)
    assert kept(desk, "wechat") == {1: (1201, 2), 2: (1190, 4)}


def test_the_same_day_twice_in_a_file_is_judged_row_by_row(take, desk):
    result = take("2026-11-23,微信,1200,", "2026-11-23,微信,1200,", "2026-11-23,微信,1300,")
    assert counters(result) == (3, 1, 1, 1, 0)
    assert kept(desk, "wechat") == {1: (1300, None)}


def test_hostile_rows_are_sent_back_and_the_others_taken(take, desk):
    result = take(
        "2026-11-23,微信,-5,",
        "2026-11-25,微信,5,",
        "2026-11-23,微信,1000000000000,",
        "2026-11-23,其他,5,",
        "2026-11-23,400电话,5,",
        "2026-11-23,,5,",
        "2026-11-23,快手,5,",
        "2026-11-23,微博,5,",
    )
    assert counters(result) == (8, 1, 0, 0, 7)
    assert told(result) == [
        (2, "粉丝数", "-5", "negative"),
        (3, "日期", "2026-11-25", "future_time"),
        (4, "粉丝数", "1000000000000", "too_much"),
        (5, "渠道", "其他", "no_channel"),
        (6, "渠道", "400电话", "no_channel"),
        (7, "渠道", "", "no_channel"),
        (8, "渠道", "快手", "unknown_channel"),
    ]
    assert kept(desk, "weibo") == {1: (5, None)}


def test_the_day_ends_where_the_shop_is(take):
    late = NINE.replace(hour=15, minute=59)  # 23:59 in the shop
    assert take("2026-11-25,微信,5,", now=late).rejected == 1
    assert take("2026-11-25,微信,5,", now=late + timedelta(minutes=1)).added == 1


def test_the_channel_may_be_asked_for_or_stand_in_the_files_name(take, desk):
    plain = "日期,粉丝数"
    assert take("2026-11-23,5", header=plain).rejected == 1
    assert take("2026-11-23,5", header=plain, channel="weibo").added == 1
    assert take("2026-11-23,6", header=plain, name="小红书.csv").added == 1
    assert take("2026-11-23,7", header=plain, name="小红书.csv", channel="douyin").added == 1
    assert (kept(desk, "weibo"), kept(desk, "xiaohongshu")) == ({1: (5, None)}, {1: (6, None)})
    assert kept(desk, "douyin") == {1: (7, None)}
    assert take("2026-11-23,8", header=plain, channel="other").rejected == 1
    with pytest.raises(errors.UnknownChannel):
        take("2026-11-23,8", header=plain, channel="nowhere")


def test_changes_alone_build_on_the_total_of_a_day_that_is_known(take, desk):
    net = "日期,渠道,净增粉丝"
    lines = ("2026-11-23,微信,-4", "2026-11-22,微信,10")
    baseless = take(*lines, header=net)
    assert (counters(baseless), told(baseless)) == (
        (2, 0, 0, 0, 2),
        [(2, "净增粉丝", "-4", "no_base"), (3, "净增粉丝", "10", "no_base")],
    )
    desk.accounts.enter("wechat", date(2026, 11, 21), 1000, None, now=NINE)
    assert counters(take(*lines, header=net)) == (2, 2, 0, 0, 0)
    assert kept(desk, "wechat") == {1: (1006, None), 2: (1010, None), 3: (1000, None)}
    assert counters(take(*lines, header=net)) == (2, 0, 0, 2, 0)


def test_a_total_beside_a_change_stands_by_itself(take, desk):
    header = "时间,新关注人数,取消关注人数,净增关注人数,累积关注人数"
    result = take("2026-11-23,12,3,9,1209", "2026-11-22,5,5,0,1200", header=header)
    assert (result.profile, counters(result)) == ("followers_wechat", (2, 2, 0, 0, 0))
    assert kept(desk, "wechat") == {1: (1209, None), 2: (1200, None)}


def test_batches_are_one_file(take, monkeypatch, desk):
    monkeypatch.setattr("netdesk.services.importing.work.BATCH", 2)
    lines = [f"2026-11-2{n},微信,{100 + n}," for n in range(5)] + ["2026-11-24,微信,104,"]
    assert counters(take(*lines)) == (6, 5, 0, 1, 0)
    assert set(kept(desk, "wechat")) == {0, 1, 2, 3, 4}


def test_a_dry_run_and_a_cancelled_one_leave_nothing(take, desk, database):
    def dump():
        with database.reading() as tx:
            return [
                tx.exec_driver_sql(f"SELECT * FROM {name}").all()
                for name in ("channel_days", "imports", "audit", "counters")
            ]

    before = dump()
    line = "2026-11-23,微信,5,"
    tried = take(line, dry_run=True)
    assert (tried.added, tried.changes) == (1, Changes())
    assert take(line, cancelled=lambda: True).cancelled
    assert dump() == before


def test_the_import_is_in_the_list_and_in_the_audit(take, database):
    take("2026-11-23,微信,5,", "2026-11-23,其他,5,")
    with database.reading() as tx:
        row = tx.exec_driver_sql("SELECT * FROM imports").mappings().one()
        action, payload = tx.exec_driver_sql(
            "SELECT action, payload FROM audit ORDER BY seq DESC LIMIT 1"
        ).one()
        assert tx.exec_driver_sql("SELECT import_id FROM channel_days").scalar() == row["id"]
    assert (row["file"], row["kind"], row["rows"], row["added"], row["rejected"]) == (
        "粉丝.csv",
        "followers",
        2,
        1,
        1,
    )
    assert (action, payload) == (
        "import",
        '{"added": 1, "merged": 0, "rejected": 1, "rows": 2, "unchanged": 0}',
    )


def test_rejects_come_back_with_their_channel_and_are_taken_when_mended(take, desk, tmp_path):
    first = take("2026-11-23,-5", "昨天,6", "2026-11-22,7", header="日期,粉丝数", name="抖音.csv")
    assert counters(first) == (3, 1, 0, 0, 2)
    out = tmp_path / "退回.xlsx"
    desk.imports.save_rejects([first], out, now=NINE)
    rows = load_workbook(out).get_sheet_by_index(0).to_python()
    header, *lines = [[str(cell) for cell in row] for row in rows]
    assert header == ["行号", "列", "原值", "原因", "渠道", "处理", "日期", "粉丝数"]
    assert [line[3:5] for line in lines] == [
        ["数字不能小于 0", "抖音"],
        ["看不懂这个时间", "抖音"],
    ]
    assert counters(desk.imports.run(out, now=NINE)) == (2, 0, 0, 0, 2)
    with xlsxwriter.Workbook(tmp_path / "改好.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, header)
        sheet.write_row(1, 0, [*lines[0][:7], 5])
        sheet.write_row(2, 0, [*lines[1][:6], "2026-11-21", 6])
    assert counters(desk.imports.run(tmp_path / "改好.xlsx", now=NINE)) == (2, 2, 0, 0, 0)
    assert kept(desk, "douyin") == {1: (5, None), 2: (7, None), 3: (6, None)}


def test_a_file_that_hardly_anything_can_be_filed_of_is_given_up(take, monkeypatch, database):
    monkeypatch.setattr("netdesk.intake.reading.MOST_LOST", 10)
    with pytest.raises(errors.MostlyRejected, match="11 行"):
        take("2026-11-23,微信,5,", *["2026-11-23,,5,"] * 30)
    with database.reading() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM channel_days").scalar() == 0


def test_a_sheet_with_a_column_an_account_is_counted_account_by_account(take, desk):
    header = "日期,公众号,抖音,汽车之家,集团官网"
    lines = ("2026-11-23,1200,1.2万,-,5", "2026-11-22,1190,,300,")
    assert counters(take(*lines, header=header)) == (5, 5, 0, 0, 0)
    assert kept(desk, "wechat") == {1: (1200, None), 2: (1190, None)}
    assert kept(desk, "autohome") == {2: (300, None)}
    again = take("2026-11-23,1201,1.2万,-,5", lines[1], header=header)
    assert counters(again) == (5, 0, 1, 4, 0)
