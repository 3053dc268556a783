"""A question that asks several things, as one question for each of them."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["MOST_OPTIONS", "MOST_PARTS", "PICTURES", "shared", "split_prompt"]

MOST_OPTIONS = 1_000
MOST_PARTS = 60
"""Gaps and fields of one question, beyond which nobody asks it. Long texts with gaps have thirty."""
PICTURES = "its options are plain text, in which descriptions or names stand for images"
_FEW = Decimal("0.0001")


def shared(points: Decimal | None, count: int) -> Decimal | None:
    """Return the share of one among so many, with four places."""
    if points is None or count < 2:
        return points
    return (points / count).quantize(_FEW).normalize()


def split_prompt(prompt: str, label: str, number: int, count: int) -> str:
    """Return the prompt of one part: which of the gaps it is about stands below, its name or its number."""
    return prompt if count < 2 else f"{prompt}\n\n{f'[{label}]' if label else f'({number})'}"
