"""Logs of calls for tests: rows as a 400 platform would export them."""

import csv
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from netdesk.services.desk import Desk
from netdesk.services.importing.result import ImportResult

HEADER = (
    *("通话ID", "呼叫类型", "400号码", "主叫号码", "被叫号码", "来电时间", "等待时长", "通话时长"),
    *("是否接听", "录音地址", "接听坐席"),
)
PLAIN = {
    "呼叫类型": "呼入",
    "400号码": "400-123-4567",
    "主叫号码": "13812345678",
    "被叫号码": "0632-3300000",
    "来电时间": "2026-11-24 10:00:00",
    "等待时长": "25",
    "通话时长": "0",
    "是否接听": "未接",
}


def missed(at: str, **more: str) -> dict[str, str]:
    """Return the row of a call that nobody took, at a time of day or a whole instant."""
    return {"来电时间": at if " " in at else f"2026-11-24 {at}", **more}


def answered(at: str, **more: str) -> dict[str, str]:
    """Return the row of an answered call; it rang for 25 seconds."""
    return missed(at, **{"是否接听": "已接听", "通话时长": "63", **more})


def rung(at: str, **more: str) -> dict[str, str]:
    """Return the row of a call of ours to him."""
    ours = {"呼叫类型": "呼出", "主叫号码": "0632-3300000", "被叫号码": "13812345678"}
    return answered(at, **{**ours, **more})


def write_log(path: Path, *rows: Mapping[str, str], without: str = "") -> Path:
    """Write rows under HEADER; what a row doesn't say is PLAIN's."""
    header = [name for name in HEADER if name != without]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for row in rows:
            whole = {**PLAIN, **row}
            writer.writerow([whole.get(name, "") for name in header])
    return path


def ring(
    desk: Desk, folder: Path, *rows: Mapping[str, str], now: datetime | None = None
) -> ImportResult:
    """Import rows as one log."""
    path = write_log(folder / "话单.csv", *rows)
    return desk.imports.run(path, now=now or desk.now())
