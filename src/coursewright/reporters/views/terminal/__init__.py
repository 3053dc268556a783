"""Views drawn with characters, at any width, with or without colour."""
