"""What blocks of a course say: names, nesting, dates, and the parts that some kinds need."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from coursewright.packages.reading.xml import children, first, local, place_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.olx.course import Block, Course
    from coursewright.packages.look import Look
    from coursewright.packages.said import Place, Said

__all__ = ["check_blocks", "moment_of"]

_NAME = re.compile(r"[\w.~:-]+")
_HOLDS = {"course": ("chapter",), "chapter": ("sequential",), "sequential": ("vertical",)}
_KNOWN_PARENTS = {"chapter": "course", "sequential": "chapter", "vertical": "sequential"}
_SHOWN = frozenset({"course", "chapter", "sequential", "vertical"})
_DATES = ("start", "end", "enrollment_start", "enrollment_end", "due")
_DISCUSSION = ("discussion_id", "discussion_category", "discussion_target")


def check_blocks(look: Look, course: Course, root: str) -> Iterator[Said]:
    """Check all blocks."""
    names: dict[tuple[str, str], Block] = {}
    discussions: dict[str, Block] = {}
    for block in course.blocks:
        yield from _name(block, names)
        yield from _nesting(block)
        yield from _dates(block, course)
        if block.tag in _SHOWN and not block.element.get("display_name"):
            yield said("PKG615", block.place, tag=block.tag)
        match block.tag:
            case "html":
                yield from _page(look, block, root)
            case "discussion":
                yield from _discussion(block, discussions)
            case "openassessment":
                yield from _assessment(block)


def _name(block: Block, names: dict[tuple[str, str], Block]) -> Iterator[Said]:
    if not block.name:
        return
    if not _NAME.fullmatch(block.name):
        yield said("PKG604", block.pointer, name=block.name)
    other = names.setdefault((block.tag, block.name), block)
    if other is not block:
        yield said("PKG603", block.pointer, name=block.name, tag=other.tag, other=other.pointer.file)


def _nesting(block: Block) -> Iterator[Said]:
    wanted = _HOLDS.get(block.parent)
    if wanted and block.tag not in wanted:
        holder = _KNOWN_PARENTS.get(block.tag, "vertical")
        yield said("PKG605", block.pointer, tag=block.tag, parent=block.parent, wanted=f"a `{holder}`")
    elif block.parent == "vertical" and block.tag in _SHOWN:
        holder = _KNOWN_PARENTS.get(block.tag, "course")
        yield said("PKG605", block.pointer, tag=block.tag, parent="vertical", wanted=f"a `{holder}`")


def moment_of(value: str) -> dt.datetime | None:
    """Return the moment that a date of Open edX means; None where it cannot be read."""
    try:
        moment = dt.datetime.fromisoformat(value.strip().strip('"'))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _dates(block: Block, course: Course) -> Iterator[Said]:
    known: dict[str, dt.datetime] = {}
    for name in _DATES:
        value = block.element.get(name)
        if value is None or value in {"", "null"}:
            continue
        moment = moment_of(value)
        if moment is None:
            yield said("PKG607", _at(block, name), attribute=name, value=value)
        else:
            known[name] = moment
    end = moment_of(course.root.element.get("end", "")) if course.root and block.tag != "course" else None
    if end is not None:
        known["end"] = end
    for earlier, later in (
        ("start", "end"),
        ("enrollment_start", "enrollment_end"),
        ("start", "due"),
        ("due", "end"),
    ):
        if earlier in known and later in known and known[earlier] > known[later]:
            words = {"earlier": earlier, "first": _written(block, course, earlier)}
            yield said("PKG608", block.place, **words, later=later, second=_written(block, course, later))


def _written(block: Block, course: Course, name: str) -> str:
    own = block.element.get(name, "")
    return own or (course.root.element.get(name, "") if course.root else "")


def _at(block: Block, attribute: str) -> Place:
    return place_of(block.element, block.file, attribute)


def _page(look: Look, block: Block, root: str) -> Iterator[Said]:
    name = block.element.get("filename")
    if name is not None and f"{root}html/{name}.html" not in look.names:
        yield said("PKG606", _at(block, "filename"), file=f"html/{name}.html")


def _discussion(block: Block, seen: dict[str, Block]) -> Iterator[Said]:
    for attribute in _DISCUSSION:
        if not block.element.get(attribute):
            yield said("PKG616", block.place, attribute=attribute)
    number = block.element.get("discussion_id", "")
    other = seen.setdefault(number, block) if number else block
    if other is not block:
        yield said("PKG617", block.place, id=number, line=other.place.line, other=other.file)


def _assessment(block: Block) -> Iterator[Said]:
    for part in ("rubric", "assessments", "prompts"):
        if first(block.element, part) is None and not (part == "prompts" and _has_prompt(block.element)):
            yield said("PKG619", block.place, part=part)
    steps = [one.get("name", "") for one in children(first(block.element, "assessments"), "assessment")]
    if first(block.element, "assessments") is not None and not steps:
        yield said("PKG619", block.place, part="assessment")
    for criterion in children(first(block.element, "rubric"), "criterion"):
        if first(criterion, "option") is None and criterion.get("feedback") != "required":
            yield said("PKG619", place_of(criterion, block.file), part="option of a criterion")


def _has_prompt(element: _Element) -> bool:
    return any(local(one) == "prompt" for one in element.iter())
