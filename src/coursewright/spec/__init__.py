"""Specs: from YAML text to a typed course in which every value knows its place."""
