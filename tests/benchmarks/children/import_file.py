"""Imports a file into a new store: `store file`. Says seconds, counters and the memory held."""

import json
import resource
import sys
import time
from pathlib import Path

from netdesk import bootstrap
from tests.benchmarks.measuring import NOW

store, file = sys.argv[1:]
desk = bootstrap.desk({}, store=store, now=NOW)
imports = desk.imports
started = time.perf_counter()
result = imports.run(Path(file), now=desk.now())
took = time.perf_counter() - started
desk.close()
counters = {name: getattr(result, name) for name in ("rows", "added", "merged", "rejected")}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": took, "peak_mb": peak, **counters}))
