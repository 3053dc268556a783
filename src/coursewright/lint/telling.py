"""What all that tells of findings agrees on: what they are called, and when fewer words say more."""

from __future__ import annotations

from typing import Final

from coursewright.lint.severity import Severity

__all__ = ["FOLD_FROM", "FRIGHTENING", "NOUNS", "NO_REASON"]

NOUNS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
FOLD_FROM: Final = 3
"""Findings of one fault in one file from which on people are shown one entry."""
FRIGHTENING: Final = 40 * 60
"""Minutes beyond which a sum of what is to mend only frightens."""
NO_REASON: Final = "no reason is given"
"""What stands for a reason that nobody gave."""
