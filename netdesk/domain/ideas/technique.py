"""The seven headline techniques (R5), the columns (R14), the methods of posting (R4)."""

from dataclasses import dataclass
from enum import StrEnum


class Technique(StrEnum):
    """A way to write a headline (R5)."""

    CONTRAST = "contrast"
    BOLD = "bold"
    TABOO = "taboo"
    SECRET = "secret"  # noqa: S105 - a headline's technique
    EXTREME = "extreme"
    EMOTION = "emotion"
    HUMOUR = "humour"


class Column(StrEnum):
    """A column of the account (R14)."""

    NEWS = "news"
    LOCAL = "local"
    FUN = "fun"
    CARE = "care"
    MODELS = "models"
    OWNERS = "owners"
    QA = "qa"
    ACTIVITY = "activity"
    OFFERS = "offers"

    @property
    def promotes(self) -> bool:
        """Whether a post of this column is promotion; the rest is help."""
        return self in (Column.ACTIVITY, Column.OFFERS)


class Method(StrEnum):
    """A way to post (R4)."""

    ANNOUNCEMENT = "announcement"
    COMMENT = "comment"
    TIP = "tip"


class LegalClass(StrEnum):
    """What a production stands on before the law (PRODUCT.md 7)."""

    PLAIN = "plain"
    OPINION = "opinion"
    RULE = "rule"
    PRICE = "price"
    GIFT = "gift"
    CONSENT = "consent"
    SUPERLATIVE = "superlative"


@dataclass(frozen=True, slots=True)
class TechniqueCard:
    """What the page says of a technique: its name, what it is, why it works, its legal bounds."""

    technique: Technique
    name: str
    what: str
    why: str
    bounds: str
