"""Checks of courses in OLX, the format of Open edX."""
