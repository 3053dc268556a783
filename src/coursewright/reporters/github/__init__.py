"""Annotations in GitHub Actions."""
