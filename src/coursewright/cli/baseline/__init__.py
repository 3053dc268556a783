"""`coursewright baseline`: what is found today, frozen."""
