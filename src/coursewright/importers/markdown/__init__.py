"""Outlines of courses in Markdown: headings say what is what, lists say what there is."""
