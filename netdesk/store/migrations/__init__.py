"""Forward migrations, one file a step; `netdesk.store.schema` runs them."""
