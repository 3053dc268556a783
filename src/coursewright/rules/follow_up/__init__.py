"""FUP · Feedback and follow-up: work is read, answered and taken up again."""
