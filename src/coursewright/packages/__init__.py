"""Packages for learning platforms, whoever made them: read without risk, and checked against what platforms take."""
