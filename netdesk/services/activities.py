"""Activities (R10, R16, R17): planned, changed, called off, closed; what they run into; what to do.

Each write is one transaction and hands back what undoes it. Guests are in `guests`, the result and
the prints in `reports`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from netdesk import errors
from netdesk.catalog import invitations
from netdesk.domain.activities import checklist
from netdesk.domain.activities.activity import Activity, Goal, Plan
from netdesk.domain.activities.checklist import Check
from netdesk.domain.activities.collisions import Collision, collisions
from netdesk.domain.activities.words import ActivityState, Moment
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Report as Findings
from netdesk.domain.ideas.facts import PlannedActivity
from netdesk.i18n import _
from netdesk.services.activity_guests import Guests
from netdesk.services.activity_reports import ActivityReports
from netdesk.services.answer import Answer
from netdesk.services.changes import Changes
from netdesk.services.check import MOST
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.settings import Settings
from netdesk.services.who import person_id
from netdesk.store import activities, audit, guest_candidates, shop
from netdesk.store.database import Database, Tx
from netdesk.store.shop import SHOP_ID

LONGEST_NAME, LONGEST_LINE, MOST_MODELS, MOST_DAYS = 60, 100, 20, 60
MOST_GUESTS, MOST_MONEY = 100_000, 10_000_000_000
_SHORTEST_NAME = 2
_CHANGES = Changes(activities=True)


@dataclass(frozen=True, slots=True)
class ActivityDone:
    """A step: the activity before it and after it; None: it was not there, or is no more."""

    id: int
    before: Activity | None
    after: Activity | None
    changes: Changes = _CHANGES


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a plan's words, and what the plan runs into."""

    findings: Findings
    collisions: tuple[Collision, ...]


