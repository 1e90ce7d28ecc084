"""A file becomes leads: counted row by row, whole or not at all, the same twice nothing."""

import threading
from datetime import timedelta

import pytest
import xlsxwriter
from python_calamine import load_workbook

from netdesk import errors
from netdesk.domain.deadlines.deadline import DueReason
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import Outcome, TimeKind
from netdesk.intake.reading import LeadDraft, Part, Reading, RecordKind
from netdesk.services.answer import Step
from netdesk.services.import_files import ImportFiles
from tests.arrivals import arrive, person, write_csv
from tests.conftest import NINE


def waiting(desk):
    return desk.inbox.page(InboxView.WAITING, now=NINE).rows


def counters(result):
    return (result.rows, result.added, result.merged, result.unchanged, result.rejected)


def dump(database):
    with database.reading() as tx:
        tables = tx.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).scalars()
        return {t: tx.exec_driver_sql(f"SELECT * FROM {t}").all() for t in tables.all()}


def test_a_row_becomes_a_lead_with_its_deadline_and_reason(desk, tmp_path):
    result = arrive(desk, tmp_path, {"留言": "周末看车", "线索编号": "A1"})
    assert counters(result) == (1, 1, 0, 0, 0)
    (row,) = waiting(desk)
    assert (row.name, row.phone, row.model) == ("王女士", "138****5678", "秦PLUS")
    assert (row.channel, row.touches, row.time_kind) == ("autohome", 1, TimeKind.EXACT)
    assert row.due_at == NINE + timedelta(minutes=40)
    assert row.reason is DueReason.OPEN
    assert desk.inbox.card(row.id, now=NINE).messages == ("周末看车",)


def test_the_same_file_twice_adds_nothing(desk, tmp_path, database):
    rows = [{}, person(1, 线索编号="A1"), person(2, 留资时间="")]
    assert arrive(desk, tmp_path, *rows).added == 3
    again = arrive(desk, tmp_path, *rows, now=NINE + timedelta(days=1))
    assert counters(again) == (3, 0, 0, 3, 0)
    assert len(waiting(desk)) == 3


def test_the_same_phone_on_another_channel_is_one_lead_and_the_earliest_deadline_stands(
    desk, tmp_path
):
    result = arrive(
        desk,
        tmp_path,
        {"留资时间": "2026-11-24 08:50:00"},
        {"留资时间": "2026-11-24 08:40:00", "渠道": "懂车帝"},
    )
    assert counters(result) == (2, 1, 1, 0, 0)
    (row,) = waiting(desk)
    assert (row.touches, row.channel, row.due_at) == (2, "dongchedi", NINE + timedelta(minutes=40))


def test_rows_count_as_added_merged_unchanged_and_rejected_in_file_order(desk, tmp_path):
    result = arrive(
        desk,
        tmp_path,
        {},
        {},
        {"渠道": "易车"},
        {"手机号": "12345"},
        person(1),
    )
    assert counters(result) == (5, 2, 1, 1, 1)
    (reject,) = [r for r in result.rejects if r.row_lost]
    assert (reject.line, reject.value) == (5, "12345")


def test_handled_rows_have_their_clock_closed_then(desk, tmp_path):
    arrive(desk, tmp_path, {"处理时间": "2026-11-24 08:47:00"})
    assert waiting(desk) == ()
    (row,) = desk.inbox.page(InboxView.ALL, now=NINE).rows
    assert row.answered_at == NINE - timedelta(minutes=13)


def test_an_earlier_handling_that_comes_to_be_known_later_is_the_first_answer(desk, tmp_path):
    arrive(desk, tmp_path, {})
    (row,) = waiting(desk)
    late = NINE + timedelta(minutes=90)
    desk.answer.log(Step(row.id, Outcome.CONNECTED), now=late)
    arrive(desk, tmp_path, {"处理时间": "2026-11-24 08:55:00"}, now=late)
    handled = NINE - timedelta(minutes=5)
    assert desk.inbox.card(row.id, now=late).row.answered_at == handled
    desk.answer.undo_last(by="", now=late)
    assert desk.inbox.card(row.id, now=late).row.answered_at == handled


