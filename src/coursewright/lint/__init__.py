"""Linting: the rule API, the registry and the engine."""
