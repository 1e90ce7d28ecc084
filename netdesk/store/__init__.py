"""The only SQL: one SQLite file (or a PostgreSQL) behind frozen values."""
