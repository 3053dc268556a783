"""`coursewright lint`: checks, reports and fixes."""
