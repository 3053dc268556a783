"""Specs as texts: YAML as a person would write it, pages as Markdown, notes, and a record of it all."""
