"""An id and everything that refers to it: what is called so, and the edits that give it another name."""

from __future__ import annotations

from coursewright.spec.renaming.files import FileMove, moved_with
from coursewright.spec.renaming.refusal import CannotRenameError, Spot
from coursewright.spec.renaming.renaming import Renaming, mentions, read_again, rename
from coursewright.spec.renaming.things import KINDS, Thing, ids, things

__all__ = [
    "KINDS",
    "CannotRenameError",
    "FileMove",
    "Renaming",
    "Spot",
    "Thing",
    "ids",
    "mentions",
    "moved_with",
    "read_again",
    "rename",
    "things",
]
