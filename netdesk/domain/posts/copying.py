"""A post as each platform takes it, to be pasted there; and the topics to put under it."""

from collections.abc import Iterable, Mapping

from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.platform import Platform, Tags
from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.post import PostText

MOST_TAGS = 5
_AROUND = {Tags.BEFORE: "#%s", Tags.AROUND: "#%s#"}


def copy_of(content: PostText, platform: Platform) -> str:
    """Return the text to paste: title, empty line, body, empty line, topics.

    A reply (R4) has no title of its own on any platform, so its headline is left out where it has a
    body.
    """
    parts = [content.headline, _paragraphs(content.body), tag_line(content.hashtags, platform)]
    if content.reply_to and content.body:
        parts = parts[1:]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def tag_line(hashtags: Iterable[str], platform: Platform) -> str:
    """Return topics in a line as the platform writes them; empty where it has none."""
    if platform.tags is Tags.NONE:
        return ""
    words = dict.fromkeys(filter(None, map(tag_word, hashtags)))
    return " ".join(_AROUND[platform.tags] % word for word in words)


def tag_word(text: str) -> str:
    """Return a topic's letters and digits: a blank or a sign would end it."""
    return "".join(filter(str.isalnum, text))


def title_left(content: PostText, platform: Platform) -> int:
    """Return how many characters the title may still grow by; negative: so many too many."""
    return platform.limit - platform.length(content.headline)


def hashtags_of(
    content: PostText, facts: Facts, by_column: Mapping[Column, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the topics to suggest: the town, the cars it speaks of, its column's; at most five."""
    text = content.text()
    cars = [one.name for one in facts.models if one.name in text]
    words = (facts.place, *cars, *by_column.get(content.column, ()))
    return tuple(dict.fromkeys(filter(None, map(tag_word, words))))[:MOST_TAGS]


def _paragraphs(body: str) -> str:
    """Return the paragraphs with one empty line between them."""
    return "\n\n".join(line.strip() for line in body.splitlines() if line.strip())
