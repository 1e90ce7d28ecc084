"""The columns of a table without a header, told by what stands in them."""

from collections import Counter
from collections.abc import Callable, Sequence

from netdesk.domain.posts.car_names import CarNames
from netdesk.intake import phones
from netdesk.intake.channel_words import ChannelWords
from netdesk.intake.dates import Dates
from netdesk.intake.door import Terms
from netdesk.intake.free_words import folded, free_words
from netdesk.intake.profiles import shipped
from netdesk.intake.reading import Row

_LOOKED_AT = 50  # rows
_MOST_OF = 0.5  # so many of a column's cells say what it is
_LONGEST_NUMBER = 30


def names(rows: Sequence[Row], terms: Terms, cars: CarNames) -> list[str] | None:
    """Return a header for the rows, by content; None where nothing says how to reach anybody."""
    words = free_words()
    columns = list(zip(*(cells for _line, cells in rows[:_LOOKED_AT]), strict=True))
    tests = _tests(terms, cars)
    kinds = [_kind(cells, tests) for cells in columns]
    if not {"phone", "wechat"} & set(kinds):
        return None
    once = Counter[str]()
    header = []
    for kind in kinds:
        once[kind] += 1
        # A second time is no more the first one's; a second number is the same person's.
        is_more = once[kind] > 1 and kind in ("received", "name", "channel")
        header.append(words.guessed["message" if is_more else kind] if kind else "")
    return header


def _tests(terms: Terms, cars: CarNames) -> dict[str, Callable[[str], bool]]:
    words = free_words()
    dates = Dates(terms.zone, shipped().words.date)
    channels = ChannelWords(terms.channels)

    def is_phone(cell: str) -> bool:
        return len(cell) <= _LONGEST_NUMBER and phones.parse(cell) is not None

    def is_time(cell: str) -> bool:
        stamp = dates.read(cell)
        return stamp is not None and bool(stamp.instant or stamp.day) and not cell.isdecimal()

    def is_name(cell: str) -> bool:
        found = words.name.plain.fullmatch(cell) or words.name.titled.fullmatch(cell)
        return found is not None and not cell.startswith(words.name.never)

    return {
        "phone": is_phone,
        "received": is_time,
        "channel": lambda cell: bool(channels.known.get(cell) or channels.code(cell)),
        "name": is_name,
        "model": lambda cell: bool(cars.find(folded(cell))) and len(cell) <= 30,
        "wechat": lambda cell: words.wechat.fullmatch(folded(cell)) is not None,
    }


def _kind(cells: Sequence[str], tests: dict[str, Callable[[str], bool]]) -> str:
    """Return what a column is; what only has words is a message, what has nothing is nothing."""
    full = [cell.strip() for cell in cells if cell.strip()]
    if not full:
        return ""
    for kind, test in tests.items():
        if sum(map(test, full)) > _MOST_OF * len(full):
            return kind
    return "message"
