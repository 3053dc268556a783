"""E-books: a course to read anywhere, in EPUB 3, with a table of contents for old readers too."""
