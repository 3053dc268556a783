"""Backups of Moodle: which of their files says what, and what that is in the words of a plan."""
