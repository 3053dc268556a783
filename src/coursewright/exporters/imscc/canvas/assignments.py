"""Assignments of Canvas: what is handed in, and the gradebook line of a quiz or a graded discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.imscc.canvas.parts import document, make, number

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["AssignmentSettings", "assignment_settings", "settings_in"]


class AssignmentSettings(NamedTuple):
    """What Canvas keeps of an assignment beside its text."""

    identifier: str
    title: str
    submission_types: str
    """Such as `online_upload,online_url`; `on_paper` and `none` for what is not handed in on the platform."""
    points: float
    group: str
    """The identifier of its assignment group."""
    counts: bool
    """Whether it counts; else it is only called complete or not, and left out of the final grade."""
    published: bool
    position: int
    due_at: str | None = None
    unlock_at: str | None = None
    rubric: str = ""
    """The identifier of its rubric."""
    rubric_grades: bool = False
    """Whether the points of the rubric are the grade."""
    peer_reviews: bool = False
    in_groups: bool = False
    attempts: int | None = None
    """How often it may be handed in; None for as often as one likes."""
    quiz: str = ""
    """The identifier of the quiz it is the gradebook's line of."""


def assignment_settings(settings: AssignmentSettings) -> bytes:
    """Write `assignment_settings.xml`."""
    return document("assignment", *_said(settings), identifier=settings.identifier)


def settings_in(settings: AssignmentSettings) -> _Element:
    """Return the same as a part of a quiz or a discussion."""
    return make("assignment", *_said(settings), identifier=settings.identifier)


def _said(settings: AssignmentSettings) -> list[_Element]:
    found = [
        make("title", settings.title),
        make("due_at", settings.due_at),
        make("lock_at"),
        make("unlock_at", settings.unlock_at),
        make("assignment_group_identifierref", settings.group),
        make("workflow_state", "published" if settings.published else "unpublished"),
    ]
    if settings.rubric:
        found += [
            make("rubric_identifierref", settings.rubric),
            make("rubric_use_for_grading", settings.rubric_grades),
            make("rubric_hide_points", not settings.rubric_grades),
            make("rubric_hide_score_total", not settings.rubric_grades),
        ]
    if settings.quiz:
        found.append(make("quiz_identifierref", settings.quiz))
    found += [
        make("has_group_category", settings.in_groups),
        make("points_possible", number(settings.points)),
        make("grading_type", "points" if settings.counts else "pass_fail"),
        make("submission_types", settings.submission_types),
        make("position", settings.position),
        make("peer_reviews", settings.peer_reviews),
        make("grade_group_students_individually", False),
        make("omit_from_final_grade", not settings.counts),
    ]
    if settings.attempts is not None:
        found.append(make("allowed_attempts", settings.attempts))
    return found
