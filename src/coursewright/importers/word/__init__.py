"""Outlines of courses in Word: the same as in Markdown, with headings by style."""
