"""The fixed words of packages, by language."""
