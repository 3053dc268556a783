"""How the thinking climbs."""
