"""The window. Knows services and the domain, nothing behind them."""
