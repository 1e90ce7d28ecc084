"""Chinese is the source text; another language is a catalogue read at run time.

Babel reads the `.po`, so nothing is compiled and no binary is committed. `_` and `ngettext` answer
at the moment of the call; a constant made at import is marked with `N_` and translated when shown.
"""

from netdesk.errors import NetdeskError
from netdesk.resources import resource

SOURCE_LANGUAGE = "zh_CN"
LANGUAGES = (SOURCE_LANGUAGE, "en")

Message = str | tuple[str, ...]


class _Catalogue:
    """The messages in use: empty for the source language."""

    def __init__(self) -> None:
        self.language = SOURCE_LANGUAGE
        self.messages: dict[str, Message] = {}


_in_use = _Catalogue()


def use(language: str) -> None:
    """Show everything from now on in `language`, one of LANGUAGES."""
    _in_use.language = language
    _in_use.messages = {} if language == SOURCE_LANGUAGE else read_catalogue(language)


def language() -> str:
    """Return the language in use."""
    return _in_use.language


def read_catalogue(language: str) -> dict[str, Message]:
    """Return the shipped catalogue of `language`: source text to its translation or its plurals."""
    from babel.messages.pofile import read_po  # 34 ms, and only where Chinese is not spoken

    with resource("i18n", f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    found: dict[str, Message] = {}
    for message in catalogue:
        if not message.id or not message.string:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        text = message.string
        found[key] = text if isinstance(text, str) else tuple(text)
    return found


def _(text: str) -> str:
    """Return `text` in the language in use."""
    message = _in_use.messages.get(text, text)
    return message if isinstance(message, str) else message[0]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a text that is translated later
    """Mark a constant for the catalogue; `_` translates it when it is shown."""
    return text


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form for `n` things; in Chinese both forms are one sentence."""
    message = _in_use.messages.get(singular)
    if isinstance(message, tuple):
        return message[0] if n == 1 else message[-1]
    if isinstance(message, str):
        return message
    return singular if n == 1 else plural


def say(error: NetdeskError) -> str:
    """Return an error's sentence in the language in use."""
    return error.sentence(_)
