"""Calendars: when a course meets and what is due when, for learners, and for staff with their own times."""
