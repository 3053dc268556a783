"""Questions as quizzes need them: of one type, with a key that can be marked, or the reason why not."""
