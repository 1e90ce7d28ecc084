"""Customers' wishes: leads, touches, clocks, contacts, and who a touch belongs to."""
