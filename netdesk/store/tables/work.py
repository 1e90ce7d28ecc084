"""What the desk did about a lead: contacts, steps, appointments, notes, the journal of undo."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text, text

from netdesk.domain.leads.contact import AppointmentState, How
from netdesk.domain.leads.lead import Grade, Outcome, Stage
from netdesk.store.tables.base import belongs, flag, needed, one_of, shop, table, yes_no
from netdesk.store.types import Day, Id, UtcDateTime, Word

contacts = table(
    "contacts",
    shop(),
    needed("id", Id),
    needed("lead_id", Id),
    needed("at", UtcDateTime),
    needed("recorded_at", UtcDateTime),
    needed("shop_day", Day),
    Column("by_id", Id),
    needed("how", Word(How)),
    needed("outcome", Word(Outcome)),
    needed("reason", Text, "''"),
    needed("note", Text, "''"),
    Column("next_at", UtcDateTime),
    Column("grade", Word(Grade)),
    flag("backdated"),
    Column("voided_at", UtcDateTime),
    one_of("how", How),
    one_of("outcome", Outcome),
    *yes_no("backdated"),
    belongs("lead_id", "leads"),
    belongs("by_id", "people"),
)
Index(None, contacts.c.shop_id, contacts.c.lead_id)
Index(  # all that a figure of a range asks of a contact
    "ix_contacts_figures",
    contacts.c.shop_id,
    contacts.c.shop_day,
    contacts.c.outcome,
    contacts.c.backdated,
    contacts.c.voided_at,
    contacts.c.lead_id,
)

steps = table(
    "steps",
    shop(),
    needed("id", Id),
    needed("lead_id", Id),
    Column("contact_id", Id),
    needed("stage", Word(Stage)),
    needed("happened_at", UtcDateTime),
    needed("recorded_at", UtcDateTime),
    needed("shop_day", Day),
    needed("reason", Text, "''"),
    Column("voided_at", UtcDateTime),
    one_of("stage", Stage),
    belongs("lead_id", "leads"),
    belongs("contact_id", "contacts"),
)
Index(  # which stage a lead had at an instant
    "ix_steps_lead",
    steps.c.shop_id,
    steps.c.lead_id,
    steps.c.happened_at,
    steps.c.stage,
    steps.c.voided_at,
)
Index(  # which leads reached a stage in a range
    "ix_steps_figures",
    steps.c.shop_id,
    steps.c.stage,
    steps.c.shop_day,
    steps.c.lead_id,
    sqlite_where=steps.c.voided_at.is_(None),
)

appointments = table(
    "appointments",
    shop(),
    needed("id", Id),
    needed("lead_id", Id),
    Column("contact_id", Id),
    needed("visit_at", UtcDateTime),
    needed("visit_day", Day),
    needed("made_at", UtcDateTime),
    needed("state", Word(AppointmentState), "'planned'"),
    needed("gift", Text, "''"),
    Column("settled_by", Id),
    needed("version", Integer, "1"),
    one_of("state", AppointmentState),
    belongs("lead_id", "leads"),
    belongs("contact_id", "contacts"),
)
Index(
    "ix_appointments_lead",
    appointments.c.shop_id,
    appointments.c.lead_id,
    appointments.c.state,
    appointments.c.visit_at,
)
Index(
    "ix_appointments_figures",
    appointments.c.shop_id,
    appointments.c.visit_day,
    appointments.c.state,
    appointments.c.visit_at,
    appointments.c.lead_id,
)
Index(
    "ix_appointments_planned",
    appointments.c.shop_id,
    appointments.c.visit_at,
    sqlite_where=appointments.c.state == text("'planned'"),
)

notes = table(
    "notes",
    shop(),
    needed("id", Id),
    Column("lead_id", Id),
    Column("day", Day),
    needed("text", Text),
    needed("at", UtcDateTime),
    Column("by_id", Id),
    needed("version", Integer, "1"),
    CheckConstraint("(lead_id IS NULL) <> (day IS NULL)", name="subject"),
    belongs("lead_id", "leads"),
)
Index(None, notes.c.shop_id, notes.c.lead_id)
Index(
    "uq_notes_day",
    notes.c.shop_id,
    notes.c.day,
    unique=True,
    sqlite_where=notes.c.day.is_not(None),
)

journal = table(  # what a person can take back: the lead's own fields before and after a step
    "journal",
    shop(),
    needed("id", Id),
    needed("at", UtcDateTime),
    Column("by_id", Id),
    needed("lead_id", Id),
    Column("contact_id", Id),
    needed("before", Text),
    needed("after", Text),
    Column("undone_at", UtcDateTime),
    belongs("lead_id", "leads"),
    belongs("contact_id", "contacts"),
)
Index(None, journal.c.shop_id, journal.c.lead_id)
