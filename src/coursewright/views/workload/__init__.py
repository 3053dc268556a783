"""Hours for learners and for the team."""
