"""Where a post goes: how long a title may be, how topics are written, whose leads it brings."""

from dataclasses import dataclass
from enum import StrEnum

from netdesk.domain.channel import OTHER


class Counting(StrEnum):
    """How a platform counts a title."""

    EACH = "each"  # every character is one
    HALVES = "halves"  # 小红书: an ASCII character is half of one, rounded up at the end


class Tags(StrEnum):
    """How a platform takes topics."""

    BEFORE = "before"  # #topic
    AROUND = "around"  # #topic#, as on 微博
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform with its title limit; `channel` is the code of where its leads come from."""

    code: str
    name: str
    limit: int
    counting: Counting = Counting.EACH
    channel: str = OTHER
    tags: Tags = Tags.BEFORE

    def length(self, title: str) -> int:
        """Return a title's length by this platform's own count."""
        if self.counting is Counting.HALVES:
            return len(title) - len(title.encode("ascii", "ignore")) // 2
        return len(title)

    def takes(self, title: str) -> bool:
        """Whether a title is within the limit."""
        return self.length(title) <= self.limit
