"""The shop's settings: name, people, channels, and small ones by key."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from netdesk import errors
from netdesk.domain.channel import Channel
from netdesk.domain.deadlines.hours import Hours
from netdesk.domain.person import Person, Role
from netdesk.domain.shop import Shop
from netdesk.services.changes import Changes
from netdesk.services.hours import ShopHours
from netdesk.services.who import person_id
from netdesk.store import audit, shop
from netdesk.store.database import Database

READY = "shop.ready"
ME = "desk.me"


class Settings:
    """Reads and writes what the shop has set; small values are kept in memory once read."""

    def __init__(self, database: Database, hours: ShopHours) -> None:
        """Work on `database`; first-run hours go through `hours`."""
        self._database = database
        self._hours = hours
        self._values: dict[str, Any] = {}
        self.reload()

    def reload(self) -> None:
        """Read the small settings again, after another room wrote some."""
        with self._database.reading() as tx:
            self._values = shop.read_settings(tx)

    def is_new(self) -> bool:
        """Say whether nobody has answered the first-run questions yet."""
        return not self.get(READY, False)

    def set_up(
        self,
        shop_name: str,
        place: str,
        hours: Hours,
        active_channels: tuple[str, ...],
        your_name: str,
        *,
        now: datetime,
    ) -> Changes:
        """Take the answers of the first run."""
        self.save_shop(Shop(shop_name, place), by="", now=now)
        if your_name and all(person.name != your_name for person in self.people()):
            self.add_person(your_name, Role.CLERK, now=now)
        self._hours.set(hours, by=your_name, now=now)
        with self._database.writing() as tx:
            for channel in shop.read_channels(tx):
                shop.set_channel_active(tx, channel.code, channel.code in active_channels)
        self.put_all({READY: True, ME: your_name})
        return Changes(leads=True, shop=True, hours=True)

    def shop(self) -> Shop:
        """Return the shop's name and place."""
        with self._database.reading() as tx:
            return shop.read_shop(tx)

    def save_shop(self, value: Shop, *, by: str, now: datetime) -> Changes:
        """Save the shop's name and place."""
        with self._database.writing() as tx:
            shop.write_shop(tx, value)
            audit.append(tx, shop.SHOP_ID, "shop.saved", at=now, by_id=person_id(tx, by))
        return Changes(shop=True)

    def people(self) -> tuple[Person, ...]:
        """Return the colleagues."""
        with self._database.reading() as tx:
            return shop.read_people(tx)

    def add_person(self, name: str, role: Role, *, now: datetime) -> Person:
        """Add a colleague. Raises PersonExists where the name is taken."""
        with self._database.writing() as tx:
            if any(person.name == name for person in shop.read_people(tx)):
                raise errors.PersonExists(name=name)
            person = shop.add_person(tx, name, role)
            audit.append(tx, shop.SHOP_ID, "person.added", at=now, subject_id=person.id)
            return person

    def me(self) -> str:
        """Return the name of who sits at this desk; empty before the first run."""
        return str(self.get(ME, ""))

    def set_me(self, name: str) -> None:
        """Say who sits at this desk."""
        self.put(ME, name)

    def channels(self) -> tuple[Channel, ...]:
        """Return the channels in their order."""
        with self._database.reading() as tx:
            return shop.read_channels(tx)

    def set_channel_active(self, code: str, active: bool, *, by: str, now: datetime) -> Changes:  # noqa: FBT001
        """Show a channel in lists, or leave it out."""
        with self._database.writing() as tx:
            shop.set_channel_active(tx, code, active)
            who = person_id(tx, by)
            audit.append(tx, shop.SHOP_ID, f"channel.{code}.{active}", at=now, by_id=who)
        return Changes(shop=True)

    def get(self, key: str, default: Any) -> Any:
        """Return a small setting."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Save a small setting."""
        self.put_all({key: value})

    def put_all(self, values: Mapping[str, Any]) -> None:
        """Save some small settings at once."""
        with self._database.writing() as tx:
            shop.write_settings(tx, values)
        self._values.update(values)
