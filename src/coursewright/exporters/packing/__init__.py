"""Files of a package, written so that the same content gives the same bytes."""
