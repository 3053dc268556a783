"""Courses of Open edX: the folder or archive that Studio exports, or that people keep in a repository."""
