"""What stands behind the words of a post: price sources, gifts, consents, proof.

The sources of an idea prove what the idea says, not what is written into it later. So where the
check asks for something, it is taken from the shop's facts only if they tell of the very words it
asks about; else a person is asked for it.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from netdesk.domain.compliance.fields import GIFT_PARTS
from netdesk.domain.compliance.rules import Finding, Report
from netdesk.domain.ideas.facts import Facts, Offer
from netdesk.domain.posts.post import PostText

_PROBE = "?"  # any answer would do
Judge = Callable[[PostText], Report]


class Ask(StrEnum):
    """A field of a post that a person may be asked for, by its name (RULINGS 29)."""

    PRICE = "price"
    GIFT = "gift"
    CONSENT = "consent"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave for a post; a gift by the names of its six parts."""

    price: str = ""
    gift: Mapping[str, str] | None = None
    consent: bool = False
    proof: str = ""


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Backed:
    """A post with its fields as they hold for its text, what is found in it, what to ask for.

    What is asked for `again` was given for words that are others by now.
    """

    content: PostText
    report: Report
    asks: tuple[Ask, ...] = ()
    again: tuple[Ask, ...] = ()


def back(
    content: PostText,
    facts: Facts,
    judge: Judge,
    *,
    today: date,
    own: str = "",
    given: Given = NOTHING,
    given_for: str | None = None,
) -> Backed:
    """Return `content` with the fields that hold for its text by now.

    `own` is the text as the idea wrote it: what the idea proves counts for lines of it only. What
    was `given` by a person stands before the facts; where it was given for another text, for the
    lines that are the same.
    """
    if given_for is None or given_for.strip() == content.text():
        return _back(content, judge, _Place(content, facts, today, own), given)
    place = _Place(content, facts, today, own, given, given_for)
    return _back(content, judge, place, NOTHING, given)


def back_again(
    content: PostText,
    saved: PostText,
    facts: Facts,
    judge: Judge,
    *,
    today: date,
) -> Backed:
    """Return a post that was `saved` before, as it is written by now, as `back` does.

    What stood behind it holds for the lines that are as they were saved; for the others it is to
    be looked at again.
    """
    kept = given_in(saved)
    content = with_given(content, kept)
    place = _Place(content, facts, today, "", kept, saved.text())
    return _back(content, judge, place, NOTHING, kept)


def given_in(content: PostText) -> Given:
    """Return what a post's fields hold, as if a person had given it."""
    fields = content.fields
    return Given(fields.price, fields.gift or None, bool(fields.consent), fields.proof)


def with_given(content: PostText, given: Given) -> PostText:
    """Return a post with what was given in its fields."""
    return _with(content, {ask: getattr(given, ask) for ask in Ask})


def _back(
    content: PostText, judge: Judge, place: "_Place", given: Given, kept: Given = NOTHING
) -> Backed:
    bare = _with(content, dict.fromkeys(Ask))
    found = frozenset(judge(bare).findings)
    probes = {ask: _with(bare, {ask: _probe(ask)}) for ask in Ask} if found else {}
    settled = {ask: found.difference(judge(probe).findings) for ask, probe in probes.items()}
    values: dict[Ask, Any] = {}
    again = []
    for ask in Ask:
        told = getattr(given, ask)
        if not told and settled.get(ask):
            told = place.told(ask, settled[ask])
            if getattr(kept, ask) and not told:
                again.append(ask)
        elif not told:
            told = getattr(content.fields, ask)
        values[ask] = told
    backed = _with(content, values)
    report = judge(backed)
    held = {ask for ask in Ask if settled.get(ask) and getattr(kept, ask)}
    asks = {*_asks(report, settled, given), *held}
    return Backed(backed, report, tuple(ask for ask in Ask if ask in asks), tuple(again))


