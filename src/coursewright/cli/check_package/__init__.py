"""`coursewright check-package`."""
