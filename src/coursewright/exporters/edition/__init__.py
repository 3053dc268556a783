"""An edition: what of a course is exported, in the order in which learners meet it, with stable names."""
