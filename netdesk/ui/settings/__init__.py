"""Settings: the shop, its people, its hours, its channels, how the window looks."""
