"""Checks of what Canvas adds to a cartridge."""
