"""Bringing files in: drop, choose, progress, result, and the rows that were sent back."""
