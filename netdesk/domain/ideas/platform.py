"""Where a post goes, and how many characters a title may have there."""

from dataclasses import dataclass
from enum import StrEnum


class Counting(StrEnum):
    """How a platform counts a title."""

    EACH = "each"  # every character is one
    HALVES = "halves"  # 小红书: an ASCII character is half of one, rounded up at the end


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform with its title limit."""

    code: str
    name: str
    limit: int
    counting: Counting = Counting.EACH

    def length(self, title: str) -> int:
        """Return a title's length by this platform's own count."""
        if self.counting is Counting.HALVES:
            return len(title) - len(title.encode("ascii", "ignore")) // 2
        return len(title)

    def takes(self, title: str) -> bool:
        """Whether a title is within the limit."""
        return self.length(title) <= self.limit
