"""What is missing between outcomes and work: one question for each link that a plan may lack.

The alignment map asks these questions, and they are those of the rules, so that the two never disagree.
What is unknown, still to be decided or left out on purpose is never missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import alignment_of, may_be_evidence, stands_apart
from coursewright.design.contents import tasks_towards
from coursewright.design.pointing import has_near, pointing_of
from coursewright.design.scopes import related, upwards
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Session, Task

if TYPE_CHECKING:
    from coursewright.spec.element import Scope
    from coursewright.spec.model import Course

__all__ = [
    "assesses_nothing",
    "follows_nothing",
    "goes_without_assessments",
    "is_left_to_sessions",
    "is_not_assessed",
    "is_not_practised",
    "task_serves_nothing",
]


def is_not_practised(outcome: Outcome, course: Course) -> bool:
    """Whether students never practise an outcome."""
    alignment = alignment_of(course)
    if alignment.practice(outcome) or outcome.leaves_open("id"):
        return False
    if alignment.is_open(outcome, "tasks", "follow_up_activities", "units"):
        return False
    return not is_left_to_sessions(outcome, course)


def is_left_to_sessions(outcome: Outcome, course: Course) -> bool:
    """Whether nothing but sessions is planned around an outcome, and one does not say what happens in it."""
    works = (*course.every(Task), *course.every(FollowUpActivity))
    if any(related(work.scope, outcome.scope) for work in works):
        return False
    return any(
        related(session.scope, outcome.scope) and not session.agenda for session in course.every(Session)
    )


def is_not_assessed(outcome: Outcome, course: Course) -> bool:
    """Whether nothing gives evidence of an outcome."""
    alignment = alignment_of(course)
    if any(may_be_evidence(work) for work in alignment.served_by(outcome)):
        return False
    if not outcome.lacks("assessed_elsewhere") or outcome.leaves_open("id"):
        return False
    # Of an assessment without a link, nobody can say which outcome it shows: that is what is missing.
    unlinked = [work for work in alignment.unlinked(outcome) if not isinstance(work, Assessment)]
    if goes_without_assessments(outcome.scope) is not None:
        return False
    if any(may_be_evidence(work) for work in (*alignment.may_serve(outcome), *unlinked)):
        return False
    return not alignment.is_open(outcome, "assessments", "tasks", "follow_up_activities", "units")


def goes_without_assessments(scope: Scope) -> str | None:
    """Return why the place or one around it has no assessments on purpose; None where it does not say so."""
    for one in upwards(scope):
        if one.element is not None and one.element.leaves_out("assessments"):
            return one.element.on_purpose["assessments"].reason
    return None


def task_serves_nothing(task: Task, course: Course) -> bool:
    """Whether a task serves no outcome, where there are outcomes that it could name."""
    if task.outcomes or task.leaves_out("outcomes") or stands_apart(task):
        return False
    if task.says("counts_towards") or task.leaves_open("outcomes", "kind", "optional"):
        return False
    alignment = alignment_of(course)
    if alignment.serves(task) or alignment.is_open_at(task.scope, "outcomes"):
        return False
    return bool(alignment.nameable(task))


def assesses_nothing(assessment: Assessment, course: Course) -> bool:
    """Whether an assessment serves no outcome, where there are outcomes that it could name."""
    if assessment.outcomes or assessment.leaves_out("outcomes") or assessment.leaves_open("outcomes"):
        return False
    alignment = alignment_of(course)
    if alignment.serves(assessment) or alignment.is_open_at(assessment.scope, "outcomes"):
        return False
    if _shown_by_its_tasks(assessment, course):
        return False
    if alignment.nameable(assessment):
        return True
    return assessment.scope.level == "course" and any(outcome.id for outcome in course.every(Outcome))


def _shown_by_its_tasks(assessment: Assessment, course: Course) -> bool:
    """Whether the tasks that make up an assessment name outcomes, or may yet."""
    if any(
        task.outcomes or task.leaves_open("outcomes") for task in tasks_towards(course).get(assessment, ())
    ):
        return True
    return any(task.outcomes and task.leaves_open("counts_towards") for task in course.every(Task))


def follows_nothing(activity: FollowUpActivity, course: Course) -> bool:
    """Whether a follow-up activity follows no task, and nothing else leads up to it."""
    if course.links.builds_on.get(activity) or activity.says("builds_on") or activity.says("opens_with"):
        return False
    if _is_led_up_to(activity, course) or not course.complete:
        return False
    pointing = pointing_of(course)
    if activity in pointing.named or pointing.may_come(activity):
        return False
    return has_near(activity, course, Task)


def _is_led_up_to(activity: FollowUpActivity, course: Course) -> bool:
    """Whether the session of a follow-up activity brings something for it to follow, or may."""
    session = course.links.session_of.get(activity)
    if session is None:
        return activity.says("session")
    others = any(item.activity is None or item.activity.target is not activity for item in session.agenda)
    planned = any(session in sessions for sessions in course.links.feedback_in.values())
    return others or planned or session.says("requires") or session.leaves_open("agenda")
