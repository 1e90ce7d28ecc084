"""The outside world's files become drafts and rejects; knows no store."""
