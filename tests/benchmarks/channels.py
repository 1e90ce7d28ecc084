"""The page of channels on 10,000, 100,000 and 1,000,000 leads over three years."""

from typing import Any

from netdesk.domain.figures.grouping import View
from tests.benchmarks.measuring import Row, against, child, seconds, told, within
from tests.benchmarks.stores import large

_SIZES = (10_000, 100_000, 1_000_000)
_RANGES = {
    "a month": ("2026-10-01", "2026-10-31", 0.4),
    "12 months": ("2025-11-01", "2026-10-31", 1.5),
}
_TIMES = 3
_MOST_FLOOR, _MOST_MB, _MOST_AWAY = 1.5, 700, 0.1
_SLACK = 1.1  # ten times the leads may cost ten times as much; noise is no growth


def rows() -> list[Row]:
    """Return page, floor, memory and growth, by range and view."""
    found: list[Row] = []
    for range_, (first, last, most) in _RANGES.items():
        for view in View:
            walls: dict[int, float] = {}
            for size in _SIZES:
                run = child(
                    "channels",
                    *(str(large(size)), first, last, view, str(_TIMES)),
                    QT_QPA_PLATFORM="offscreen",
                )
                said = told(run)
                walls[size] = said["table"]["cpu"]
                what = f"channels, {range_}, {view}, {size:,} leads"
                is_large = size == _SIZES[-1]
                found += _rows(what, said, most if is_large else None)
                if is_large:
                    mb = run.peak_mb
                    limit = f"< {_MOST_MB} MB"
                    found.append(
                        Row("  most memory held", f"{mb:.0f} MB", "", "", limit, mb < _MOST_MB)
                    )
            small, large_ = walls[_SIZES[1]], walls[_SIZES[2]]
            grown, may = large_ / small, _SIZES[2] / _SIZES[1] * _SLACK
            what = f"  CPU of ten times the leads, {range_}, {view}"
            found.append(Row(what, f"{grown:.1f} ×", "", "", f"≤ {may:g} ×", grown <= may))
    return found


def _rows(what: str, said: dict[str, Any], most: float | None) -> list[Row]:
    """Return the rows of a size; only the largest is judged."""
    page, table, floor = said["page"], said["table"], said["floor"]
    if most is None:
        return [
            Row(what, seconds(page["wall"])),
            Row("  CPU of its figures", seconds(table["cpu"]), seconds(floor["cpu"])),
        ]
    slowest = max(said["charts"], key=said["charts"].__getitem__)
    return [
        within(what, page["wall"], most),
        Row("  CPU of all threads", seconds(page["cpu"])),
        against("  CPU of its figures, by SQL", table["cpu"], floor["cpu"], _MOST_FLOOR),
        within("  window away from its events", said["away"], _MOST_AWAY),
        Row(f"  slowest other chart: {slowest}", seconds(said["charts"][slowest])),
    ]
