"""Questions of quizzes, whatever they were written in, as a plan holds them."""
