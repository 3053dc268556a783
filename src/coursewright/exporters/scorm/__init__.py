"""SCORM packages, 1.2 and 2004 4th edition: the site in one sharable content object."""
