"""The plan that files would hold, as an outline: who it is for, what students do, where it is taken up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.reporters.views.terminal.outline import drawn_outline
from coursewright.spec.documents import read_document
from coursewright.spec.load import load_documents
from coursewright.spec.model import Unit
from coursewright.spec.nodes import Mapping, Todo
from coursewright.views.charts import Label, Outline, OutlineItem
from coursewright.views.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.cli.writing import NewText
    from coursewright.reporters.views.terminal.ink import Line
    from coursewright.spec.element import Item
    from coursewright.spec.model import Course, Module
    from coursewright.spec.model.content import Assessment
    from coursewright.spec.model.structure import Content

_LEFT = "TODO"
_CLAUSE_END = re.compile(r"[,;:.]")
_WHOLE = 5
"""How many files are outlined down to their tasks; of more, there are the titles."""


def outlined(files: Sequence[NewText], room: int) -> list[Line]:
    """Return the outline of a course or module whose files are not written yet, the main one first."""
    courses = [load_documents(read_document(file.path, file.text.encode())) for file in files]
    items = tuple(_items(courses))
    return list(drawn_outline(Outline("plan", "", items), room, lambda _: ""))


def _items(courses: Sequence[Course]) -> Iterator[OutlineItem]:
    """Yield the items of a course and its modules, each read by itself, since none is there yet."""
    depth = 0
    for course in courses:
        if not course.implicit:
            yield OutlineItem(0, _label(course), _sums(course))
            depth = 1
            continue
        for module in course.modules:
            yield OutlineItem(depth, _label(module), _sums(module))
            yield from _module(module, depth + 1) if len(courses) <= _WHOLE else ()


def _module(module: Module, depth: int) -> Iterator[OutlineItem]:
    if module.flat:
        yield from _content(module, depth)
        return
    for unit in module.units:
        yield OutlineItem(depth, _label(unit))
        yield from _content(unit, depth + 1)
    yield from _content(module, depth)


def _content(place: Content, depth: int) -> Iterator[OutlineItem]:
    """Yield what is done in a place, in the order in which it happens in most plans."""
    for task in place.tasks:
        said = ", ".join(str(one) for one in (task.kind, task.duration) if one)
        yield OutlineItem(depth, _label(task), said)
    for session in place.sessions:
        yield OutlineItem(depth, _label(session), "session")
    for activity in place.follow_up_activities:
        yield OutlineItem(depth, _label(activity), "takes it up again")
    if place.reflection is not None:
        yield OutlineItem(depth, Label("Reflection"))
    for assessment in place.assessments:
        yield OutlineItem(depth, _work(assessment), "assessment")


def _sums(place: Content) -> str:
    return count(len(place.outcomes), "outcome") if place.outcomes else ""


def _work(assessment: Assessment) -> Label:
    """Return what to call an assessment: its title, else what its hint asks for, its kind or its id."""
    if assessment.title:
        return Label(assessment.title)
    found = assessment.node.value("title") if isinstance(assessment.node, Mapping) else None
    hint = found.hint if isinstance(found, Todo) else ""
    name = _CLAUSE_END.split(hint)[0] or assessment.kind
    return Label(f"{name} ({_LEFT})") if name else _label(assessment)


def _label(item: Item) -> Label:
    title = item.title or item.id
    if title:
        return Label(title)
    noun = item.noun if not isinstance(item, Unit) else "unit"
    return Label(f"{noun} ({_LEFT})")
