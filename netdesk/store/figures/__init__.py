"""The raw counts behind the figures, grouped in SQL; and the leads behind each count."""
