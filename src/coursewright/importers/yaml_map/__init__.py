"""Anybody's YAML, JSON or CSV, read by a map that says what in it is what."""
