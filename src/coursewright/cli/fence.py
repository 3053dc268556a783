"""Where a command may write: in what it was asked for, and nowhere that only a link leads to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.reporters.shared.paths import from_here
from coursewright.spec.discover import absolute, repository_root
from coursewright.spec.errors import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Fence:
    """Holds the files that were asked for, and what lies in their repositories and in the folders asked for.

    So no link, no list of modules and no template leads to a file that nobody meant.
    """

    def __init__(self, asked: Sequence[Path] = ()) -> None:
        """Draw it around paths that somebody named; around the folder they are in where they named none."""
        places = [absolute(path) for path in asked or (Path(),)]
        folders = [place if place.is_dir() else place.parent for place in places]
        roots = [repository_root(folder) or folder for folder in folders]
        self._named = {_real(place) for place in places if not place.is_dir()}
        self._roots = {_real(folder) for folder in (*roots, *folders)}

    def holds(self, file: Path) -> bool:
        """Whether a file may be written."""
        at = _real(file)
        return at in self._named or any(at.is_relative_to(root) for root in self._roots)

    def check(self, file: Path) -> None:
        """Raise `UnwritableError` for a file that may not be written."""
        if self.holds(file):
            return
        here = Path.cwd()
        shown, at = from_here(file, here), from_here(_real(file), here)
        message = (
            f"`{shown}` leads to {at}, which lies elsewhere." if at != shown else f"{at} lies elsewhere."
        )
        raise UnwritableError(message, "Name that file itself, or run this where it lies.", file)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # which takes links in a circle as they are
