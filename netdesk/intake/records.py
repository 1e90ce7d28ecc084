"""The kinds of small tables: their fields, what a header and a row must have, and their drafts.

The names of the columns are in resources/profiles; a kind that is to be read gets a Spec here and
a filing in `netdesk.services.importing`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from netdesk.domain.calls.call import Caller, Dialled, Direction
from netdesk.i18n import N_
from netdesk.intake.dates import Stamp
from netdesk.intake.reading import Place, Reason, RecordKind


class Type(StrEnum):
    """What the cells of a field are."""

    DAY = "day"  # not after the import
    HINT = "hint"  # a day that only helps to tell rows apart
    ANY_DAY = "any_day"  # a day, to come or past
    PERIOD = "period"  # the first and the last day
    MONTH = "month"  # its first and last day
    COUNT = "count"  # a whole number from 0
    CHANGE = "change"  # a whole number
    AMOUNT = "amount"  # money from 0, in 分
    GAIN = "gain"  # money, in 分; a loss is less than 0
    PHONE = "phone"  # a number in its one form; what is none costs no row
    STATE = "state"  # ordered, delivered or ended; another word says nothing
    MOMENT = "moment"  # a day and a time, or one of them
    SPAN = "span"  # a length in seconds; what is none costs no row
    CALLER = "caller"  # a number, or that it was withheld; what is none costs no row
    DIALLED = "dialled"  # a number as it is written, and whose it may be
    ANSWERED = "answered"  # whether a call was answered
    WAY = "way"  # who rang
    TEXT = "text"
    SOURCE = "source"  # a channel; another word costs no row
    CHANNEL = "channel"  # one of the store
    PLATFORM = "platform"  # a channel or a platform of posts; another word costs no row


@dataclass(frozen=True, slots=True)
class Need:
    """What a header must have, and each row must say: all fields of one of these groups."""

    groups: tuple[tuple[str, ...], ...]
    reason: Reason  # of a row that says none
    called: str  # for the sentence that refuses a header without (N_)
    of_rows: bool = True  # else only the header must have it

    def is_met(self, fields: Mapping[str, Any]) -> bool:
        """Say whether these fields are enough."""
        return any(all(name in fields for name in group) for group in self.groups)

    def fields(self) -> tuple[str, ...]:
        """Return every field that counts here."""
        return tuple(dict.fromkeys(name for group in self.groups for name in group))


@dataclass(frozen=True, slots=True)
class Spec:
    """One kind of table. `draft` makes a draft of a row's fields; absent ones are not said.

    The first of the needs says what a row is of: one that doesn't meet it may be a sum.
    """

    fields: Mapping[str, Type]
    needs: tuple[Need, ...]
    draft: Callable[[Place, Mapping[str, Any]], Any]


class FollowersDraft(NamedTuple):
    """An account's day: the total of its followers, or only how it changed; what was posted."""

    place: Place
    day: date
    channel: str  # a code, or empty
    followers: int | None
    net: int | None
    updates: int | None


class DealDraft(NamedTuple):
    """An order or delivery as the ledger tells it. An empty string is 'not said'; money in 分.

    `closed` is a date that doesn't say of what: of the order, where no other date is.
    """

    place: Place
    number: str
    name: str
    phone: str
    model: str
    person: str
    ordered: date | None
    delivered: date | None
    ended: date | None
    closed: date | None
    state: str
    amount: int | None
    gross_profit: int | None


class SpendDraft(NamedTuple):
    """What was paid for a period, both days inside. An empty string is 'not said'; money in 分."""

    place: Place
    channel: str  # a code, or empty
    item: str
    first: date
    last: date
    amount: int
    note: str
    activity: str = ""  # a name or a number
    post: str = ""  # a code, a link or a headline


class ResultDraft(NamedTuple):
    """What a platform counts for a post. `source` is the code of a channel or of a platform."""

    place: Place
    code: str
    url: str
    title: str
    source: str
    day: date | None
    published: date | None
    reads: int | None
    comments: int | None
    likes: int | None
    shares: int | None


