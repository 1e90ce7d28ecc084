"""ADF documents become leads with a countdown, by the way every import takes."""

from datetime import timedelta

import pytest

from netdesk import errors
from netdesk.domain.leads.inbox import InboxView
from netdesk.domain.leads.lead import TimeKind
from netdesk.intake import adf
from netdesk.intake.door import open_adf
from tests.arrivals import arrive
from tests.conftest import NINE

LEAD = """<?ADF VERSION "1.0"?>
<?xml version="1.0" encoding="UTF-16"?>
<adf><prospect status=new>
<id sequence=1 source=%(source)s>%(id)s</id>
<requestdate>%(came)s</requestdate>
<vehicle interest=buy><make>比亚迪</make><model>秦PLUS</model></vehicle>
<vehicle interest=trade-in><year>2015</year><make>大众</make><model>朗逸</model></vehicle>
<customer><contact><name part=full>王女士</name><phone type=cell>%(phone)s</phone></contact>
<comments>周六来</comments></customer>
</prospect></adf>
"""
PLAIN = {
    "source": "汽车之家",
    "id": "ADF-1001",
    "came": "2026-11-24 08:40:00",
    "phone": "+86 138 1234 5678",
}


@pytest.fixture
def take_in(desk, tmp_path):
    """Import documents, one for each of the values given, as one file."""

    def import_it(*differing, now=NINE, **options):
        path = tmp_path / "lead.xml"
        text = "\n".join(LEAD % {**PLAIN, **one} for one in differing or ({},))
        path.write_text(text, encoding="utf-8")
        return desk.imports.run(path, now=now, **options)

    return import_it


def counters(result):
    return (result.rows, result.added, result.merged, result.unchanged, result.rejected)


def waiting(desk):
    return desk.inbox.page(InboxView.WAITING, now=NINE).rows


def test_a_document_is_a_lead_counted_down_and_the_same_again_is_none(desk, take_in):
    result = take_in()
    assert counters(result) == (1, 1, 0, 0, 0)
    assert (result.kind, result.profile, result.channel_defaulted) == ("leads", "adf", False)
    (row,) = waiting(desk)
    assert (row.name, row.phone, row.model) == ("王女士", "138****5678", "秦PLUS")
    assert (row.channel, row.due_at) == ("autohome", NINE + timedelta(minutes=40))
    assert desk.inbox.card(row.id, now=NINE).messages == ("周六来\n置换：2015 大众 朗逸",)
    assert counters(take_in(now=NINE + timedelta(days=1))) == (1, 0, 0, 1, 0)


def test_one_without_a_time_is_received_at_the_import_and_known_again(desk, take_in):
    undated = {"came": "", "id": ""}
    assert counters(take_in(undated)) == (1, 1, 0, 0, 0)
    (row,) = waiting(desk)
    assert (row.time_kind, row.due_at) == (TimeKind.AT_IMPORT, NINE + timedelta(hours=1))
    again = take_in(undated, now=NINE + timedelta(hours=2))
    assert counters(again) == (1, 0, 0, 1, 0)


def test_a_customer_of_a_portals_export_is_the_same_lead(desk, tmp_path, take_in):
    arrive(desk, tmp_path, {"渠道": "懂车帝"})
    assert counters(take_in()) == (1, 0, 1, 0, 0)
    assert [row.touches for row in waiting(desk)] == [2]


def test_a_sender_nobody_knows_is_the_channel_asked_for_else_other(desk, take_in):
    assert take_in({"source": "某公司"}).channel_defaulted
    assert not take_in(
        {"source": "某公司", "phone": "13812345679"}, channel="yiche"
    ).channel_defaulted
    assert {row.channel for row in waiting(desk)} == {"other", "yiche"}
    with pytest.raises(errors.UnknownChannel):
        take_in(channel="nowhere")


def test_the_workbook_of_rejects_mended_by_hand_comes_in_as_a_table(desk, take_in, tmp_path):
    result = take_in({}, {"phone": "138****5679", "id": "ADF-1002", "source": "易车"})
    assert counters(result) == (2, 1, 0, 0, 1)
    path = tmp_path / "rejects.xlsx"
    desk.imports.save_rejects([result], path, now=NINE)
    again = desk.imports.run(path, now=NINE)
    assert counters(again) == (1, 0, 0, 0, 1)  # still masked
    mended = _with_phone(path, "138****5679", "13812345679")
    assert counters(desk.imports.run(mended, now=NINE)) == (1, 1, 0, 0, 0)
    (row,) = (row for row in waiting(desk) if row.channel == "yiche")
    assert (row.name, row.model, row.due_at) == ("王女士", "秦PLUS", NINE + timedelta(minutes=40))


def _with_phone(path, old, new):
    from python_calamine import load_workbook

    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    mended = path.with_suffix(".tsv")
    cells = [[str(cell).replace("\n", " ").replace(old, new) for cell in row] for row in rows]
    mended.write_text("\n".join("\t".join(row) for row in cells), encoding="utf-8")
    return mended


def test_several_mails_are_filed_as_one_import_and_taken_back_as_one(desk):
    terms = desk.imports.terms(now=NINE)
    mails = {
        "王女士询价": {},
        "号码不全": {"phone": "138"},
        "李先生询价": {"phone": "13812345679", "id": "ADF-1002", "source": "易车"},
    }
    readings = [
        (name, open_adf((LEAD % {**PLAIN, **one}).encode(), source=name, terms=terms))
        for name, one in mails.items()
    ]
    result = desk.imports.file_drafts(adf.joined(readings), "mailbox", now=NINE)
    assert counters(result) == (3, 2, 0, 0, 1)
    assert [reject.sheet for reject in result.rejects] == ["号码不全"]
    assert {row.channel for row in waiting(desk)} == {"autohome", "yiche"}


def test_nothing_of_a_bomb_is_kept(desk, tmp_path):
    path = tmp_path / "bomb.xml"
    bomb = '<!DOCTYPE adf [<!ENTITY a "boom">]>' + LEAD % PLAIN
    path.write_text(bomb, encoding="utf-8")
    with pytest.raises(errors.XmlUnsafe):
        desk.imports.run(path, now=NINE)
    assert not waiting(desk)


def test_a_name_that_is_markup_or_a_formula_stays_text(desk, take_in, tmp_path):
    text = LEAD.replace("王女士", "=cmd()&lt;img src=x&gt;") % PLAIN
    path = tmp_path / "lead.xml"
    path.write_text(text, encoding="utf-8")
    desk.imports.run(path, now=NINE)
    assert [row.name for row in waiting(desk)] == ["=cmd()<img src=x>"]
