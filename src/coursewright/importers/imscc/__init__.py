"""Common Cartridges of all versions, and what Canvas adds to them."""
