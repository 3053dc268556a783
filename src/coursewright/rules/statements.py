"""The statement of an outcome, to be written anew in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.nodes import Mapping, Part, Scalar
from coursewright.spec.rewriting import room_for

if TYPE_CHECKING:
    from coursewright.spec.model import Outcome


def statement_of(outcome: Outcome) -> Scalar | None:
    """Return where a statement is written; None where it says something in each of several languages."""
    node = outcome.node
    said = node.value("statement") if isinstance(node, Mapping) else node
    return said if isinstance(said, Scalar) else None


def stretch_of(statement: Scalar, start: int, end: int) -> tuple[int, int] | None:
    """Return the offsets in the file of a stretch of a statement; None unless it is written as it reads."""
    at = statement.start + (0 if statement.plain else 1)
    return room_for("a", Part(statement, statement.text[start:end], at + start, at + end))
