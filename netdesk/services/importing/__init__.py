"""What an import is made of: its result, the work all kinds share, a filing for each."""
