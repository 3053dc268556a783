"""Assignments of version 1.3 as tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.imscc.topics import html_in, said_in
from coursewright.packages.reading.xml import children, first, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing

__all__ = ["assignment_item", "graded_in", "keep_staff_text", "number_in"]

_MOST = 1e9


def assignment_item(cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a task of an assignment."""
    root = cartridge.xml(thing.resource)
    if root is None:
        return None
    title = title or " ".join(text_of(root, "title").split()) or "Assignment"
    data: Data = {"title": title, **said_in(cartridge, root, thing.resource.name), **graded_in(root)}
    formats = [
        kind for one in children(first(root, "submission_formats"), "format") if (kind := one.get("type"))
    ]
    if formats:
        data["x-submission-formats"] = formats
    cartridge.account.imported("assignment", thing.source, title, "as a task")
    keep_staff_text(cartridge, root, thing, title)
    return Item("tasks", thing.source, data)


def graded_in(root: _Element) -> Data:
    """Return whether marks of an assignment count, and its points."""
    gradable = first(root, "gradable")
    if gradable is None or text_of(gradable).lower() not in {"true", "1"}:
        return {}
    data: Data = {"graded": True}
    points = number_in(gradable.get("points_possible") or "")
    if points is not None:
        data["x-points"] = points
    return data


def number_in(text: str) -> int | float | None:
    """Return a number that a text is, a whole one as such; None where it is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    if not abs(number) <= _MOST:
        return None
    return int(number) if number == int(number) else number


def keep_staff_text(cartridge: Cartridge, root: _Element, thing: Thing, title: str) -> None:
    """Keep what an assignment says to those who teach."""
    text = cartridge.markdown(html_in(first(root, "instructor_text")), thing.resource.name)
    if text:
        cartridge.account.keep(title, thing.source, text, "it is written for instructors")
        cartridge.account.partly(
            "assignment", thing.source, title, "what it says to instructors is in the notes, not in the plan"
        )
