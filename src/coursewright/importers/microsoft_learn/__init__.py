"""Microsoft Learn: learning paths and modules with their units, as their repositories hold them."""
