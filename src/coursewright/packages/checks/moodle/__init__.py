"""Checks of backups of Moodle courses."""
