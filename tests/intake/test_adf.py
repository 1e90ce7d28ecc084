"""ADF leads as feeds really send them: all that a prospect says, and every way it comes broken."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netdesk import errors
from netdesk.domain.leads.lead import TimeKind
from netdesk.intake import adf, adf_text
from netdesk.intake.door import Terms, open_adf
from netdesk.intake.reading import LeadDraft, Reason, RecordKind, Reject
from tests.intake.conftest import CHANNELS, NOW, SHANGHAI, Read

XML = '<?xml version="1.0" encoding="UTF-8"?>'
ADF = '<?adf version="1.0"?>'
TERMS = Terms(SHANGHAI, NOW, CHANNELS)
# 09:12 in the shop
NINE_TWELVE = datetime(2026, 11, 24, 1, 12, tzinfo=UTC)
PERSON = '<name part="full">王女士</name><phone type="cellphone">13812345678</phone>'
PROVIDER = "<provider><name>汽车之家</name></provider>"
VENDOR = '<vendor><contact><name part="full">枣庄某某汽车</name></contact></vendor>'
CAR = "<vehicle><make>比亚迪</make><model>秦PLUS</model></vehicle>"


def prospect(
    *,
    person=PERSON,
    car=CAR,
    came="2026-11-24T09:12:00+08:00",
    first="",
    last=VENDOR + PROVIDER,
    notes="",
):
    date = f"<requestdate>{came}</requestdate>" if came else ""
    customer = f"<customer><contact>{person}</contact>{notes}</customer>"
    return f'<prospect status="new">{first}{date}{car}{customer}{last}</prospect>'


def document(*prospects, before=f"{XML}\n{ADF}\n"):
    return f"{before}<adf>{''.join(prospects or (prospect(),))}</adf>\n"


@pytest.fixture
def lead(read):
    """Read a file of one prospect and return its draft; nothing of it may be rejected."""

    def read_one(content, **options):
        found = read(content, **{"name": "lead.xml", **options})
        assert found.rejects == []
        (only,) = found.drafts
        return only

    return read_one


def said(draft):
    return (
        draft.name,
        draft.phone,
        draft.model,
        draft.channel,
        draft.received_at,
        draft.time_kind,
    )


WHOLE = ("王女士", "13812345678", "秦PLUS", "autohome", NINE_TWELVE, TimeKind.EXACT)


def test_a_sound_document_is_a_reading_of_leads(read):
    found = read(document(), name="lead.xml")
    assert said(found.drafts[0]) == WHOLE
    reading = found.reading
    assert (reading.kind, reading.profile, reading.encoding) == (RecordKind.LEADS, "adf", "utf-8")
    assert len(reading.header) == len(found.drafts[0].raw)


@pytest.mark.parametrize("name", ["lead.xml", "lead.adf", "mail.txt", "lead", "leads.csv"])
def test_it_is_known_by_what_it_holds_and_not_by_its_suffix(read, name):
    assert said(read(document(), name=name).drafts[0]) == WHOLE


# The broken ways, each one that feeds really send.


def test_1_the_adf_line_in_capitals(lead):
    assert said(lead(document(before='<?ADF VERSION "1.0"?>\n<?XML VERSION “1.0”?>\n'))) == WHOLE


def test_2_the_adf_line_missing(lead):
    assert said(lead(document(before=XML))) == WHOLE
    assert said(lead(document(before=""))) == WHOLE


def test_3_the_adf_line_before_the_xml_declaration(lead):
    assert said(lead(document(before=f"{ADF}\n{XML}\n"))) == WHOLE


@pytest.mark.parametrize("line", ['<?adf version="1.0">', '<?ADF version="1.0"', "<?adf"])
def test_4_the_adf_line_not_closed(lead, line):
    assert said(lead(document(before=f"{XML}\n{line}\n"))) == WHOLE
    assert said(lead(document(before=f"{line}\n{XML}\n"))) == WHOLE


def test_5_attributes_without_quotes(lead):
    person = "<name part=last>王</name><name part=first>小明</name><phone type=cellphone time=day>"
    car = CAR.replace("<vehicle", "<vehicle interest=buy status=new")
    own = CAR.replace("<vehicle", "<vehicle interest=trade-in").replace("秦PLUS", "F3")
    draft = lead(
        document(
            prospect(
                first="<id sequence=1 source=易车>YC-20261124</id>",
                person=f"{person}13812345678</phone>",
                car=car + own,
                last="",
            )
        )
    )
    assert (draft.name, draft.model, draft.outside_id) == ("王小明", "秦PLUS", "YC-20261124")
    assert draft.channel == "yiche"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("declared", ["UTF-16", "UTF-8", "GB2312", "no-such-codec"])
def test_6_an_encoding_declared_that_it_is_not_in(lead, codec, declared):
    text = document(before=f'<?xml version="1.0" encoding="{declared}"?>\n{ADF}\n')
    assert said(lead(text, encoding=codec)) == WHOLE


def test_7_blank_lines_before_the_declaration(lead):
    assert said(lead(f"\n\r\n  \n{document()}")) == WHOLE


def test_8_a_time_without_a_zone_is_the_shops(lead):
    assert lead(document(prospect(came="2026-11-24T09:12:00"))).received_at == NINE_TWELVE


@pytest.mark.parametrize(
    ("offset", "hours"),
    [("-08:0", -8), ("-8", -8), ("+8:00", 8), ("+08", 8), ("+0800", 8), (" GMT+08:00", 8)],
)
def test_9_an_offset_that_is_cut_short(lead, offset, hours):
    draft = lead(document(prospect(came=f"2026-11-23T09:12:00{offset}")))
    assert draft.received_at == datetime(2026, 11, 23, 9, 12, tzinfo=UTC) - timedelta(hours=hours)


@pytest.mark.parametrize(
    "came", ["2026-11-24 09:12:00+08:00", "2026-11-24 9:12", "2026/11/24 09:12:00"]
)
def test_10_a_space_between_day_and_time(lead, came):
    assert lead(document(prospect(came=came))).received_at == NINE_TWELVE


@pytest.mark.parametrize("came", ["09:12:00.250+08:00", "09:12:00.25", "09:12:00.250-08:0"])
def test_11_milliseconds(lead, came):
    draft = lead(document(prospect(came=f"2026-11-23T{came}")))
    assert draft.received_at.microsecond == 250_000


def test_12_vendor_and_provider_outside_the_prospect_or_missing(lead):
    inside = prospect(last="")
    assert said(lead(document(f"{inside}{VENDOR}{PROVIDER}"))) == WHOLE
    assert said(lead(document(f"{PROVIDER}{inside}"))) == WHOLE
    assert said(lead(f"{document(inside)}{PROVIDER}")) == WHOLE
    assert lead(document(inside)).channel == ""


def test_13_several_prospects_in_one_file(read):
    people = [PERSON.replace("5678", f"567{n}") for n in range(4)]
    found = read(document(*(prospect(person=person) for person in people)), name="leads.xml")
    assert [draft.phone for draft in found.drafts] == [f"1381234567{n}" for n in range(4)]
    assert found.reading.tally.seen == 4


def test_each_document_of_a_file_has_its_own_provider(read):
    other = PERSON.replace("5678", "5679")
    first = document(f"{prospect(last='')}{PROVIDER}")
    second = document(f"{PROVIDER.replace('汽车之家', '懂车帝')}{prospect(person=other, last='')}")
    assert [d.channel for d in read(first + second).drafts] == ["autohome", "dongchedi"]


def test_a_broken_prospect_loses_no_other(read):
    broken = "<prospect><customer><contact><phone>13812345670</vehicle>"
    found = read(document(prospect(), broken, prospect(person=PERSON.replace("5678", "5671"))))
    assert [draft.phone for draft in found.drafts] == ["13812345678", "13812345670", "13812345671"]


# What else feeds break.


def test_tags_that_are_not_closed_or_closed_as_others_are_mended(lead):
    text = (
        "<adf><prospect><requestdate>2026-11-24T09:12:00"
        "<vehicle interest='buy'><make>比亚迪<model>秦PLUS</model></vehcile>"
        "<customer><contact><name part='full'>王女士<phone>13812345678</phone>"
        "<comments>A & B <br> <5 万 &nbsp;行吗</comments></customer>"
        "<provider><name>汽车之家</provider>"
    )
    draft = lead(text)
    assert said(draft) == WHOLE
    assert draft.message == "A & B\n<5 万 行吗"


def test_tags_in_capitals_and_with_a_prefix_are_read(lead):
    text = document().replace("<adf>", '<adf xmlns="urn:adf">')
    assert said(lead(text)) == WHOLE
    assert said(lead(text.replace("prospect", "PROSPECT").replace("phone", "PHONE"))) == WHOLE
    prefixed = text.replace("</", "<\0").replace("<", "<a:").replace("<a:\0", "</a:")
    assert said(lead(prefixed.replace("<a:?", "<?"))) == WHOLE


def test_what_stands_in_comments_and_cdata_is_no_markup(lead):
    notes = "<comments><![CDATA[</prospect> <b>周六</b> <!-- & -->]]></comments>"
    draft = lead(document(f"<!-- {prospect()} -->", prospect(notes=notes)))
    assert draft.message == "</prospect> <b>周六</b> <!-- & -->"


def test_the_body_of_a_mail_is_read_from_where_the_lead_begins(lead):
    body = f"您好，\n有一条新线索 <no-reply@example.com>：\n\n{document()}\n-- \n本邮件由系统发出"
    assert said(lead(body, name="mail.txt")) == WHOLE
    assert lead(body).line == 6
    quoted = "\n".join(f"> {line}" for line in body.splitlines())
    assert said(lead(quoted, name="mail.txt")) == WHOLE


def test_a_lead_written_out_in_a_page_is_read(lead):
    shown = document().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;<br>\n")
    assert said(lead(f"<html><body><p>{shown}</p></body></html>", name="mail.html")) == WHOLE


def test_an_adf_without_prospect_is_one(lead):
    text = document().replace('<prospect status="new">', "").replace("</prospect>", "")
    assert said(lead(text)) == WHOLE


# What a prospect says.


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ('<name part="first">小明</name><name part="last">王</name>', "王小明"),
        ('<name part="last">Smith</name><name part="first">Jo</name>', "Jo Smith"),
        (
            '<name part="first">Jo</name><name part="middle">B.</name><name part="last">Ray</name>',
            "Jo B. Ray",
        ),
        (
            '<name part="full" type="business">某某公司</name><name part="full">王女士</name>',
            "王女士",
        ),
        ('<name type="business">某某公司</name>', "某某公司"),
        ("<name>王女士</name>", "王女士"),
        ('<name part="FULL">王女士</name><name part="first">小明</name>', "王女士"),
        ("<firstname>小明</firstname><lastname>王</lastname>", "王小明"),
        ("<name><first>小明</first><last>王</last></name>", "王小明"),
        ('<name part="suffix">Jr</name><name part="full">未知</name>', ""),
        ("", ""),
    ],
)
def test_a_name_is_whole_or_put_together(lead, parts, name):
    assert lead(document(prospect(person=f"{parts}<phone>13812345678</phone>"))).name == name


@pytest.mark.parametrize(
    ("phones", "phone"),
    [
        ("<phone>13812345678</phone>", "13812345678"),
        ('<phone type="whatever">+86 138 1234 5678</phone>', "13812345678"),
        ("<phone>0086-138-1234-5678</phone>", "13812345678"),
        ('<phone type="voice">0632-3300000</phone>', "0632-3300000"),
        ('<phone>0632-3300000</phone><phone type="cellphone">13812345678</phone>', "13812345678"),
        ('<phone type="fax">0632-3300001</phone><phone>0632-3300000</phone>', "0632-3300000"),
        ('<phone type="fax">0632-3300001</phone>', "0632-3300001"),
        ('<phone>N/A</phone><phone type="evening">13812345678</phone>', "13812345678"),
        ('<phone>12345</phone><phone preferredcontact="1">13812345678</phone>', "13812345678"),
        (
            '<phone>0632-3300001</phone><phone preferredcontact="1">0632-3300000</phone>',
            "0632-3300000",
        ),
        ("<phone>+49 1512 3456789</phone>", "+4915123456789"),
        ("<phone>(202) 456-1111</phone><address><country>US</country></address>", "+12024561111"),
        ("<mobile>13812345678</mobile>", "13812345678"),
    ],
)
def test_phones_of_any_type_are_read_a_mobile_first(lead, phones, phone):
    assert lead(document(prospect(person=phones))).phone == phone


def test_the_vendors_number_is_not_the_customers(read):
    vendor = "<vendor><contact><phone>0632-3300000</phone></contact></vendor>"
    (reject,) = read(document(prospect(person="<name>王女士</name>", last=vendor))).lost
    assert (reject.reason, reject.line) == (Reason.NO_CONTACT, 3)


def test_a_phone_outside_its_contact_is_found(lead):
    draft = lead("<prospect><phone>13812345678</phone><customer><name>王女士</name></customer>")
    assert (draft.phone, draft.name) == ("13812345678", "王女士")


def test_the_wish_is_not_the_car_that_is_traded_in(lead):
    own = (
        '<vehicle interest="trade-in" status="used"><year>2015</year><make>大众</make>'
        '<model>朗逸</model><odometer units="km">80000</odometer></vehicle>'
    )
    draft = lead(document(prospect(car=own + CAR)))
    assert draft.model == "秦PLUS"
    assert draft.message == "置换：2015 大众 朗逸 80000 km"
    other = own.replace(' interest="trade-in"', "")
    assert lead(document(prospect(car=f"{CAR}<trade-in>{other}</trade-in>"))).model == "秦PLUS"
    only = lead(document(prospect(car=own)))
    assert (only.model, only.message) == ("", draft.message)


def test_several_cars_are_one_wish(lead):
    cars = (
        "<vehicle><model>秦PLUS</model><trim>荣耀版</trim></vehicle>"
        "<vehicle interest='test-drive'><make>比亚迪</make></vehicle>"
        "<vehicle><make>比亚迪</make><model>宋</model><trim>宋PLUS DM-i</trim></vehicle>"
        "<vehicle><model>秦PLUS</model><trim>荣耀版</trim></vehicle>"
    )
    assert lead(document(prospect(car=cars))).model == "秦PLUS 荣耀版、比亚迪、宋PLUS DM-i"


@pytest.mark.parametrize(
    "put",
    [
        {"notes": "<comments>周六来</comments>"},
        {"person": f"{PERSON}<comments>周六来</comments>"},
        {"first": "<comments>周六来</comments>"},
        {"car": CAR.replace("</vehicle>", "<comments>周六来</comments></vehicle>")},
    ],
)
def test_comments_are_read_in_any_of_their_places(lead, put):
    assert lead(document(prospect(**put))).message == "周六来"


def test_comments_of_all_places_are_kept_once_the_customers_first(lead):
    draft = lead(
        document(
            prospect(
                first="<comments>活动线索</comments>",
                car=CAR.replace("</vehicle>", "<comments>要白色</comments></vehicle>"),
                notes="<comments>周六来\n  下午</comments><comments>要白色</comments>",
            )
        )
    )
    assert draft.message == "周六来\n下午\n要白色\n活动线索"


def test_ids_are_read_the_first_in_sequence(lead):
    ids = '<id sequence="2" source="x">B-2002</id><id sequence="1">A-1001</id>'
    assert lead(document(prospect(first=ids))).outside_id == "A-1001"
    assert (
        lead(document(prospect(first='<id sequence="uniq-77" source="x"></id>'))).outside_id
        == "uniq-77"
    )


def test_an_id_that_only_counts_is_none(lead):
    assert lead(document(prospect(first='<id sequence="1">1</id>'))).outside_id == ""


def test_the_place_is_read(lead):
    place = "<street>某路 1 号</street><city>枣庄市</city><regioncode>山东</regioncode>"
    person = f"{PERSON}<address>{place}</address>"
    assert lead(document(prospect(person=person))).region == "山东 枣庄市"


def test_a_customer_without_a_number_is_known_by_wechat_mail_or_id(lead, read):
    named = "<name>王女士</name>"
    wechat = lead(document(prospect(person=f"{named}<wechat>Wang_2026</wechat>")))
    assert (wechat.phone, wechat.wechat) == ("", "wang_2026")
    mail = lead(document(prospect(person=f"{named}<email>wang@example.com</email>")))
    assert (mail.platform_id, mail.message) == ("wang@example.com", "邮箱：wang@example.com")
    known = lead(document(prospect(person=named, notes="<id sequence='1'>U-77</id>")))
    assert known.platform_id == "U-77"
    # Where a number is wrong, that is told all the same.
    both = read(
        document(prospect(person="<phone>138****5678</phone><email>wang@example.com</email>"))
    )
    assert [(r.reason, r.row_lost) for r in both.rejects] == [(Reason.BAD_PHONE, False)]
    assert both.drafts[0].platform_id == "wang@example.com"


def test_with_a_number_nothing_else_says_who_he_is(lead):
    draft = lead(document(prospect(person=f"{PERSON}<email>wang@example.com</email>")))
    assert (draft.platform_id, draft.message) == ("", "")


def test_extra_tags_are_kept_in_the_raw_row(lead):
    extra = '<financing kind="loan"><months>36</months></financing>'
    raw = lead(document(prospect(notes=extra))).raw[-1].splitlines()
    assert "prospect/customer/financing[kind=loan]" in raw
    assert "prospect/customer/financing/months: 36" in raw
    assert "prospect/vendor/contact/name[part=full]: 枣庄某某汽车" in raw


@pytest.mark.parametrize(
    ("last", "first", "code"),
    [
        ("<provider><name part='full'>懂车帝</name></provider>", "", "dongchedi"),
        ("<provider><name>某公司</name><service>易车</service></provider>", "", "yiche"),
        ("<provider><url>https://www.autohome.com.cn/</url></provider>", "", "autohome"),
        ("<provider><email>lead@dongchedi.com</email></provider>", "", "dongchedi"),
        ("<provider><contact><name>爱卡汽车</name></contact></provider>", "", "xcar"),
        ("", "<id source='太平洋汽车'>P-1001</id>", "pcauto"),
        ("", "<source>微信公众号</source>", "wechat"),
        ("<vendor><vendorname>本店官网</vendorname></vendor>", "", "dealer_site"),
        ("<vendor><vendorname>太平洋汽车销售有限公司</vendorname></vendor>", "", ""),
        ("<provider><name>AutoLeads Inc</name></provider>", "", ""),
    ],
)
def test_the_channel_is_who_sent_it(lead, last, first, code):
    titles = {word: code for word, code in CHANNELS.items() if len(word) > 4}
    assert lead(document(prospect(first=first, last=last)), titles=titles).channel == code


def test_a_profile_says_the_channel_where_the_sender_does_not(read):
    found = read(document(prospect(last="")), profile="yiche")
    assert (found.reading.default_channel, found.drafts[0].channel) == ("yiche", "")
    assert read(document(), profile="adf").reading.default_channel == ""


@pytest.mark.parametrize(
    ("came", "received", "kind"),
    [
        ("", None, TimeKind.AT_IMPORT),
        ("N/A", None, TimeKind.AT_IMPORT),
        ("2026-11-24", datetime(2026, 11, 23, 16, tzinfo=UTC), TimeKind.DATE_ONLY),
        ("2026-11-24T01:12:00Z", NINE_TWELVE, TimeKind.EXACT),
        ("Tue, 24 Nov 2026 09:12:00 +0800", NINE_TWELVE, TimeKind.EXACT),
        ("11/24/2026 09:12:00 AM", NINE_TWELVE, TimeKind.EXACT),
        ("20261124091200", NINE_TWELVE, TimeKind.EXACT),
        ("2026年11月24日 9时12分", NINE_TWELVE, TimeKind.EXACT),
    ],
)
def test_a_prospect_without_a_time_comes_at_the_import(lead, came, received, kind):
    draft = lead(document(prospect(came=came)))
    assert (draft.received_at, draft.time_kind) == (received, kind)


@pytest.mark.parametrize(
    ("came", "reason"),
    [
        ("tomorrow", Reason.BAD_TIME),
        ("09:12", Reason.BAD_TIME),
        ("2026-13-45T99:99:99", Reason.BAD_TIME),
        ("2026-11-24T09:12:00+99:99", Reason.BAD_TIME),
        ("2026-11-24T17:36:00+08:00", Reason.FUTURE_TIME),
        ("2026-11-25", Reason.FUTURE_TIME),
    ],
)
def test_a_time_that_cannot_be_costs_no_lead(read, came, reason):
    found = read(document(prospect(came=came)))
    assert [(r.reason, r.column, r.value, r.row_lost) for r in found.rejects] == [
        (reason, "线索时间", came, False)
    ]
    (draft,) = found.drafts
    assert (draft.received_at, draft.time_kind) == (None, TimeKind.AT_IMPORT)


def test_a_prospect_without_a_readable_number_is_a_reject_with_its_line(read):
    masked = PERSON.replace("13812345678", "138****5678")
    found = read(document("\n\n", prospect(), "\n", prospect(person=masked)))
    (reject,) = found.lost
    assert (reject.line, reject.column) == (6, "电话")
    assert (reject.value, reject.reason, reject.channel) == (
        "138****5678",
        Reason.BAD_PHONE,
        "autohome",
    )
    assert reject.cells[1] == "王女士"


def test_what_is_too_long_is_cut_and_told(read):
    person = PERSON.replace("王女士", "王" * 10_000)
    notes = f"<comments>{'看' * 5000}</comments>"
    first = f"<id>{'9' * 500}</id>"
    found = read(document(prospect(person=person, notes=notes, first=first)))
    assert {(r.column, r.reason) for r in found.told} == {
        (column, Reason.TOO_LONG) for column in ("姓名", "留言", "线索编号")
    }
    (draft,) = found.drafts
    assert (len(draft.name), len(draft.message), draft.outside_id) == (60, 2000, "")
    assert len(draft.raw[-1]) <= 8_000


# What is no lead, and what means harm.

BOMB = (
    '<!DOCTYPE adf [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize(
    "doctype",
    [
        BOMB,
        BOMB.replace("ENTITY", "entity"),
        '<!DOCTYPE adf [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE adf [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>',
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_with_entities_of_its_own_is_refused(read, doctype, codec):
    text = document(prospect(notes="<comments>&c;&x;</comments>"), before=XML + doctype)
    with pytest.raises(errors.XmlUnsafe) as caught:
        read(text, encoding=codec)
    assert "实体" in str(caught.value)


def test_a_doctype_alone_is_left_out_and_no_entity_is_expanded(lead):
    before = f'{XML}<!DOCTYPE adf SYSTEM "http://127.0.0.1:9/adf.dtd">'
    notes = "<comments>&x; &lt;b&gt; &#26446; &amp;amp; &euro;</comments>"
    draft = lead(document(prospect(notes=notes), before=before))
    assert draft.message == "&x; <b> 李 &amp; €"


def test_a_customer_who_writes_about_entities_is_no_danger(lead):
    notes = '<comments><![CDATA[<!ENTITY a "b">]]></comments><!-- <!ENTITY c "d"> -->'
    assert lead(document(prospect(notes=notes))).message == '<!ENTITY a "b">'


def test_other_xml_is_refused_as_before(read):
    with pytest.raises(errors.NotATable):
        read('<?xml version="1.0"?><orders><order id="1"/></orders>', name="a.xml")
    with pytest.raises(errors.NotATable):
        open_adf(b"<adf></adf>", source="x", terms=TERMS)
    with pytest.raises(errors.NotATable):
        open_adf(b"\0\1\2\3" * 50, source="x", terms=TERMS)


def test_leads_are_nothing_else(read):
    with pytest.raises(errors.OnlyLeads):
        read(document(), kind="deals")
    assert len(read(document(), kind="leads").drafts) == 1


def test_a_file_beyond_the_limit_is_refused_by_its_size(tmp_path, read):
    path = tmp_path / "big.xml"
    with path.open("wb") as file:
        file.write(document().encode())
        file.truncate(adf_text.LIMIT + 1)
    with pytest.raises(errors.FileTooBig):
        read(path)
    with pytest.raises(errors.FileTooBig):
        open_adf(path.read_bytes(), source="mail", terms=TERMS)


def test_a_prospect_beyond_its_limit_is_a_reject_and_the_next_is_read(read):
    notes = f"<comments>{'看' * adf_text.LONGEST_PROSPECT}</comments>"
    found = read(document(prospect(notes=notes), prospect(person=PERSON.replace("5678", "5679"))))
    assert [(r.reason, len(r.value)) for r in found.lost] == [(Reason.TOO_LONG, 200)]
    assert [draft.phone for draft in found.drafts] == ["13812345679"]


def test_a_file_of_nothing_but_empty_prospects_is_given_up(read, monkeypatch):
    monkeypatch.setattr("netdesk.intake.reading.MOST_LOST", 100)
    with pytest.raises(errors.MostlyUnusable):
        read("<adf>" + "<prospect>" * 300)


UNITS = "<prospect|<!--|<![CDATA[|<adf |<a>|</a>|&#9|<a b='|x=\"|<a |a|> |<?|\n>|<a:|<!|<customer>"
UNITS += "|&lt;prospect |<prospect>&lt;|<prospect><!--|<!ENTITY |<phone>1"


@pytest.mark.parametrize("unit", UNITS.split("|"))
def test_no_repetition_takes_more_than_linear_time(unit):
    started = time.process_time()
    for many in ("<adf>" + unit * (400_000 // len(unit)), unit * (400_000 // len(unit))):
        adf_text.in_text(many)
        adf_text.has_entities(many)
        adf_text.prospects(many)
    one = f"<adf><prospect><customer>{unit * (50_000 // len(unit))}"
    if "<prospect>" not in unit:
        try_to_read(one.encode())
    assert time.process_time() - started < 4


def test_elements_beyond_all_depth_are_text(lead):
    deep = "<x>" * 5_000 + "深" + "</x>" * 5_000
    assert lead(document(prospect(notes=deep))).phone == "13812345678"
    assert lead(document(prospect(notes=deep[:-3]))).phone == "13812345678"


# Nothing crashes it.


def try_to_read(data):
    try:
        return Read(open_adf(data, source="fuzz", terms=TERMS))
    except errors.InputError:
        return None


MARKUP = """<adf>|</adf>|<prospect>|</prospect>|<prospect|<customer>|<contact>|</contact>|王女士
<name part=full>|</name>|<phone>|13812345678|</phone>|<phone type='|'>|<vehicle interest=trade-in>
<model>|秦PLUS|<comments>|&|&#x;|&#99999999;|&lt;|<![CDATA[|]]>|<!--|-->|<!DOCTYPE|<!ENTITY|]>|<?adf
?>|<|>|"|'|=|/>|<x:y>|<requestdate>|2026-11-24T09:12:00-08:0|\0|\x1b|\ud7ff|\ufffe| |1"""
PIECES = st.sampled_from(["\n", *MARKUP.replace("\n", "|").split("|")])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60))
def test_no_pieces_of_markup_crash_it(pieces):
    data = "".join(["<adf><prospect>", *pieces]).encode()
    found = try_to_read(data)
    for row in found.rows if found else ():
        assert isinstance(row, LeadDraft | Reject)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 600), st.integers(0, 60))
def test_no_bytes_crash_it(noise, at, gone):
    sound = document().encode()
    try_to_read(noise)
    try_to_read(sound[:at] + noise + sound[at + gone :])


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_customer_writes_stays_text(name, words, came):
    def shown(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")

    person = f"<name>{shown(name)}</name><phone>13812345678</phone>"
    text = document(
        prospect(person=person, notes=f"<comments>{shown(words)}</comments>", came=shown(came))
    )
    found = Read(open_adf(text.encode("utf-8", "replace"), source="mail", terms=TERMS))
    (draft,) = found.drafts
    assert draft.phone == "13812345678"
    assert len(draft.name) <= 60
    assert "\n" not in draft.name


def test_in_text_tells_leads_from_other_mails():
    assert adf.in_text(document())
    assert adf.in_text(f"您好\n{document()}")
    assert adf.in_text("<ADF><customer>")
    assert adf.in_text("&lt;adf&gt;")
    assert not adf.in_text("客户姓名：王女士 电话：13812345678")
    assert not adf.in_text("<html><body>adf prospect</body></html>")
