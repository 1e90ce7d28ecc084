"""A lead that a colleague writes down: how the customer came, and what follows from that."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from netdesk.domain.leads.filing import Came


class Source(StrEnum):
    """How he came. It is the basis on which he is answered, too (个人信息保护法 13)."""

    VISIT = "visit"
    CALL = "call"
    WECHAT = "wechat"
    HAND = "hand"


# RULINGS 11: who stands in the shop or is on the phone has been served; who wrote waits.
CAME: Mapping[Source, Came] = MappingProxyType(
    {
        Source.VISIT: Came.SERVED,
        Source.CALL: Came.SERVED,
        Source.WECHAT: Came.ASKED,
        Source.HAND: Came.ASKED,
    }
)
# Where he came by, unless somebody says it.
CHANNEL: Mapping[Source, str] = MappingProxyType(
    {
        Source.VISIT: "showroom",
        Source.CALL: "hotline",
        Source.WECHAT: "wechat",
        Source.HAND: "other",
    }
)
