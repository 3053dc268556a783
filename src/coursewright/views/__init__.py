"""What a course looks like from one side: questions designers ask, each answered in words, charts and tables.

A view is plain data. What draws it, on a page, in a terminal or as a table for a program, knows nothing of
courses.
"""