def test_a_handling_time_before_the_arrival_loses_the_cell_and_keeps_the_row(desk, tmp_path):
    result = arrive(desk, tmp_path, {"处理时间": "2026-11-24 08:00:00"})
    assert counters(result) == (1, 1, 0, 0, 0)
    assert [reject.row_lost for reject in result.rejects] == [False]
    assert len(waiting(desk)) == 1


def test_old_rows_are_history_unless_the_setting_says_otherwise(desk, tmp_path):
    row = {"留资时间": "2026-11-10 10:00:00"}
    assert arrive(desk, tmp_path, row).added == 1
    assert waiting(desk) == ()
    path = write_csv(tmp_path / "more.csv", [person(2, **row)])
    desk.imports.run(path, now=NINE, history_days=30)
    assert len(waiting(desk)) == 1


def test_a_date_alone_is_that_days_opening_and_marked(desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24"})
    (row,) = waiting(desk)
    assert (row.received_at, row.time_kind) == (NINE - timedelta(minutes=30), TimeKind.DATE_ONLY)


def test_a_date_alone_handled_before_opening_came_no_later_than_that(desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": "2026-11-24", "处理时间": "2026-11-24 08:10:00"})
    (row,) = desk.inbox.page(InboxView.ALL, now=NINE).rows
    assert row.answered_at == row.received_at == NINE - timedelta(minutes=50)


def test_a_row_without_a_time_is_received_at_import(desk, tmp_path):
    arrive(desk, tmp_path, {"留资时间": ""})
    (row,) = waiting(desk)
    assert (row.received_at, row.time_kind) == (NINE, TimeKind.AT_IMPORT)


def test_a_dry_run_counts_and_writes_nothing(desk, tmp_path, database):
    before = dump(database)
    path = write_csv(tmp_path / "a.csv", [{}, person(1)])
    assert desk.imports.run(path, now=NINE, dry_run=True).added == 2
    assert dump(database) == before


def test_a_cancelled_import_leaves_nothing(desk, tmp_path, database):
    before = dump(database)
    path = write_csv(tmp_path / "a.csv", [person(n) for n in range(3000)])
    seen = []

    def stop():
        seen.append(1)
        return len(seen) > 1

    result = desk.imports.run(path, now=NINE, cancelled=stop)
    assert (result.cancelled, result.added) == (True, 0)
    assert dump(database) == before


def test_progress_is_told_as_rows_are_read(desk, tmp_path):
    told = []
    path = write_csv(tmp_path / "a.csv", [person(n) for n in range(2500)])
    desk.imports.run(path, now=NINE, progress=told.append)
    assert told == [1000, 2000, 2500]


def test_batches_meet_people_of_earlier_batches(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("netdesk.services.importing.work.BATCH", 2)
    rows = [person(1), person(2), person(3), person(1, 渠道="易车"), person(3), person(4)]
    assert counters(arrive(desk, tmp_path, *rows)) == (6, 4, 1, 1, 0)


def test_a_file_longer_than_is_read_ahead_is_still_one_transaction(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("netdesk.services.importing.work.STAGED", 3)
    monkeypatch.setattr("netdesk.services.importing.work.BATCH", 2)
    assert arrive(desk, tmp_path, *(person(n) for n in range(7))).added == 7


def test_a_new_touch_a_day_after_the_answer_opens_a_new_clock(desk, tmp_path):
    arrive(desk, tmp_path, {})
    (row,) = waiting(desk)
    desk.answer.log(Step(row.id, Outcome.CONNECTED), now=NINE)
    later = NINE + timedelta(days=2)
    arrive(desk, tmp_path, {"留资时间": "2026-11-26 08:45:00"}, now=later)
    (again,) = desk.inbox.page(InboxView.WAITING, now=later).rows
    assert (again.id, again.returning, again.touches) == (row.id, True, 2)


def test_rows_without_a_channel_are_other_and_said_so(desk, tmp_path):
    result = arrive(desk, tmp_path, {"渠道": ""})
    assert result.channel_defaulted
    assert waiting(desk)[0].channel == "other"


def test_the_channel_asked_for_stands_where_rows_say_none(desk, tmp_path):
    path = write_csv(tmp_path / "a.csv", [{"渠道": ""}, person(2, 渠道="易车")])
    result = desk.imports.run(path, now=NINE, channel="weibo")
    assert not result.channel_defaulted
    assert {row.channel for row in waiting(desk)} == {"weibo", "yiche"}
    with pytest.raises(errors.UnknownChannel, match="autohome"):
        desk.imports.run(path, now=NINE, channel="nowhere")


def test_an_import_beside_another_writer_is_seen_by_both(desk, tmp_path, database):
    other = ImportFiles(database, desk.hours)
    paths = [
        write_csv(tmp_path / f"{name}.csv", [person(n) for n in range(start, start + 300)])
        for name, start in (("a", 0), ("b", 150))
    ]
    results = []
    threads = [
        threading.Thread(target=lambda p=path: results.append(other.run(p, now=NINE)))
        for path in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(result.added for result in results) == 450
    assert sum(result.unchanged for result in results) == 150
    assert desk.inbox.counts(now=NINE)[InboxView.ALL] == 450


def test_rejected_rows_come_back_as_a_workbook_that_can_be_mended_and_dropped_again(desk, tmp_path):
    result = arrive(desk, tmp_path, {"手机号": "=1+1"}, person(1))
    out = tmp_path / "rejects.xlsx"
    desk.imports.save_rejects([result], out, now=NINE)
    again = desk.imports.run(out, now=NINE, dry_run=True)
    assert counters(again) == (1, 0, 0, 0, 1)
    assert again.rejects[0].value == "=1+1"


# --- a workbook of several sheets


def write_book(path, sheets):
    with xlsxwriter.Workbook(path) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def read_book(path):
    book = load_workbook(path)
    sheets = {
        n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in book.sheet_names
    }
    return {
        name: [[str(int(c)) if isinstance(c, float) else c for c in row] for row in rows]
        for name, rows in sheets.items()
    }


NAMES = ["客户姓名", "手机号", "意向车型", "留资时间", "处理时间"]


def row(number, *, phone=None, handled=""):
    phone = phone or f"138{number:08d}"
    return [f"客户{number}", phone, "秦PLUS", f"2026-11-24 08:{number:02d}:00", handled]


def channels(desk):
    return {r.name: r.channel for r in desk.inbox.page(InboxView.ALL, now=NINE).rows}


def test_every_sheet_of_leads_is_imported_under_its_own_channel(desk, tmp_path):
    sheets = {
        "封面": [["十一月线索"]],
        "懂车帝": [NAMES, row(1), row(2, phone="12")],
        "易车": [["导出"], NAMES, row(3), row(4, phone="34")],
    }
    result = desk.imports.run(write_book(tmp_path / "月报.xlsx", sheets), now=NINE)
    assert counters(result) == (4, 2, 0, 0, 2)
    assert channels(desk) == {"客户1": "dongchedi", "客户3": "yiche"}
    assert [(r.sheet, r.line) for r in result.rejects] == [("懂车帝", 3), ("易车", 4)]
    assert result.sheets_not_read == ("封面",)
    assert "封面" in result.not_read()


def test_the_sheet_is_named_only_where_there_are_several(desk, tmp_path):
    sheets = {"封面": [["十一月线索"]], "线索": [NAMES, row(1, phone="12")]}
    result = desk.imports.run(write_book(tmp_path / "月报.xlsx", sheets), now=NINE)
    assert [r.sheet for r in result.rejects] == [""]


def test_many_sheets_that_were_not_read_are_named_in_part(desk, tmp_path):
    sheets = {"线索": [NAMES, row(1)], **{f"说明{n}": [["怎么用"]] for n in range(9)}}
    result = desk.imports.run(write_book(tmp_path / "月报.xlsx", sheets), now=NINE)
    assert len(result.sheets_not_read) == 9
    assert "说明5…" in result.not_read()
    assert "说明6" not in result.not_read()


# --- rejects come back mended


def write_text(path, rows):
    path.write_text("\n".join("\t".join(cells) for cells in rows) + "\n", encoding="gb18030")
    return path


def send_back(desk, folder, results, mend):
    """Save the rejects, mend every row that `mend` takes, and import the workbook again."""
    out = folder / "退回.xlsx"
    desk.imports.save_rejects(results, out, now=NINE)
    sheets = read_book(out)
    for name, (header, *rows) in sheets.items():
        mended = [mend(dict(zip(header, cells, strict=True))) for cells in rows]
        sheets[name] = [header, *(list(cells.values()) for cells in mended)]
    return desk.imports.run(write_book(folder / "改好.xlsx", sheets), now=NINE)


def mend(cells):
    if cells["列"] == "手机号":
        return {**cells, "手机号": f"139{cells['客户姓名'][2:]:>08}"}
    return {**cells, "处理时间": "2026-11-24 08:47:00"}


@pytest.mark.parametrize(
    ("title", "name", "asked", "code"),
    [
        ("易车网 线索导出", "导出.csv", None, "yiche"),
        ("线索导出", "易车网.csv", None, "yiche"),
        ("线索导出", "导出.csv", "weibo", "weibo"),
        ("线索导出", "导出.csv", None, "other"),
    ],
    ids=["title", "name", "asked", "nobody"],
)
def test_mended_rejects_are_filed_under_the_channel_they_had(
    desk, tmp_path, title, name, asked, code
):
    rows = [[title], NAMES, row(1, phone="12"), row(2, handled="昨天"), row(3)]
    first = desk.imports.run(write_text(tmp_path / name, rows), now=NINE, channel=asked)
    assert counters(first) == (3, 2, 0, 0, 1)
    assert [r.reason for r in first.rejects] == ["bad_phone", "bad_handled_time"]
    again = send_back(desk, tmp_path, [first], mend)
    assert counters(again) == (2, 1, 0, 1, 0)
    assert (again.rejects, again.channel_defaulted) == ((), False)
    assert channels(desk) == dict.fromkeys(["客户1", "客户2", "客户3"], code)
    assert sorted(r.name for r in waiting(desk)) == ["客户1", "客户3"]
    (handled,) = [r for r in desk.inbox.page(InboxView.ALL, now=NINE).rows if r.name == "客户2"]
    assert (handled.touches, handled.answered_at) == (1, NINE - timedelta(minutes=13))


def test_the_channel_is_put_before_a_row_only_where_it_names_none_itself(desk, tmp_path):
    rows = [[*NAMES, "来源"], [*row(1, phone="12"), "抖音"], [*row(2, phone="12"), ""]]
    out = tmp_path / "out.xlsx"
    for count, said in ((2, None), (3, ["", "微博"])):
        path = write_text(tmp_path / "导出.csv", rows[:count])
        result = desk.imports.run(path, now=NINE, channel="weibo")
        desk.imports.save_rejects([result], out, now=NINE)
        header, *lines = read_book(out)["导出.csv"]
        at = header.index("渠道") if "渠道" in header else None
        assert (at and [cells[at] for cells in lines]) == said


def test_mended_rejects_of_several_sheets_and_files_come_back_whole(desk, tmp_path):
    sheets = {
        "懂车帝": [NAMES, row(1, phone="12")],
        "易车": [["导出"], [*NAMES, "省份"], [*row(2, phone="34"), "山东"]],
    }
    results = [
        desk.imports.run(write_text(tmp_path / "好.csv", [NAMES, row(9)]), now=NINE),
        desk.imports.run(write_book(tmp_path / "月报.xlsx", sheets), now=NINE, channel=None),
        desk.imports.run(write_text(tmp_path / "爱卡.csv", [NAMES, row(3, phone="56")]), now=NINE),
    ]
    again = send_back(desk, tmp_path, results, mend)
    assert counters(again) == (3, 3, 0, 0, 0)
    assert channels(desk) == {
        "客户9": "other",
        "客户1": "dongchedi",
        "客户2": "yiche",
        "客户3": "xcar",
    }


def test_rejects_that_are_not_mended_are_rejected_again_and_keep_their_channel(desk, tmp_path):
    rows = [["易车网 线索导出"], NAMES, row(1, phone="12"), row(2, handled="昨天")]
    first = desk.imports.run(write_text(tmp_path / "导出.csv", rows), now=NINE)
    second = send_back(desk, tmp_path, [first], dict)
    assert counters(second) == (2, 0, 0, 1, 1)
    assert [r.reason for r in second.rejects] == [r.reason for r in first.rejects]
    third = send_back(desk, tmp_path, [second], mend)
    assert counters(third) == (2, 1, 0, 1, 0)
    assert set(channels(desk).values()) == {"yiche"}


def test_a_row_with_too_many_cells_is_rejected_again_until_it_is_mended(desk, tmp_path):
    rows = [NAMES, [*row(1), "多出来的"], [*row(2), "", "也多"], row(3, phone="12")]
    first = desk.imports.run(write_text(tmp_path / "导出.csv", rows), now=NINE)
    assert counters(first) == (3, 0, 0, 0, 3)
    out = tmp_path / "out.xlsx"
    desk.imports.save_rejects([first], out, now=NINE)
    again = desk.imports.run(out, now=NINE)
    assert counters(again) == (3, 0, 0, 0, 3)
    assert [r.reason for r in again.rejects] == ["broken_row", "broken_row", "bad_phone"]
    (header, *_rows) = read_book(out)["导出.csv"]
    assert header[-2:] == ["多出的格", "多出的格"]
    sheets = {"退回": [row[:-2] for row in read_book(out)["导出.csv"]]}
    mended = desk.imports.run(write_book(tmp_path / "改好.xlsx", sheets), now=NINE)
    assert counters(mended) == (3, 2, 0, 0, 1)


def test_a_row_without_a_time_that_lost_one_cell_is_the_same_touch_again(desk, tmp_path):
    names = ["客户姓名", "手机号", "来源", "备注"]
    rows = [names, ["王女士", "13812345678", "快手"], ["李先生", "12"]]
    first = desk.imports.run(write_text(tmp_path / "导出.csv", rows), now=NINE, channel="weibo")
    assert counters(first) == (2, 1, 0, 0, 1)
    again = send_back(desk, tmp_path, [first], dict)
    assert counters(again) == (2, 0, 0, 1, 1)
    assert channels(desk) == {"王女士": "weibo"}


def test_a_channel_that_shares_its_name_comes_back_by_its_code(desk, tmp_path, database):
    with database.writing() as tx:
        tx.exec_driver_sql("UPDATE channels SET name = '易车' WHERE code = 'weibo'")
    path = write_text(tmp_path / "导出.csv", [NAMES, row(1, phone="12")])
    first = desk.imports.run(path, now=NINE, channel="yiche")
    second = desk.imports.run(path, now=NINE, channel="weibo")
    send_back(desk, tmp_path, [first], mend)
    assert channels(desk) == {"客户1": "yiche"}
    again = send_back(desk, tmp_path, [second], mend)
    assert again.merged == 1


def pasted(drafts):
    """Return a reading that comes from no file."""
    part = Part("", "pasted", (), 0, "", {})
    return Reading(RecordKind.LEADS, "text", [part], iter(drafts))


def told(**values):
    """Return a draft as a person's words make it."""
    draft = LeadDraft(
        1, NINE, TimeKind.EXACT, "13812345678", False, "", "", "王女士", "秦PLUS", "", "",
        "wechat", "", "", None, ("王女士 13812345678",),
    )  # fmt: skip
    return draft._replace(**values)


def test_drafts_of_no_file_are_an_import_like_any_other_and_can_be_taken_back(desk, database):
    before = dump(database)
    result = desk.imports.file_drafts(pasted([told()]), "粘贴", now=NINE, consent="wechat")
    assert (counters(result), result.file) == ((1, 1, 0, 0, 0), "粘贴")
    assert [c.consent for c in dump(database)["customers"]] == ["wechat"]
    desk.imports.undo(result.import_id, by="", now=NINE)
    after = dump(database)
    kept = ("audit", "counters", "imports", "undo_units", "undo_rows")
    assert {t: rows for t, rows in after.items() if t not in kept} == {
        t: rows for t, rows in before.items() if t not in kept
    }


def test_drafts_of_no_file_that_are_only_tried_leave_nothing(desk):
    result = desk.imports.file_drafts(pasted([told()]), "粘贴", now=NINE, dry_run=True)
    assert (result.added, result.import_id) == (1, None)
    assert not waiting(desk)
