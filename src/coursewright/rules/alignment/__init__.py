"""ALN · Alignment: outcomes, tasks and assessments serve each other."""
