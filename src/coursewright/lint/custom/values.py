"""An element as the plain data that a JSON Schema judges.

Values are what the format understands by them: yes and no are booleans, counts and percentages numbers, a
duration is its minutes (the longer end of a range), a reference or a time is the text as written, and a key
that takes one or several has a list. What an element inherits is there, a plain text that stands for a
mapping is that mapping, and what was not said is absent: no default is filled in.
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coursewright.lint.custom.reads import EVERYTHING, Reads
from coursewright.spec.durations import Duration
from coursewright.spec.element import Element, Ref, When
from coursewright.spec.model import (
    Announcement,
    Assessment,
    Content,
    Course,
    FollowUpActivity,
    Material,
    Module,
    Outcome,
    Prompt,
    Reflection,
    Session,
    Settings,
    Task,
    Unit,
)
from coursewright.spec.nodes import Absence, Invalid, Mapping, Node, Part, Scalar, Sequence, Todo
from coursewright.spec.times import Weeks
from coursewright.spec.values import LocalFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Table

ALL: Final = "all"
"""The key of a course, module or unit under which everything in it stands, in its units and inline too."""
CONTEXT: Final = "context"
"""The key of any element under which the circumstances around it stand: mode, audience and so on."""
GATHERED: Table[str, type[Element]] = MappingProxyType(
    {
        "outcomes": Outcome,
        "materials": Material,
        "tasks": Task,
        "sessions": Session,
        "follow_up_activities": FollowUpActivity,
        "reflections": Reflection,
        "assessments": Assessment,
        "announcements": Announcement,
    }
)
"""The keys of `all`."""

MISSING: Final = object()
"""Stands for a value that is not there."""
AS_IT_IS: Final = frozenset({str, bool, int, float})
"""The classes of what is plain already."""
_UNSAID = frozenset({"", "~", "null", "Null", "NULL"})
_LATER = frozenset({"TBC", "TBA", "TBD"})


class StillOpen(Exception):  # noqa: N818 - nothing is wrong with a design that is not finished
    """A key that was asked for is still to be decided, or could not be read."""


class All(NamedTuple):
    """What stands under `all`: everything in a course, module or unit, under the keys of `GATHERED`."""

    place: Content


def data_of(element: Element, reads: Reads, course: Course, *, absences: bool = False) -> dict[str, Any]:
    """Return those keys of an element that are read; with `absences`, None for what is left out on purpose.

    Raises `StillOpen`.
    """
    keys: dict[str, Reads] = reads.keys
    if reads.whole:
        keys = dict.fromkeys((*_said(element), *keys), EVERYTHING)
    data: dict[str, Any] = {}
    known = element.keys
    node = element.node
    pairs: Table[str, Any] | None = node.pairs if isinstance(node, Mapping) else None
    for name, below in keys.items():
        if name in known:
            if pairs is not None and name not in pairs and name != "id":
                continue  # most keys are absent from most elements, and need no closer look
            home = element
        else:
            home = home_of(element, name)
        if name in home.undecided:
            raise StillOpen
        value = value_of(home, name)
        if isinstance(value, Node):
            value = _of_node(value, below, absences, own=name.startswith("x-"))
        elif value is MISSING:
            value = None if absences and name in home.on_purpose else MISSING
        elif value.__class__ is All:
            value = _gathered(value.place, below, course, absences)
        else:
            value = _plain(value, below, course, absences)
        if value is not MISSING:
            data[name] = value
    return data


def value_of(element: Element, name: str) -> Any:
    """Return what the model has under a key, before it becomes plain data; of an open key, anything.

    `MISSING` stands for what is not said or left out on purpose, a node for what the model does not read.
    """
    entry = element.keys.get(name)
    if entry is None:
        home = home_of(element, name)
        if home is element:
            return _other_value(element, name)
        element, entry = home, home.keys[name]
    node = element.node
    if isinstance(node, Mapping):
        if name not in node.pairs and not (name == "id" and isinstance(element, Content)):
            return MISSING
        if name in element.on_purpose:
            return MISSING
    elif getattr(element, entry[0]) == getattr(type(element), entry[0]):
        return MISSING
    value = getattr(element, entry[0])
    return MISSING if value is None else value


def bare(value: Any) -> Any:
    """Return one value of the model as what stands for it in the data; an element stays an element."""
    match value:
        case Element():
            return value
        case Ref():
            return value.target if _inline(value) else value.text
        case Weeks():
            return value.first if value.first == value.last else str(value)
        case LocalFile():
            return {"file": value.path}
        case Duration():
            return value.high
        case When():
            return value.node.text if isinstance(value.node, Scalar) else value.node.written
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


def home_of(element: Element, name: str) -> Element:
    """Return what knows a key: the element, or the circumstances in force in a course, module or unit."""
    if name not in element.keys and isinstance(element, Content) and name in Settings.keys:
        return element.settings
    return element


def _said(element: Element) -> Iterable[str]:
    node = element.node
    if isinstance(element, Prompt):
        return ("text", "role")
    if isinstance(node, Mapping):
        return node.pairs
    return [name for name, (attribute, _) in element.keys.items() if getattr(element, attribute)]


def _other_value(element: Element, name: str) -> Any:
    """Return a value that the model has under no key of the element."""
    if name in element.on_purpose:
        return MISSING
    if name == CONTEXT:
        return element.scope.settings
    if name == ALL and isinstance(element, Content):
        return All(element)
    if isinstance(element, Prompt):
        value = getattr(element, name, None)
        return MISSING if value is None else value
    node = element.node
    written = node.value(name) if isinstance(node, Mapping) else None
    return MISSING if written is None else written


def _gathered(place: Content, reads: Reads, course: Course, absences: bool) -> dict[str, list[Any]]:
    names = GATHERED.keys() if reads.whole else reads.keys.keys() & GATHERED.keys()
    around: list[Content] = [place]
    for kind in (Module, Unit):
        around += course.within(place, kind)
    open_keys = (*names, "units", *(("reflection",) if "reflections" in names else ()))
    if any(one.leaves_open(*open_keys) for one in around):
        raise StillOpen
    return {
        name: [
            data_of(item, reads.keys.get(name, EVERYTHING), course, absences=absences)
            for item in course.within(place, GATHERED[name])
        ]
        for name in GATHERED
        if name in names
    }


def _plain(value: Any, reads: Reads, course: Course, absences: bool) -> Any:
    if value.__class__ in AS_IT_IS:
        return value
    if value.__class__ is tuple:
        return [_plain(item, reads, course, absences) for item in value]
    found = bare(value)
    return data_of(found, reads, course, absences=absences) if isinstance(found, Element) else found


def _inline(ref: Ref) -> bool:
    """Whether the thing itself is written where a reference could stand."""
    if not isinstance(ref.target, Element) or not isinstance(ref.target.node, Mapping):
        return False
    return ref.node is ref.target.node.value("id") or (isinstance(ref.node, Part) and not ref.node.text)


def _of_node(node: Node, reads: Reads, absences: bool, *, own: bool) -> Any:
    """Return what is written at a node; of an institution's own data, numbers and truths as YAML has them."""
    match node:
        case Todo() | Invalid():
            raise StillOpen
        case Absence():
            return None if absences else MISSING
        case Scalar():
            return _of_scalar(node) if own else node.text
        case Sequence():
            items = (_of_node(item, reads, absences, own=own) for item in node.items)
            return [item for item in items if item is not MISSING]
        case Mapping():
            return _of_mapping(node, reads, absences, own=own)
        case _:
            return MISSING


def _of_mapping(node: Mapping, reads: Reads, absences: bool, *, own: bool) -> Any:
    if own and node.pairs.keys() == {"TODO"}:
        raise StillOpen
    if own and node.pairs.keys() == {"none"}:
        return None if absences else MISSING
    names = node.pairs.keys() if reads.whole else [name for name in reads.keys if name in node.pairs]
    data: dict[str, Any] = {}
    for name in names:
        below = EVERYTHING if reads.whole else reads.keys[name]
        value = _of_node(node.pairs[name][1], below, absences, own=own)
        if value is not MISSING:
            data[name] = value
    return data


def _of_scalar(node: Scalar) -> Any:
    text = node.text.strip()
    open_yet = text == "TODO" or text.startswith(("TODO ", "TODO:")) or text.upper() in _LATER
    if open_yet or (node.plain and text in _UNSAID):
        raise StillOpen
    if not node.plain:
        return node.text
    from coursewright.lint.config.document import plain  # noqa: PLC0415 - only for an institution's own data

    return plain(node)
