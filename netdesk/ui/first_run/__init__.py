"""The first run asks four things; everything else has a default."""
