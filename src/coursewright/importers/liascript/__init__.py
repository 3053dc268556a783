"""Courses in LiaScript: Markdown with a macro header, quizzes, surveys and spoken text."""
