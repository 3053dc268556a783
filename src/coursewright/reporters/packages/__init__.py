"""What came of checking packages: as text, as JSON, and the list of all checks."""
