"""The shop as its papers name it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shop:
    """Name and place of the dealership."""

    name: str
    place: str = ""
