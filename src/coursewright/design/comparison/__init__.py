"""Comparing two designs of a course: what a designer would call a change, and nothing else."""
