"""Foreign numbers need the library; the others don't touch it."""

import subprocess
import sys

import pytest

from netdesk.domain.leads.phone import Phone
from netdesk.intake.phones import parse


def test_a_chinese_number_is_read_by_the_plain_rules():
    assert parse("+86 138-1234-5678") == Phone("13812345678")


@pytest.mark.parametrize(
    "text", ["+49 151 23456789", "0049 151 23456789", "+4915123456789", "（+49）151 23456789"]
)
def test_a_foreign_number_gets_its_one_form(text):
    assert parse(text) == Phone("+4915123456789")


@pytest.mark.parametrize(
    "text", ["", "+", "+1", "+999 123456789", "+86 123", "00", "+" * 5000, "无"]
)
def test_what_cannot_exist_is_none(text):
    assert parse(text) is None


def test_the_library_is_not_imported_for_a_chinese_number():
    code = (
        "import sys; from netdesk.intake.phones import parse; parse('0632-3300000'); parse('x');"
        "sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
