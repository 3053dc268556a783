"""In which weeks somebody who teaches is there."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from coursewright.design.presence import Presence
from coursewright.design.weeks import teaching_weeks
from coursewright.spec.load import load

if TYPE_CHECKING:
    from pathlib import Path

MODULE = """\
module: a
units:
  - {title: One, week: 1, tasks: [{id: t, due: week 1 fri}]}
  - {title: Two, week: 2, tasks: [{id: u}], sessions: [{id: s, starts: week 2 mon 10:00}]}
  - {title: Three, week: 3, tasks: [{id: v, monitoring: {by: tutor}}]}
"""


def test_the_order_of_the_questions_makes_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "a.module.yaml"
    path.write_text(MODULE, "utf-8")
    course = load(path)
    weeks = teaching_weeks(course).of_module(course.modules[0])

    for order in permutations(weeks):
        presence = Presence(course)
        reached = {week.number for week in order if presence.reaches(week)}

        assert reached == {2, 3}
        assert {week.number for week in order if presence.reaches(week)} == reached


def test_what_is_open_may_be_an_occasion_of_any_week(tmp_path: Path) -> None:
    path = tmp_path / "a.module.yaml"
    path.write_text(f"{MODULE}announcements: TODO\n", "utf-8")
    course = load(path)
    presence = Presence(course)

    weeks = teaching_weeks(course).of_module(course.modules[0])
    assert {week.number for week in weeks if presence.reaches(week)} == {1, 2, 3}
    assert len(weeks) == 3
