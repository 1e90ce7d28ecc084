"""Gathers questions from touches' messages and contacts' notes, each of them read once.

How far it has read stands in two settings, written with what was found in one transaction: none is
counted twice, and none is lost when it is stopped. A million touches are read in stretches, so that
a person's step waits for none of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from netdesk.domain.posts.asking import Asked, Asking
from netdesk.domain.posts.car_names import short
from netdesk.services.changes import Changes
from netdesk.store import audit, questions, said, shop
from netdesk.store.database import Database, Tx
from netdesk.store.questions import Heard
from netdesk.store.said import Said
from netdesk.store.shop import SHOP_ID

TOUCHES, CONTACTS = "questions.touch_id", "questions.contact_id"
REWORDED = "questions.reworded"  # a wording that a person changed, to the question's id
STRETCH = 20_000  # ids in one read and one write
_CARS = 60  # names that messages are looked through for, beside the one wished for


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one gathering read and found; `whole` unless it was stopped before the end."""

    messages: int = 0
    notes: int = 0
    asked: int = 0
    new: int = 0
    whole: bool = True

    @property
    def changes(self) -> Changes:
        """What it touched."""
        return Changes(questions=bool(self.asked))


@dataclass(frozen=True, slots=True)
class _Marks:
    """The last ids that were read."""

    touch: int
    contact: int


class Gathering:
    """Reads on from where it last was."""

    def __init__(self, database: Database, asking: Asking, models: tuple[str, ...]) -> None:
        """Find questions with `asking`; `models` are the shop's cars."""
        self._database = database
        self._asking = asking
        self._models = models

    def run(
        self,
        *,
        now: datetime,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Gathered:
        """Read what came since; `progress` is told how many messages and notes were read so far."""
        total = Gathered()
        while True:
            if cancelled is not None and cancelled():
                return Gathered(total.messages, total.notes, total.asked, total.new, whole=False)
            part = self._stretch(now)
            if part is None:
                return total
            total = Gathered(
                total.messages + part.messages,
                total.notes + part.notes,
                total.asked + part.asked,
                total.new + part.new,
            )
            if progress is not None:
                progress(total.messages + total.notes)

    def _stretch(self, now: datetime) -> Gathered | None:
        """Read one stretch and write what it asks; None at the end."""
        with self._database.reading() as tx:
            marks = _marks(tx)
            last = _Marks(*said.last_ids(tx, SHOP_ID))
            if marks.touch >= last.touch and marks.contact >= last.contact:
                return None
            upto = _Marks(
                min(marks.touch + STRETCH, max(marks.touch, last.touch)),
                min(marks.contact + STRETCH, max(marks.contact, last.contact)),
            )
            messages = said.messages(tx, SHOP_ID, marks.touch, upto.touch)
            notes = said.notes(tx, SHOP_ID, marks.contact, upto.contact)
            people = tuple(person.name for person in shop.read_people(tx))
            wishes = said.wishes(tx, SHOP_ID, _CARS)
        models = tuple(dict.fromkeys((*self._models, *map(short, wishes))))
        heard: dict[str, Heard] = {}
        for one in messages:
            _hear(heard, one, self._asking.in_message, models, (one.name,))
        for one in notes:
            _hear(heard, one, self._asking.in_note, models, (one.name, *people))
        return self._write(marks, upto, heard, now, len(messages), len(notes))

    def _write(
        self,
        marks: _Marks,
        upto: _Marks,
        heard: dict[str, Heard],
        now: datetime,
        messages: int,
        notes: int,
    ) -> Gathered:
        with self._database.writing() as tx:
            if _marks(tx) != marks:  # another window has read this stretch since
                return Gathered()
            reworded = shop.read_settings(tx).get(REWORDED, {})
            asked = sum(one.times for one in heard.values())
            for text in heard.keys() & reworded.keys():
                questions.hear_again(tx, SHOP_ID, reworded[text], heard.pop(text))
            new = questions.hear(tx, SHOP_ID, heard)
            shop.write_settings(tx, {TOUCHES: upto.touch, CONTACTS: upto.contact})
            if asked:
                payload = {"messages": messages, "notes": notes, "asked": asked, "new": new}
                audit.append(tx, SHOP_ID, "questions.gathered", at=now, payload=payload)
        return Gathered(messages, notes, asked, new)


def _hear(
    heard: dict[str, Heard],
    told: Said,
    find: Callable[..., Iterable[Asked]],
    models: tuple[str, ...],
    names: tuple[str, ...],
) -> None:
    for one in find(told.text, models=(told.model, *models), names=names):
        before = heard.get(one.text)
        heard[one.text] = Heard(
            one.topic,
            1 + (before.times if before else 0),
            min(told.at, before.first_at) if before else told.at,
            max(told.at, before.last_at) if before else told.at,
        )


def _marks(tx: Tx) -> _Marks:
    kept = shop.read_settings(tx)
    return _Marks(int(kept.get(TOUCHES, 0)), int(kept.get(CONTACTS, 0)))
