"""Packages for learning platforms, whoever made them: read without risk, and checked for what is refused."""
