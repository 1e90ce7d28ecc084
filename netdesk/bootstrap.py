"""Builds everything once. The only reader of the clock and of the environment."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from netdesk import errors, i18n
from netdesk.domain.deadlines.hours import DEFAULT_HOURS
from netdesk.domain.deadlines.when import parse_when
from netdesk.i18n import N_
from netdesk.services.desk import Desk
from netdesk.store import schema
from netdesk.store.database import Database, open_database

STORE = "NETDESK_STORE"
NOW = "NETDESK_NOW"
EXIT_WHEN_READY = "NETDESK_EXIT_WHEN_READY"
_SHOP_ZONE = ZoneInfo(DEFAULT_HOURS.timezone)


def wall_clock() -> datetime:
    """Return now, aware UTC: the one place that asks."""
    return datetime.now(UTC)


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command, or the window where none is named; return the exit code."""
    options = _only_options(arguments)
    if options is not None:  # the window's way doesn't wait for the commands' imports
        return window(
            environment,
            store=options.get("--store"),
            now=options.get("--now"),
            language=options.get("--lang"),
        )
    from netdesk.cli.main import run_command
    from netdesk.cli.shell import Shell

    shell = Shell(
        open_desk=lambda store, now: desk(environment, store=store, now=now),
        clock=lambda now: clock(environment, now),
        window=lambda store, now, language: window(
            environment, store=store, now=now, language=language
        ),
    )
    return run_command(arguments, shell)


def _only_options(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the global options where nothing else is given and all are plain; else None."""
    names, values = arguments[::2], arguments[1::2]
    known = {"--store", "--now", "--lang"}
    if len(names) != len(values) or not known.issuperset(names):
        return None
    found = dict(zip(names, values, strict=True))
    return found if found.get("--lang", i18n.SOURCE_LANGUAGE) in i18n.LANGUAGES else None


def clock(environment: Mapping[str, str], given: str | None) -> Callable[[], datetime]:
    """Return the clock: stopped at `--now` or NETDESK_NOW, else the wall's. Raises BadWhen."""
    text = given or environment.get(NOW)
    if not text:
        return wall_clock
    stopped = parse_when(text, _SHOP_ZONE, wall_clock())
    return lambda: stopped


def desk(environment: Mapping[str, str], *, store: str | None, now: str | None) -> Desk:
    """Open the store, made and migrated where needed, and build the desk on it."""
    clock_ = clock(environment, now)
    address = store or environment.get(STORE) or default_store()
    database = open_database(address)
    try:
        prepare(database, clock_())
        return Desk(database, clock_)
    except BaseException:
        database.close()
        raise


def prepare(database: Database, now: datetime) -> None:
    """Bring the schema up to date and give an empty store its shop, channels and hours."""
    if schema.upgrade(database, before=lambda: schema.keep_copy(database, now)):
        _seed(database, now)


def _seed(database: Database, now: datetime) -> None:
    from netdesk.catalog.channels import load
    from netdesk.catalog.hours_file import write
    from netdesk.domain.shop import Shop
    from netdesk.store import shop

    with database.writing() as tx:
        if not shop.is_seeded(tx):
            shop.seed(tx, Shop(N_("本店")), load(), write(DEFAULT_HOURS), now)


def default_store() -> str:
    """Return the store in the user's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("NetDesk", appauthor=False) / "netdesk.sqlite")


def window(
    environment: Mapping[str, str], *, store: str | None, now: str | None, language: str | None
) -> int:
    """Open the window and return its exit code; say in one line why it can't open."""
    import gc
    import sys

    gc.disable()  # until the first page is painted: starting makes much and drops little
    from netdesk.paper.display import require_display, require_qt

    try:
        if language:
            i18n.use(language)
        require_display(environment)
        opened = desk(environment, store=store, now=now)
        opened.hours.state(opened.now())
        import netdesk.words  # noqa: F401 - before Qt is there: after it every import is slower

        require_qt()
    except errors.NetdeskError as error:
        sys.stderr.write(i18n.say(error) + "\n")
        return error.exit_code
    from netdesk.ui.application import run as run_window

    if not language:
        i18n.use(opened.settings.get("ui.language", i18n.SOURCE_LANGUAGE))
    try:
        return run_window(opened, exit_when_ready=bool(environment.get(EXIT_WHEN_READY)))
    finally:
        opened.close()
