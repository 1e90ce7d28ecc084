"""What is said of a number that is being pasted or written: whose it is, and may he be called."""

from netdesk import words
from netdesk.i18n import _, ngettext
from netdesk.services.new_lead import KnownAs, Looked


def known_words(looked: Looked) -> str:
    """Return in a few words who it is; empty: no whole number yet."""
    if not looked.number:
        return ""
    if looked.do_not_contact:
        return _("已要求不再联系")
    if not looked.people:
        return _("新客户")
    first = looked.people[0]
    more = len(looked.people) - 1
    said = person_words(first)
    if more:
        facts = {"said": said, "n": more}
        return ngettext("%(said)s，另有 %(n)d 人", "%(said)s，另有 %(n)d 人", more) % facts
    return said


def person_words(one: KnownAs) -> str:
    """Return 王女士 · 秦PLUS · 已联系 of a known customer."""
    parts = [one.name or _("未留姓名")]
    if one.row is not None:
        parts += [one.row.model, words.stage(one.row.stage), one.row.owner]
    return " · ".join(part.replace("\n", " ") for part in parts if part)
