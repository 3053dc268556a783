"""Broken link.

## What it says

A file that the spec names is not there, or lies outside the course's folder. Where the web may be asked, as
with `--web-links`, an address that leads nowhere is meant as well.

## Why

A missing file is found by the first student who opens the page, usually in the evening. When edX asked its
course teams in 2024 what they lacked most, a check for broken links came first: they heard of them from
students. What lies outside the course's folder is there on your machine and missing wherever the course is
taken: it cannot be exported with it.

Files are looked for under `path`, in `instructions: {file: ...}`, and under `captions` and `transcript` where
these end like a file; a path counts from the file it is written in. Web addresses are those of materials and
tools and the links in Markdown. An address is broken if it answers 404 or 410, or if nobody knows its host
although the network works. Silence means *not known to be broken*: addresses that refuse robots, want a
password, are busy or slow, stand in a private network, or are examples (`example.org`) are left alone. So are
folders, and paths that lead out of a module that belongs to no course.

## Invalid

```yaml
module: fossils
materials:
  - {id: key, title: Key to the ammonites, kind: reading, path: ammonites.pdf}
```

## Valid

```yaml
module: fossils
materials:
  - {id: key, title: Key to the ammonites, kind: reading, url: "https://example.org/ammonites.pdf"}
```
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coursewright.design.local_files import whereabouts
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import called, capital, shortened
from coursewright.spec.model import Assessment, FollowUpActivity, Material, Task
from coursewright.spec.nodes import Mapping
from coursewright.spec.values import LocalFile
from coursewright.spec.witness import was_listed
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.web_links import WebLinks
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

META = Meta(
    code="MAT005",
    name="broken-link",
    statement="Files that are named are there; web addresses too, where they may be asked",
    severity=Severity.WARNING,
    minutes=2,
    evidence=Evidence.RESEARCH,
    sources=("Open edX 2024",),
    why="the first to find out are students who wanted to read it",
)

_LIKE_A_FILE = (".vtt", ".srt", ".ttml", ".txt", ".md", ".html", ".pdf", ".docx", ".odt", ".rtf")


def check(course: Course, context: Context) -> Iterator[Problem]:
    """Report files that are missing or out of reach, and web addresses that lead nowhere."""
    for kind in (Material, Task, FollowUpActivity, Assessment):
        for element in course.every(kind):
            for key, path in _paths(element):
                yield from _file(element, key, path, course)
    if context.web is not None:
        yield from _web(course, context.web)


def _paths(element: Element) -> Sequence[tuple[str, str]]:
    if not isinstance(element, Material):
        written = getattr(element, "instructions", None)
        return (("instructions", written.path),) if isinstance(written, LocalFile) else ()
    found = [("path", element.path)] if element.path else []
    for key, value in (("captions", element.captions), ("transcript", element.transcript)):
        if isinstance(value, str) and value.lower().endswith(_LIKE_A_FILE) and "://" not in value:
            found.append((key, value))
    return found


def _file(element: Element, key: str, path: str, course: Course) -> Iterator[Problem]:
    home = course.path.parent
    # An inherited path counts from the file that it is written in.
    node = element.node.pairs[key][0] if isinstance(element.node, Mapping) else element.node
    place = whereabouts(path, node.source, home)
    if place in ("there", "unknown") or (place == "outside" and course.implicit):
        return
    subject = f"{capital(called(element))} names the file {shortened(path)}, which"
    if place == "outside":
        fix = f"move the file below {course.path.name}, so that it can go where the course goes"
        yield Problem(element, f"{subject} lies outside the course's folder.", fix, key=key)
        return
    fix = f"check the path, which counts from the folder of {node.source.path.name}"
    if "://" in path:
        fix = "write a web address under `url`"
    elif near := _near(path, node.source.path.parent):
        fix = f"did you mean `{near}`?"
    yield Problem(element, f"{subject} does not exist.", fix, key=key)


def _near(written: str, folder: os.PathLike[str]) -> str:
    """Return the path of a file in the same place whose name is much like the one that is missing."""
    place, _, name = written.replace("\\", "/").rpartition("/")
    try:
        was_listed(os.path.join(folder, place))  # noqa: PTH118
        names = os.listdir(os.path.join(folder, place))  # noqa: PTH118, PTH208 - plain names are compared
    except (OSError, ValueError):
        return ""
    near = closest(name, names)
    return "/".join(part for part in (place, near) if part) if near else ""


def _web(course: Course, web: WebLinks) -> Iterator[Problem]:
    from coursewright.design.web_addresses import web_addresses  # noqa: PLC0415 - hardly ever asked for

    addresses = list(web_addresses(course))
    broken = web.broken(address.url for address in addresses)
    for url, element, key in addresses:
        if url in broken:
            message = f"{capital(called(element))} links to {shortened(url)}, which {broken[url]}."
            fix = "give the address to which it has moved, or one where the same can be found"
            yield Problem(element, message, fix, key=key)
