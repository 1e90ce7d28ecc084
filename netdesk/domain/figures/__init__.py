"""KPIs and the figures of a day."""
