"""What completes an item of a module, and which modules open item by item.

Canvas locks items of a module by their order alone. So a module opens in order where something in it requires
something else in it, and then only what is required holds others up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.edition.scope import is_draft
from coursewright.exporters.imscc.canvas.grading import points_in
from coursewright.exporters.imscc.canvas.modules import Requirement
from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry, ModulePart
    from coursewright.exporters.imscc.canvas.things import Thing

__all__ = ["held_up_by", "needed_modules", "requirement_of"]


def held_up_by(module: ModulePart) -> frozenset[str]:
    """Return the keys of entries that hold others up in a module; none where it need not open in order.

    In one that does, tasks also hold up the follow-ups that take them up.
    """
    before: set[str] = set()
    required: set[str] = set()
    taken_up: set[str] = set()
    for entry in module.entries:
        (required if requires(entry) else taken_up).update(before.intersection(entry.needs))
        if not entry.optional and not is_draft(entry.element):
            before.add(entry.key)
    return frozenset(required | taken_up if required else ())


def requires(entry: Entry) -> bool:
    """Whether an entry says that others must come first; that a follow-up takes tasks up is no condition."""
    return entry.kind in {"task", "session"} and bool(entry.needs)


def needed_modules(module: ModulePart, edition: Edition) -> tuple[ModulePart, ...]:
    """Return the modules to complete first, as far as they come earlier: Canvas knows no others."""
    earlier = []
    for other in edition.modules:
        if other.key == module.key:
            break
        earlier.append(other)
    return tuple(other for other in earlier if other.key in module.needs)


def requirement_of(thing: Thing, held_up: frozenset[str]) -> Requirement | None:
    """Return what completes the item of an entry; None where nothing does."""
    entry = thing.entry
    if entry.optional or not thing.published or (held_up and entry.key not in held_up):
        return None
    element = entry.element
    mark = element.pass_mark if isinstance(element, Task | Assessment) else None
    points = points_in(thing)
    if mark and points and (thing.assignment or (thing.kind == "quiz" and not thing.opinion)):
        return Requirement("min_score", round(points * mark / 100, 2))
    match thing.kind:
        case "quiz" | "assignment":
            return Requirement("must_submit")
        case "topic" | "wiki":
            return Requirement("must_contribute")
        case "paper":
            return Requirement("must_mark_done")
        case "page" if entry.kind in {"task", "follow-up", "reflection"}:
            return Requirement("must_mark_done")
        case "page" if entry.key in held_up:
            return Requirement("must_view")
    return None
