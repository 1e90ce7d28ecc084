"""A paste of 200 people, read, looked up among 10,000 known ones, and shown."""

from tests.benchmarks.measuring import Row, child, netdesk, seconds, told, within
from tests.benchmarks.stores import WAITING, export, folder

_TIMES = 15
_MOST = 0.150


def rows() -> list[Row]:
    """Return the time from the key to the painted table, of cells and of messages."""
    store = str(folder() / "waiting.sqlite")
    file = export(WAITING + WAITING // 9, 40)
    netdesk("--store", store, "import", str(file))
    said = told(child("pastes", store, str(_TIMES), QT_QPA_PLATFORM="offscreen"))
    return [
        within("200 pasted rows shown", said["cells"], _MOST),
        within("200 pasted messages shown", said["messages"], _MOST),
        Row("  the first paste of a day", seconds(said["cells_first"])),
    ]
