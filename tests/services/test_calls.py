"""The page of calls, the 400 numbers and the figures of calls, by a log worked out by hand.

Monday 2026-11-23 and Tuesday; the shop opens every day from 08:30 to 17:30. It is Tuesday 18:30.
"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from netdesk import errors
from netdesk.domain.calls.log import CallFilter, CallState, CallView, HotlineForm
from netdesk.domain.figures.charts import ChartName
from netdesk.domain.figures.grouping import By, View
from netdesk.domain.figures.kpi import Counts, figures
from netdesk.domain.leads.inbox import EntryKind
from netdesk.domain.leads.lead import Outcome
from netdesk.domain.person import Role
from netdesk.services.answer import Step
from netdesk.store.tables import audit, leads
from tests.called import answered, missed, ring, rung

EVENING = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
NUMBERS = {"autohome": "4001234567", "yiche": "4007654321"}


def at(clock, day=24):
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def who(number, channel="autohome"):
    return {"主叫号码": f"1380000000{number}", "400号码": NUMBERS[channel]}


@pytest.fixture
def log(desk, clock, tmp_path):
    """A log with the numbers known.

    1 missed 10:00, called back 10:30 by contact. 2 missed 10:05, rang again and was answered at
    11:30: too late for the 60 minutes. 3 (yiche) missed at 11:00, nobody called back. 4 (yiche)
    missed on Monday at 16:00, we rang at 17:00:00 sharp. 5 withheld, missed at 12:00. 6 answered.
    """
    clock.at = EVENING
    agent = desk.settings.add_person("小李", Role.INVITER, now=EVENING)
    for channel, number in NUMBERS.items():
        desk.calls.add_hotline(HotlineForm(number, channel), by="", now=EVENING)
    ring(
        desk,
        tmp_path,
        answered("12:30:00", **who(6, "yiche"), 接听坐席="小李", 录音地址="https://rec.example/6"),
        missed("12:00:00", **{**who(5), "主叫号码": "隐藏号码"}),
        answered("11:30:00", **who(2), 接听坐席="小李", 录音地址="\\\\nas\\6.wav"),
        missed("11:00:00", **who(3, "yiche")),
        missed("10:05:00", **who(2)),
        missed("10:00:00", **who(1)),
        rung("2026-11-23 17:00:00", 被叫号码="13800000004"),
        missed("2026-11-23 16:00:00", **who(4, "yiche")),
    )
    with desk._database.reading() as tx:
        lead_ids = tx.execute(select(leads.c.id).order_by(leads.c.id)).scalars().all()
    # The earliest first: 4, 1, 2, 3, 6.
    step = Step(lead_id=lead_ids[1], outcome=Outcome.CONNECTED, by="小李", at=at("10:30"))
    desk.answer.log(step, now=EVENING)
    return SimpleNamespace(desk=desk, agent=agent, leads=dict(zip("41236", lead_ids, strict=True)))


def page(desk, **wanted):
    return desk.calls.page(CallFilter(**wanted), now=EVENING)


def test_what_is_to_be_called_back_stands_first_then_the_newest(log):
    found = page(log.desk)
    assert [(row.state, row.started_at) for row in found.rows] == [
        (CallState.MISSED, at("11:00")),
        (CallState.ANSWERED, at("12:30")),
        (CallState.WITHHELD, at("12:00")),
        (CallState.ANSWERED, at("11:30")),
        (CallState.CALLED_BACK, at("10:05")),
        (CallState.CALLED_BACK, at("10:00")),
        (CallState.OUT, at("17:00", day=23)),
        (CallState.CALLED_BACK, at("16:00", day=23)),
    ]
    assert (found.total, found.open) == (8, 1)
    assert log.desk.calls.open_count(now=EVENING) == 1
    first = found.rows[0]
    assert (first.caller, first.channel, first.number) == ("138****0003", "yiche", "4007654321")
    assert (first.lead_id, first.due_at) == (log.leads["3"], at("11:15"))
    assert [row.due_at for row in found.rows[1:]] == [None] * 7


def test_a_stretch_of_the_log_goes_on_where_the_last_one_ended(log):
    whole = page(log.desk).rows
    parts = [
        log.desk.calls.page(CallFilter(), now=EVENING, offset=n, limit=3).rows for n in (0, 3, 6)
    ]
    assert sum(parts, ()) == whole


@pytest.mark.parametrize(
    ("wanted", "hours"),
    [
        ({"view": CallView.OPEN}, [11]),
        ({"view": CallView.MISSED}, [11, 12, 10, 10, 16]),
        ({"view": CallView.ANSWERED}, [12, 11]),
        ({"view": CallView.OUT}, [17]),
        ({"first": TUESDAY, "channel": "yiche"}, [11, 12]),
        ({"last": MONDAY}, [17, 16]),
        ({"find": "0003"}, [11]),
        ({"find": "%"}, []),
    ],
)
def test_the_log_is_narrowed(log, wanted, hours):
    zone = log.desk.hours.current().zone
    assert [row.started_at.astimezone(zone).hour for row in page(log.desk, **wanted).rows] == hours


def test_only_an_address_that_a_browser_opens_is_one(log):
    kept = [row.recording for row in page(log.desk, view=CallView.ANSWERED).rows]
    assert kept == ["https://rec.example/6", ""]


def test_a_whole_number_is_asked_for_and_the_asking_is_on_record(log, database):
    (row,) = page(log.desk, view=CallView.OPEN).rows
    assert log.desk.calls.reveal(row.id, by="小李", now=EVENING) == "13800000003"
    with database.reading() as tx:
        last = tx.execute(select(audit).order_by(audit.c.seq.desc())).first()
    assert (last.action, last.subject_id, last.by_id) == ("call.revealed", row.id, log.agent.id)
    with pytest.raises(errors.UnknownCall):
        log.desk.calls.reveal(99, by="", now=EVENING)


def test_a_contact_taken_back_calls_nobody_back(log):
    log.desk.answer.undo_last(by="小李", now=EVENING)
    assert page(log.desk).open == 2


def test_the_answering_is_told_by_channel_and_by_the_hour(log):
    rates = log.desk.calls.rates(MONDAY, TUESDAY, now=EVENING)
    assert rates.whole == Counts(calls=7, calls_answered=2, missed=5, missed_called_back=2)
    assert [(one.code, one.counts.calls, one.counts.calls_answered) for one in rates.channels] == [
        ("autohome", 4, 1),
        ("yiche", 3, 1),
    ]
    hours = {hour: counts.calls for hour, counts in enumerate(rates.hours) if counts}
    assert hours == {10: 2, 11: 2, 12: 2, 16: 1}
    assert rates.channels[1].hours[16] == Counts(calls=1, missed=1, missed_called_back=1)
    only = log.desk.calls.rates(TUESDAY, TUESDAY, now=EVENING, channels=["yiche"])
    assert only.whole == Counts(calls=2, calls_answered=1, missed=1)
    with pytest.raises(errors.BadRange):
        log.desk.calls.rates(TUESDAY, MONDAY, now=EVENING)


@pytest.mark.parametrize("view", list(View))
def test_the_figures_of_calls_are_the_same_in_both_views(log, view):
    asked = log.desk.figures.asked(MONDAY, TUESDAY, now=EVENING, view=view)
    found = figures(log.desk.figures.table(asked).total)
    assert [found[name] for name in ("calls", "calls_answered", "missed")] == [7, 2, 5]
    assert found["call_answer_rate"] == pytest.approx(2 / 7)
    # 1 after 30 minutes and 4 after exactly 60; 2 after 85, 3 not at all, 5 can't be.
    assert found["missed_called_back_rate"] == pytest.approx(2 / 5)
    assert {"call_answer_rate", "missed_called_back_rate"} <= found["ci"].keys()


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.CHANNEL, {"autohome": (4, 3, 1), "yiche": (3, 2, 1)}),
        (By.DAY, {"2026-11-23": (1, 1, 1), "2026-11-24": (6, 4, 1)}),
        (By.MODEL, {None: (7, 5, 2)}),
    ],
)
def test_calls_are_counted_by_their_own_day_and_channel(log, by, expected):
    asked = log.desk.figures.asked(MONDAY, TUESDAY, now=EVENING, by=by)
    table = log.desk.figures.table(asked)
    rows = {r.key: r.counts for r in table.rows if r.counts.calls}
    assert {
        key: (one.calls, one.missed, one.missed_called_back) for key, one in rows.items()
    } == expected
    for key, counts in rows.items():
        for name in ("calls", "calls_answered", "missed", "missed_called_back"):
            listed = log.desk.figures.calls_listed(asked, name, key)
            assert len(set(listed)) == getattr(counts, name)


def test_an_answered_call_counts_for_who_took_it(log):
    asked = log.desk.figures.asked(MONDAY, TUESDAY, now=EVENING, by=By.PERSON)
    rows = {row.key: row.counts for row in log.desk.figures.table(asked).rows}
    mine = rows[str(log.agent.id)]
    assert (mine.calls, mine.calls_answered) == (2, 2)
    assert (rows[None].calls, rows[None].calls_answered) == (5, 0)


def test_behind_a_number_of_calls_stand_its_calls_and_their_leads(log):
    asked = log.desk.figures.asked(MONDAY, TUESDAY, now=EVENING)
    listed = log.desk.figures.calls_listed(asked, "missed", "autohome")
    states = [row.state for row in log.desk.calls.rows(listed)]
    assert states == [CallState.WITHHELD, CallState.CALLED_BACK, CallState.CALLED_BACK]
    # A withheld number has no lead; the others stand there as often as they rang.
    assert set(log.desk.figures.listed(asked, "missed", "autohome")) == {
        log.leads["1"],
        log.leads["2"],
    }
    back = log.desk.figures.listed(asked, "missed_called_back")
    assert sorted(back) == sorted((log.leads["1"], log.leads["4"]))
    assert len(log.desk.figures.listed(asked, "calls")) == 6


def test_figures_of_noon_know_nothing_of_the_afternoon(log):
    asked = log.desk.figures.asked(TUESDAY, TUESDAY, now=at("10:29"))
    total = log.desk.figures.table(asked).total
    assert (total.calls, total.missed, total.missed_called_back) == (2, 2, 0)


def test_only_the_channels_that_are_asked_for_count(log):
    asked = log.desk.figures.asked(MONDAY, TUESDAY, now=EVENING, channels=["yiche"])
    assert log.desk.figures.table(asked).total.calls == 3
    assert len(log.desk.figures.calls_listed(asked, "calls")) == 3


def test_the_chart_tells_hours_and_channels_and_opens_the_leads_of_an_hour(log):
    charts, figures_ = log.desk.charts, log.desk.figures
    asked = figures_.asked(MONDAY, TUESDAY, now=EVENING)
    made = charts.data(ChartName.CALLS, asked)
    assert made.hours[10:13] == ((0, 1, 1), (1, 0, 1), (1, 0, 1))
    assert made.hours[16] == (0, 1, 0)
    assert [(one.keys, one.answered, one.called_back, one.missed) for one in made.lines] == [
        (("autohome",), 1, 1, 2),
        (("yiche",), 1, 1, 1),
    ]
    assert "7" in made.answer
    drawing = charts.draw(made, width=800, height=320)
    by_text = {region.text.split(" ")[0]: region for region in drawing.regions}
    assert charts.listed(by_text["10:00–11:00"]) == (log.leads["2"], log.leads["1"])
    assert len(charts.listed(by_text["易车"])) == 3


def test_the_page_of_a_day_counts_its_calls(log):
    summary = log.desk.summary.of(TUESDAY, now=EVENING)
    assert (summary.counts.calls, summary.counts.calls_answered) == (6, 2)


def test_a_number_belongs_to_one_channel_a_day(desk):
    def add(number, channel, first=None, last=None):
        return desk.calls.add_hotline(
            HotlineForm(number, channel, first, last, " 总台 "), by="", now=EVENING
        )

    assert add("400-123-4567", "autohome", None, MONDAY).calls
    add("４００１２３４５６７", "yiche", TUESDAY)
    with pytest.raises(errors.HotlineOverlaps) as told:
        add("400 123 4567", "tieba", date(2026, 1, 1), date(2026, 1, 2))
    assert "汽车之家" in str(told.value.facts["channel"])
    add("4001234567 转 8", "tieba")
    with pytest.raises(errors.HotlineNumber):
        add("无", "tieba")
    with pytest.raises(errors.HotlineBackwards):
        add("4000000000", "tieba", TUESDAY, MONDAY)
    with pytest.raises(errors.UnknownChannel):
        add("4000000000", "taobao")
    one, two, three = desk.calls.hotlines()
    assert (one.number, one.channel, one.valid_to, one.note) == (
        *("4001234567", "autohome", MONDAY),
        "总台",
    )
    assert three.number == "4001234567,8"
    form = HotlineForm("4001234567", "xcar", TUESDAY)
    desk.calls.change_hotline(two.id, form, version=1, by="", now=EVENING)
    with pytest.raises(errors.HotlineChanged):
        desk.calls.change_hotline(two.id, form, version=1, by="", now=EVENING)
    with pytest.raises(errors.HotlineChanged):
        desk.calls.remove_hotline(two.id, version=1, by="", now=EVENING)
    desk.calls.remove_hotline(two.id, version=2, by="", now=EVENING)
    assert [other.id for other in desk.calls.hotlines()] == [one.id, three.id]


def test_numbers_that_were_dialled_and_are_nobodys_are_said(desk, clock, tmp_path):
    assert desk.calls.is_empty()
    clock.at = EVENING
    desk.calls.add_hotline(HotlineForm("4001234567", "autohome"), by="", now=EVENING)
    rows = (
        missed("10:00:00", **{"400号码": number})
        for number in ("4001234567转8", "4009999999", "4009999999转1", "4009999999转1")
    )
    ring(desk, tmp_path, *rows)
    assert not desk.calls.is_empty()
    seen = {(one.number, one.calls) for one in desk.calls.numbers_without_channel()}
    assert seen == {("4009999999", 1), ("4009999999,1", 1)}


def test_the_minutes_of_a_missed_call_are_kept_and_bounded(desk):
    assert desk.calls.missed_allowed() == 15
    desk.calls.set_missed_allowed(20, by="", now=EVENING)
    assert desk.calls.missed_allowed() == 20
    for minutes in (0, 1441):
        with pytest.raises(errors.BadMinutes):
            desk.calls.set_missed_allowed(minutes, by="", now=EVENING)


def test_the_card_of_a_lead_tells_its_calls_as_calls(log):
    card = log.desk.inbox.card(log.leads["4"], now=EVENING)
    kinds = [entry.kind for entry in card.timeline]
    assert kinds == [EntryKind.CALL, EntryKind.CLOCK_LATE, EntryKind.CALL]
    missed_, _late, ours = card.timeline
    assert (missed_.is_ours, missed_.answered, missed_.length_s) == (False, False, 25)
    assert (ours.is_ours, ours.answered, ours.length_s) == (True, True, 63)
    assert card.channels == ("易车",)
