"""`coursewright diff`: what changed in the design of a course."""
