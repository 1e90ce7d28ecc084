"""`netdesk demo` of 100,000 leads, the whole command."""

from tests.benchmarks.measuring import Row, told, within
from tests.benchmarks.stores import MANY, full

_MOST = 60


def rows() -> list[Row]:
    """Return the time and the memory of the command that made the full store."""
    _store, made = full()
    counts = told(made)
    assert counts["leads"] == MANY, counts
    return [
        within(f"demo, {MANY:,} leads, {counts['contacts']:,} contacts", made.wall_s, _MOST),
        Row("  most memory held", f"{made.peak_mb:.0f} MB"),
    ]
