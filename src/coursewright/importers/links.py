"""Links in Markdown on its way in: to files and things of the source, before either has its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["rewritten", "to_file", "to_thing"]

_SCHEME = "coursewright-import"
_LINK = re.compile(rf"{_SCHEME}:(file|thing)/([A-Za-z0-9%._~-]+)(#[A-Za-z0-9%._~-]+)?")


def to_file(name: str) -> str:
    """Return the address that stands for a file of the source until it has its place."""
    return f"{_SCHEME}:file/{quote(name, safe='')}"


def to_thing(source: str) -> str:
    """Return the address that stands for a thing of the source, by its `source`."""
    return f"{_SCHEME}:thing/{quote(source, safe='')}"


def rewritten(markdown: str, file: Callable[[str], str], thing: Callable[[str], str]) -> str:
    """Return Markdown with each such address replaced; the callables take names and give addresses."""
    if _SCHEME not in markdown:
        return markdown
    return _LINK.sub(lambda found: (file if found[1] == "file" else thing)(unquote(found[2])), markdown)
