"""What follows from a course: pure functions, and the tables they read."""
