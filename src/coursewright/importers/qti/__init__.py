"""Packages of questions in QTI, read as a module of quizzes."""
