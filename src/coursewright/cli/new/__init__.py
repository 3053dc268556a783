"""`coursewright new`: makes courses, modules and parts of them."""
