"""What the levels of the check, and what it let pass, are called where posts are written."""

from netdesk.domain.compliance.level import Level
from netdesk.domain.compliance.rules import Exempted
from netdesk.i18n import N_, _

LEVELS = {
    Level.OK: N_("可发布"),
    Level.REVIEW: N_("需人工"),
    Level.EVIDENCE: N_("需举证"),
    Level.BLOCK: N_("禁用"),
}
LEVELS_TOLD = {
    Level.OK: N_("没有发现要改的地方"),
    Level.REVIEW: N_("请人看一遍再发"),
    Level.EVIDENCE: N_("发之前把证据附上"),
    Level.BLOCK: N_("不能发，请改写"),
}


def exemption(one: Exempted) -> str:
    """Return why something was let pass."""
    told = _("“%(text)s”：%(reason)s") % {"text": one.text, "reason": one.reason}
    if one.proof is None:
        return told
    if not one.proof:
        return _("%(told)s；要附证据") % {"told": told}
    return _("%(told)s；证据：%(proof)s") % {"told": told, "proof": one.proof}
