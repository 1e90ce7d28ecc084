"""The questions of the calendar are answered by indexes, however many posts there are."""

from datetime import date

import pytest
from sqlalchemy import event

from netdesk.store import post_leads, posts
from netdesk.store.shop import SHOP_ID
from tests.conftest import NINE

TODAY = date(2026, 11, 24)
ASKED = {
    "drafts": lambda tx: posts.drafts(tx, SHOP_ID),
    "planned": lambda tx: posts.planned(tx, SHOP_ID, TODAY, TODAY),
    "published": lambda tx: posts.published(tx, SHOP_ID, TODAY, NINE, NINE),
    "due": lambda tx: posts.due(tx, SHOP_ID, NINE),
    "next due": lambda tx: posts.next_due(tx, SHOP_ID, NINE),
    "one": lambda tx: posts.one(tx, SHOP_ID, 5),
    "leads": lambda tx: post_leads.of_post(tx, SHOP_ID, 5),
    "results": lambda tx: posts.results(tx, SHOP_ID, 5),
}
INDEXES = {
    "drafts": "ix_posts_shop_id_shop_day (shop_id=? AND shop_day=?)",
    "planned": "ix_posts_shop_id_planned_day (shop_id=? AND planned_day>?",
    "published": "ix_posts_shop_id_shop_day (shop_id=? AND shop_day>?)",
    "due": "ix_posts_scheduled",
    "next due": "ix_posts_scheduled",
    "one": "posts USING PRIMARY KEY (shop_id=? AND id=?)",
    "leads": "ix_post_leads_shop_id_post_id (shop_id=? AND post_id=?)",
    "results": "post_results USING PRIMARY KEY (shop_id=? AND post_id=?)",
}


@pytest.mark.parametrize("asked", ASKED)
def test_nothing_is_looked_for_by_reading_every_post(database, asked):
    said = []

    def keep(_connection, _cursor, statement, parameters, *_more):
        said.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", keep)
    with database.reading() as tx:
        ASKED[asked](tx)
        queries = [one for one in said if one[0].startswith("SELECT")]
        plan = [
            row.detail
            for statement, parameters in queries
            for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert any(INDEXES[asked] in step for step in plan), plan
    assert not any(step.startswith("SCAN") for step in plan), plan
