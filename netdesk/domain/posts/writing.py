"""A post's text: how an idea becomes one, where its label stands, what the check is told of it."""

import re
from dataclasses import replace

from netdesk.domain.compliance.fields import Fields
from netdesk.domain.compliance.rewording import AFTER_LABEL, LABEL
from netdesk.domain.ideas.idea import Idea
from netdesk.domain.ideas.technique import Method
from netdesk.domain.posts.post import PostText

# The label with what parts it from the rest; "广告里没说的…" is a headline of its own.
_LABELLED = re.compile(rf"\s*(?:[【\[〔(（]{LABEL}[】\]〕)）]|{LABEL}[｜|:：\s·—-])[｜|:：\s·—-]*")


def text_of(idea: Idea) -> str:
    """Return the text of the post an idea makes: the label first, where it promotes (LABEL)."""
    return f"{LABEL}{AFTER_LABEL}{idea.text()}" if idea.fields.label else idea.text()


def content_of(idea: Idea, text: str | None = None) -> PostText:
    """Return the post an idea makes, with `text` (its text as edited) in place of its own.

    The first line that isn't empty is the headline, the label in it; the rest is the body. What was
    thought of as a remark on others' posts is no reply to one (R4) until it says to which.
    """
    headline, _end, body = (text_of(idea) if text is None else text).strip().partition("\n")
    content = PostText(
        platform=idea.platform.code,
        column=idea.column,
        method=_own_method(idea),
        headline=headline.strip(),
        body=body.strip(),
        technique=idea.technique,
        production=idea.production,
        fillers=idea.fillers,
        facts_used=idea.facts_used,
        fields=idea.fields,
    )
    return replace(content, fields=fields_of(content))


def fields_of(content: PostText) -> Fields:
    """Return what the check is told of a post: the label counts where it is written (LABEL).

    A post of a promoting column, or one that was to have the label, lacks it where it isn't.
    """
    given = content.fields
    label: bool | None = None
    if content.text().startswith(LABEL) or is_labelled(content.headline):
        label = True
    elif content.column.promotes or given.label is not None:
        label = False
    return replace(given, label=label, platform=given.platform or content.platform)


def is_labelled(headline: str) -> bool:
    """Whether a headline begins with the label and a sign after it, or the label in brackets."""
    return _LABELLED.match(headline) is not None


def bare(headline: str) -> str:
    """Return a headline without its label: what freshness compares."""
    return _LABELLED.sub("", headline, count=1) if is_labelled(headline) else headline


def _own_method(idea: Idea) -> Method:
    if idea.method is not Method.COMMENT:
        return idea.method
    return Method.ANNOUNCEMENT if idea.column.promotes else Method.TIP
