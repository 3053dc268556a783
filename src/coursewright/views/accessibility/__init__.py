"""Whether everybody can use it."""
