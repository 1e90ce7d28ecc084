"""The program as a script calls it: arguments and environment in, exit code and text out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from netdesk import bootstrap
from netdesk.store.database import Database


@dataclass(frozen=True)
class Said:
    """What one run left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def netdesk(store_path: Path, database: Database, capsys) -> Callable[..., Said]:
    """Run one command on the test's store at 09:00 shop time on 2026-11-24."""

    def run(*arguments: object, now: str = "2026-11-24 09:00", store: Path | None = None) -> Said:
        environment = {"NETDESK_STORE": str(store or store_path), "NETDESK_NOW": now}
        code = bootstrap.run([str(argument) for argument in arguments], environment)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run
