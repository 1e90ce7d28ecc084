"""import of followers and results keeps the contract: kinds, counters, reasons, exit codes."""

import pytest
import xlsxwriter

from netdesk.domain.ideas.technique import Column, Method
from netdesk.domain.posts.post import PostText
from netdesk.services.desk import Desk
from tests.arrivals import write_csv
from tests.conftest import NINE

FOLLOWERS = "日期,渠道,粉丝数\n2026-11-23,微信,1200\n2026-11-23,抖音,1.2万\n"
COUNTERS = ("kind", "rows", "added", "merged", "unchanged", "rejected")


@pytest.fixture
def write(tmp_path):
    def write_it(text, name="a.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="gb18030")
        return path

    return write_it


@pytest.fixture
def post(database):
    """A post that went out, as the desk keeps it."""
    desk = Desk(database, lambda: NINE)
    content = PostText("douyin", Column.CARE, Method.TIP, "先看胶条", "胶条用了一年会硬。")
    return desk.posts.publish(desk.posts.add(content, now=NINE).id, now=NINE)


def entry(said):
    (one,) = said.json["files"]
    return one


def counters(said):
    return tuple(entry(said)[name] for name in COUNTERS)


def test_followers_are_known_by_their_header(netdesk, write):
    path = write(FOLLOWERS)
    said = netdesk("import", path, "--json")
    assert (said.code, counters(said)) == (0, ("followers", 2, 2, 0, 0, 0))
    assert entry(said)["profile"] == "followers"
    assert "新增 2，改动 0，相同 0，退回 0" in said.err
    assert counters(netdesk("import", path, "--json")) == ("followers", 2, 0, 0, 2, 0)
    changed = write(FOLLOWERS.replace("1200", "1201"))
    assert counters(netdesk("import", changed, "--json")) == ("followers", 2, 0, 1, 1, 0)


def test_rejected_rows_have_line_column_value_and_reason_and_exit_1(netdesk, write):
    said = netdesk("import", write(f"微信\n{FOLLOWERS}2026-11-23,其他,5\n昨天,微信,5\n"), "--json")
    assert (said.code, counters(said)) == (1, ("followers", 4, 2, 0, 0, 2))
    assert [(r["line"], r["column"], r["value"]) for r in entry(said)["rejects"]] == [
        (5, "渠道", "其他"),
        (6, "日期", "昨天"),
    ]
    assert "渠道" in entry(said)["rejects"][0]["reason"]


def test_the_channel_and_the_kind_may_be_said(netdesk, write):
    path = write("date,count\n2026-11-23,5\n")
    assert netdesk("import", path).code == 3
    assert netdesk("import", path, "--kind", "followers").code == 1
    said = netdesk("import", path, "--kind", "followers", "--channel", "weibo", "--json")
    assert (said.code, counters(said)) == (0, ("followers", 1, 1, 0, 0, 0))
    assert netdesk("import", path, "--kind", "followers", "--channel", "x").code == 2


def test_results_are_matched_to_posts(netdesk, write, post):
    path = write(f"标题,平台,阅读量\n先看胶条,抖音,52\n没有这篇,抖音,5\n{post.code},抖音,5\n")
    said = netdesk("import", path, "--json")
    assert (said.code, counters(said)) == (1, ("results", 3, 1, 1, 0, 1))
    assert [r["reason"] for r in entry(said)["rejects"]] == ["没有链接、编号或标题相同的帖子"]
    by_code = write(f"帖子编号,阅读量\n{post.code},52\n", "b.csv")
    assert counters(netdesk("import", by_code, "--json")) == ("results", 1, 0, 1, 0, 0)


def test_a_kind_that_does_not_fit_is_exit_3_and_one_that_is_not_read_exit_2(netdesk, write):
    path = write(FOLLOWERS)
    said = netdesk("import", path, "--kind", "results", "--json")
    assert said.code == 3
    assert "标题、链接或帖子编号" in entry(said)["error"]
    assert netdesk("import", path, "--kind", "leads").code == 3
    assert netdesk("import", path, "--kind", "nonsense").code == 2
    assert netdesk("import", path, "--profile", "nonsense").code == 2
    assert counters(netdesk("import", path, "--json"))[2] == 2  # nothing was written so far


def test_a_dry_run_counts_and_keeps_nothing(netdesk, write):
    path = write(FOLLOWERS)
    for _time in range(2):
        assert counters(netdesk("import", path, "--dry-run", "--json"))[2] == 2
    assert counters(netdesk("import", path, "--json"))[2] == 2


def test_rejects_of_several_kinds_go_into_one_workbook(netdesk, write, tmp_path):
    leads = write_csv(tmp_path / "leads.csv", [{}, {"手机号": "12"}])
    fans = write(FOLLOWERS + "2026-11-23,微信,-5\n", "fans.csv")
    out = tmp_path / "out.xlsx"
    said = netdesk("import", leads, fans, "--rejects", out, "--json")
    assert said.code == 1
    assert [one["kind"] for one in said.json["files"]] == ["leads", "followers"]
    again = netdesk("import", out, "--json")
    assert (entry(again)["kind"], entry(again)["rejected"]) == ("leads", 1)
    assert entry(again)["sheets_not_read"] == ["fans.csv"]
    fans_again = netdesk("import", out, "--kind", "followers", "--json")
    assert (entry(fans_again)["rejected"], fans_again.code) == (1, 1)


def test_a_workbook_with_a_sheet_an_account_is_read_whole(netdesk, tmp_path):
    path = tmp_path / "粉丝.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for number, title in enumerate(("微信", "抖音", "小红书")):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ["日期", "粉丝总数"])
            sheet.write_row(1, 0, ["2026-11-23", 100 + number])
            sheet.write_row(2, 0, ["2026-11-25", 5])
    said = netdesk("import", path, "--json")
    assert (said.code, counters(said)) == (1, ("followers", 6, 3, 0, 0, 3))
    assert [r["sheet"] for r in entry(said)["rejects"]] == ["微信", "抖音", "小红书"]


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_an_import_of_figures_never_ends_in_a_traceback(netdesk, write, lang):
    for number, text in enumerate(
        (
            "日期,粉丝数\n",
            "日期,粉丝数\n\x00\n",
            '日期,粉丝数\n"2026-11-23,5\n2026-11-22,6\n',
            "日期,粉丝数\n" + "9" * 100_000 + ",5\n",
            "日期,日期,粉丝数,粉丝数\n2026-11-23,,,5\n",
            "标题,阅读量\n" + "长" * 20_000 + ",5\n",
        )
    ):
        path = write(text, f"微信{number}.csv")
        assert netdesk("--lang", lang, "import", path, "--json").code in (0, 1, 3)
