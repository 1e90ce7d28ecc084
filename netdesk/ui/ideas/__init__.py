"""Post ideas: what to write about on the left, ideas as cards, the chosen one in an editor."""
