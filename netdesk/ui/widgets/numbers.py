"""Small numbers as people type them."""

import unicodedata

from PySide6.QtWidgets import QLineEdit

from netdesk.ui.widgets.form import line_field

_WIDTH = 72


def number_field(name: str, *, longest: int = 4) -> QLineEdit:
    """Return a narrow field for a whole number."""
    made = line_field(name, longest=longest)
    made.setFixedWidth(_WIDTH)
    return made


def number_in(text: str) -> int | None:
    """Return the whole number that `text` writes, full-width too; None where it writes none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return int(plain) if plain.isdecimal() else None
