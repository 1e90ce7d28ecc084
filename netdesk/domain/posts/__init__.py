"""Posts: from an idea to what it brought; the calendar, the mix, what works here."""
