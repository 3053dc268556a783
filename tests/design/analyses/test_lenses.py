from __future__ import annotations

import pytest
from spec_helpers import module_of

from coursewright.design.analyses.lenses import LENSES, lens_classes, seen_through
from coursewright.design.shipped_tables import rows_of
from coursewright.spec.model import Material, Task
from coursewright.spec.schema_files import bundled


def read(task: str) -> tuple[str | None, ...]:
    course = module_of(f"week: 1\ntasks: [{{id: t, {task}}}]")
    assert not course.faults, [fault.message for fault in course.faults]
    return tuple(seen_through(lens, course.every(Task)[0]) for lens in LENSES)


@pytest.mark.parametrize(
    ("task", "learning", "activity", "engagement"),
    [
        ("kind: reading", "acquisition", "assimilative", "passive"),
        ("kind: video, produces: three questions", "acquisition", "assimilative", "constructive"),
        ("kind: video, questions: [{prompt: Which?, type: single}]", "acquisition", "assimilative", "active"),
        ("kind: lecture, questions: [{type: essay}]", "acquisition", "assimilative", "constructive"),
        ("kind: reading, grouping: pairs", "acquisition", "assimilative", "passive"),
        ("kind: reading, replies: {expected: 1}", "acquisition", "assimilative", "interactive"),
        ("kind: reading, replies: {expected: 0}", "acquisition", "assimilative", "passive"),
        ("kind: reading, replies: {none: a quiet week}", "acquisition", "assimilative", "passive"),
        ("kind: quiz", "practice", "assessment", "active"),
        ("kind: discussion", "discussion", "communication", "interactive"),
        ("kind: peer-review", "discussion", "communication", "constructive"),
        ("kind: annotation", "inquiry", "finding", "active"),
        ("kind: annotation, replies: {expected: 2}", "inquiry", "communication", "interactive"),
        ("kind: case-study", "inquiry", "finding", "constructive"),
        ("kind: case-study, own_context: Your last form", "inquiry", "experiential", "constructive"),
        ("kind: role-play", "practice", "adaptive", "constructive"),
        ("kind: problem-set", "practice", "productive", "active"),
        ("kind: problem-set, decision_points: Which way?", "practice", "productive", "constructive"),
        ("kind: project, grouping: {groups: 4}", "collaboration", "productive", "interactive"),
        ("kind: journal, graded: true", "production", "assessment", "constructive"),
        ("kind: survey", "practice", None, None),
        ("kind: social, grouping: class", "discussion", None, None),
        ("kind: other", None, None, None),
        ("kind: other, replies: {expected: 1}", None, None, "interactive"),
        ("kind: other, learning_type: inquiry", "inquiry", "finding", "constructive"),
        ("kind: reading, learning_type: discussion", "discussion", "communication", "interactive"),
        ("kind: reading, learning_type: acquisition", "acquisition", "assimilative", "passive"),
        ("learning_type: practice", "practice", None, "active"),
        ("duration: 5 min", None, None, None),
    ],
)
def test_tasks_through_the_lenses(
    task: str, learning: str | None, activity: str | None, engagement: str | None
) -> None:
    assert read(task) == (learning, activity, engagement)


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("kind: TODO", (None, None, None)),
        ("kind: reading, replies: TODO", ("acquisition", "assimilative", None)),
        ("kind: discussion, replies: TODO", ("discussion", "communication", "interactive")),
        ("kind: reading, questions: TODO", ("acquisition", "assimilative", None)),
        ("kind: journal, graded: TODO", ("production", None, "constructive")),
        ("kind: problem-set, own_context: TODO", ("practice", None, None)),
        ("kind: reading, learning_type: TODO", (None, None, None)),
    ],
)
def test_what_is_open_may_change_the_reading(task: str, expected: tuple[str | None, ...]) -> None:
    assert read(task) == expected


@pytest.mark.parametrize(
    ("material", "expected"),
    [
        ("kind: reading", ("acquisition", "assimilative", "passive")),
        ("kind: tool", (None, None, None)),
        ("kind: TODO", (None, None, None)),
    ],
)
def test_materials_are_taken_in(material: str, expected: tuple[str | None, ...]) -> None:
    course = module_of(f"materials: [{{id: m, {material}}}]")
    assert tuple(seen_through(lens, course.every(Material)[0]) for lens in LENSES) == expected


def test_the_tables_fit_each_other_and_the_format() -> None:
    task = bundled("module")["$defs"]["task"]["properties"]
    text = str(task["kind"]) + str(bundled("module")["$defs"])
    for lens, kinds, _, reads_as, because in rows_of("lenses"):
        names = {one.name for one in lens_classes(lens)}
        assert reads_as in names | {"unknown"}
        assert because
        for kind in kinds.split(","):
            assert kind == "*" or f"'{kind.removeprefix('=')}'" in text, kind
