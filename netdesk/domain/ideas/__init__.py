"""Post ideas: techniques, grammar, facts, freshness and worth."""