def parts_of(offer: Offer) -> dict[str, str]:
    """Return a gift's six parts by their names (GIFT): the last day, and the value in yuan."""
    return {
        "kind": offer.kind,
        "spec": offer.spec,
        "count": str(offer.count),
        "period": offer.until.isoformat(),
        "how": offer.how,
        "value": f"{offer.value:g}",
    }


def _asks(report: Report, settled: Mapping[Ask, frozenset[Finding]], given: Given) -> Iterable[Ask]:
    """Yield what a person is asked for: what would settle a finding, each by the first that does.

    What was given is still asked for, so that it can be seen and changed.
    """
    left = {_key(one) for one in report.findings}
    for ask in Ask:
        wanted = {_key(one) for one in settled.get(ask, ())} & left
        left -= wanted
        if wanted or getattr(given, ask):
            yield ask


def _key(finding: Finding) -> tuple[str, int, int]:
    return finding.rule, finding.start, finding.end


def _probe(ask: Ask) -> Any:
    if ask is Ask.GIFT:
        return dict.fromkeys(GIFT_PARTS, _PROBE)
    return True if ask is Ask.CONSENT else _PROBE


def _with(content: PostText, values: Mapping[Ask, Any]) -> PostText:
    told: dict[str, Any] = {
        str(ask): value or ("" if ask in (Ask.PRICE, Ask.PROOF) else None)
        for ask, value in values.items()
    }
    return replace(content, fields=replace(content.fields, **told))


class _Place:
    """What the facts tell of the words that the check asks about."""

    def __init__(
        self,
        content: PostText,
        facts: Facts,
        today: date,
        own: str,
        kept: Given = NOTHING,
        kept_for: str = "",
    ) -> None:
        """What the idea proves holds for the lines of `own`, what was `kept` for its own text."""
        self._text = content.text()
        self._facts = facts
        self._own = frozenset(own.splitlines())
        self._kept_lines = frozenset(kept_for.splitlines())
        self._is_same = self._text == kept_for.strip()
        self._kept = kept
        self._proof = content.fields.proof
        self._offers = [one for one in facts.offers if one.until >= today]
        self._prices = {
            _plain(one.price): one.price_source for one in facts.models if one.price_source
        }

    def told(self, ask: Ask, findings: Iterable[Finding]) -> Any:
        """Return the answer of the facts; empty where they don't tell of every finding."""
        answers = [self._answer(ask, one) for one in findings]
        if not all(answers):
            return ""
        if ask in (Ask.PRICE, Ask.PROOF):
            return "；".join(dict.fromkeys(one for told in answers for one in told.split("；")))
        return answers[0] if all(one == answers[0] for one in answers) else ""

    def _answer(self, ask: Ask, finding: Finding) -> Any:
        kept, line = getattr(self._kept, ask), self._line(finding)
        if kept and (self._is_same or (line and line in self._kept_lines)):
            return kept
        if ask is Ask.PRICE:
            said = _plain(finding.text)
            sheets = [sheet for price, sheet in self._prices.items() if price.startswith(said)]
            return sheets[0] if sheets else ""
        if ask is Ask.GIFT:
            named = [one for one in self._offers if one.kind in line or one.gift in line]
            return parts_of(named[0]) if len(named) == 1 else ""
        if ask is Ask.CONSENT:
            agreed = [one.name for one in self._facts.people if one.consent and one.name]
            return any(name in finding.text or finding.text in name for name in agreed)
        return self._proof if line and line in self._own else ""

    def _line(self, finding: Finding) -> str:
        """Return the line a finding is in; empty where the whole post is meant."""
        if finding.end <= finding.start:
            return ""
        start = self._text.rfind("\n", 0, finding.start) + 1
        end = self._text.find("\n", finding.start)
        return self._text[start:] if end < 0 else self._text[start:end]


def _plain(text: str) -> str:
    """Return a price as it is compared: no blanks, no full-width signs."""
    return "".join(unicodedata.normalize("NFKC", text).split())
