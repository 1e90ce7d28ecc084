"""Everything a window or a command needs, built once and handed down.

What isn't asked for at the first page is brought in when it is: the window opens sooner by the time
that reading the modules takes.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from netdesk.services.hours import ShopHours
from netdesk.services.inbox import Inbox
from netdesk.services.settings import Settings
from netdesk.store.database import Database

if TYPE_CHECKING:
    from netdesk.services.accounts import Accounts
    from netdesk.services.activities import Activities
    from netdesk.services.answer import Answer
    from netdesk.services.budgets import Budgets
    from netdesk.services.calls import Calls
    from netdesk.services.charts import Charts
    from netdesk.services.daily_summary import DailySummaries
    from netdesk.services.deals import Deals
    from netdesk.services.demo import Demo
    from netdesk.services.doctor import Doctor
    from netdesk.services.figures import Figures
    from netdesk.services.ideas import Ideas
    from netdesk.services.import_files import ImportFiles
    from netdesk.services.new_lead import NewLeads
    from netdesk.services.pasting import Pasting
    from netdesk.services.planning import Planning
    from netdesk.services.policies import Policies
    from netdesk.services.posts import Posts
    from netdesk.services.questions import Questions
    from netdesk.services.spend import Spending
    from netdesk.services.targets import Targets


class Desk:
    """One shop's desk on one store. `now` is the clock; it is stopped in tests."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Work on a store whose schema is up to date and seeded."""
        self.now = now
        self.store_name = database.name
        self._database = database
        self.hours = ShopHours(database)
        self.inbox = Inbox(database, self.hours)
        self.settings = Settings(database, self.hours)

    @cached_property
    def answer(self) -> "Answer":
        """What came of a lead, and taking it back."""
        from netdesk.services.answer import Answer

        return Answer(self._database, self.hours)

    @cached_property
    def imports(self) -> "ImportFiles":
        """Files that become leads, deals, followers of accounts, results of posts."""
        from netdesk.services.import_files import ImportFiles

        return ImportFiles(self._database, self.hours)

    @cached_property
    def calls(self) -> "Calls":
        """The log of calls, how they are answered, the 400 numbers."""
        from netdesk.services.calls import Calls

        return Calls(self._database, self.hours, self.settings)

    @cached_property
    def new_lead(self) -> "NewLeads":
        """Leads written down by hand, and whose a number is."""
        from netdesk.services.answer_facts import AnswerFacts
        from netdesk.services.new_lead import NewLeads

        facts = AnswerFacts(self.hours, self.settings, self.ideas)
        return NewLeads(self._database, self.hours, self.answer, facts)

    @cached_property
    def pasting(self) -> "Pasting":
        """What was copied elsewhere, as leads."""
        from netdesk.services.pasting import Pasting

        return Pasting(self.imports, self.new_lead, self.hours, self.settings)

    @cached_property
    def accounts(self) -> "Accounts":
        """Followers and updates of the shop's accounts by day."""
        from netdesk.services.accounts import Accounts

        return Accounts(self._database, self.hours)

    @cached_property
    def summary(self) -> "DailySummaries":
        """The day's page."""
        from netdesk.services.daily_summary import DailySummaries

        return DailySummaries(
            self._database,
            self.hours,
            lambda day, at: self.targets.of_team(day, now=at),
            lambda asked: self.figures.table(asked).total,
        )

    @cached_property
    def figures(self) -> "Figures":
        """The figures of a range."""
        from netdesk.services.figures import Figures

        return Figures(self._database, self.hours)

    @cached_property
    def deals(self) -> "Deals":
        """The shop's deals, matched to leads, and the proof of what brought them."""
        from netdesk.services.deals import Deals

        return Deals(self._database, self.hours)

    @cached_property
    def spend(self) -> "Spending":
        """What was paid for channels, activities and posts."""
        from netdesk.services.spend import Spending

        return Spending(self._database, self.hours)

    @cached_property
    def charts(self) -> "Charts":
        """The figures as pictures."""
        from netdesk.services.charts import Charts

        return Charts(self._database, self.hours, self.settings, self.figures, self.targets)

    @cached_property
    def budgets(self) -> "Budgets":
        """Budgets by month and what is left of them."""
        from netdesk.services.budgets import Budgets

        return Budgets(self._database)

    @cached_property
    def targets(self) -> "Targets":
        """Targets by month and what is attained."""
        from netdesk.services.targets import Targets

        return Targets(self._database, self.hours, self.figures)

    @cached_property
    def policies(self) -> "Policies":
        """The board of sales and service policies."""
        from netdesk.services.policies import Policies

        return Policies(self._database, self.hours)

    @cached_property
    def ideas(self) -> "Ideas":
        """Post ideas."""
        from netdesk.services.ideas import Ideas, Past, judge_in_language

        past = Past(lambda now: self.posts.history(now), lambda now: self.planning.works(now))
        policies = self.policies.every
        return Ideas(
            judge_in_language,
            self.settings,
            self.hours,
            past=past,
            policies=policies,
            activities=lambda channel: self.activities.ahead(channel),
        )

    @cached_property
    def activities(self) -> "Activities":
        """Activities: plans, guests, arrivals, results."""
        from netdesk.services.activities import Activities

        return Activities(
            self._database, self.hours, self.settings, lambda: self.ideas, lambda: self.answer
        )

    @cached_property
    def posts(self) -> "Posts":
        """Posts: drafts, the calendar, what was published and what came of it."""
        from netdesk.services.posts import Posts

        return Posts(self._database, self.hours, self.settings, self.ideas)

    @cached_property
    def planning(self) -> "Planning":
        """The mix, what works here, a week by one key."""
        from netdesk.services.planning import Planning

        return Planning(self._database, self.hours, self.settings, self.ideas, self.posts)

    @cached_property
    def questions(self) -> "Questions":
        """What customers ask, and the shop's answers."""
        from netdesk.services.questions import Questions

        return Questions(self._database, self.hours, self.settings, self.ideas, self.posts)

    @cached_property
    def demo(self) -> "Demo":
        """The invented dealership."""
        from netdesk.services.demo import Demo

        return Demo(
            self._database, self.hours, self.settings, self.ideas, self.questions, self.policies
        )

    @cached_property
    def doctor(self) -> "Doctor":
        """The look over the store."""
        from netdesk.services.doctor import Doctor

        return Doctor(self._database)

    def close(self) -> None:
        """Close the store."""
        self._database.close()
