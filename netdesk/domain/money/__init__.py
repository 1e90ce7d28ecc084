"""Money: what channels cost, what deals earn, budgets and targets. Kept in whole 分."""
