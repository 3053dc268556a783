"""Tutorials with front matter: the Galaxy Training Network's, and sites with keys like theirs."""
