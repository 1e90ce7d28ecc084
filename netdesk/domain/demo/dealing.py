"""The invented shop's ledger: what its leads bought, and what was sold without any."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from netdesk.domain.demo.invented import InventedShop, pick
from netdesk.domain.money.deals import Told

_OTHER_NUMBER = 0.07  # of the leads that bought: under a number the desk doesn't know
_NOT_TOLD = 0.04  # deals whose gross profit nobody wrote down
_WITHOUT_LEAD = 0.7  # deals without a lead, for each with one
_DELIVERED, _ENDED = 0.6, 0.12  # of those
_MARGIN, _SPREAD = 0.024, 0.017  # gross profit as a share of the price
_DAY = timedelta(days=1)


class Sold(NamedTuple):
    """A lead that ordered. Days are the shop's calendar days."""

    name: str
    phone: str
    model: str
    ordered: date
    delivered: date | None
    ended: date | None


class Dealing:
    """Writes the ledger of the days `first` … `today`."""

    def __init__(
        self,
        rng: Random,
        shop: InventedShop,
        sellers: Mapping[int, str],
        *,
        first: date,
        today: date,
    ) -> None:
        """`sellers` are the consultants' names by id."""
        self._rng = rng
        self._shop = shop
        self._sellers = sorted(sellers.items())
        self._first, self._today = first, today

    def ledger(self, sold: Sequence[Sold]) -> list[Told]:
        """Return the deals in the order of their day, each with a number."""
        found = [self._of_lead(one) for one in sold]
        found += self._others(max(1, round(len(sold) * _WITHOUT_LEAD)))
        found.sort(key=lambda told: (told.ordered or self._first, told.phone))
        return [
            told._replace(number=f"HT{told.ordered:%Y%m%d}{number:03}", line=number)
            for number, told in enumerate(found, 1)
        ]

    def _of_lead(self, one: Sold) -> Told:
        phone = one.phone
        if not phone or self._rng.random() < _OTHER_NUMBER:
            phone = self._number()
        return self._told(one._replace(phone=phone))

    def _others(self, count: int) -> Iterator[Told]:
        rng = self._rng
        for _number in range(count):
            ordered = self._first + rng.randrange((self._today - self._first).days + 1) * _DAY
            later = min(self._today, ordered + rng.randrange(3, 15) * _DAY)
            chance = rng.random()
            yield self._told(
                Sold(
                    self._shop.surnames.pick(rng) + pick(rng, self._shop.given_names),
                    self._number(),
                    self._shop.models.pick(rng),
                    ordered,
                    later if chance < _DELIVERED else None,
                    later if chance > 1 - _ENDED else None,
                )
            )

    def _told(self, one: Sold) -> Told:
        rng = self._rng
        seller_id, seller = pick(rng, self._sellers)
        model = one.model or self._shop.models.pick(rng)
        price = self._shop.prices[model] * rng.uniform(0.95, 1.04)
        amount = round(price / 100) * 10_000  # 分, whole hundreds of yuan
        margin = round(rng.gauss(_MARGIN, _SPREAD) * amount / 100) * 100
        return Told(
            name=one.name,
            phone=one.phone,
            model=model,
            person=seller,
            person_id=seller_id,
            ordered=one.ordered,
            delivered=one.delivered,
            ended=one.ended,
            amount=amount,
            gross_profit=None if rng.random() < _NOT_TOLD else margin,
        )

    def _number(self) -> str:
        prefix = pick(self._rng, self._shop.numbers.mobile)
        return f"{prefix}{int(self._rng.random() * 10**8):08d}"
