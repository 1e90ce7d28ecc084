"""What a post says of itself beside its text (RULINGS 29), and the rules on that."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from netdesk.domain.compliance.rules import Finding, Rule, Rules, find
from netdesk.domain.compliance.text import Plain
from netdesk.errors import BadField, UnknownField
from netdesk.i18n import N_, _

GIFT_PARTS = {
    "kind": N_("品种"),
    "spec": N_("规格"),
    "count": N_("数量"),
    "period": N_("期限"),
    "how": N_("方式"),
    "value": N_("价值"),
}
PERSONAS = ("shop", "staff", "customer")
_YES = {"yes": True, "no": False}
_FLAGS = ("ad", "link", "label", "consent", "ai")
_TEXTS = ("price", "platform", "proof")
NAMES = ("ad", "link", "label", "price", "gift", "consent", "persona", "ai", "platform", "proof")
_GIFT = "gift"
_PERSONA = "persona"
_SMS = "sms"


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a post. None: not said. `gift` holds the six parts that are known."""

    is_ad: bool = True
    link: bool | None = None
    label: bool | None = None
    consent: bool | None = None
    ai: bool | None = None
    persona: str = ""
    platform: str = ""
    price: str = ""
    proof: str = ""
    gift: Mapping[str, str] | None = field(default=None)


NO_FIELDS = Fields()


def read_fields(given: Mapping[str, str]) -> Fields:
    """Return the fields of `name: value` texts. Raises UnknownField, BadField.

    A gift is `gift=kind=…;spec=…;count=…;period=…;how=…;value=…` or one `gift.kind=…` a part.
    """
    flags: dict[str, bool | None] = {}
    texts: dict[str, str] = {}
    gift: dict[str, str] | None = None
    for name, value in given.items():
        value = value.strip()
        base, _dot, part = name.partition(".")
        if base == _GIFT:
            gift = {**(gift or {}), **_gift(value if not part else f"{part}={value}")}
        elif name in _FLAGS:
            flags[name] = _flag(name, value)
        elif name == _PERSONA:
            if value not in PERSONAS:
                raise BadField(name=name, value=value, known=", ".join(PERSONAS))
            texts[name] = value
        elif name in _TEXTS:
            texts[name] = value
        else:
            raise UnknownField(name=name, known=", ".join(NAMES))
    ad = flags.pop("ad", None)
    return Fields(is_ad=ad is not False, gift=gift, **flags, **texts)  # type: ignore[arg-type]


def _flag(name: str, value: str) -> bool:
    if value not in _YES:
        raise BadField(name=name, value=value, known=", ".join(_YES))
    return _YES[value]


def _gift(value: str) -> dict[str, str]:
    """Read the parts of a gift by their English or Chinese names; unknown parts are refused."""
    names = {name: name for name in GIFT_PARTS} | {word: name for name, word in GIFT_PARTS.items()}
    parts: dict[str, str] = {}
    for piece in value.replace("\uff1b", ";").split(";"):
        name, _equals, told = piece.replace("\uff1a", "=").replace(":", "=", 1).partition("=")
        if not piece.strip() or name.strip() in _YES:
            continue
        if name.strip() not in names:
            raise BadField(name=_GIFT, value=piece.strip(), known="; ".join(GIFT_PARTS))
        if told.strip():
            parts[names[name.strip()]] = told.strip()
    return parts


def missing_parts(gift: Mapping[str, str]) -> list[str]:
    """Return the names of the six parts that a gift doesn't state (GIFT)."""
    return [name for name in GIFT_PARTS if not gift.get(name)]


def proof_of(rule: Rule, fields: Fields) -> str:
    """Return what a field gives as proof for a rule, or ""."""
    for name in rule.excuse:
        if name == _GIFT:
            if fields.gift is not None and not missing_parts(fields.gift):
                return "; ".join(fields.gift.values())
        elif name == "consent":
            if fields.consent:
                return _("已填写书面同意")
        elif getattr(fields, name):
            return str(getattr(fields, name))
    return ""


def judge_fields(plain: Plain, rules: Rules, fields: Fields) -> list[Finding]:
    """Return what the fields break, each a finding of the whole post (`start` and `end` 0)."""
    broken = [
        _told(rules.named[name])
        for name, is_broken in (
            ("persona_customer", fields.persona == "customer"),
            ("ai_unlabelled", fields.ai is True and not rules.lexicon.has("ai_told", plain.text)),
            ("label_missing", _lacks_label(plain, rules, fields)),
            (
                "sms_optout",
                fields.platform == _SMS and not rules.lexicon.has("opt_out", plain.text),
            ),
        )
        if is_broken and (fields.is_ad or rules.named[name].is_everywhere)
    ]
    if fields.gift is not None and fields.is_ad and missing_parts(fields.gift):
        names = ", ".join(_(GIFT_PARTS[part]) for part in missing_parts(fields.gift))
        broken.append(_told(rules.named["gift_fields"], missing=names))
    return broken


def _lacks_label(plain: Plain, rules: Rules, fields: Fields) -> bool:
    """A promoting post, or anything with a purchase link, begins with the word (LABEL)."""
    if fields.label or rules.lexicon.has("label", plain.text):
        return False
    promotes = find(rules.named["promotes"].patterns, plain.text)
    return bool(fields.link) or (fields.label is False and promotes)


def _told(rule: Rule, *, missing: str = "") -> Finding:
    facts = {"missing": missing, "text": ""}
    return Finding(
        rule=rule.id,
        family=rule.family,
        law=rule.law,
        start=0,
        end=0,
        text="",
        level=rule.level,
        why=rule.why % facts,
        instead=rule.instead % facts,
    )
