"""Moodle backups: a course that Moodle 4.1 and later restores, with its rules, rubrics, quizzes and grades."""
