"""The small parts pages are built of: text, buttons, keys."""
