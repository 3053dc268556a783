"""The tree of a course in OLX: each block, in whichever file it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.packages.reading.xml import children, local, place_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["Block", "Course", "all_files", "course_of"]

_STRUCTURE = ("course", "chapter", "sequential", "vertical")
_IN_FILES = (
    *_STRUCTURE,
    "problem",
    "html",
    "video",
    "discussion",
    "openassessment",
    "lti_consumer",
    "poll",
    "survey",
)
_INLINE = frozenset({"wiki", "textbook", "entry"})
_DEEPEST = 40


class Block(NamedTuple):
    """A block of the course."""

    tag: str
    name: str
    """Its `url_name`; empty where it says none."""
    file: str
    """The file that describes it."""
    element: _Element
    parent: str
    """The tag that it stands in."""
    pointer: Place
    """Where it is referred to."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return place_of(self.element, self.file)


class Course(NamedTuple):
    """A course as its files say."""

    top: _Element
    """The `course` of `course.xml`."""
    root: Block | None
    """The `course` with what it holds."""
    blocks: tuple[Block, ...]
    """All, the root first, each before what it holds."""
    missing: tuple[Said, ...]
    opened: frozenset[str]
    """The files that were read on the way."""
    names: frozenset[str]
    """What blocks are called, those included whose files cannot be read."""

    def named(self) -> Mapping[tuple[str, str], Block]:
        """Return blocks by tag and name."""
        return {(block.tag, block.name): block for block in reversed(self.blocks) if block.name}


def course_of(look: Look, root: str) -> Course | None:
    """Return the tree of a course; None where `course.xml` cannot be read."""
    file = f"{root}course.xml"
    top = look.xml(file)
    if top is None:
        return None
    missing: list[Said] = []
    opened = {file}
    blocks: list[Block] = []
    names: set[str] = set()
    waiting = [(top, file, "", 0)]
    while waiting:
        element, where, parent, depth = waiting.pop()
        names.add(element.get("url_name", ""))
        block = _followed(look, root, element, where, parent, missing, opened)
        if block is None:
            continue
        blocks.append(block)
        if block.tag in _STRUCTURE and depth < _DEEPEST:
            inner = [one for one in children(block.element) if local(one) not in _INLINE]
            waiting += [(one, block.file, block.tag, depth + 1) for one in reversed(inner)]
    return Course(
        top, blocks[0] if blocks else None, tuple(blocks), tuple(missing), frozenset(opened), frozenset(names)
    )


def _followed(
    look: Look,
    root: str,
    element: _Element,
    where: str,
    parent: str,
    missing: list[Said],
    opened: set[str],
) -> Block | None:
    """Return a block, read from the file that a pointer leads to."""
    tag, name = local(element), element.get("url_name", "")
    pointer = place_of(element, where)
    if not _points(element, tag):
        return Block(tag, name, where, element, parent, pointer)
    file = f"{root}{tag}/{name.replace(':', '/')}.xml"
    if file not in look.names:
        short = file.removeprefix(root)
        missing.append(said("PKG602", pointer, tag=tag, name=name, file=short))
        return None
    if file in opened and tag in _STRUCTURE:
        return Block(
            tag, name, file, element, parent, pointer
        )  # said to be there twice; not gone through again
    opened.add(file)
    inner = look.xml(file)
    return Block(tag, name, file, inner, parent, pointer) if inner is not None else None


def _points(element: _Element, tag: str) -> bool:
    """Whether an element only says where its block is written, as Open edX decides it."""
    allowed = {"url_name", "slug", "org", "course", "name"} if tag == "course" else {"url_name", "slug"}
    bare = set(element.attrib) <= allowed and not len(element) and not (element.text or "").strip()
    return bare and tag in _IN_FILES and bool(element.get("url_name"))


def all_files(look: Look, root: str) -> Iterator[str]:
    """Yield the files that describe blocks, whether or not anything refers to them."""
    folders = tuple(f"{root}{tag}/" for tag in _IN_FILES if tag != "course")
    for name in look.package.sizes:
        if name.startswith(folders) and name.endswith(".xml"):
            yield name
