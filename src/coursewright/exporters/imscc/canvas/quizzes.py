"""Settings of a quiz of Canvas: what kind it is, how often it may be taken, and when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from coursewright.exporters.imscc.canvas.assignments import settings_in
from coursewright.exporters.imscc.canvas.parts import document, make, number

if TYPE_CHECKING:
    from coursewright.exporters.imscc.canvas.assignments import AssignmentSettings

__all__ = ["QuizSettings", "quiz_settings"]


class QuizSettings(NamedTuple):
    """What Canvas keeps of a quiz beside its questions."""

    identifier: str
    title: str
    html: str
    """What stands above the questions."""
    kind: Literal["assignment", "practice_quiz", "survey", "graded_survey"]
    points: float
    group: str
    published: bool
    attempts: int
    """How often it may be taken; -1 for as often as one likes."""
    minutes: int | None
    due_at: str | None
    unlock_at: str | None
    shows_key: bool
    """Whether students see which answers are right."""
    assignment: AssignmentSettings | None


def quiz_settings(settings: QuizSettings) -> bytes:
    """Write `assessment_meta.xml`."""
    opinion = settings.kind in {"survey", "graded_survey"}
    return document(
        "quiz",
        make("title", settings.title),
        make("description", settings.html),
        make("unlock_at", settings.unlock_at) if settings.unlock_at else None,
        make("due_at", settings.due_at) if settings.due_at else None,
        make("shuffle_answers", False),
        make("scoring_policy", "keep_highest"),
        make("hide_results"),
        make("quiz_type", settings.kind),
        make("points_possible", number(settings.points)),
        make("show_correct_answers", settings.shows_key),
        make("anonymous_submissions", opinion),
        make("time_limit", settings.minutes) if settings.minutes is not None else None,
        make("allowed_attempts", settings.attempts),
        make("available", settings.published),
        settings_in(settings.assignment) if settings.assignment is not None else None,
        make("assignment_group_identifierref", settings.group),
        identifier=settings.identifier,
    )
