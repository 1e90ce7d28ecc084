"""The page of figures for paper: the numbers of the screen, everything escaped."""

from datetime import UTC, date, datetime

from netdesk import i18n
from netdesk.domain.figures.columns import GROUPS, Group
from netdesk.domain.figures.grouping import Asked, By, View
from netdesk.domain.figures.kpi import BY_NAME, Counts
from netdesk.domain.figures.table import Row, Table
from netdesk.domain.money.words import Attribution
from netdesk.reporting.figures_html import figures_html

NOW = datetime(2026, 11, 24, tzinfo=UTC)
ONE = Counts(leads=3, judged=3, valid=2, spend=123_450, gross_profit=100_000)


def table(first=date(2026, 11, 1), last=date(2026, 11, 30), *, rows=None, **more):
    listed = (Row("autohome", "汽车之家 <b>&", ONE),) if rows is None else rows
    return Table(Asked(first, last, NOW, **more), listed, ONE)


def page(made, **more):
    return figures_html(made, shop="示例汽车 <i>", **more)


def test_it_has_names_numbers_intervals_and_formulas():
    html = page(table())
    for told in ("2026-11-01 至 2026-11-30", "汽车之家", "67%", "21–94%", "1,235", "−235", "合计"):
        assert told in html
    for name in GROUPS[Group.BRIEF]:
        assert f"{BY_NAME[name].label} = {BY_NAME[name].formula}" in html


def test_names_are_text():
    html = page(table(), channels=("<script>",))
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<script>" not in html
    assert "汽车之家 &lt;b&gt;&amp;" in html


def test_it_says_how_it_was_counted_and_of_what():
    html = page(
        table(view=View.PERIOD, attribution=Attribution.EQUAL, by=By.PERSON), channels=("易车",)
    )
    assert "这段时间里发生的" in html
    assert "毛利由各次触点平均分" in html
    assert "只看 易车" in html
    assert ">人员<" in html


def test_it_is_compared_with_the_period_before_where_it_is_given():
    before = table(date(2026, 10, 1), date(2026, 10, 24), rows=())
    html = page(table(), before=before)
    assert "对比 2026-10-01 至 2026-10-24" in html
    assert '<p class="under">+3</p>' in html  # the channel had none
    assert '<p class="under">' not in page(table())


def test_every_group_is_headed_and_its_columns_fit_the_sheet():
    groups = tuple(group for group in Group if group is not Group.ALL)
    html = page(table(), groups=groups)
    assert html.count("<h2>") == len(groups)
    for part in html.split("<h2>")[1:]:
        widths = [int(cell.split('%"')[0]) for cell in part.split('<th width="')[1:]]
        assert 50 < sum(widths) <= 101


def test_a_range_of_nothing_says_so():
    assert "这段时间没有可以统计的。" in page(table(rows=()))


def test_it_is_in_english_too():
    i18n.use("en")
    assert 'lang="en"' in page(table())
