"""What the tests share: a stopped clock, a real store in a fresh folder, a desk on it."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netdesk import bootstrap, i18n
from netdesk.services.desk import Desk
from netdesk.store.database import Database, open_database

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NINE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # 09:00 in the shop, a Tuesday


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Give the whole suite every core; a part of it is through before workers have started."""
    if config.args_source is not config.ArgsSource.TESTPATHS:
        return 0
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class StoppedClock:
    """A clock that stands still until it is set."""

    def __init__(self, at: datetime = NINE) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    i18n.use(i18n.SOURCE_LANGUAGE)
    yield
    i18n.use(i18n.SOURCE_LANGUAGE)


@pytest.fixture
def clock() -> StoppedClock:
    """A clock stopped at 09:00 shop time on Tuesday 2026-11-24."""
    return StoppedClock()


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where the test's store is."""
    return tmp_path / "store" / "netdesk.sqlite"


@pytest.fixture(scope="session")
def prepared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store migrated and seeded once; each test works on a copy of it."""
    path = tmp_path_factory.mktemp("prepared") / "netdesk.sqlite"
    opened = open_database(str(path))
    bootstrap.prepare(opened, NINE)
    opened.checkpoint()
    opened.close()
    return path


@pytest.fixture
def database(store_path: Path, prepared_store: Path) -> Iterator[Database]:
    """A real store, migrated and seeded."""
    store_path.parent.mkdir(parents=True)
    shutil.copy(prepared_store, store_path)
    opened = open_database(str(store_path))
    yield opened
    opened.close()


@pytest.fixture
def desk(database: Database, clock: StoppedClock) -> Desk:
    """The desk on that store."""
    return Desk(database, clock)