class CallDraft(NamedTuple):
    """One record of a log. An empty string is 'not said', lengths are seconds.

    `started`, `day` and `clock` tell together when it began. `rang` is who rang and `rung` whom, as
    numbers; `customer` is the customer's where a column is only of his.
    """

    place: Place
    started: Stamp | None
    day: Stamp | None
    clock: Stamp | None
    number: str  # the 400 number, as it is written
    extension: str
    rang: Caller | None
    rung: Dialled | None
    customer: Caller | None
    direction: Direction
    answered: bool
    wait_s: int | None
    talk_s: int | None
    picked_up: Stamp | None
    recording: str
    agent: str
    outside_id: str
    name: str
    message: str
    channel: str


def _call(place: Place, said: Mapping[str, Any]) -> CallDraft:
    told, way = said["answered"], said.get("way")
    direction = (way and way.direction) or told.direction or Direction.IN
    return CallDraft(
        place,
        started=said.get("started"),
        day=said.get("day"),
        clock=said.get("clock"),
        number=said.get("number", ""),
        extension=said.get("extension", ""),
        rang=said.get("rang"),
        rung=said.get("rung"),
        customer=said.get("customer"),
        direction=direction,
        answered=told.answered,
        wait_s=said.get("wait"),
        talk_s=said.get("talk"),
        picked_up=said.get("picked_up"),
        recording=said.get("recording", ""),
        agent=_one_line(said.get("agent", "")),
        outside_id=said.get("outside_id", "").lstrip("'"),
        name=_one_line(said.get("name", "")),
        message=said.get("message", ""),
        channel=said.get("channel") or place.channel,
    )


def _followers(place: Place, said: Mapping[str, Any]) -> FollowersDraft:
    net = said.get("net")
    if net is None and "gained" in said and "lost" in said:
        net = said["gained"] - said["lost"]
    channel = said.get("channel") or place.channel
    return FollowersDraft(
        place, said["day"], channel, said.get("followers"), net, said.get("updates")
    )


def _deal(place: Place, said: Mapping[str, Any]) -> DealDraft:
    series, model = said.get("series", ""), said.get("model", "")
    wish = model if series in model else f"{series} {model}"
    return DealDraft(
        place,
        said.get("number", "").lstrip("'"),
        _one_line(said.get("name", "")),
        said.get("phone", ""),
        _one_line(wish),
        _one_line(said.get("person", "")),
        said.get("ordered"),
        said.get("delivered"),
        said.get("ended"),
        said.get("closed"),
        said.get("state", ""),
        said.get("amount"),
        said.get("gross_profit"),
    )


def _spend(place: Place, said: Mapping[str, Any]) -> SpendDraft:
    if "from" in said and "to" in said:
        first, last = said["from"], said["to"]
    elif "period" in said or "month" in said:
        first, last = said.get("period") or said["month"]
    else:
        first = last = said["day"]
    channel = said.get("channel") or place.channel
    item, note = _one_line(said.get("item", "")), said.get("note", "")
    activity, post = (said.get(name, "").strip() for name in ("activity", "post"))
    return SpendDraft(place, channel, item, first, last, said["amount"], note, activity, post)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:SHORT]


def _result(place: Place, said: Mapping[str, Any]) -> ResultDraft:
    return ResultDraft(
        place,
        said.get("code", ""),
        said.get("url", ""),
        said.get("title", ""),
        said.get("channel") or place.channel,
        said.get("day"),
        said.get("published"),
        *(said.get(name) for name in _COUNTS),
    )


SHORT = 100  # characters of a name or a car
_COUNTS = ("reads", "comments", "likes", "shares")

