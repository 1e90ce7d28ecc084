"""When an arrival must be answered: hours, open time, the deadline rule (PRODUCT.md 5)."""
