"""Moodle backups: what Moodle 4.1 and later restores, with rules, rubrics, quizzes and grades."""
