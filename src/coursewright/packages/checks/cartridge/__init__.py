"""Checks of Common Cartridges."""
