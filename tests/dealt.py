"""Deals for tests: rows as the shop's ledger has them, imported the way a clerk would."""

import csv
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from netdesk.services.desk import Desk
from netdesk.services.importing.result import ImportResult

HEADER = (
    "合同号",
    "客户姓名",
    "联系电话",
    "车型",
    "销售顾问",
    "订车日期",
    "交车日期",
    "退订日期",
    "成交日期",
    "成交价",
    "毛利",
    "状态",
)
PLAIN = {
    "客户姓名": "王女士",
    "联系电话": "13812345678",
    "车型": "秦PLUS",
    "订车日期": "2026-11-24",
    "成交价": "129800",
    "毛利": "3500",
}


def write_ledger(path: Path, *rows: Mapping[str, str]) -> Path:
    """Write rows under HEADER; what a row doesn't say is PLAIN's."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in rows:
            whole = {**PLAIN, **row}
            writer.writerow([whole.get(name, "") for name in HEADER])
    return path


def deal(
    desk: Desk, folder: Path, *rows: Mapping[str, str], now: datetime | None = None
) -> ImportResult:
    """Import rows as one ledger."""
    path = write_ledger(folder / "ledger.csv", *rows)
    return desk.imports.run(path, now=now or desk.now())


def at(text: str) -> datetime:
    """Return a shop time as an instant."""
    return datetime.fromisoformat(f"{text}+08:00").astimezone(UTC)
