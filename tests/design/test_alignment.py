"""Which work serves which outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spec_helpers import course_in

from coursewright.design.alignment import Work, alignment_of
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.model import Course


def written(folder: Path, **files: str) -> Course:
    """Write files named `course` or by their module, and load the first."""
    paths = ["course.yaml" if name == "course" else f"{name}.module.yaml" for name in files]
    return course_in(folder, dict(zip(paths, files.values(), strict=True)))


def served(course: Course) -> dict[str, list[str]]:
    """Return the ids of all work with what it serves, by id or statement."""
    alignment = alignment_of(course)
    works: list[Work] = [*course.every(Task), *course.every(FollowUpActivity), *course.every(Assessment)]
    return {work.id or "": [_name(outcome) for outcome in alignment.serves(work)] for work in works}


def _name(outcome: Outcome) -> str:
    return outcome.id or outcome.statement or ""


def serving(course: Course) -> dict[str, list[str]]:
    """Return all outcomes, by id or statement, with the ids of the work that serves them."""
    alignment = alignment_of(course)
    return {
        _name(outcome): sorted(work.id or "" for work in alignment.served_by(outcome))
        for outcome in course.every(Outcome)
    }


COURSE = """\
course: c
modules: [a.module.yaml]
outcomes: [{id: top, statement: Buy well}, Sell well]
assessments: [{id: exam}, {id: viva, outcomes: [top]}]
"""
MODULE = """\
module: a
outcomes: [{id: o, statement: Rank three bids, supports: [top]}, Haggle]
tasks: [{id: whole}]
units:
  - title: Week 1
    outcomes: [Sign]
    tasks:
      - {id: named, outcomes: [o], follow_up: {id: after}}
      - {id: unnamed}
      - {id: apart, outcomes: {none: rest}}
  - title: Week 2
    outcomes: [Archive]
    tasks: [{id: typo, outcomes: [zzzz]}, {id: later, outcomes: TODO}, {id: part, counts_towards: viva}]
"""


def test_what_work_serves(tmp_path: Path) -> None:
    course = written(tmp_path, course=COURSE, a=MODULE)
    assert served(course) == {
        "whole": ["Haggle", "Sign", "Archive", "Sell well"],
        "named": ["o"],
        "unnamed": ["Sign", "Haggle", "Sell well"],
        "apart": [],
        "typo": [],
        "later": [],
        "part": ["Archive", "Haggle", "Sell well", "top"],
        "after": ["Sign", "Haggle", "Sell well", "o"],
        "exam": ["Sell well", "Haggle", "Sign", "Archive"],
        "viva": ["top"],
    }


def test_what_serves_an_outcome(tmp_path: Path) -> None:
    course = written(tmp_path, course=COURSE, a=MODULE)
    assert serving(course) == {
        "o": ["after", "named"],
        "Haggle": ["after", "exam", "part", "unnamed", "whole"],
        "Sign": ["after", "exam", "unnamed", "whole"],
        "Archive": ["exam", "part", "whole"],
        "top": ["after", "named", "part", "viva"],
        "Sell well": ["after", "exam", "part", "unnamed", "whole"],
    }


def test_what_may_serve_it(tmp_path: Path) -> None:
    course = written(tmp_path, course=COURSE, a=MODULE)
    outcome = next(outcome for outcome in course.every(Outcome) if outcome.id == "o")
    assert {work.id for work in alignment_of(course).may_serve(outcome)} == {"typo", "later"}


def test_without_a_course_file(tmp_path: Path) -> None:
    course = written(tmp_path, a=MODULE)
    assert served(course)["unnamed"] == ["Sign", "Haggle"]
    assert serving(course)["o"] == ["after", "named"]


def test_the_tables_are_made_once_for_a_course(tmp_path: Path) -> None:
    course = written(tmp_path, a=MODULE)
    assert alignment_of(course) is alignment_of(course)
    assert alignment_of(written(tmp_path, a=MODULE)) is not alignment_of(course)


def test_many_outcomes_and_tasks_stay_quick(tmp_path: Path) -> None:
    outcomes = "\n".join(f"  - {{id: o{n}, statement: Do {n}}}" for n in range(400))
    tasks = "\n".join(f"  - {{id: t{n}, outcomes: [o{n}]}}" for n in range(400))
    course = written(tmp_path, a=f"module: a\noutcomes:\n{outcomes}\ntasks:\n{tasks}\n")
    assert serving(course)["o399"] == ["t399"]


def test_practice_is_what_serves_an_outcome_or_may(tmp_path: Path) -> None:
    course = written(
        tmp_path,
        a=(
            "module: a\n"
            "outcomes: [{id: o, statement: Rank three bids}, {id: p, statement: Haggle}]\n"
            "tasks:\n"
            "  - {id: read, kind: reading, outcomes: [o]}\n"
            "  - {id: asked, kind: reading, outcomes: [o], questions: [{prompt: Which is dearest?}]}\n"
            "  - {id: open, kind: case-study, outcomes: TODO}\n"
            "  - {id: alone, kind: case-study}\n"
            "follow_up_activities: [{id: debate, outcomes: [o]}]\n"
            "assessments: [{id: try, outcomes: [o], formative: true}, {id: exam, outcomes: [o]}]\n"
        ),
    )
    alignment = alignment_of(course)
    first, second = course.every(Outcome)

    assert [work.id for work in alignment.practice(first)] == ["try", "asked", "debate", "open", "alone"]
    assert [work.id for work in alignment.practice(second)] == ["open", "alone"]
