"""The loop of each task, from due time to follow-up."""
