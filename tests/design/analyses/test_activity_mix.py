from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_work import Planner
from spec_helpers import course_of, module_of

from coursewright.design.analyses.activity_mix import Mix, mix_of
from coursewright.design.analyses.lenses import LENSES
from coursewright.design.analyses.weekly_work import course_work, summed
from coursewright.design.rates import shipped_rates
from coursewright.design.workload import added_up

if TYPE_CHECKING:
    from coursewright.spec.model import Course


def mix(course: Course) -> dict[str, Mix]:
    work = course_work(course, shipped_rates())
    parts = [part for row in (*work.weeks, *work.rest) for part in row.asked]
    return {lens: mix_of(lens, parts) for lens in LENSES}


def test_minutes_by_type() -> None:
    found = mix(
        module_of("""
week: 1
materials: [{id: film, kind: video, duration: 10 min}]
tasks:
  - {id: a, kind: reading, duration: 20-30 min}
  - {id: b, kind: discussion, duration: 1 h}
  - {id: c, kind: discussion}
  - {id: d, kind: other, duration: 15 min}
  - {id: e, kind: quiz, duration: 40 min, optional: true}
sessions: [{id: s, duration: 50 min}]
assessments: [{id: essay, duration: 3 h, due: week 5}]
""")
    )
    learning = found["learning"]
    # Reading and the film: 20 + 10 to 30 + 10 minutes. What is optional is not there.
    assert {one.kind: one.effort for one in learning.slices if one.parts} == {
        "acquisition": (30, 40),
        "discussion": (60, 60),
        None: (15, 15),
    }
    assert learning.middle == 35 + 60 + 15
    assert [item.id for item in learning.untimed] == ["c"]
    assert summed(learning.beside) == (230, 230)
    assert {one.kind: one.effort for one in found["engagement"].slices if one.parts} == {
        "passive": (30, 40),
        "interactive": (60, 60),
        None: (15, 15),
    }


def test_a_unit_with_its_own_duration_stands_beside() -> None:
    learning = mix(module_of("units: [{week: 1, duration: 2 h, tasks: [{id: a, kind: quiz}]}]"))["learning"]
    assert not learning.parts
    assert summed(learning.beside) == (120, 120)


def test_nothing_to_do() -> None:
    learning = mix(module_of("title: Empty"))["learning"]
    assert [one.kind for one in learning.slices][-1] is None
    assert (learning.middle, learning.untimed, learning.beside) == (0, [], ())


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_slices_and_what_stands_beside_are_all_that_is_asked(seed: int) -> None:
    course = course_of(Planner(seed).text())
    work = course_work(course, shipped_rates())
    parts = [part for row in (*work.weeks, *work.rest) for part in row.asked]
    for one in mix(course).values():
        assert len(one.parts) + len(one.beside) == len(parts)
        total = added_up([*[slice_.effort for slice_ in one.slices], summed(one.beside)])
        assert total == pytest.approx(summed(parts))
        assert {part.work.item for part in one.parts if part.effort is None} == set(one.untimed)
