"""Indexes that the figures of long ranges are read from, and nothing else."""

import sqlalchemy as sa
from alembic import op

from netdesk.store.types import seconds_between

revision = "0004"
down_revision = "0003"

_LONG_LEAD = sa.or_(
    seconds_between(sa.column("opened_at"), sa.column("last_touch_at"))
    > sa.literal_column("7776000"),
    seconds_between(sa.column("opened_at"), sa.column("last_contact_at"))
    > sa.literal_column("7776000"),
)
_LONG_CLOCK = sa.or_(
    sa.column("state") == sa.literal_column("'open'"),
    seconds_between(
        sa.column("received_at"), sa.func.coalesce(sa.column("answered_at"), sa.column("closed_at"))
    )
    > sa.literal_column("1209600"),
)
_STANDING = sa.text("voided_at IS NULL")
_GONE = {
    "appointments": ("ix_appointments_shop_id_lead_id", "ix_appointments_shop_id_visit_day"),
    "clocks": ("ix_clocks_figures",),
    "contacts": ("ix_contacts_shop_id_shop_day",),
    "leads": ("ix_leads_figures",),
    "steps": ("ix_steps_shop_id_lead_id", "ix_steps_shop_id_shop_day"),
    "touches": ("ix_touches_shop_id_shop_day_channel",),
}
_FIGURES = {
    "appointments": "visit_day state visit_at lead_id",
    "clocks": "shop_day channel state answered_via received_at due_at answered_at closed_at"
    " opens_at reason contact_id lead_id",
    "contacts": "shop_day outcome backdated voided_at lead_id",
    "leads": "shop_day first_channel reached last_channel person_id model opened_at last_touch_at"
    " last_contact_at closed_at",
    "touches": "shop_day channel time_kind received_at lead_id",
}


def upgrade() -> None:
    """Make the indexes anew."""
    for table, names in _GONE.items():
        for name in names:
            op.drop_index(op.f(name), table_name=table)
    for table, columns in _FIGURES.items():
        op.create_index(f"ix_{table}_figures", table, ["shop_id", *columns.split()])
    op.create_index(
        "ix_steps_figures",
        "steps",
        ["shop_id", "stage", "shop_day", "lead_id"],
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )
    op.create_index(
        "ix_appointments_lead", "appointments", ["shop_id", "lead_id", "state", "visit_at"]
    )
    op.create_index(
        "ix_steps_lead", "steps", ["shop_id", "lead_id", "happened_at", "stage", "voided_at"]
    )
    for name, table, few in (
        ("ix_leads_long", "leads", _LONG_LEAD),
        ("ix_clocks_long", "clocks", _LONG_CLOCK),
    ):
        op.create_index(
            name, table, ["shop_id", "shop_day"], sqlite_where=few, postgresql_where=few
        )
