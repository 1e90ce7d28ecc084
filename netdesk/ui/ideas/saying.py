"""What verdicts, score parts and facts are called on this page."""

from collections.abc import Mapping

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rewording import AFTER_LABEL, LABEL
from netdesk.domain.compliance.rules import Report
from netdesk.domain.ideas.facts import Facts
from netdesk.domain.ideas.idea import Idea
from netdesk.i18n import N_, _, ngettext
from netdesk.ui.widgets.levels import LEVELS

_PARTS = {
    "anchors": N_("具体"),
    "length": N_("长短"),
    "asks": N_("发问"),
    "near": N_("本地应时"),
    "hype": N_("不浮夸"),
    "fresh": N_("新鲜"),
    "legal": N_("合规"),
}


def post_of(idea: Idea) -> str:
    """Return the post an idea makes: the label first, where it promotes (LABEL)."""
    return f"{LABEL}{AFTER_LABEL}{idea.text()}" if idea.fields.label else idea.text()


def headline_of(idea: Idea) -> str:
    """Return the first line of that post."""
    return post_of(idea).split("\n", 1)[0]


def verdict(report: Report | None) -> str:
    """Return what the check says of an idea, in a line for its card."""
    level = report.level if report else Level.OK
    told = [_(LEVELS[level])]
    if report:
        words = dict.fromkeys(one.text for one in report.findings if one.text)
        if words:
            told.append("、".join(words))
        passed = dict.fromkeys(one.text for one in report.exempted)
        if passed:
            told.append(_("已豁免 %(words)s") % {"words": "、".join(passed)})
    return " · ".join(told)


def score(total: int, parts: Mapping[str, int]) -> str:
    """Return a score with the points it is made of."""
    told = " · ".join(f"{_(_PARTS[name])} {points}" for name, points in parts.items())
    return _("%(total)d 分：%(parts)s") % {"total": total, "parts": told}


def short_facts(facts: Facts) -> tuple[str, ...]:
    """Return the facts in use, a few words a line."""
    lines = [" · ".join(part for part in (one.name, one.price) if part) for one in facts.models]
    lines += [
        _("%(gift)s：%(kind)s，%(count)d 份，到 %(until)s")
        % {"gift": one.gift, "kind": one.kind, "count": one.count, "until": f"{one.until:%m-%d}"}
        for one in facts.offers
    ]
    lines += [f"{one.day:%m-%d} {one.name}" for one in facts.activities]
    n = sum(one.consent for one in facts.people)
    if n:
        lines.append(ngettext("同意出镜的同事 %(n)d 位", "同意出镜的同事 %(n)d 位", n) % {"n": n})
    n = len(facts.local)
    where = {"place": facts.place, "n": n}
    lines.append(ngettext("%(place)s 地名 %(n)d 个", "%(place)s 地名 %(n)d 个", n) % where)
    return tuple(lines)
