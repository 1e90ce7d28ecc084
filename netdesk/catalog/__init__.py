"""resources/*.toml become typed values, faults named with their line."""
