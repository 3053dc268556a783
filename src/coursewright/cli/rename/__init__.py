"""`coursewright rename`: another id, and every reference to it."""
