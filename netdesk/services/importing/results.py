"""What posts came to, from a platform's export: known by post and date (RULINGS 24)."""

from collections.abc import Iterable
from typing import NamedTuple

from netdesk.catalog.techniques import platforms
from netdesk.domain.channel import OTHER, ChannelKind
from netdesk.domain.leads.filing import Filed
from netdesk.domain.posts.matching import Candidate, Matcher, Miss, Sought
from netdesk.domain.posts.post import PostResult
from netdesk.intake.reading import Part, Place, Reason, Reject
from netdesk.intake.records import ResultDraft
from netdesk.services.changes import Changes
from netdesk.services.importing.filing import Filing, Order
from netdesk.store import result_rows
from netdesk.store.database import Tx
from netdesk.store.result_rows import Key
from netdesk.store.shop import SHOP_ID


class _Item(NamedTuple):
    place: Place
    sought: Sought
    named: tuple[str, str]  # the column that says which post, and what it says
    day_named: str
    result: PostResult


class ResultFiling(Filing[ResultDraft, _Item]):
    """Rows become results of posts that are known."""

    changes = Changes(posts=True)

    def __init__(self, order: Order) -> None:
        """File by `order`."""
        super().__init__(order)
        self._today = order.timetable.local_day(order.now)
        self._matcher: Matcher | None = None
        self._known: dict[Key, PostResult] = {}
        self._loaded: set[int] = set()

    def prepare(self, draft: ResultDraft, part: Part) -> _Item:
        """Settle the day: a row that says none tells how things stand today."""
        place, code, url, title, source, day, published, *counts = draft
        said = (("url", url), ("code", code), ("title", title))
        named = next(((part.names[field], text) for field, text in said if text), ("", ""))
        sought = Sought(url, code, title, source or self.usual_channel(part), published)
        result = PostResult(day or self._today, *counts)
        return _Item(place, sought, named, part.names.get("day", ""), result)

    def file(self, tx: Tx, items: list[_Item], import_id: int) -> Iterable[Filed | Reject]:
        """Find the posts of a batch and write their results."""
        changed: dict[Key, PostResult] = {}
        before: set[Key] = set()
        outcomes: list[Filed | Reject] = []
        matcher = self._matcher = self._matcher or self._posts(tx)
        for item in items:
            post = matcher.find(item.sought)
            if isinstance(post, Miss):
                outcomes.append(item.place.reject(*item.named, Reason(post)))
                continue
            result = item.result
            if post.out_day is not None and result.day < post.out_day:
                told = (item.day_named, result.day.isoformat(), Reason.BEFORE_POST)
                outcomes.append(item.place.reject(*told))
                continue
            self._load(tx, post.id)
            key = (post.id, result.day)
            known = self._known.get(key)
            if known is not None and key not in changed:
                before.add(key)
            after = result if known is None else _filled(result, known)
            if after == known:
                outcomes.append(Filed.UNCHANGED)
                continue
            outcomes.append(Filed.ADDED if known is None else Filed.MERGED)
            self._known[key] = changed[key] = after
        result_rows.write(tx, SHOP_ID, changed, before, import_id=import_id)
        return outcomes

    def _posts(self, tx: Tx) -> Matcher:
        channels = {one.code: one.channel for one in platforms()}
        local = {
            code: ChannelKind.LOCAL
            for code, channel in self.order.channels.items()
            if channel.kind is ChannelKind.LOCAL
        }
        local_day = self.order.timetable.local_day
        return Matcher(
            (
                Candidate(
                    post.id,
                    post.platform,
                    channels.get(post.platform, OTHER),
                    post.headline,
                    post.url,
                    post.state,
                    None if post.published_at is None else local_day(post.published_at),
                )
                for post in result_rows.headlines(tx, SHOP_ID)
            ),
            local,
        )

    def _load(self, tx: Tx, post_id: int) -> None:
        if post_id not in self._loaded:
            self._loaded.add(post_id)
            self._known.update(result_rows.of_post(tx, SHOP_ID, post_id))


def _filled(said: PostResult, before: PostResult) -> PostResult:
    """Return what is said, and of what is not said what was entered before."""

    def either(new: int | None, old: int | None) -> int | None:
        return old if new is None else new

    return PostResult(
        said.day,
        either(said.reads, before.reads),
        either(said.comments, before.comments),
        either(said.likes, before.likes),
        either(said.shares, before.shares),
    )