SPECS: Mapping[RecordKind, Spec] = {
    RecordKind.CALLS: Spec(
        {
            "started": Type.MOMENT,
            "day": Type.MOMENT,
            "clock": Type.MOMENT,
            "number": Type.TEXT,
            "extension": Type.TEXT,
            "rang": Type.CALLER,
            "rung": Type.DIALLED,
            "customer": Type.CALLER,
            "way": Type.WAY,
            "answered": Type.ANSWERED,
            "wait": Type.SPAN,
            "talk": Type.SPAN,
            "picked_up": Type.MOMENT,
            "recording": Type.TEXT,
            "agent": Type.TEXT,
            "outside_id": Type.TEXT,
            "name": Type.TEXT,
            "message": Type.TEXT,
            "channel": Type.SOURCE,
        },
        (
            Need((("started",), ("day", "clock")), Reason.NO_DAY, N_("来电时间")),
            Need((("answered",),), Reason.UNKNOWN_ANSWER, N_("是否接听")),
            Need(
                (("rang",), ("customer",)),
                Reason.BAD_PHONE,
                N_("主叫号码"),
                of_rows=False,  # a withheld one is an empty cell
            ),
        ),
        _call,
    ),
    RecordKind.DEALS: Spec(
        {
            "number": Type.TEXT,
            "name": Type.TEXT,
            "phone": Type.PHONE,
            "series": Type.TEXT,
            "model": Type.TEXT,
            "person": Type.TEXT,
            "ordered": Type.DAY,
            "delivered": Type.DAY,
            "ended": Type.DAY,
            "closed": Type.DAY,
            "state": Type.STATE,
            "amount": Type.AMOUNT,
            "gross_profit": Type.GAIN,
        },
        (
            Need(
                (("phone",), ("name",), ("number",)), Reason.NO_DEAL_NAMED, N_("客户、电话或合同号")
            ),
            Need((("ordered",), ("delivered",), ("closed",)), Reason.NO_DAY, N_("日期")),
        ),
        _deal,
    ),
    RecordKind.FOLLOWERS: Spec(
        {
            "day": Type.DAY,
            "channel": Type.CHANNEL,
            "followers": Type.COUNT,
            "net": Type.CHANGE,
            "gained": Type.COUNT,
            "lost": Type.COUNT,
            "updates": Type.COUNT,
        },
        (
            Need((("day",),), Reason.NO_DAY, N_("日期")),
            Need(
                (("followers",), ("net",), ("gained", "lost"), ("updates",)),
                Reason.NO_FIGURES,
                N_("粉丝总数、净增或更新数"),
            ),
        ),
        _followers,
    ),
    RecordKind.SPEND: Spec(
        {
            "channel": Type.CHANNEL,
            "activity": Type.TEXT,
            "post": Type.TEXT,
            "item": Type.TEXT,
            "from": Type.ANY_DAY,
            "to": Type.ANY_DAY,
            "period": Type.PERIOD,
            "month": Type.MONTH,
            "day": Type.ANY_DAY,
            "amount": Type.AMOUNT,
            "note": Type.TEXT,
        },
        (
            Need(
                (("from", "to"), ("period",), ("month",), ("day",)),
                Reason.NO_PERIOD,
                N_("起止日期或月份"),
            ),
            Need((("amount",),), Reason.NO_AMOUNT, N_("金额")),
        ),
        _spend,
    ),
    RecordKind.RESULTS: Spec(
        {
            "code": Type.TEXT,
            "url": Type.TEXT,
            "title": Type.TEXT,
            "day": Type.DAY,
            "published": Type.HINT,
            "channel": Type.PLATFORM,
            **dict.fromkeys(_COUNTS, Type.COUNT),
        },
        (
            Need(
                (("url",), ("code",), ("title",)), Reason.NO_POST_NAMED, N_("标题、链接或帖子编号")
            ),
            Need(
                tuple((name,) for name in _COUNTS),
                Reason.NO_FIGURES,
                N_("阅读、评论、点赞或转发数"),
            ),
        ),
        _result,
    ),
}
