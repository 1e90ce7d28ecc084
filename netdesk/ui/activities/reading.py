"""What people type into the fields of a plan: whole numbers, yuan, several cars."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_BETWEEN = re.compile(r"[、，,；;/]+")
_COUNT = re.compile(r"\d{1,7}")
_AMOUNT = re.compile(r"\u00a5?([\d,]+(?:\.\d{1,2})?)(\u4e07)?\u5143?")  # ¥, ten thousands, yuan


def number(text: str) -> int | None:
    """Return a whole number; None where it is none."""
    plain = _plain(text)
    return int(plain) if _COUNT.fullmatch(plain) else None


def money(text: str) -> int | None:
    """Return an amount in 分: 1200, 1,200.50, 1.2万; None where it is none."""
    found = _AMOUNT.fullmatch(_plain(text))
    if found is None:
        return None
    try:
        yuan = Decimal(found[1].replace(",", ""))
    except InvalidOperation:
        return None
    return int(yuan * (1_000_000 if found[2] else 100))


def written(fen: int) -> str:
    """Return 分 as a person would type them; empty for nothing."""
    return f"{fen / 100:.2f}".rstrip("0").rstrip(".") if fen else ""


def parts(text: str) -> tuple[str, ...]:
    """Return what stands between commas, each once."""
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(text) if part.strip()))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
