"""The inbox: leads by urgency on the left, one lead and what came of it on the right."""
