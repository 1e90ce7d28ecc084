"""`netdesk summary --pdf` on a store of 100,000 leads, the whole command."""

import statistics

from tests.benchmarks.measuring import Row, netdesk, within
from tests.benchmarks.stores import MANY, folder, full

_TIMES = 5
_MOST = 2.5


def rows() -> list[Row]:
    """Return the median of several commands."""
    store, _made = full()
    page = folder() / "page.pdf"

    def command() -> float:
        page.unlink(missing_ok=True)
        took = netdesk("--store", str(store), "summary", "--pdf", str(page)).wall_s
        assert page.stat().st_size > 1000
        return took

    command()
    took = statistics.median(command() for _time in range(_TIMES))
    return [within(f"summary --pdf, {MANY:,} leads", took, _MOST)]
