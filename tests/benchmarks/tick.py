"""One tick of the window with 10,000 waiting leads, and an hour of ticks."""

from tests.benchmarks.measuring import Row, child, netdesk, seconds, told, within
from tests.benchmarks.stores import WAITING, export, folder

_TICKS = 600  # ten minutes, so that what a minute brings is in it
_MOST, _MOST_HOUR = 0.002, 15


def rows() -> list[Row]:
    """Return the GUI thread's part of a tick, with and without painting, and the CPU of an hour."""
    store = str(folder() / "waiting.sqlite")
    file = export(WAITING + WAITING // 9, 40)
    netdesk("--store", store, "import", str(file))
    said = told(child("ticks", store, str(_TICKS), QT_QPA_PLATFORM="offscreen"))
    assert said["waiting"] >= WAITING, said
    what = f"tick, {said['waiting']:,} waiting, {said['loaded']:,} loaded"
    return [
        within(what, said["beat"], _MOST),
        Row("  99 of 100 ticks within", seconds(said["beat_p99"])),
        Row("  with the painting it brings", seconds(said["painted"])),
        within("  CPU of an hour of ticks", said["cpu_hour"], _MOST_HOUR),
    ]
