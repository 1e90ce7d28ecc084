"""Imports ADF documents into a new store: `store file many`.

First those of `file`, then `many` mails of one document each in polls, then a few each by itself.
Says the seconds of the three, the counters of the first and the memory held.
"""

import json
import resource
import sys
import time
from pathlib import Path

from netdesk import bootstrap
from netdesk.intake import adf
from netdesk.intake.door import open_adf
from tests.benchmarks.measuring import NOW
from tests.benchmarks.stores import adf_document

POLL, ALONE = 100, 20
store, file, many = sys.argv[1:]
desk = bootstrap.desk({}, store=store, now=NOW)
imports, now = desk.imports, desk.now()
began = time.perf_counter()
result = imports.run(Path(file), now=now)
at_once = time.perf_counter() - began

mails = [adf_document(number).encode() for number in range(10**6, 10**6 + int(many))]
began = time.perf_counter()
for at in range(0, len(mails), POLL):
    terms = imports.terms(now=now)
    poll = enumerate(mails[at : at + POLL])
    readings = [(f"{n}", open_adf(mail, source=f"{n}", terms=terms)) for n, mail in poll]
    imports.file_drafts(adf.joined(readings), "poll", now=now)
polled = time.perf_counter() - began

began = time.perf_counter()
alone = [adf_document(number).encode() for number in range(2 * 10**6, 2 * 10**6 + ALONE)]
for mail in alone:
    reading = open_adf(mail, source="mail", terms=imports.terms(now=now))
    imports.file_drafts(reading, "mail", now=now)
each = (time.perf_counter() - began) / ALONE
desk.close()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
said = {"at_once": at_once, "polled": polled, "each": each, "peak_mb": peak}
print(json.dumps({**said, "rows": result.rows, "added": result.added, "rejected": result.rejected}))
