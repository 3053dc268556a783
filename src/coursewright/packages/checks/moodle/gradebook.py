"""The gradebook, and how what is graded is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.moodle.parts import value_of
from coursewright.packages.reading.xml import children, first, place_of, text_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.moodle.parts import Part
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_gradebook", "check_rubrics"]

_GRADED = frozenset({"assign", "quiz", "lesson", "workshop"})
"""Modules that are graded by what `grade` says; others are left alone."""


def check_gradebook(parts: tuple[Part, ...]) -> Iterator[Said]:
    """Check that columns of the gradebook are there, and announced."""
    for part in parts:
        file = f"{part.activity.folder}/grades.xml"
        items = list(children(first(part.grades, "grade_items"), "grade_item"))
        if part.grades is not None and not items and part.activity.module in _GRADED and _is_graded(part):
            yield said("PKG419", Place(file), title=part.title)
        listed = part.listed("grade_itemref", "grade_item")
        there = {item.get("id", "") for item in items}
        for item in items:
            if item.get("id", "") not in listed:
                yield said("PKG420", place_of(item, file), title=part.title, id=item.get("id", ""))
        inforef = f"{part.activity.folder}/inforef.xml"
        if part.grades is not None:
            for number in sorted(listed - there):
                yield said("PKG421", Place(inforef), what="the grade item", id=number, file="grades.xml")


def _is_graded(part: Part) -> bool:
    try:
        return float(value_of(part.instance, "grade") or 0) != 0
    except ValueError:
        return False


def check_rubrics(look: Look, parts: tuple[Part, ...]) -> Iterator[Said]:
    """Check what `grading.xml` says of rubrics."""
    for part in parts:
        file = f"{part.activity.folder}/grading.xml"
        root = look.xml(file)
        for area in children(root, "area"):
            if value_of(area, "activemethod") != "rubric":
                continue
            definitions = [
                one
                for one in children(first(area, "definitions"), "definition")
                if text_of(one, "method") in {"rubric", ""}
            ]
            if not definitions:
                yield said(
                    "PKG432",
                    place_of(area, file),
                    what=f'"{part.title}" is marked by a rubric that is not there',
                )
            for definition in definitions:
                if text_of(definition, "status") != "20":
                    what = f'The rubric of "{part.title}" is not marked as ready'
                    yield said("PKG432", place_of(definition, file), what=what)
                criteria = list(definition.iter("criterion"))
                if not criteria:
                    yield said(
                        "PKG432",
                        place_of(definition, file),
                        what=f'The rubric of "{part.title}" has no criteria',
                    )
                for criterion in criteria:
                    if next(criterion.iter("level"), None) is None:
                        what = f'A criterion of the rubric of "{part.title}" has no levels'
                        yield said("PKG432", place_of(criterion, file), what=what)
