"""Import of 100,000 rows of CSV, against putting the same rows in by hand."""

from itertools import count
from pathlib import Path

from netdesk.store.database import open_database
from tests.benchmarks.measuring import Row, against, child, in_turns, netdesk, seconds, told
from tests.benchmarks.stores import MANY, export, folder

_TIMES = 3
_MOST, _MOST_MB = 4, 400
_numbers = count(1)


def rows() -> list[Row]:
    """Return the time against both floors, the memory, and the whole command."""
    file = str(export())
    first = told(child("import_file", _new("first"), file))
    assert first["rows"] == MANY, first
    imported = str(folder() / "first-1.sqlite")
    peaks = [first["peak_mb"]]

    def whole() -> float:
        said = told(child("import_file", _new("import"), file))
        peaks.append(said["peak_mb"])
        return float(said["seconds"])

    def floor() -> float:
        said = told(child("import_floor", imported, file, _new("floor")))
        assert (said["read"], said["leads"]) == (MANY + 1, first["added"]), said
        return float(said["seconds"])

    indexes = str(_indexes(imported))

    def bare() -> float:
        return float(told(child("import_bare", file, _new("bare"), indexes))["seconds"])

    took, least, bare_least = in_turns(_TIMES, whole, floor, bare)
    command = netdesk("--store", _new("command"), "import", file, "--json")
    return [
        against(f"import, {MANY:,} rows", took, least, _MOST),
        Row(
            f"  against one bare table, {indexes} indexes",
            seconds(took),
            seconds(bare_least),
            f"{took / bare_least:.2f}",
        ),
        Row(
            "  most memory held",
            f"{max(peaks):.0f} MB",
            target=f"< {_MOST_MB} MB",
            met=max(peaks) < _MOST_MB,
        ),
        Row("  whole command, with a new store", seconds(command.wall_s)),
    ]


def _new(name: str) -> str:
    return str(folder() / f"{name}-{next(_numbers)}.sqlite")


def _indexes(store: str) -> int:
    """Return how many indexes the import's two widest tables have."""
    database = open_database(str(Path(store)))
    query = (
        "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('touches', 'leads')"
    )
    with database.reading() as tx:
        found = int(tx.exec_driver_sql(query).scalar_one())
    database.close()
    return found
