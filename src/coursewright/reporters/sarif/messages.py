"""Messages as SARIF has them: no text makes a link there, or a hole for an argument."""

from __future__ import annotations

import re

_HOLE = re.compile(r"\{(\d+)\}")
_LINK = re.compile(r"(\\*)\]\(")


def text(said: str) -> dict[str, str]:
    """Return a message that says this and nothing else."""
    return {"text": inert(said)}


def inert(said: str) -> str:
    """Escape what messages read as a link or as a hole for an argument."""
    return solid(_LINK.sub(r"\1\1\](", said))


def solid(said: str) -> str:
    """Escape what messages read as a hole for an argument."""
    return _HOLE.sub(r"{{\1}}", said)
