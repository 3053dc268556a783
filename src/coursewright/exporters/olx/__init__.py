"""Open edX: a course in OLX, as Studio imports it."""
