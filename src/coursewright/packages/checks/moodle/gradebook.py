"""The gradebook, and how what is graded is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.moodle.parts import value_of
from coursewright.packages.reading.xml import children, first, place_of, text_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.moodle.parts import Part
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_gradebook", "check_rubrics"]

_GRADED = frozenset({"assign", "quiz", "lesson", "workshop"})
"""Modules that are graded by what `grade` says; others are left alone."""


def check_gradebook(part: Part) -> Iterator[Said]:
    """Check that the columns of an activity in the gradebook are there, and announced."""
    if part.grades is None:
        return
    file = f"{part.activity.folder}/grades.xml"
    items = list(children(first(part.grades, "grade_items"), "grade_item"))
    if not items and part.activity.module in _GRADED and _is_graded(part):
        yield said("PKG419", Place(file), title=part.title)
    listed = part.listed("grade_itemref", "grade_item")
    there = {item.get("id", "") for item in items}
    for item in items:
        if item.get("id", "") not in listed:
            yield said("PKG420", place_of(item, file), title=part.title, id=item.get("id", ""))
    for number in sorted(listed - there):
        place = Place(f"{part.activity.folder}/inforef.xml")
        yield said("PKG421", place, what="the grade item", id=number, file="grades.xml")


def _is_graded(part: Part) -> bool:
    try:
        return float(value_of(part.instance, "grade") or 0) != 0
    except ValueError:
        return False


def check_rubrics(look: Look, part: Part) -> Iterator[Said]:
    """Check what `grading.xml` says of rubrics."""
    file = f"{part.activity.folder}/grading.xml"
    for area in children(look.xml(file), "area"):
        if value_of(area, "activemethod") != "rubric":
            continue
        definitions = list(children(first(area, "definitions"), "definition"))
        if not definitions:
            what = f'"{part.title}" is marked by a rubric that is not there'
            yield said("PKG432", place_of(area, file), what=what)
        for definition in definitions:
            if text_of(definition, "method") in {"rubric", ""}:
                for element, what in _unready(definition, f'the rubric of "{part.title}"'):
                    yield said("PKG432", place_of(element, file), what=what)


def _unready(definition: _Element, rubric: str) -> Iterator[tuple[_Element, str]]:
    """Yield what a rubric lacks, and where."""
    if text_of(definition, "status") != "20":
        yield definition, f"{rubric[0].upper()}{rubric[1:]} is not marked as ready"
    criteria = list(definition.iter("criterion"))
    if not criteria:
        yield definition, f"{rubric[0].upper()}{rubric[1:]} has no criteria"
    for criterion in criteria:
        if next(criterion.iter("level"), None) is None:
            yield criterion, f"A criterion of {rubric} has no levels"
