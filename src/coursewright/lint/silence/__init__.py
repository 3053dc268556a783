"""What is found and not told: comments with a reason, and baselines of what was there before."""
