"""Answers as YAML on one line."""

from __future__ import annotations

from typing import Any

from coursewright.spec.editing import one_line


def scalar(value: Any) -> str:
    """Return a text, a number, a truth or a list of them as YAML on one line, in brackets as elsewhere."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(scalar, value))}]"
    return one_line(value if isinstance(value, (int, float)) else str(value), flow=True)
