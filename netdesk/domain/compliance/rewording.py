"""What a finding's advice would put into the text, where it names words that can be put there.

Advice gives examples with figures of its own. A figure is never taken over: it becomes a blank for
the person who knows it, for no number is ever invented.
"""

import re
from dataclasses import dataclass

from netdesk.domain.compliance.rules import Finding

BLANK = "__"
_SWAP = re.compile(r"(?P<bad>\S+) → (?P<good>[^;；]+)")
_QUOTED = re.compile(r"“(?P<words>[^”]+)”")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|_{2,}|…+")
LABEL = "广告"  # what a promoting post begins with, in Chinese by law
AFTER_LABEL = "｜"


@dataclass(frozen=True, slots=True)
class Rewording:
    """Put `words` in place of `[start, end)`; the rest of the text stays."""

    start: int
    end: int
    words: str

    def of(self, text: str) -> str:
        """Return `text` reworded."""
        return text[: self.start] + self.words + text[self.end :]


def rewording(finding: Finding, text: str) -> Rewording | None:
    """Return what the advice of a finding in `text` would change, None where it only advises.

    What is said of the whole post goes in front if it is the label (LABEL), else on a line at the
    end.
    """
    swap = _SWAP.match(finding.instead)
    if swap and swap["bad"] in text[finding.start : finding.end]:
        at = text.index(swap["bad"], finding.start)
        return Rewording(at, at + len(swap["bad"]), swap["good"].strip())
    quoted = _QUOTED.search(finding.instead)
    if quoted is None or not _HAN.search(quoted["words"]):
        return None
    words = quoted["words"]
    if finding.end > finding.start:
        return Rewording(finding.start, finding.end, _FIGURE.sub(BLANK, words))
    if words.startswith(LABEL):
        return Rewording(0, 0, LABEL + AFTER_LABEL)
    return Rewording(len(text), len(text), "\n" + _FIGURE.sub(BLANK, words))
