"""Advanced grading: criteria as a rubric where they have levels, else as a marking guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.marks import MOST, criteria_of, mark_of
from coursewright.exporters.mbz.records import clip, decimal, group, named, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.mbz.records import Fields
    from coursewright.spec.model import Criterion

__all__ = ["AREAS", "graded_by", "grading_file"]

AREAS = {"assign": "submissions", "forum": "forum"}
"""What teachers grade in each kind of activity that has advanced grading."""

_READY = 20
_USUAL = 10.0
_GUIDE_OPTIONS = '{"alwaysshowdefinition":"1","showmarkspercriterionstudents":"1"}'
_RUBRIC_OPTIONS = (
    '{"sortlevelsasc":"1","lockzeropoints":"1","alwaysshowdefinition":"1","showdescriptionteacher":"1",'
    '"showdescriptionstudent":"1","showscoreteacher":"1","showscorestudent":"1","enableremarks":"1",'
    '"showremarksstudent":"1"}'
)


def graded_by(activity: Activity) -> str:
    """Return `rubric`, `guide`, or nothing where marks are given without criteria."""
    if activity.kind not in AREAS or activity.entry is None or mark_of(activity) is None:
        return ""
    criteria = criteria_of(activity.entry.element)
    if not criteria:
        return ""
    return "rubric" if any(len(one.levels) > 1 for one in criteria) else "guide"


def grading_file(activity: Activity, bench: Bench) -> _Element:
    """Return `grading.xml`."""
    method = graded_by(activity)
    if not method or activity.entry is None:
        return group("areas")
    criteria = criteria_of(activity.entry.element)
    parts = _rubric(activity, criteria, bench) if method == "rubric" else _guide(activity, criteria, bench)
    fields: Fields = {
        "method": method,
        "name": activity.title,
        "description": "",
        "descriptionformat": 1,
        "status": _READY,
        "timecreated": bench.made,
        "timemodified": bench.made,
        "options": _RUBRIC_OPTIONS if method == "rubric" else _GUIDE_OPTIONS,
        "plugin": group(f"plugin_gradingform_{method}_definition", parts),
        "instances": group("instances"),
    }
    definition = record("definition", fields, id=bench.ids("grading_definition", activity.key))
    area: Fields = {
        "areaname": AREAS[activity.kind],
        "activemethod": method,
        "definitions": group("definitions", [definition]),
    }
    return group("areas", [record("area", area, id=bench.ids("grading_area", activity.key))])


def _rubric(activity: Activity, criteria: Sequence[Criterion], bench: Bench) -> Iterator[_Element]:
    words = bench.words
    plain = tuple(words(f"mbz.level.{name}") for name in ("not_yet", "partly", "fully"))
    made = []
    for place, criterion in enumerate(criteria, 1):
        levels = criterion.levels if len(criterion.levels) > 1 else plain
        points = min(criterion.points or _USUAL, MOST)
        name = f"{activity.key} {criterion.name} {place}"
        rows = [
            record(
                "level",
                {
                    "score": decimal(points * rank / (len(levels) - 1)),
                    "definition": named(level),
                    "definitionformat": 0,
                },
                id=bench.ids("rubric_level", f"{name} {rank}"),
            )
            for rank, level in enumerate(levels)
        ]
        fields: Fields = {
            "sortorder": place,
            "description": named(criterion.name or ""),
            "descriptionformat": 0,
            "levels": group("levels", rows),
        }
        made.append(record("criterion", fields, id=bench.ids("rubric_criterion", name)))
    yield group("criteria", made)


def _guide(activity: Activity, criteria: Sequence[Criterion], bench: Bench) -> Iterator[_Element]:
    made = []
    for place, criterion in enumerate(criteria, 1):
        said = named(criterion.name or "")
        fields: Fields = {
            "sortorder": place,
            "shortname": clip(said, 100),
            "description": f"{said}: {named(criterion.levels[0])}" if criterion.levels else said,
            "descriptionformat": 0,
            "descriptionmarkers": "",
            "descriptionmarkersformat": 0,
            "maxscore": decimal(min(criterion.points or _USUAL, MOST)),
        }
        made.append(
            record(
                "guidecriterion", fields, id=bench.ids("guide_criterion", f"{activity.key} {said} {place}")
            )
        )
    yield group("guidecriteria", made)
    yield group("guidecomments")
