"""The bare SQL of the page's figures: a GROUP BY of each kind of row, and nothing made of it."""

from dataclasses import fields
from typing import Any

from netdesk.domain.figures.grouping import Asked, View
from netdesk.domain.figures.kpi import Counts
from netdesk.store.types import to_micros

_IN = "shop_id = 1 AND shop_day BETWEEN :first AND :last"
_OF = "JOIN leads l ON l.shop_id = x.shop_id AND l.id = x.lead_id"
_X = "x.shop_id = 1 AND x.shop_day BETWEEN :first AND :last AND x.voided_at IS NULL"
_TRIED = "'connected', 'no_answer', 'wrong_number', 'dead_number', 'wechat', 'invited'"
_JUDGED = (
    "'connected', 'wechat', 'invited', 'arrived', 'test_driven', 'ordered', 'delivered',"
    " 'invalid', 'wrong_number', 'dead_number'"
)
_BOTH = (
    f"SELECT channel, count(*) AS touches FROM touches WHERE {_IN} GROUP BY channel",
    f"""SELECT channel, sum(answered_at <= :now) AS answered,
        sum(answered_at <= :now AND answered_at <= due_at) AS on_time,
        sum(answered_at <= :now OR due_at < :now AND state = 'open'
            OR state = 'void' AND closed_at > due_at) AS clocks_judged
        FROM clocks WHERE {_IN} GROUP BY channel""",
    f"""SELECT channel, (answered_at - received_at) / 1000000 AS s, count(*) FROM clocks
        WHERE {_IN} AND answered_at <= :now AND answered_via <> 'at_once' GROUP BY channel, s""",
    """SELECT l.first_channel, count(DISTINCT l.id) AS open_before FROM leads l
        WHERE l.shop_id = 1 AND l.shop_day < :first
        AND (l.closed_at IS NULL OR l.closed_at >= :start)
        AND (l.opened_at >= :since OR EXISTS (SELECT 1 FROM contacts c WHERE c.shop_id = 1
             AND c.lead_id = l.id AND c.at >= :since AND c.at < :start))
        GROUP BY l.first_channel""",
    f"""SELECT l.first_channel, count(DISTINCT l.id) AS arrived_in_range FROM steps x {_OF}
        WHERE {_X} AND x.stage = 'arrived' GROUP BY l.first_channel""",
    """SELECT l.first_channel, sum(d.gross_profit) FROM deals d
        JOIN deal_matches m ON m.shop_id = d.shop_id AND m.deal_id = d.id
        JOIN leads l ON l.shop_id = m.shop_id AND l.id = m.lead_id
        WHERE d.shop_id = 1 AND l.shop_day BETWEEN :first AND :last GROUP BY l.first_channel""",
    """SELECT channel, sum(amount) FROM spends WHERE shop_id = 1 AND to_day >= :first
        AND from_day <= :last GROUP BY channel""",
)
_COHORT = (
    f"""SELECT first_channel, count(*) AS leads, sum(reached & 1 > 0) AS tried,
        sum(reached & 2 > 0) AS connected, sum(reached & 3076 > 0) AS judged,
        sum(reached & 3076 > 0 AND reached & 512 = 0) AS valid, sum(reached & 8 > 0) AS invited,
        sum(reached & 16 > 0) AS arrived, sum(reached & 32 > 0) AS test_driven,
        sum(reached & 3136 > 0) AS ordered, sum(reached & 2176 > 0) AS delivered,
        sum(reached & 256 > 0) AS lost
        FROM leads WHERE {_IN} GROUP BY first_channel""",
    """SELECT l.first_channel, count(*) AS appointments_due, sum(a.state = 'kept') AS arrived_of_due
        FROM leads l JOIN appointments a ON a.shop_id = l.shop_id AND a.lead_id = l.id
        WHERE l.shop_id = 1 AND l.shop_day BETWEEN :first AND :last
        AND a.state IN ('planned', 'kept', 'missed') AND a.visit_at <= :now
        GROUP BY l.first_channel""",
)
_PERIOD = (
    f"SELECT first_channel, count(*) AS leads FROM leads WHERE {_IN} GROUP BY first_channel",
    f"""SELECT l.first_channel,
        count(DISTINCT CASE WHEN x.outcome IN ({_TRIED}) THEN l.id END) AS tried,
        count(DISTINCT CASE WHEN x.outcome IN ('connected', 'invited') THEN l.id END) AS connected,
        count(DISTINCT CASE WHEN x.outcome = 'invited' THEN l.id END) AS invited,
        count(DISTINCT CASE WHEN x.outcome IN ({_JUDGED}) THEN l.id END) AS judged,
        sum(x.backdated) AS backdated FROM contacts x {_OF} WHERE {_X} GROUP BY l.first_channel""",
    f"""SELECT l.first_channel,
        count(DISTINCT CASE WHEN x.stage = 'arrived' THEN l.id END) AS arrived,
        count(DISTINCT CASE WHEN x.stage = 'test_driven' THEN l.id END) AS test_driven,
        count(DISTINCT CASE WHEN x.stage = 'ordered' THEN l.id END) AS ordered,
        count(DISTINCT CASE WHEN x.stage = 'delivered' THEN l.id END) AS delivered,
        count(DISTINCT CASE WHEN x.stage = 'lost' THEN l.id END) AS lost
        FROM steps x {_OF} WHERE {_X}
        AND x.stage IN ('arrived', 'test_driven', 'ordered', 'delivered', 'lost')
        GROUP BY l.first_channel""",
    """SELECT l.first_channel, count(*) AS appointments_due, sum(a.state = 'kept') AS arrived_of_due
        FROM appointments a JOIN leads l ON l.shop_id = a.shop_id AND l.id = a.lead_id
        WHERE a.shop_id = 1 AND a.visit_day BETWEEN :first AND :last
        AND a.state IN ('planned', 'kept', 'missed') AND a.visit_at <= :now
        GROUP BY l.first_channel""",
)
_COUNTED = {field.name for field in fields(Counts)}


def floor(raw: Any, asked: Asked) -> dict[str, int]:
    """Run every statement for what is asked; return the sums that the page must agree with."""
    assert asked.start is not None
    bound = {
        "first": asked.first.isoformat(),
        "last": asked.last.isoformat(),
        "now": to_micros(asked.as_of),
        "start": to_micros(asked.start),
        "since": to_micros(asked.start) - 90 * 24 * 3600 * 10**6,
    }
    found: dict[str, int] = {}
    for statement in (*_BOTH, *(_PERIOD if asked.view is View.PERIOD else _COHORT)):
        cursor = raw.execute(statement, bound)
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
        for place, name in enumerate(names):
            if name in _COUNTED:
                found[name] = sum(row[place] or 0 for row in rows)
    return found
