"""What every command is handed: the global options, the desk when it needs one, and a way to speak.

JSON is one document on standard output, words for people on standard error (COMMANDS.md).
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from netdesk import errors, i18n
from netdesk.services.desk import Desk

_YEARS = range(1900, 3000)  # the days before and after one are days too, in any time zone


@dataclass
class Shell:
    """One run of the program. `exit_code` is what the command leaves; 1 is 'needs a look'."""

    open_desk: Callable[[str | None, str | None], Desk]
    clock: Callable[[str | None], Callable[[], datetime]]
    window: Callable[[str | None, str | None, str | None], int]
    store: str | None = None
    now_text: str | None = None
    language: str | None = None
    exit_code: int = 0
    as_json: bool = False
    _desk: Desk | None = field(default=None, repr=False)

    def desk(self) -> Desk:
        """Return the desk, opened when first asked for."""
        if self._desk is None:
            self._desk = self.open_desk(self.store, self.now_text)
            if self.language is None:
                language = self._desk.settings.get("ui.language", i18n.SOURCE_LANGUAGE)
                i18n.use(language)
        return self._desk

    def now(self) -> datetime:
        """Return the command's now."""
        return self.clock(self.now_text)()

    def close(self) -> None:
        """Close the desk, where it was opened."""
        if self._desk is not None:
            self._desk.close()

    def document(self, value: Any) -> None:
        """Print the command's one JSON document."""
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def line(self, text: str = "") -> None:
        """Print a line of a result."""
        sys.stdout.write(text + "\n")

    def tell(self, text: str) -> None:
        """Say something to a person."""
        sys.stderr.write(text + "\n")


def day_of(text: str) -> date:
    """Return a day written as YYYY-MM-DD. Raises BadDay, DayOutOfReach."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise errors.BadDay(text=text) from error
    if day.year not in _YEARS:
        raise errors.DayOutOfReach(text=text)
    return day
