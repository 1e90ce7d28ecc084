"""A floor nobody can meet: `file new indexes`. One table of the file's own columns.

csv.reader's rows go by executemany into one STRICT table of text with so many indexes.
"""

import csv
import json
import sys
import time
from pathlib import Path

from netdesk.store.database import open_database

file, new, indexes = sys.argv[1:]
database = open_database(new)
raw = database.engine.raw_connection().driver_connection
with Path(file).open(encoding="utf-8-sig", newline="") as text:
    width = len(next(csv.reader(text)))
columns = [f"c{number}" for number in range(width)]
raw.execute(f"CREATE TABLE rows ({', '.join(f'{c} TEXT' for c in columns)}) STRICT")
for column in columns[: int(indexes)]:
    raw.execute(f"CREATE INDEX ix_{column} ON rows ({column})")
started = time.perf_counter()
with Path(file).open(encoding="utf-8-sig", newline="") as text:
    rows = csv.reader(text)
    next(rows)
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * width)})", rows)
    raw.execute("COMMIT")
raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
print(json.dumps({"seconds": time.perf_counter() - started}))
