"""Rows that stand for others: sums of the rows above, and the header once more."""

from collections.abc import Iterable, Sequence

from netdesk.intake.profiles import normal


def is_sum(cells: Sequence[str], subtotal: Iterable[str]) -> bool:
    """Say whether one of the first cells names a sum: a word alone, or with its figure behind."""
    for word in map(normal, [cell for cell in cells if cell][:3]):
        for total in subtotal:
            rest = word.removeprefix(total)
            if (not rest and len(word) > 1) or (rest != word and rest[:1].isdigit()):
                return True
    return False


def names_a_sum(cells: Sequence[str], subtotal: frozenset[str]) -> bool:
    """Say whether one of the first cells is such a word and no more: a title may begin with one."""
    said = (normal(cell) for cell in [cell for cell in cells if cell][:3])
    return any(len(word) > 1 and word in subtotal for word in said)
