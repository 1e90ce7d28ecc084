"""10,000 ADF documents in a minute: read and filed, in one file, and as mails in polls."""

from tests.benchmarks.measuring import Row, child, seconds, told, within
from tests.benchmarks.stores import adf_document, folder

MANY = 10_000
_MOST_S = 60.0
_MAILS = 2_000


def rows() -> list[Row]:
    """Return the time of both ways, and the memory."""
    file = folder() / "leads.xml"
    file.write_text("\n".join(map(adf_document, range(MANY))), encoding="utf-8")
    said = told(child("import_adf", str(folder() / "adf.sqlite"), str(file), str(_MAILS)))
    assert (said["rows"], said["added"]) == (MANY, MANY), said
    return [
        within(f"ADF, {MANY:,} documents in one file", said["at_once"], _MOST_S),
        within(
            f"  as mails, {_MAILS:,} in polls of a hundred",
            said["polled"],
            _MOST_S * _MAILS / MANY,
        ),
        Row("  a mail imported by itself", seconds(said["each"])),
        Row("  most memory held", f"{said['peak_mb']:.0f} MB"),
    ]
