"""`coursewright report` and `show`: a course, seen from one side after another."""