class Activities:
    """Plans activities. `by` names the colleague at the desk; "" is nobody named."""

    def __init__(
        self,
        database: Database,
        hours: ShopHours,
        settings: Settings,
        ideas: Callable[[], Ideas],
        answer: Callable[[], Answer],
    ) -> None:
        """Write to `database`; words are judged and the shop's facts asked by `ideas`."""
        self._database = database
        self._hours = hours
        self._ideas = ideas
        self.guests = Guests(database, hours, settings, ideas, answer)
        self.reports = ActivityReports(database, hours)

    def listed(self) -> tuple[Activity, ...]:
        """Return all activities, the latest first."""
        with self._database.reading() as tx:
            return activities.every(tx, SHOP_ID)

    def one(self, activity_id: int) -> Activity:
        """Return an activity. Raises UnknownActivity."""
        with self._database.reading() as tx:
            return _read(tx, activity_id, None)

    def on(self, day: date) -> tuple[Activity, ...]:
        """Return the activities of a day that were not called off."""
        return tuple(one for one in self.listed() if one.is_on(day))

    def ahead(self, channel: str = "") -> tuple[PlannedActivity, ...]:
        """Return what is planned, as posts and answers may tell it: open to all, or `channel`'s."""
        with self._database.reading() as tx:
            return activities.ahead(tx, SHOP_ID, channel)

    def models(self) -> tuple[str, ...]:
        """Return the cars to choose from: the facts' own, then those that leads wish for."""
        own = (model.name for model in self._ideas().own_facts().models)
        with self._database.reading() as tx:
            return tuple(dict.fromkeys((*own, *guest_candidates.models(tx, SHOP_ID, 30))))

    def gift_names(self) -> tuple[str, ...]:
        """Return what gifts are called (R16)."""
        says = invitations.load()
        return tuple(dict.fromkeys((says.other_gift, *says.gifts.values())))

    def today(self, now: datetime) -> date:
        """Return the shop's date."""
        return self._hours.timetable().local_day(now)

    def judge(self, plan: Plan, *, but: int = 0) -> Judged:
        """Return what the rules say of a plan's words and what it runs into; writes nothing.

        `but` is the activity that is being changed. Raises TextTooLong.
        """
        plan = _clean(plan)
        with self._database.reading() as tx:
            others = activities.every(tx, SHOP_ID)
        found = collisions(plan, others, self._ideas().own_facts(), but=but)
        return Judged(self._findings(plan), found)

    def plan(
        self, plan: Plan, *, by: str = "", now: datetime, despite: bool = False
    ) -> ActivityDone:
        """Plan an activity, with the checklist that goes with its kind.

        Raises ActivityEmpty, ActivityBackwards, ActivityTooLong, ActivityNumber, TextTooLong,
        UnknownChannel, UnknownPerson; ActivityBlocked where the rules block its words;
        ActivityCollides where it runs into something, unless `despite`.
        """
        plan = self._checked(plan, but=0, despite=despite)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _check_channel(tx, plan)
            activity_id = activities.add(tx, SHOP_ID, plan, by_id=who, now=now)
            activities.add_checks(tx, SHOP_ID, activity_id, checklist.usual(plan))
            return self._done(tx, activity_id, None, "planned", who, now, despite=despite)

    def change(
        self,
        activity_id: int,
        plan: Plan,
        *,
        version: int,
        by: str = "",
        now: datetime,
        despite: bool = False,
    ) -> ActivityDone:
        """Write over a plan that is at `version`; what is still to be done moves with its days.

        Raises as `plan`; UnknownActivity, ActivityChanged.
        """
        plan = self._checked(plan, but=activity_id, despite=despite)
        with self._database.writing() as tx:
            who = person_id(tx, by)
            _check_channel(tx, plan)
            before = _read(tx, activity_id, version)
            activities.change(tx, SHOP_ID, activity_id, plan, before.state)
            _move_checks(tx, activity_id, before.plan, plan)
            return self._done(tx, activity_id, before, "changed", who, now, despite=despite)

    def set_state(
        self,
        activity_id: int,
        state: ActivityState,
        *,
        version: int,
        by: str = "",
        now: datetime,
    ) -> ActivityDone:
        """Call an activity off, close it, or open it again. Raises as `change`."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            before = _read(tx, activity_id, version)
            activities.change(tx, SHOP_ID, activity_id, before.plan, state)
            return self._done(tx, activity_id, before, str(state), who, now)

    def cancel(
        self, activity_id: int, *, version: int, by: str = "", now: datetime
    ) -> ActivityDone:
        """Call an activity off: it is in no fact, no collision and no comparison any more."""
        return self.set_state(activity_id, ActivityState.CANCELLED, version=version, by=by, now=now)

    def close(self, activity_id: int, *, version: int, by: str = "", now: datetime) -> ActivityDone:
        """Close an activity that is over: its list is fixed, its result stands."""
        return self.set_state(activity_id, ActivityState.CLOSED, version=version, by=by, now=now)

    def reopen(
        self, activity_id: int, *, version: int, by: str = "", now: datetime
    ) -> ActivityDone:
        """Plan an activity again that was called off or closed."""
        return self.set_state(activity_id, ActivityState.PLANNED, version=version, by=by, now=now)

    def undo(self, done: ActivityDone, *, by: str = "", now: datetime) -> ActivityDone:
        """Put back what was there before a step.

        Raises ActivityChanged where another step came in between; ActivityHasGuests where a new
        plan has guests or money by now.
        """
        with self._database.writing() as tx:
            who = person_id(tx, by)
            present = activities.one(tx, SHOP_ID, done.id)
            if present is None or done.after is None or present.version != done.after.version:
                raise errors.ActivityChanged()
            back = done.before
            if back is not None:
                activities.change(tx, SHOP_ID, done.id, back.plan, back.state)
                _move_checks(tx, done.id, present.plan, back.plan)
                return self._done(tx, done.id, present, "undone", who, now)
            if not activities.remove(tx, SHOP_ID, done.id):
                raise errors.ActivityHasGuests(name=present.plan.name)
            audit.append(tx, SHOP_ID, "activity.removed", at=now, by_id=who, subject_id=done.id)
            return ActivityDone(done.id, present, None)

    def checks(self, activity_id: int) -> tuple[Check, ...]:
        """Return an activity's checklist: before, on the day, after."""
        with self._database.reading() as tx:
            return activities.checks(tx, SHOP_ID, activity_id)

    def add_check(
        self,
        activity_id: int,
        moment: Moment,
        text: str,
        *,
        due: date | None = None,
        by: str = "",
        now: datetime,
    ) -> tuple[Check, ...]:
        """Add a line to a checklist; return the whole. Raises CheckEmpty, UnknownActivity."""
        text = " ".join(text.split())[:LONGEST_LINE]
        if not text:
            raise errors.CheckEmpty()
        with self._database.writing() as tx:
            who = person_id(tx, by)
            plan = _read(tx, activity_id, None).plan
            usual = {Moment.AFTER: plan.last}.get(moment, plan.first)
            activities.add_checks(tx, SHOP_ID, activity_id, [(moment, text, due or usual)])
            audit.append(
                tx, SHOP_ID, "activity.check_added", at=now, by_id=who, subject_id=activity_id
            )
            return activities.checks(tx, SHOP_ID, activity_id)

    def tick(
        self, activity_id: int, check_id: int, *, done: bool, by: str = "", now: datetime
    ) -> tuple[Check, ...]:
        """Say that a line is done, or not after all; return the whole list. Raises UnknownCheck."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            if not activities.tick(tx, SHOP_ID, check_id, now if done else None, who):
                raise errors.UnknownCheck()
            action = "activity.check_done" if done else "activity.check_open"
            audit.append(tx, SHOP_ID, action, at=now, by_id=who, subject_id=activity_id)
            return activities.checks(tx, SHOP_ID, activity_id)

    def drop_check(
        self, activity_id: int, check_id: int, *, by: str = "", now: datetime
    ) -> tuple[Check, ...]:
        """Take a line out; return the whole list. Raises UnknownCheck."""
        with self._database.writing() as tx:
            who = person_id(tx, by)
            if not activities.drop_check(tx, SHOP_ID, check_id):
                raise errors.UnknownCheck()
            audit.append(
                tx, SHOP_ID, "activity.check_dropped", at=now, by_id=who, subject_id=activity_id
            )
            return activities.checks(tx, SHOP_ID, activity_id)

    def _checked(self, plan: Plan, *, but: int, despite: bool) -> Plan:
        plan = _clean(plan)
        _check_plan(plan)
        judged = self.judge(plan, but=but)
        if judged.findings.level is Level.BLOCK:
            blocked = [one for one in judged.findings.findings if one.level is Level.BLOCK]
            told = dict.fromkeys(one.text or one.why for one in blocked)
            raise errors.ActivityBlocked(words="、".join(told))
        if judged.collisions and not despite:
            what = _("；").join(one.told for one in judged.collisions)
            raise errors.ActivityCollides(what=what)
        return plan

    def _findings(self, plan: Plan) -> Findings:
        text = plan.said()
        if len(text) > MOST:
            raise errors.TextTooLong(length=len(text), most=MOST)
        return self._ideas().judge(text, plan.fields)

    def _done(
        self,
        tx: Tx,
        activity_id: int,
        before: Activity | None,
        action: str,
        who: int | None,
        now: datetime,
        *,
        despite: bool = False,
    ) -> ActivityDone:
        audit.append(
            tx,
            SHOP_ID,
            f"activity.{action}",
            at=now,
            by_id=who,
            subject_id=activity_id,
            payload={"despite": True} if despite else None,
        )
        return ActivityDone(activity_id, before, _read(tx, activity_id, None))


def _read(tx: Tx, activity_id: int, version: int | None) -> Activity:
    found = activities.one(tx, SHOP_ID, activity_id)
    if found is None:
        raise errors.UnknownActivity(id=activity_id)
    if version is not None and found.version != version:
        raise errors.ActivityChanged()
    return found


def _clean(plan: Plan) -> Plan:
    """Return a plan with its texts set right, without what says nothing."""

    def line(text: str) -> str:
        return " ".join(text.split())[:LONGEST_LINE]

    models = tuple(dict.fromkeys(filter(None, map(line, plan.models))))[:MOST_MODELS]
    gift: Mapping[str, str] = {part: line(told) for part, told in plan.gift.items() if line(told)}
    return replace(
        plan,
        name=line(plan.name)[:LONGEST_NAME],
        hours=line(plan.hours),
        place=line(plan.place),
        models=models,
        gift=gift,
        goals={goal: plan.goals[goal] for goal in Goal if plan.goals.get(goal)},
        text=plan.text.strip(),
        note=plan.note.strip(),
    )


def _check_plan(plan: Plan) -> None:
    if len(plan.name) < _SHORTEST_NAME:
        raise errors.ActivityEmpty()
    facts = {"first": plan.first.isoformat(), "last": plan.last.isoformat()}
    if plan.last < plan.first:
        raise errors.ActivityBackwards(**facts)
    if (plan.last - plan.first).days >= MOST_DAYS:
        raise errors.ActivityTooLong(**facts, most=MOST_DAYS)
    numbers = [(_("名额"), plan.quota or 0), *((_("目标"), n) for n in plan.goals.values())]
    for what, number in numbers:
        if not 0 <= number <= MOST_GUESTS:
            raise errors.ActivityNumber(what=what, given=number, most=f"{MOST_GUESTS:,}")
    if not 0 <= plan.budget <= MOST_MONEY:
        given, most = f"{plan.budget / 100:,.2f}", f"{MOST_MONEY / 100:,.0f}"
        raise errors.ActivityNumber(what=_("预算"), given=given, most=most)


def _check_channel(tx: Tx, plan: Plan) -> None:
    codes = [channel.code for channel in shop.read_channels(tx)]
    if plan.channel and plan.channel not in codes:
        raise errors.UnknownChannel(code=plan.channel, codes=", ".join(codes))


def _move_checks(tx: Tx, activity_id: int, before: Plan, after: Plan) -> None:
    """Move what is still to be done with the first day, and what comes after with the last."""
    by_first, by_last = after.first - before.first, after.last - before.last
    dues = {
        check.id: check.due + (by_last if check.moment is Moment.AFTER else by_first)
        for check in activities.checks(tx, SHOP_ID, activity_id)
        if check.due is not None and check.done_at is None
    }
    if by_first or by_last:
        activities.set_due(tx, SHOP_ID, dues)
