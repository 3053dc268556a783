"""PRE · Presence: learners meet each other and their instructor."""
