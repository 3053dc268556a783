"""`coursewright import`: a course that somebody already teaches, as specs."""
