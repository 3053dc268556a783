"""What is checked: one file a part of a package, or a folder for a format."""
