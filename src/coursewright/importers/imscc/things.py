"""What the resources of a cartridge are, by their types, and what each is called in `x-source`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.importers.imscc.manifest import Manifest, Resource

__all__ = ["NAMES", "Thing", "What", "is_web_page", "plain_what", "things_of"]

What: TypeAlias = Literal[
    "page", "file", "link", "tool", "topic", "quiz", "bank", "assignment", "part", "fallback", "unknown"
]
"""`part` belongs to another resource, and is read with it; `fallback` repeats another for old platforms."""

NAMES: dict[What, str] = {
    "page": "page",
    "file": "file",
    "link": "web link",
    "tool": "external tool",
    "topic": "discussion",
    "quiz": "quiz",
    "bank": "question bank",
    "assignment": "assignment",
    "part": "part",
    "fallback": "fallback",
    "unknown": "resource",
}
"""What people call each."""


class Thing(NamedTuple):
    """A resource, and what it is."""

    what: What
    resource: Resource
    source: str
    """Unique in the course."""


def is_web_page(name: str) -> bool:
    """Whether a file is a page of HTML, by its name."""
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def plain_what(resource: Resource) -> What:
    """Return what a resource of any cartridge is."""
    kind = resource.type
    if resource.stands_for:
        return "fallback"
    if kind.startswith("imsdt"):
        return "topic"
    if kind.startswith("imswl"):
        return "link"
    if kind.startswith("imsbasiclti"):
        return "tool"
    if kind.startswith("assignment"):
        return "assignment"
    if "qti" in kind:
        return "bank" if kind.endswith("question-bank") else "quiz"
    if kind.startswith(("webcontent", "associatedcontent")) or not kind:
        return "page" if is_web_page(resource.opens) else "file"
    return "unknown"


def things_of(
    manifest: Manifest, what: Callable[[Resource], What], source: Callable[[Resource, What], str]
) -> list[Thing]:
    """Return what all resources are, in the order of the manifest, each with a source of its own.

    Of resources that open the same file, all but the first are fallbacks for it.
    """
    found: list[Thing] = []
    taken: Counter[str] = Counter()
    openers: dict[str, str] = {}
    for resource in (*manifest.resources.values(), *manifest.repeated):
        one = what(resource)
        if one == "fallback" and resource.stands_for not in manifest.resources:
            one = what(resource._replace(stands_for=""))
        opener = openers.setdefault(resource.name, resource.identifier) if resource.name else ""
        if one != "part" and opener and opener != resource.identifier:
            found.append(Thing("fallback", resource._replace(stands_for=opener), ""))
            continue
        name = source(resource, one)
        taken[name] += 1
        if taken[name] > 1:
            name = f"{name}#{taken[name]}"
        found.append(Thing(one, resource, name))
    return found
