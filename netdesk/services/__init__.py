"""One file for each thing a person does; returns what a write touched."""
