"""Who works at the shop (PRODUCT.md 2)."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does."""

    CLERK = "clerk"
    INVITER = "inviter"
    CONSULTANT = "consultant"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Person:
    """One colleague."""

    id: int
    name: str
    role: Role
    aliases: tuple[str, ...] = ()
