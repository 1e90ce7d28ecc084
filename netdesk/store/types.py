"""Column types that say the same on SQLite's STRICT tables and on PostgreSQL (RULINGS 7)."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Integer, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
E = TypeVar("E", bound=StrEnum)

Id = BigInteger().with_variant(Integer, "sqlite")


def to_micros(instant: datetime) -> int:
    """Return an aware instant as whole microseconds since 1970 UTC; a naive one is a ValueError."""
    if instant.tzinfo is None:
        raise ValueError("a naive datetime has no place in the store")
    return (instant - EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the aware UTC instant of whole microseconds since 1970."""
    return EPOCH + timedelta(microseconds=micros)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant: INTEGER microseconds UTC on SQLite, timestamptz on PostgreSQL."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column's own type by the database behind it."""
        wanted: TypeEngine[Any] = Integer() if _is_sqlite(dialect) else DateTime(timezone=True)
        return dialect.type_descriptor(wanted)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a naive instant; it would be read back as another one."""
        if value is None:
            return None
        micros = to_micros(value)
        return micros if _is_sqlite(dialect) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give an aware UTC instant back."""
        if value is None:
            return None
        return from_micros(value) if _is_sqlite(dialect) else value.astimezone(UTC)


class Day(TypeDecorator[date]):
    """A date: ISO text on SQLite, so that it reads and sorts as written."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column's own type by the database behind it."""
        wanted: TypeEngine[Any] = Text() if _is_sqlite(dialect) else Date()
        return dialect.type_descriptor(wanted)

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """Write `2026-11-24`."""
        return value.isoformat() if value is not None and _is_sqlite(dialect) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Read `2026-11-24`."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Flag(TypeDecorator[bool]):
    """A yes or no: INTEGER 0 or 1 (the table carries the CHECK)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Write 0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """Read 0 or 1."""
        return None if value is None else bool(value)


class Word(TypeDecorator[E]):
    """An enum kept as its own word."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        """Keep which enum the words belong to."""
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Write the word."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> E | None:
        """Read the word."""
        return None if value is None else self.words(value)


class seconds_between(FunctionElement[int]):  # noqa: N801 - reads as the function it is in SQL
    """Whole seconds from one instant to a later one."""

    type = Integer()
    inherit_cache = True


@compiles(seconds_between, "sqlite")
def _on_sqlite(element: seconds_between, compiler: SQLCompiler, **more: Any) -> str:
    start, end = (compiler.process(clause, **more) for clause in element.clauses)
    return f"(({end}) - ({start})) / 1000000"


@compiles(seconds_between)
def _elsewhere(element: seconds_between, compiler: SQLCompiler, **more: Any) -> str:
    start, end = (compiler.process(clause, **more) for clause in element.clauses)
    return f"CAST(floor(extract(epoch FROM ({end}) - ({start}))) AS INTEGER)"


def _is_sqlite(dialect: Dialect) -> bool:
    return dialect.name == "sqlite"
