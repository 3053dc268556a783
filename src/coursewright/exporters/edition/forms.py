"""What an entry is on a platform that has more than pages: a discussion, a quiz, something to hand in.

The kind decides where it leaves no doubt; then what the technology is for (the six functions of Hiltz and
Turoff), then what students do: answer each other, hand something in, or neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.model import (
    Announcement,
    Assessment,
    FollowUpActivity,
    Material,
    Reflection,
    Session,
    Task,
    Tool,
)

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import EntryElement, Form

__all__ = ["form_of", "votes_on"]

_OF_KIND: dict[str, Form] = {
    "poll": "poll",
    "survey": "survey",
    "wiki": "wiki",
    "glossary": "glossary",
    "discussion": "discussion",
    "debate": "discussion",
    "social": "discussion",
}
_OF_TOOL: dict[str, Form] = {"wiki": "wiki", "forum": "discussion", "poll": "poll"}
_OF_FUNCTION: dict[str, Form] = {
    "hypertext": "wiki",
    "content-structuring": "glossary",
    "voting": "poll",
    "scaling": "survey",
}
_TALKED_OVER = frozenset({"debate", "role-play", "discussion", "jigsaw", "gallery-walk", "peer-review"})
_WRITTEN = frozenset({"quick-write", "case-study", "problem-solving", "project"})


def form_of(element: EntryElement) -> Form:
    """Return the form of an entry. What a platform does not have, its exporter puts into another one."""
    match element:
        case Task():
            return _of_task(element)
        case FollowUpActivity():
            return _of_follow_up(element)
        case Assessment():
            return "quiz" if element.questions else "page" if _sat(element) else "hand-in"
        case Reflection():
            return "page" if _kept_to_oneself(element) else "hand-in"
        case Session():
            return "meeting"
        case Announcement():
            return "notice"
        case Material():
            return "page" if element.kind == "page" and element.path else "file"


def votes_on(task: Task) -> tuple[str, tuple[str, ...]] | None:
    """Return what a poll asks and what there is to choose from: the first that has options."""
    for question in task.questions:
        options = tuple(one.text for one in question.options if one.text)
        if question.prompt and len(options) > 1:
            return question.prompt, options
    for point in task.decision_points:
        options = tuple(one.option for one in point.options if one.option)
        if point.prompt and len(options) > 1:
            return point.prompt, options
    return None


def _of_task(task: Task) -> Form:
    kind = task.kind or ""
    certain = _OF_KIND.get(kind)
    if certain is None and task.questions:
        return "quiz"
    return _possible(certain or _of_technology(task), task) or _of_work(task)


def _of_technology(task: Task) -> Form | None:
    target = task.tool.target if task.tool is not None else None
    tool = target if isinstance(target, Tool) else None
    by_tool = _OF_TOOL.get(tool.kind or "") if tool is not None else None
    if by_tool is not None:
        return by_tool
    return next((_OF_FUNCTION[one] for one in task.functions if one in _OF_FUNCTION), None)


def _possible(form: Form | None, task: Task) -> Form | None:
    """Return the form if the task says enough for it: a poll has something to vote on, a survey asks."""
    match form:
        case "poll":
            return "poll" if votes_on(task) else None
        case "survey":
            return "survey" if task.questions else None
    return form


def _of_work(task: Task) -> Form:
    if task.replies is not None:
        return "discussion"
    read = task.monitoring is not None and not {"logs", "quiz-results", "poll"}.issuperset(
        task.monitoring.evidence or ("submissions",)
    )
    return "hand-in" if task.produces or task.graded or read else "page"


def _of_follow_up(activity: FollowUpActivity) -> Form:
    if activity.session is not None:
        return "page"
    if activity.kind in _TALKED_OVER:
        return "discussion"
    return "hand-in" if activity.kind in _WRITTEN or activity.graded or activity.weight else "page"


def _sat(assessment: Assessment) -> bool:
    """Whether it is sat or attended elsewhere, so that there is nothing to hand in on the platform."""
    return assessment.supervised or assessment.kind == "participation"


def _kept_to_oneself(reflection: Reflection) -> bool:
    return reflection.read_by is None or reflection.read_by.text in {"learner", "student"}
