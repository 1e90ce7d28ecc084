"""The page of channels: figures as a table and as pictures, and the lists behind them."""
