"""The list of leads, as the inbox and the lists behind figures show it."""
