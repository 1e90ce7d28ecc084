"""What was paid is written down, changed, taken out, and put back."""

from dataclasses import replace
from datetime import date

import pytest

from netdesk import errors
from netdesk.domain.figures.grouping import By
from netdesk.domain.money.spend import Spend
from netdesk.i18n import say
from tests.conftest import NINE

NOV = Spend(600_000, date(2026, 11, 1), date(2026, 11, 30), "autohome", "会员费")
RANGE = (date(2026, 11, 1), date(2026, 11, 30))


def add(desk, spend=NOV):
    return desk.spend.add(spend, by="", now=NINE)


def rows(desk, **of):
    return desk.spend.listed(*RANGE, **of).rows


def audited(database):
    with database.reading() as tx:
        return list(tx.exec_driver_sql("SELECT action FROM audit ORDER BY seq").scalars())


def test_a_fee_is_written_down_and_counts_in_the_figures(desk):
    done = add(desk)
    (row,) = rows(desk)
    assert (row.id, row.spend, row.channel_name, row.is_imported) == (
        done.id,
        NOV,
        "汽车之家",
        False,
    )
    asked = desk.figures.asked(*RANGE, now=NINE)
    assert desk.figures.table(asked).total.spend == 600_000
    assert done.changes.money


def test_a_list_tells_what_falls_inside_its_days(desk):
    add(desk)
    add(desk, replace(NOV, item="加油包", first=date(2026, 11, 30), last=date(2026, 12, 1)))
    found = desk.spend.listed(date(2026, 11, 30), date(2026, 12, 31))
    assert found.inside == (600_000, 20_000)
    assert found.total == 620_000


def test_a_list_is_of_one_channel_activity_or_post_when_asked(desk, database):
    with database.writing() as tx:
        tx.exec_driver_sql(
            "INSERT INTO activities (shop_id, id, name, kind, first_day, last_day, created_at)"
            " VALUES (1, 5, '周末试驾会', 'test_drive', '2026-11-28', '2026-11-29', 0)"
        )
    add(desk)
    add(desk, replace(NOV, channel="yiche"))
    of_activity = Spend(8_000, date(2026, 11, 28), date(2026, 11, 29), item="茶歇", activity_id=5)
    add(desk, of_activity)
    assert [row.spend.channel for row in rows(desk, channel="yiche")] == ["yiche"]
    (row,) = rows(desk, activity_id=5)
    assert (row.spend, row.activity, row.channel_name) == (of_activity, "周末试驾会", "")
    asked = desk.figures.asked(*RANGE, now=NINE, by=By.ACTIVITY)
    assert {r.name: r.counts.spend for r in desk.figures.table(asked).rows}["周末试驾会"] == 8_000


def test_an_overlap_is_refused_with_the_others_days_and_nothing_is_written(desk, database):
    add(desk)
    before = audited(database)
    late = replace(NOV, first=date(2026, 11, 30), last=date(2026, 12, 30), item=" 会员费 ")
    with pytest.raises(errors.SpendOverlaps) as refused:
        add(desk, late)
    assert "2026-11-01 至 2026-11-30" in say(refused.value)
    assert "6,000.00" in say(refused.value)
    assert len(rows(desk)) == 1
    assert audited(database) == before
    assert add(desk, replace(late, item="车商汇"))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"last": date(2026, 10, 31)}, errors.SpendBackwards),
        ({"last": date(2036, 10, 31)}, errors.SpendTooLong),
        ({"amount": -1}, errors.BadAmount),
        ({"amount": 10**12 * 100}, errors.BadAmount),
        ({"channel": None}, errors.SpendOfNothing),
        ({"channel": "nowhere"}, errors.UnknownChannel),
        ({"activity_id": 99}, errors.UnknownActivity),
        ({"post_id": 99}, errors.UnknownPost),
    ],
)
def test_what_cannot_be_a_fee_is_refused(desk, change, error):
    with pytest.raises(error) as refused:
        add(desk, replace(NOV, **change))
    assert say(refused.value)
    assert rows(desk) == ()


def test_a_fee_is_changed_and_the_change_undone_and_done_again(desk, database):
    done = add(desk)
    less = replace(NOV, amount=500_000, last=date(2026, 11, 20))
    changed = desk.spend.change(done.id, less, version=1, by="", now=NINE)
    assert rows(desk)[0].spend == less
    undone = desk.spend.undo(changed, by="", now=NINE)
    assert rows(desk)[0].spend == NOV
    desk.spend.undo(undone, by="", now=NINE)
    assert rows(desk)[0].spend == less
    assert audited(database)[-4:] == ["spend.added", *["spend.changed"] * 3]


def test_a_fee_is_taken_out_and_put_back(desk):
    done = add(desk)
    out = desk.spend.void(done.id, version=1, by="", now=NINE)
    assert rows(desk) == ()
    asked = desk.figures.asked(*RANGE, now=NINE)
    assert desk.figures.table(asked).total.spend == 0
    desk.spend.undo(out, by="", now=NINE)
    assert rows(desk)[0].spend == NOV


def test_writing_one_down_is_undone_too(desk):
    done = add(desk)
    desk.spend.undo(done, by="", now=NINE)
    assert rows(desk) == ()


def test_what_changed_since_is_not_written_over_nor_undone(desk):
    done = add(desk)
    changed = desk.spend.change(done.id, replace(NOV, amount=1), version=1, by="", now=NINE)
    with pytest.raises(errors.SpendChanged):
        desk.spend.change(done.id, NOV, version=1, by="", now=NINE)
    with pytest.raises(errors.SpendChanged):
        desk.spend.undo(done, by="", now=NINE)
    desk.spend.void(done.id, version=2, by="", now=NINE)
    with pytest.raises(errors.SpendChanged):
        desk.spend.undo(changed, by="", now=NINE)
    with pytest.raises(errors.UnknownSpend):
        desk.spend.void(done.id, version=3, by="", now=NINE)


def test_one_that_was_taken_out_is_not_put_back_onto_another(desk):
    out = desk.spend.void(add(desk).id, version=1, by="", now=NINE)
    add(desk, replace(NOV, amount=700_000))
    with pytest.raises(errors.SpendOverlaps):
        desk.spend.undo(out, by="", now=NINE)
    assert [row.spend.amount for row in rows(desk)] == [700_000]


def test_a_change_may_keep_its_own_days_but_not_take_anothers(desk):
    first = add(desk)
    add(desk, replace(NOV, first=date(2026, 12, 1), last=date(2026, 12, 31)))
    with pytest.raises(errors.SpendOverlaps):
        desk.spend.change(
            first.id, replace(NOV, last=date(2026, 12, 1)), version=1, by="", now=NINE
        )
    assert desk.spend.change(first.id, replace(NOV, amount=5), version=1, by="", now=NINE)


def test_amounts_and_days_are_read_as_they_are_typed(desk):
    assert desk.spend.amount(" 1.2万 ") == 1_200_000
    assert desk.spend.period("11月", now=NINE) == RANGE
    for text in ("", "一千", "-5", "1000000000000"):
        with pytest.raises(errors.BadAmount):
            desk.spend.amount(text)
    with pytest.raises(errors.BadPeriod):
        desk.spend.period("下个月", now=NINE)
    with pytest.raises(errors.SpendBackwards):
        desk.spend.period("11月30日至11月1日", now=NINE)


def test_items_used_before_are_suggested_the_latest_first(desk):
    add(desk)
    add(desk, replace(NOV, item="车商汇"))
    add(desk, replace(NOV, channel="yiche"))
    assert desk.spend.items() == ("会员费", "车商汇")
