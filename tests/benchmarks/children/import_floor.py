"""The floor of an import: `imported file new`. The same rows into the same tables and indexes.

csv.reader goes over the file, then executemany puts in the rows the import wrote, in the order it
wrote them, in one transaction with the store's own pragmas; then the log is folded in.
"""

import csv
import json
import sys
import time
from pathlib import Path

from netdesk import bootstrap
from netdesk.store.database import open_database
from tests.benchmarks.measuring import NOW

ORDER = {
    "imports": "id",
    "customers": "id",
    "identifiers": "customer_id",
    "leads": "id",
    "touches": "id",
    "clocks": "id",
}

imported, file, new = sys.argv[1:]
source = open_database(imported)
rows = {}
with source.reading() as tx:
    for table, order in ORDER.items():
        found = tx.exec_driver_sql(f"SELECT * FROM {table} ORDER BY {order}").all()
        rows[table] = [tuple(row) for row in found]
source.close()
bootstrap.desk({}, store=new, now=NOW).close()
database = open_database(new)
raw = database.engine.raw_connection().driver_connection
started = time.perf_counter()
with Path(file).open(encoding="utf-8-sig", newline="") as text:
    read = sum(1 for _row in csv.reader(text))
raw.execute("BEGIN IMMEDIATE")
for table, values in rows.items():
    places = ", ".join("?" * len(values[0]))
    raw.executemany(f"INSERT INTO {table} VALUES ({places})", values)
raw.execute("COMMIT")
raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
took = time.perf_counter() - started
print(json.dumps({"seconds": took, "read": read, **{t: len(v) for t, v in rows.items()}}))
