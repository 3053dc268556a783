"""Measures of success by how far they look, and the work that shows use."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import module_of

from coursewright.design.analyses.success_evidence import measures_of, shown_by_work
from coursewright.design.application import shows_no_application
from coursewright.design.evidence_kinds import evidence_kinds, surface_only
from coursewright.spec.model import Assessment, Evaluation
from coursewright.spec.schema_files import bundled, resolve


@pytest.mark.parametrize(
    ("evidence", "depth", "deep", "surface"),
    [
        ("evidence: application", "deep", ("application",), ()),
        ("evidence: [completion, decision]", "both", ("decision",), ("completion",)),
        ("evidence: [logins, clicks]", "surface", (), ("logins", "clicks")),
        ("evidence: TODO", "unknown", (), ()),
        ("evidence: [clicks, TODO]", "unknown", (), ("clicks",)),
        ("when: week 3", "unknown", (), ()),
    ],
)
def test_how_far_a_measure_looks(
    evidence: str, depth: str, deep: tuple[str, ...], surface: tuple[str, ...]
) -> None:
    (found,) = measures_of(module_of(f"evaluation: [{{measure: What changed, {evidence}}}]"))
    assert (found.depth, found.deep, found.surface) == (depth, deep, surface)


def test_what_work_shows() -> None:
    course = module_of(
        "assessments:\n"
        "  - {id: quiz, kind: quiz}\n"
        "  - {id: film, kind: project, real_world: The clinic shows it}\n"
        "  - {id: untold}\n"
        "  - {id: later, kind: essay, level: TODO}\n"
        "  - {id: essay, kind: essay, level: apply}\n"
        "tasks:\n"
        "  - {id: case, kind: case-study, graded: true}\n"
        "  - {id: read, kind: reading, graded: true}\n"
        "  - {id: free, kind: case-study}\n"
        "follow_up_activities: [{id: talk}, {id: show, graded: true}]\n"
    )
    assert [(one.work.id, one.shows, one.because) for one in shown_by_work(course)] == [
        ("quiz", False, ()),
        ("film", True, ("kind", "real_world")),
        ("untold", None, ()),
        ("later", None, ()),
        ("essay", True, ("level",)),
        ("case", True, ("kind",)),
        ("read", False, ()),
        ("show", True, ("graded",)),
    ]


def test_the_table_has_every_word_of_the_format_once() -> None:
    words = resolve({"$ref": "#/$defs/evaluationEvidence"})["enum"]
    assert sorted(evidence_kinds()) == sorted(words)
    assert bundled("module")["properties"]["evaluation"]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000_000))
def test_any_spec(seed: int) -> None:
    course = random_course(seed)
    measures = measures_of(course)
    assert [one.measure for one in measures] == list(course.every(Evaluation))
    for one in measures:
        assert {*one.deep, *one.surface} <= set(one.measure.evidence)
        assert one.depth != "surface" or not one.is_open
    works = [one.work for one in shown_by_work(course)]
    assert len(set(works)) == len(works)
    assert set(course.every(Assessment)) <= set(works)
    if shows_no_application(course):
        assert all(one.shows is False for one in shown_by_work(course)), "unknown is not nothing"
    if surface_only(course):
        assert {one.depth for one in measures} == {"surface"}
