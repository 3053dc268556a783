"""Courses that people already have, read into plans of ours: one folder a format, and what they share."""
