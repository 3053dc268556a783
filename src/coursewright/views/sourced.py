"""What views rest on, in full: the references of the rules, by their labels."""

from __future__ import annotations

from coursewright.lint.sources import reference

__all__ = ["sources"]


def sources(*labels: str) -> tuple[str, ...]:
    """Return the references that labels stand for, each with where to find it."""
    return tuple(", ".join(filter(None, (one.text or one.label, one.url))) for one in map(reference, labels))
