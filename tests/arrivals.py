"""Leads for tests: rows as a portal would export them, imported the way a clerk would."""

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from netdesk.services.desk import Desk
from netdesk.services.importing.result import ImportResult

HEADER = ("线索编号", "客户姓名", "手机号", "意向车型", "留资时间", "渠道", "留言", "处理时间")
PLAIN = {
    "客户姓名": "王女士",
    "手机号": "13812345678",
    "意向车型": "秦PLUS",
    "留资时间": "2026-11-24 08:40:00",
    "渠道": "汽车之家",
}


def write_csv(
    path: Path,
    rows: Sequence[Mapping[str, str]],
    *,
    encoding: str = "utf-8",
    title: str = "",
) -> Path:
    """Write rows under HEADER; what a row doesn't say is PLAIN's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        if title:
            writer.writerow([title])
        writer.writerow(HEADER)
        for row in rows:
            whole = {**PLAIN, **row}
            writer.writerow([whole.get(name, "") for name in HEADER])
    return path


def arrive(
    desk: Desk, folder: Path, *rows: Mapping[str, str], now: datetime | None = None
) -> ImportResult:
    """Import rows as one file."""
    path = write_csv(folder / "export.csv", rows)
    return desk.imports.run(path, now=now or desk.now())


def person(number: int, **more: str) -> dict[str, str]:
    """Return the row of an invented person told apart by `number`."""
    return {"客户姓名": f"客户{number}", "手机号": f"138{number:08d}", **more}
