"""Looks the store over: schema, pages, references, the audit chain."""

from collections.abc import Callable
from dataclasses import dataclass

from netdesk.errors import StoreError
from netdesk.i18n import N_, say
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
        return tuple(self._check(*one) for one in _CHECKS)

    def _check(self, name: str, label: str, look: Callable[[Database], tuple[bool, str]]) -> Check:
        try:
            return Check(name, label, *look(self._database))
        except StoreError as error:  # what it would look at is gone: that is what it found
            return Check(name, label, ok=False, detail=say(error))


_CHECKS = (
    ("sqlite", N_("SQLite 版本"), checks.sqlite_version),
    ("schema", N_("结构版本"), checks.schema_as_known),
    ("quick_check", N_("数据页"), checks.quick_check),
    ("foreign_keys", N_("引用"), checks.foreign_keys),
    ("in_step", N_("计时和编号"), checks.in_step),
    ("audit_chain", N_("审计链"), checks.audit_chain),
)
