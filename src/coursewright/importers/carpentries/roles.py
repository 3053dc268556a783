"""What the boxes of a lesson of the Carpentries are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.markup.boxes import Roles, Writer
from coursewright.importers.markup.words import said_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.carpentries.episode import Episode
    from coursewright.importers.markup.addresses import Resolve

__all__ = ["roles_in", "writer_of"]

_HIDDEN = frozenset({"solution", "instructor"})
_APART = frozenset({"objectives", "questions", "keypoints"})
_FLAT = frozenset({"tab", "group-tab"})


def roles_in(language: str) -> Roles:
    """Return what boxes are for, with the words that lessons in a language have for them."""
    tasks = {
        "challenge": said_in(language, "challenge"),
        "discussion": said_in(language, "discussion"),
    }
    return Roles(tasks, _HIDDEN, _APART, _FLAT, {"hint": said_in(language, "hint")})


def writer_of(
    page: Episode, resolve: Resolve, language: str, tasks: Mapping[int, str] | None = None
) -> Writer:
    """Return what writes the texts of a page."""
    return Writer(roles_in(language), page.references, resolve, tasks or {})
