"""Phones as files write them: the plain rules first, a library for foreign numbers."""

import unicodedata

from netdesk.domain.leads.phone import Phone

_LONGEST = 40


def parse(text: str) -> Phone | None:
    """Return the number a cell holds, or None. A foreign one is taken if it can exist."""
    phone = Phone.parse(text)
    if phone is not None:
        return _foreign(phone.value) if phone.value[0] == "+" else phone
    if not text:
        return None
    folded = unicodedata.normalize("NFKC", text[:_LONGEST]).strip().lstrip("'(")
    return _foreign(folded) if folded.startswith(("+", "00")) else None


def abroad(text: str, country: str) -> Phone | None:
    """Return a number as it is dialled inside a country (ISO 3166, two letters), or None."""
    country = country.strip().upper()
    if len(country) != 2 or country == "CN":
        return None
    import phonenumbers

    try:
        number = phonenumbers.parse(text[:_LONGEST], country)
    except phonenumbers.NumberParseException:
        return None
    return _foreign(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _foreign(text: str) -> Phone | None:
    import phonenumbers  # 33 ms, and most files have no foreign number

    if text.startswith("00"):
        text = f"+{text[2:]}"
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return None
    if number.country_code == 86 or not phonenumbers.is_possible_number(number):
        return None
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
