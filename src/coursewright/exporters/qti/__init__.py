"""Questions in QTI: 1.2 as Canvas and Brightspace take it, and 2.1 with an item a file for everybody else."""
