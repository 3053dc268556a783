"""What all page makers of one site share: the edition, its rows and ways, and what was found on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.site.frame import Frame, Page
    from coursewright.exporters.site.outline import Outlines, Way
    from coursewright.exporters.site.rows import Row

__all__ = ["Found", "Workshop"]

_FOLDED = re.compile(r"<details.*?</details>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Found:
    """A page as the search knows it."""

    path: str
    title: str
    kind: str
    where: str
    """The module it belongs to, or what sort of page it is."""
    text: str


@dataclass(frozen=True, slots=True)
class Workshop:
    """Holds what is used on every page, and collects files and texts while pages are made."""

    edition: Edition
    frame: Frame
    rows: Mapping[str, Row]
    way: Mapping[str, Way]
    outlines: Outlines
    without: frozenset[str]
    """Parts of the site that are not wanted: `calendar`, `offline`."""
    used: dict[str, Asset] = field(default_factory=dict)
    """Files that pages need, by their names."""
    found: list[Found] = field(default_factory=list)
    """What the search will find."""

    def remember(self, page: Page, kind: str, where: str, html: str) -> None:
        """Note what a page says, for the search. What is folded away is left out: it may be a consequence."""
        words = unescape(_TAG.sub(" ", _FOLDED.sub(" ", html)))
        self.found.append(Found(page.path, page.title, kind, where, " ".join(words.split())))
