"""How grave a finding is (PRODUCT.md 7)."""

from enum import StrEnum


class Level(StrEnum):
    """Publish; let a person decide; add proof or terms; don't publish before it is rewritten."""

    OK = "ok"
    REVIEW = "review"
    EVIDENCE = "evidence"
    BLOCK = "block"

    @property
    def gravity(self) -> int:
        """Return 0 for ok to 3 for block."""
        return _GRAVITY[self]


_GRAVITY = {level: rank for rank, level in enumerate(Level)}
