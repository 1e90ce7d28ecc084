"""The page 内容日历: posts by day, what was asked, followers and updates."""
