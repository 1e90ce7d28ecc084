"""Activities: dated events that bring people in (R10, R16, R17), and the board of policies (R7)."""
