"""Reports: findings in the form that a place needs, one format a file."""
