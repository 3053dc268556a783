"""How the team will know that it worked."""
