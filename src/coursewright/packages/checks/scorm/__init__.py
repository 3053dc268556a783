"""Checks of SCORM packages."""
