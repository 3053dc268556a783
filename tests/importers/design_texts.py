"""Texts as they compare: as HTML with white space folded, and addresses that do not depend on places."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.exporters.pages.writing import Desk
from coursewright.exporters.prose.text import clean, paragraphs

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.prose.assets import Asset

__all__ = ["desk_of", "folded", "line", "text"]

_SPACE = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")


class Anywhere:
    """Addresses that do not depend on where files and pages lie: what they hold, and which they are."""

    remote_images = True

    def asset(self, asset: Asset) -> str:
        content = asset.content
        data = content.read_bytes() if isinstance(content, Path) else content
        return f"file-{hashlib.sha256(data).hexdigest()[:12]}"

    def entry(self, key: str) -> str | None:
        return f"entry:{key}"


def desk_of(edition: Edition) -> Desk:
    """Return where a text is rendered for comparing."""
    return Desk(edition, Anywhere(), level=2)


def folded(html: str) -> str:
    """Return HTML with white space folded, and footnotes named by their numbers alone, not by their text."""
    named = re.sub(r"cw-fn(ref)?-[0-9a-f]{6}-", r"cw-fn\1-", html)
    return _SPACE.sub(" ", named).replace("> <", "><").strip()


def line(said: str | None) -> str:
    """Return a plain text on one line."""
    return _SPACE.sub(" ", clean(said or "")).strip(" ")


def text(said: str | None) -> str:
    """Return a plain text as paragraphs of HTML."""
    told = _SPACE.sub(" ", paragraphs(said or ""))
    return re.sub(r" ?(</?p>) ?", r"\1", told)
