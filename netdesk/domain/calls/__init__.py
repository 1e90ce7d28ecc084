"""The 400 numbers and their calls (R19): which channel, answered or missed, called back or not."""
