"""What the table says of a lead, column by column, and how wide each column is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from netdesk import words
from netdesk.domain.deadlines.when import countdown, day_and_time
from netdesk.domain.leads.inbox import InboxRow, InboxView
from netdesk.domain.leads.lead import Grade, Stage, urgency
from netdesk.i18n import N_, SOURCE_LANGUAGE, _, language, ngettext


@dataclass(frozen=True)
class ShopTime:
    """Now, on the shop's clock."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """Return the shop's date."""
        return self.now.astimezone(self.zone).date()

    def say(self, instant: datetime | None) -> str:
        """Return an instant as people say it; empty for None."""
        return "" if instant is None else day_and_time(instant, self.zone, self.today)


class Part(StrEnum):
    """The columns; the keys under which their widths are remembered."""

    LEFT = "left"
    NAME = "name"
    PHONE = "phone"
    MODEL = "model"
    CHANNEL = "channel"
    RECEIVED = "received"
    OWNER = "owner"
    TAGS = "tags"


@dataclass(frozen=True)
class Column:
    """One column: its heading, its words, the room it needs and what it gives up last.

    `width` is the least room, `share` how much of what is left over it takes, `keep` the order in
    which columns stay when there is too little room (0 always stays).
    """

    part: Part
    title: str
    text: Callable[[InboxRow, ShopTime], str]
    width: int
    share: int = 0
    keep: int = 0
    quiet: bool = False
    bold: bool = False


def left_s(row: InboxRow, now: datetime) -> int | None:
    """Return whole seconds to the deadline, negative when it is past; None without an open clock.

    Rounded down, so that it is negative from the first instant after the deadline.
    """
    if row.due_at is None:
        return None
    left = row.due_at - now
    return left.days * 86400 + left.seconds


def name_of(row: InboxRow) -> str:
    """Return what the customer is called."""
    return row.name or _("未留姓名")


def _left(row: InboxRow, at: ShopTime) -> str:
    left = left_s(row, at.now)
    return at.say(row.next_at) if left is None else countdown(left)


def _reached_by(row: InboxRow, _at: ShopTime) -> str:
    return row.phone or (_("微信") if row.wechat else "—")


def _owner(row: InboxRow, _at: ShopTime) -> str:
    return row.owner or _("未分配")


def _received(row: InboxRow, at: ShopTime) -> str:
    return at.say(row.received_at)


def tags(row: InboxRow) -> tuple[str, ...]:
    """Return the small marks at the end of a row, the most telling first."""
    found = []
    if row.do_not_contact:
        found.append(_("勿扰"))
    if row.returning:
        found.append(_("再次留资"))
    if row.touches > 1:
        n = row.touches
        found.append(ngettext("%(n)d 触点", "%(n)d 触点", n) % {"n": n})
    if row.stage is not Stage.NEW:
        found.append(words.stage(row.stage))
    if row.grade not in (Grade.N, Grade.O, Grade.D):
        found.append(words.grade(row.grade))
    return tuple(found)


COLUMNS = (
    Column(Part.LEFT, N_("剩余"), _left, 120),
    Column(Part.NAME, N_("客户"), lambda row, _at: name_of(row), 68, share=3, bold=True),
    Column(Part.PHONE, N_("手机"), _reached_by, 98, share=1, keep=1),
    Column(Part.MODEL, N_("意向车型"), lambda row, _at: row.model, 92, share=6, keep=2),
    Column(Part.CHANNEL, N_("渠道"), lambda row, _at: _(row.channel_name), 80, share=2, keep=3),
    Column(Part.RECEIVED, N_("到达"), _received, 88, share=1, keep=4, quiet=True),
    Column(Part.OWNER, N_("负责人"), _owner, 64, share=2, keep=6, quiet=True),
    Column(Part.TAGS, "", lambda row, _at: " · ".join(tags(row)), 74, share=3, keep=5),
)

# More room for what is shorter in Chinese than anywhere else.
_LONGER = {Part.NAME: 4, Part.RECEIVED: 28, Part.CHANNEL: 12}

# In the views of follow-ups and visits the first column says when.
_FIRST = {
    InboxView.WAITING: N_("剩余"),
    InboxView.TODAY: N_("跟进时间"),
    InboxView.LATER: N_("跟进时间"),
    InboxView.VISITS: N_("到店时间"),
    InboxView.ALL: N_("剩余"),
}


def heading(column: Column, view: InboxView) -> str:
    """Return a column's heading in a view."""
    if column.part is Part.LEFT:
        return _(_FIRST[view])
    return _(column.title) if column.title else ""


def first_text(row: InboxRow, view: InboxView, at: ShopTime) -> str:
    """Return the first column's words: what is left, or when the next step is."""
    left = left_s(row, at.now)
    if view is InboxView.VISITS:
        return at.say(row.visit_at)
    if left is not None:
        return countdown(left)
    return at.say(row.next_at) if row.next_at is not None else words.stage(row.stage)


def spoken_left(row: InboxRow, at: ShopTime) -> str:
    """Return what is left to the minute, for those who hear it (never by the second)."""
    left = left_s(row, at.now)
    if left is None:
        return at.say(row.next_at)
    minutes = abs(left) // 60
    if left < 0:
        text = ngettext("超时 %(n)d 分钟", "超时 %(n)d 分钟", minutes)
    else:
        text = ngettext("还剩 %(n)d 分钟", "还剩 %(n)d 分钟", minutes)
    return _("%(left)s，%(urgency)s") % {
        "left": text % {"n": minutes},
        "urgency": words.urgency(urgency(left)),
    }


def fit(room: int, chosen: Mapping[str, int]) -> dict[Part, int]:
    """Return the width of every column that has a place in `room` pixels.

    `chosen` are the widths a person set, by the column's key. What is left over is shared out; what
    is too little hides columns, the least needed first.
    """
    shown = sorted(COLUMNS, key=lambda column: column.keep)
    longer = {} if language() == SOURCE_LANGUAGE else _LONGER
    needs = {
        column.part: chosen.get(column.part, column.width + longer.get(column.part, 0))
        for column in COLUMNS
    }
    while len(shown) > 1 and sum(needs[column.part] for column in shown) > room:
        shown.pop()
    over = max(0, room - sum(needs[column.part] for column in shown))
    takers = [column for column in shown if column.share and column.part not in chosen]
    shares = sum(column.share for column in takers) or 1
    widths = {column.part: needs[column.part] for column in shown}
    for column in takers:
        widths[column.part] += over * column.share // shares
    spare = room - sum(widths.values())
    widths[shown[-1].part] += max(0, spare)
    return widths
