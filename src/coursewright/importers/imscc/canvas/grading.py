"""What counts in a course of Canvas: its groups of assignments, and its rubrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.imscc.canvas.fields import fields_of, is_true, number
from coursewright.importers.prose import plain_of
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.canvas.fields import Fields

__all__ = ["Group", "Rubric", "counts", "groups_of", "rubrics_of"]

_UNSCORED, _UNSAID = "_unscored", "_unsaid"
"""Ends of identifiers that our own exporter gives to what Canvas wants and no author said."""
_MOST = 200
"""Criteria of one rubric that are read. People mark by ten."""


class Group(NamedTuple):
    """A group of assignments."""

    title: str
    weight: int | float | None
    """In per cent; None where groups have no weights."""
    rules: tuple[Data, ...] = ()
    """What is dropped: the lowest, the highest."""


class Rubric(NamedTuple):
    """A rubric, its criteria as a plan has them."""

    title: str
    criteria: tuple[Data, ...]
    outcomes: tuple[str, ...] = ()
    """Identifiers of outcomes that its criteria measure."""
    too_many: bool = False


def groups_of(root: _Element | None, *, weighted: bool) -> dict[str, Group]:
    """Return the groups of assignments by identifier, in order."""
    found: dict[str, Group] = {}
    for element in children(root, "assignmentGroup"):
        fields = fields_of(element)
        rules: list[Data] = []
        for rule in children(first(element, "rules"), "rule"):
            of = fields_of(rule)
            count = number(of, "drop_count")
            if "drop_type" in of:
                rules.append({of["drop_type"]: count if count is not None else of.get("identifierref", "")})
        weight = number(fields, "group_weight") if weighted else None
        found[element.get("identifier") or ""] = Group(fields.get("title", ""), weight, tuple(rules))
    return found


def counts(fields: Fields, groups: Mapping[str, Group]) -> bool:
    """Whether the marks of an assignment with these settings count towards the grade of the course."""
    points = number(fields, "points_possible")
    group = groups.get(fields.get("assignment_group_identifierref", ""))
    return (
        bool(points)
        and fields.get("grading_type") != "not_graded"
        and fields.get("submission_types") != "not_graded"
        and not is_true(fields, "omit_from_final_grade")
        and (group is None or group.weight is None or group.weight > 0)
    )


def rubrics_of(root: _Element | None) -> dict[str, Rubric]:
    """Return the rubrics by identifier, in order."""
    found: dict[str, Rubric] = {}
    for element in children(root, "rubric"):
        criteria = list(children(first(element, "criteria"), "criterion"))
        outcomes = (fields_of(one).get("learning_outcome_identifierref", "") for one in criteria[:_MOST])
        found[element.get("identifier") or ""] = Rubric(
            " ".join(fields_of(element).get("title", "").split()),
            tuple(_criterion(one) for one in criteria[:_MOST]),
            tuple(dict.fromkeys(filter(None, outcomes))),
            len(criteria) > _MOST,
        )
    return found


def _criterion(element: _Element) -> Data:
    """Return a criterion with its levels, the weakest first."""
    fields = fields_of(element)
    data: Data = {"name": _line(fields.get("description", "")) or "Criterion"}
    ratings = [fields_of(one) for one in children(first(element, "ratings"), "rating")][::-1]
    said = [one for one in ratings if "description" in one and not one.get("id", "").endswith(_UNSAID)]
    ratings = sorted(said, key=lambda one: number(one, "points") or 0)
    if ratings:
        data["levels"] = [_level(one) for one in ratings]
        worth = [points for one in ratings if (points := number(one, "points")) is not None]
        if len(worth) == len(ratings):
            data["x-level-points"] = worth
    points = number(fields, "points")
    if points is not None and not fields.get("criterion_id", "").endswith(_UNSCORED):
        data["points"] = points
    if described := plain_of(fields.get("long_description", "")):
        data["x-description"] = described
    if is_true(fields, "ignore_for_scoring"):
        data["x-ignored-for-scoring"] = True
    return data


def _level(fields: Fields) -> str:
    described = plain_of(fields.get("long_description", ""))
    name = _line(fields["description"])
    return f"{name}: {described}" if described and described != name else name


def _line(text: str) -> str:
    return " ".join(text.split())
