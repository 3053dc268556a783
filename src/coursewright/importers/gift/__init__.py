"""Questions in GIFT, Moodle's format for people, read as a module of quizzes."""
