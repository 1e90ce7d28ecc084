"""What became of a file."""

from dataclasses import dataclass

from netdesk import words
from netdesk.i18n import _
from netdesk.intake.reading import Reject
from netdesk.services.changes import Changes
from netdesk.services.rejected_rows import Table

_SHEETS_NAMED = 6


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a file. rows = added + merged + unchanged + rejected (RULINGS 24)."""

    file: str
    kind: str
    profile: str
    encoding: str
    rows: int = 0
    added: int = 0
    merged: int = 0
    unchanged: int = 0
    rejected: int = 0
    rejects: tuple[Reject, ...] = ()
    tables: tuple[Table, ...] = ()
    sheets_not_read: tuple[str, ...] = ()
    cancelled: bool = False
    channel_defaulted: bool = False  # nobody said a channel: the rows are under `other`
    changes: Changes = Changes()
    import_id: int | None = None  # what takes it back; None: nothing was written

    @property
    def is_of_figures(self) -> bool:
        """Say whether a row is a day's figures: then merged are those that it changed."""
        return self.kind not in ("leads", "calls")

    def not_read(self) -> str:
        """Return the sentence that names the sheets that were not read; empty where all were."""
        names = self.sheets_not_read
        if not names:
            return ""
        listed = "、".join(names[:_SHEETS_NAMED]) + ("…" if len(names) > _SHEETS_NAMED else "")
        facts = {"names": listed, "kind": words.records(self.kind)}
        return _("没有读的工作表：%(names)s（没有%(kind)s的表头，或是隐藏的）。") % facts
