"""The invented dealership: names, arrivals and what became of them."""
