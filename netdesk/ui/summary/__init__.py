"""The day's page: as it will be printed on the left, notes and printing on the right."""
