"""The shipped names and words hold together; faults are said with their line."""

import pytest

from netdesk.catalog.channels import load
from netdesk.errors import ResourceFault, UnknownProfile
from netdesk.intake import profiles
from netdesk.intake.profiles import normal, shipped
from netdesk.intake.reading import RecordKind
from netdesk.resources import texts


def test_each_platform_of_the_contract_has_its_profile():
    assert [p.name for p in shipped().of_leads()] == [
        "autohome",
        "dongchedi",
        "pcauto",
        "xcar",
        "yiche",
    ]
    assert [name for name, _ in profiles.labels()][0] == "generic"


def test_a_profiles_channel_is_one_that_a_store_has():
    codes = {channel.code for channel in load()}
    assert {p.channel for p in shipped().of_leads()} <= codes


def test_every_other_kind_of_record_is_known_so_as_not_to_be_taken_for_leads():
    assert {p.kind for p in shipped().of_others()} == set(RecordKind) - {RecordKind.LEADS}


def test_no_name_has_two_meanings():
    for profile in shipped().by_name.values():
        assert not set(profile.columns) & profile.unused, profile.name
        base = shipped().base(profile.kind)
        if profile is not base:
            assert not set(profile.columns) & set(base.columns), profile.name
            assert not profile.unused & set(base.columns), profile.name


def test_no_signature_of_another_list_is_a_column_of_leads_but_a_few_known():
    shared = {
        name
        for profile in shipped().of_others()
        for signature in profile.signatures
        for name in signature
        if name in shipped().generic.columns
    }
    assert shared == {"来电号码", "来电时间"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (" 手机号 ", "手机号"),
        ("手机号码(11位手机号，不可有空格)", "手机号码"),
        ("*手机号（必填）", "手机号"),
        ("线索ＩＤ", "线索id"),
        ("Lead_ID", "leadid"),
        ("\ufeff客户 姓名：", "客户姓名"),
        ("（手机号）", "手机号"),
        ("【手机号", "【手机号"),
        ("", ""),
        ("***", ""),
    ],
)
def test_names_are_compared_without_their_trimmings(written, name):
    assert normal(written) == name


def test_a_profile_nobody_has_is_said_with_those_there_are():
    with pytest.raises(UnknownProfile, match="generic, autohome"):
        shipped().named("taobao")
    with pytest.raises(UnknownProfile):
        shipped().named("calls", "deals")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("[columns]", "colour = 1\n[columns]"), 5),
        (("[columns]", '[columns]\nfax = ["传真"]'), 6),
        (("[columns]", '[columns]\nphone = ["备注"]\nmessage = ["备注"]'), 7),
        (('kind = "leads"', 'kind = "paper"'), 4),
        (('kind = "leads"', "kind = leads"), 4),
    ],
)
def test_a_fault_is_said_with_its_line(tmp_path, change, line):
    generic = next(path for path in texts("profiles", ".toml") if path.stem == "generic")
    platform = tmp_path / "platform.toml"
    text = 'name = "x"\nlabel = "x"\nchannel = ""\nkind = "leads"\n[columns]\n'
    platform.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(ResourceFault) as told:
        profiles.read([generic, platform])
    assert told.value.facts["file"] == "platform.toml"
    assert int(str(told.value.facts["line"])) == line
