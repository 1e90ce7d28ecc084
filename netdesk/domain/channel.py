"""Where a touch came from (R3, R12)."""

from dataclasses import dataclass
from enum import StrEnum

OTHER = "other"


class ChannelKind(StrEnum):
    """The kinds of the platform matrix (R12), and the two doors beside them."""

    VERTICAL = "vertical"
    OFFICIAL = "official"
    SOCIAL = "social"
    LOCAL = "local"
    HOTLINE = "hotline"
    SHOWROOM = "showroom"


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: `code` is its stable name outside, `name` what the screen says."""

    code: str
    name: str
    kind: ChannelKind
    active: bool = True
    aliases: tuple[str, ...] = ()
