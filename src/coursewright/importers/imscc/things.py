"""What the resources of a cartridge are, by their types, and what each is called in `x-source`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
        return "page" if is_web_page(resource.name) else "file"
    return "unknown"


def things_of(
    manifest: Manifest, what: Callable[[Resource], What], source: Callable[[Resource, What], str]
) -> list[Thing]:
    """Return what all resources are, in the order of the manifest, each with a source of its own."""
    found: list[Thing] = []
    taken: set[str] = set()
    for resource in _all(manifest):
        one = what(resource)
        name = wanted = source(resource, one)
        number = 1
        while name in taken:
            number += 1
            name = (
                f"{wanted}#{resource.identifier}"
                if number == 2 and resource.identifier
                else f"{wanted}#{number}"
            )
        taken.add(name)
        found.append(Thing(one, resource, name))
    return found


def _all(manifest: Manifest) -> Iterable[Resource]:
    return (*manifest.resources.values(), *manifest.repeated)
