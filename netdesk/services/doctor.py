"""Looks the store over: schema, pages, references, the audit chain."""

from dataclasses import dataclass

from netdesk.i18n import N_
from netdesk.store import checks
from netdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `name` is its word outside, `label` what the screen says."""

    name: str
    label: str
    ok: bool
    detail: str


class Doctor:
    """Runs every check and changes nothing."""

    def __init__(self, database: Database) -> None:
        """Look at `database`."""
        self._database = database

    def look(self) -> tuple[Check, ...]:
        """Return what was found, in the order looked."""
        found = (
            ("sqlite", N_("SQLite 版本"), checks.sqlite_version(self._database)),
            ("schema", N_("结构版本"), checks.schema_version(self._database)),
            ("quick_check", N_("数据页"), checks.quick_check(self._database)),
            ("foreign_keys", N_("引用"), checks.foreign_keys(self._database)),
            ("audit_chain", N_("审计链"), checks.audit_chain(self._database)),
        )
        return tuple(Check(name, label, ok, detail) for name, label, (ok, detail) in found)
