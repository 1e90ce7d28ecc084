"""`check` inside one process: a post of 2,000 characters, and headlines in a loop."""

import statistics
import time
from collections.abc import Callable

from netdesk.catalog.compliance_rules import load
from netdesk.domain.compliance.check import check
from netdesk.domain.compliance.level import Level
from tests.benchmarks.measuring import Row, within
from tests.compliance.judged_sets import SETS, judged

_LONG, _MOST_LONG = 2000, 0.005
_FEWEST = 2000  # headlines a second
_TIMES = 20


def rows() -> list[Row]:
    """Return the time of a long post, and how many headlines are checked in a second."""
    rules = load()
    everything = [one for name in SETS for one in judged(name)]
    fine = [one.text for one in everything if one.level is Level.OK]
    texts = [one.text for one in everything]
    post, worst = "。".join(fine)[:_LONG], "。".join(texts[::2])[:_LONG]
    spent = _median(lambda: [check(text, rules) for text in texts], 3)
    rate = len(texts) / spent
    return [
        within(f"check of {_LONG:,} characters", _median(lambda: check(post, rules)), _MOST_LONG),
        Row(
            "  as many, half of it claims", f"{_median(lambda: check(worst, rules)) * 1000:.2f} ms"
        ),
        Row("headlines checked", f"{rate:,.0f}/s", "", "", f"≥ {_FEWEST:,}/s", rate >= _FEWEST),
        Row("  rules read", f"{_median(_load_anew, 3) * 1000:.0f} ms"),
    ]


def _load_anew() -> None:
    load.cache_clear()
    load()


def _median(thing: Callable[[], object], times: int = _TIMES) -> float:
    return statistics.median(_seconds(thing) for _time in range(times))


def _seconds(thing: Callable[[], object]) -> float:
    started = time.perf_counter()
    thing()
    return time.perf_counter() - started
