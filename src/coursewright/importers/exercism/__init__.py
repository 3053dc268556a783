"""Exercism tracks: what is to be learned, the exercises that teach it and those that practise it."""
