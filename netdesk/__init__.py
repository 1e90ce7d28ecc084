"""网销台: the desk of a car dealership's network-marketing clerk."""

__version__ = "0.1.0"
