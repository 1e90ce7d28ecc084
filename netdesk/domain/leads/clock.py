"""A clock is one promise to answer (PRODUCT.md 4): opened by a touch, closed by what served it."""

from enum import StrEnum


class ClockState(StrEnum):
    """Open clocks count down; void ones were closed without an attempt (RULINGS 11)."""

    OPEN = "open"
    ANSWERED = "answered"
    VOID = "void"


class ClockPolicy(StrEnum):
    """Which promise it is: an order's 60 minutes, or a missed call's 15 (RULINGS 12)."""

    ORDER = "order"
    CALL = "call"


class AnsweredVia(StrEnum):
    """What closed a clock: our contact, the export's 处理时间, or the customer being served."""

    CONTACT = "contact"
    IMPORT = "import"
    AT_ONCE = "at_once"
