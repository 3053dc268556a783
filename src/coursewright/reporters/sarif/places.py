"""Places as SARIF has them: addresses of files, regions with what is written there, and locations."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from coursewright.reporters.sarif.messages import text
from coursewright.reporters.shared.measure import flat, safe

if TYPE_CHECKING:
    from coursewright.reporters.record import Edit, Excerpt, Place

SRCROOT = "%SRCROOT%"
"""Stands for the folder that relative paths count from, wherever the repository lies."""

_UNFIT = re.compile("[\0\ud800-\udfff]")
"""What JSON can hold, but not every program that reads it."""


def address(path: str) -> dict[str, Any]:
    """Return the address of a file: relative to the root of the sources, else a `file` URI.

    Names that are no text have a replacement character for each byte that is none, as a URI with the bytes
    themselves makes uploads fail; their description says so.
    """
    written = quote(content(path))
    given: dict[str, Any] = {}
    if PurePath(path).is_absolute():
        given["uri"] = _file_uri(PurePath(path).drive, written)
    else:
        given |= {"uri": written, "uriBaseId": SRCROOT}
    if _UNFIT.search(path):
        given["description"] = text(f"The name of this file is no text: {safe(path)}")
    return given


def _file_uri(drive: str, written: str) -> str:
    if not drive:
        return f"file://{written}"
    if drive.endswith(":"):
        return f"file:///{drive}{written.removeprefix(quote(drive))}"
    return f"file:{written}"


def physical(path: str, region: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the place of a region in a file, or of the whole file."""
    return {"artifactLocation": address(path)} | ({"region": region} if region else {})


def region(place: Place | Edit, excerpt: Excerpt | None = None) -> dict[str, Any]:
    """Return a stretch of a file; an excerpt shows what is written there."""
    found: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    if excerpt is not None and (snippet := _snippet(place, excerpt)):
        found["snippet"] = {"text": content(snippet)}
    return found


def _snippet(place: Place | Edit, excerpt: Excerpt) -> str:
    """Return what a region says: all of it, or its first line and an ellipsis where it goes on."""
    goes_on = place.end_line > place.line and excerpt.marked
    return f"{excerpt.marked}\n…" if goes_on else excerpt.marked


def _around(place: Place, excerpt: Excerpt) -> dict[str, Any]:
    """Return the lines around a region of one line, or nothing where one of them was cut."""
    parts = (excerpt.above, excerpt.before, excerpt.marked, excerpt.after, excerpt.below)
    if place.end_line != place.line or any(part[:1] == "…" or part[-1:] == "…" for part in parts):
        return {}
    lines = [excerpt.above] if place.line > 1 else []
    lines.append(f"{excerpt.before}{excerpt.marked}{excerpt.after}")
    lines += [excerpt.below] if excerpt.below else []
    if lines == [excerpt.marked]:
        return {}
    first = max(place.line - 1, 1)
    return {
        "startLine": first,
        "endLine": first + len(lines) - 1,
        "snippet": {"text": content("\n".join(lines))},
    }


def at_line(path: str, line: int, column: int = 0) -> dict[str, Any]:
    """Return the location of a line, or of the whole file where the line is 0."""
    start = {"startLine": line} | ({"startColumn": column} if column else {})
    return {"physicalLocation": physical(path, start if line else None)}


def location(place: Place, excerpt: Excerpt | None = None) -> dict[str, Any]:
    """Return a place in its file and, by its node, in the course."""
    found: dict[str, Any] = {"physicalLocation": physical(place.path, region(place, excerpt))}
    if excerpt is not None and (around := _around(place, excerpt)):
        found["physicalLocation"]["contextRegion"] = around
    if place.node:
        found["logicalLocations"] = [{"fullyQualifiedName": safe(place.node)}]
    return found


def related(place: Place, number: int) -> dict[str, Any]:
    """Return a related place, by the number that links in the message have for it."""
    said = flat(place.label)
    return {"id": number, **location(place), **({"message": text(said)} if said else {})}


def content(written: str) -> str:
    """Return the text of a file as it is, with a replacement character for what is no text."""
    return _UNFIT.sub("\ufffd", written)
