"""Quizzes in QTI 1.2, as cartridges hold them and as packages of questions do."""
