"""What a post is held to before it is kept, planned, published, or given results."""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from netdesk import errors
from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Finding, Report
from netdesk.domain.deadlines.when import local
from netdesk.domain.ideas.idea import Checker
from netdesk.domain.ideas.technique import Method
from netdesk.domain.posts import writing
from netdesk.domain.posts.post import PostText
from netdesk.i18n import _
from netdesk.services import platforms
from netdesk.services.check import MOST
from netdesk.services.hours import ShopHours
from netdesk.services.ideas import Ideas
from netdesk.services.settings import Settings

_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


class PostCheck:
    """Judges texts by the rules in use, titles by the platforms, times by the shop's clock."""

    def __init__(self, hours: ShopHours, settings: Settings, ideas: Ideas) -> None:
        """Ask `ideas` for the rules, `settings` for the platforms' limits."""
        self._hours = hours
        self._settings = settings
        self._ideas = ideas

    def judge(self, content: PostText) -> Report:
        """Return what the rules say of a post as it stands, its hashtags too."""
        return judge(content, self._ideas.judge)

    def judged(self, content: PostText) -> tuple[PostText, Report]:
        """Return a post with its lines and fields set right, and what the rules say of it.

        Raises PostEmpty, TextTooLong, UnknownWord (no such platform).
        """
        content = replace(
            content,
            headline=" ".join(content.headline.splitlines()).strip(),
            body=content.body.strip(),
        )
        text = content.text()
        if not text:
            raise errors.PostEmpty()
        if len(text) > MOST:
            raise errors.TextTooLong(length=len(text), most=MOST)
        platforms.platform(content.platform, self._settings)
        content = replace(content, fields=writing.fields_of(content))
        return content, judge(content, self._ideas.judge)

    def may_go_out(self, content: PostText, report: Report) -> None:
        """Raise what keeps a post from being planned or published: PostBlocked, TitleTooLong."""
        if report.level is Level.BLOCK:
            raise errors.PostBlocked(words=_blocked(report))
        platform = platforms.platform(content.platform, self._settings)
        if content.method is not Method.COMMENT and not platform.takes(content.headline):
            raise errors.TitleTooLong(
                length=platform.length(content.headline),
                platform=platform.name,
                most=platform.limit,
            )

    def planned(self, at: datetime, now: datetime) -> dict[str, Any]:
        """Return the columns of a plan. Raises PlannedInPast."""
        if at <= now:
            raise errors.PlannedInPast(at=self.clock_face(at))
        return {"planned_at": at, "planned_day": self._hours.timetable().local_day(at)}

    def result_day(self, day: date, published_at: datetime, now: datetime) -> None:
        """Raise ResultOutOfTime where a result is of a day before its post, or ahead."""
        timetable = self._hours.timetable()
        first, last = timetable.local_day(published_at), timetable.local_day(now)
        if not first <= day <= last:
            raise errors.ResultOutOfTime(day=day, first=first, last=last)

    def clock_face(self, at: datetime) -> str:
        """Return an instant as the shop's clock shows it."""
        return f"{local(at, self._hours.current().zone):%Y-%m-%d %H:%M}"


def judge(content: PostText, check: Checker) -> Report:
    """Return what `check` says of a post: of its text, and of the hashtags that go under it.

    Places are those of the text. What lies in the hashtags is told of the whole, and says so.
    """
    text, fields = content.text(), writing.fields_of(content)
    if not content.hashtags:
        return check(text, fields)
    lines = "".join(f"\n#{tag}" for tag in content.hashtags)
    report = check(f"{text}{lines}", fields)
    end = len(text)
    return replace(
        report,
        findings=tuple(_placed(one, end) for one in report.findings),
        exempted=tuple(
            one if one.end <= end else replace(one, start=0, end=0) for one in report.exempted
        ),
    )


def _placed(finding: Finding, end: int) -> Finding:
    if finding.end <= end:
        return finding
    why = _("在话题标签里：%(why)s") % {"why": finding.why}
    return replace(finding, start=0, end=0, why=why)


def address_in(told: str) -> str:
    """Return the address in what a platform's 分享 gives, words around it and all.

    Raises BadAddress.
    """
    if not told.strip():
        return ""
    found = _ADDRESS.search(told)
    if found is None:
        raise errors.BadAddress(given=told.strip())
    return found[0]


def _blocked(report: Report) -> str:
    """Return the words that block a post; one of the whole post says why itself."""
    found = (_said(one) for one in report.findings if one.level is Level.BLOCK)
    return "、".join(dict.fromkeys(found))


def _said(finding: Finding) -> str:
    if finding.text and not finding.end:
        return _("#%(text)s（话题标签）") % {"text": finding.text.strip("#\n")}
    return finding.text or finding.why
