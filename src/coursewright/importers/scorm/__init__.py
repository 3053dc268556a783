"""SCORM packages: the structure of their manifest, and the pages that can be read."""
