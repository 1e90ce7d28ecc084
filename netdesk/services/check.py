"""The rule check on a text (COMMANDS.md `check`)."""

from collections.abc import Iterable

from netdesk import errors, i18n
from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.fields import NO_FIELDS, Fields, read_fields
from netdesk.domain.compliance.rules import Report

MOST = 100_000  # characters in one check; a long post has 5,000


def check_text(text: str, fields: Fields = NO_FIELDS) -> Report:
    """Return what the rules say of a text, in the language in use. Raises TextTooLong."""
    if len(text) > MOST:
        raise errors.TextTooLong(length=len(text), most=MOST)
    return check(text, load(i18n.language()), fields)


def fields_of(pairs: Iterable[str]) -> Fields:
    """Return the fields of `name=value` texts. Raises FieldForm, UnknownField, BadField."""
    given: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise errors.FieldForm(text=pair)
        given[name.strip()] = value
    return read_fields(given)


def rules_version() -> str:
    """Return the version of the rule set, kept with a post that was checked."""
    return load(i18n.language()).version


def decoded(data: bytes) -> str:
    """Return the text of bytes from a pipe: UTF-8, else what Windows writes. Raises NotText."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise errors.NotText()
