"""The check as a service: rules in the language in use, fields as typed, bytes from a pipe."""

import pytest

from netdesk import errors, i18n
from netdesk.domain.compliance.level import Level
from netdesk.services import check


def test_a_text_is_judged_in_the_language_in_use():
    (finding,) = check.check_text("枣庄最便宜的SUV").findings
    assert "绝对化用语" in finding.why
    i18n.use("en")
    (finding,) = check.check_text("枣庄最便宜的SUV").findings
    assert "superlative" in finding.why
    assert finding.law.startswith("Advertising Law art. 9(3)")


def test_fields_are_read_as_typed():
    fields = check.fields_of(["ad=no", "platform= wechat ", "proof=厂家表=2026"])
    assert (fields.is_ad, fields.platform, fields.proof) == (False, "wechat", "厂家表=2026")
    assert check.check_text("最便宜的SUV", fields).level is Level.OK


@pytest.mark.parametrize(
    ("pair", "error"),
    [("ad", errors.FieldForm), ("colour=red", errors.UnknownField), ("ad=x", errors.BadField)],
)
def test_a_field_nobody_knows_is_refused(pair, error):
    with pytest.raises(error):
        check.fields_of([pair])


def test_a_text_longer_than_any_post_is_refused():
    assert check.check_text("车" * check.MOST).level is Level.OK
    with pytest.raises(errors.TextTooLong):
        check.check_text("车" * (check.MOST + 1))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_bytes_of_a_pipe_are_read_as_windows_and_linux_write_them(encoding):
    assert check.decoded("最低价".encode(encoding)) == "最低价"


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(errors.NotText):
        check.decoded(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xff\xff")


def test_the_version_of_the_rules_is_kept_with_a_report():
    assert check.check_text("").rules_version == check.rules_version() != ""
