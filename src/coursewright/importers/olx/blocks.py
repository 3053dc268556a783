"""The tree of an Open edX course: each block with its settings, whether it stands in place or in a file.

A tag that has nothing but a `url_name` points to a file, `vertical/NAME.xml`; every other holds its block.
Settings of `policy.json` are laid over those of the tag.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from coursewright.packages.reading.xml import local
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.source import Source

__all__ = ["CONTAINERS", "Block", "Policy", "leaves", "policy_of", "tree_of"]

Policy: TypeAlias = "dict[str, dict[str, object]]"

CONTAINERS = frozenset(
    {"course", "chapter", "sequential", "vertical", "videosequence", "problemset", "wrapper", "randomize"}
    | {"split_test", "library_content", "itembank", "conditional", "unit"}
)
"""Blocks that are made of blocks."""
_FILED = CONTAINERS | {"html", "problem", "video"}
"""Blocks that a tag with nothing but a name points to; others may have nothing to say."""
_MOST = 60_000
"""Blocks of one course, far more than any has. Large ones have some thousands."""
_DEEPEST = 16
"""Levels of blocks within blocks; platforms have four, old courses some more."""
_NO_BLOCKS = frozenset({"wiki", "textbook", "metadata", "show", "group_configuration", "source", "tags"})
_POINTING = frozenset({"url_name", "org", "course", "slug", "xblock-family"})


@dataclass(slots=True)
class Block:
    """A part of a course: a section, a unit, a page, a problem."""

    tag: str
    name: str
    """Its `url_name`; of one without, its place in the block around it."""
    settings: dict[str, str]
    element: _Element
    parts: list[Block] = field(default_factory=list)
    missing: str = ""
    """Why it cannot be read, as a clause; else empty."""

    @property
    def source(self) -> str:
        """What it is in its course."""
        return f"{self.tag}:{self.name}"

    @property
    def title(self) -> str:
        """As learners read it; empty where it has none."""
        return " ".join(self.said("display_name").split())

    def said(self, key: str) -> str:
        """Return a setting; empty where there is none. Old exports wrote them as JSON."""
        text = self.settings.get(key, "").strip()
        if text[:1] == '"' and text[-1:] == '"' and len(text) > 1:
            return text[1:-1].strip()
        return "" if text in {"null", "None"} else text

    def says(self, key: str) -> bool | None:
        """Return a setting that is true or false; None where it is neither."""
        return {"true": True, "false": False}.get(self.said(key).lower())


def policy_of(source: Source, root: str, run: str) -> Policy:
    """Return the settings of a run by block, `chapter/week-1`; none where no file says any."""
    for name in (f"{root}policies/{run}/policy.json", f"{root}policies/{run}.json"):
        if name not in source.sizes:
            continue
        try:
            found = json.loads(source.text(name))
        except (ValueError, RecursionError):
            return {}
        if isinstance(found, dict):
            return {key: value for key, value in found.items() if isinstance(value, dict)}
    return {}


def tree_of(source: Source, root: str) -> Block | None:
    """Return the course as a tree; None where its `course.xml` cannot be read."""
    element = source.xml(f"{root}course.xml")
    if element is None or local(element) != "course":
        return None
    run = element.get("url_name") or element.get("slug") or ""
    return _Gathering(source, root, policy_of(source, root, run)).block(element, "course", 0)


class _Gathering:
    def __init__(self, source: Source, root: str, policy: Policy) -> None:
        self._source = source
        self._root = root
        self._policy = policy
        self._seen: set[str] = set()
        self._number = 0

    def block(self, element: _Element, place: str, depth: int) -> Block:
        self._number += 1
        if self._number > _MOST:
            raise UsageError(
                f"This course holds more than {_MOST:,} blocks, and so was not imported.",
                "No course has so many. Import a part of it, or look at what is in it.",
            )
        tag = local(element)
        name = element.get("url_name") or element.get("slug") or ""
        missing = ""
        settings = {str(key): str(value) for key, value in element.attrib.items()}
        if name and _points(element):
            file = f"{self._root}{tag}/{name.replace(':', '/')}.xml"
            found = None if file in self._seen else self._source.xml(file)
            there = file in self._source.sizes
            if file in self._seen:
                missing = "it stands in the course more than once, and came in where it stands first"
            elif found is None and (there or tag in _FILED):
                missing = f"its file `{tag}/{name}.xml` {'cannot be read' if there else 'is not there'}"
            elif found is not None:
                element = found
                settings |= {str(key): str(value) for key, value in found.attrib.items()}
                settings["url_name"] = name
            self._seen.add(file)
        settings |= _as_texts(self._policy.get(f"{tag}/{name}", {}))
        made = Block(tag, name or place, settings, element, missing=missing)
        if tag in CONTAINERS and not missing:
            made.parts = list(self._parts(made, depth))
        return made

    def _parts(self, block: Block, depth: int) -> Iterator[Block]:
        if depth >= _DEEPEST:
            block.missing = "it is nested too deeply"
            return
        for number, child in enumerate(block.element, 1):
            tag = local(child)
            if tag and tag not in _NO_BLOCKS and re.fullmatch(r"[\w.-]+", tag):
                yield self.block(child, f"{block.name}-{number}", depth + 1)


def _points(element: _Element) -> bool:
    return len(element) == 0 and not (element.text or "").strip() and not set(element.attrib) - _POINTING


def _as_texts(settings: dict[str, object]) -> dict[str, str]:
    return {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in settings.items()
        if value is not None
    }


def leaves(block: Block) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """Yield the blocks in one that hold no others, each with the blocks between the two, from the outside."""
    waiting: list[tuple[Block, tuple[Block, ...]]] = [(one, ()) for one in reversed(block.parts)]
    while waiting:
        one, around = waiting.pop()
        if one.tag in CONTAINERS and not one.missing:
            waiting += [(part, (*around, one)) for part in reversed(one.parts)]
        else:
            yield one, around
