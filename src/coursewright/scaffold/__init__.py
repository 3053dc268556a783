"""New courses, and parts of them, from templates: questions, answers, and the texts they come to."""
