"""What marks there are for an activity: the most, the weight in the course, and what is enough to pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.mbz.kinds import asked, is_marked
from coursewright.spec.model import Assessment, FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.questions.model import QuizQuestion
    from coursewright.spec.model import Criterion

__all__ = ["MOST", "Mark", "criteria_of", "mark_of", "points_in_all", "points_of"]

MOST = 99_999
"""The most that Moodle's columns for marks and weights hold."""
_USUAL = 100


class Mark(NamedTuple):
    """The marks of one activity."""

    most: float
    counts: bool
    """Whether they go into the total of the course."""
    weight: float | None = None
    """In per cent of the course."""
    enough: float = 0.0
    """The marks with which it is passed; 0 where nobody has to pass."""


def mark_of(activity: Activity) -> Mark | None:
    """Return the marks of an activity; None where it has none. A quiz always has some, to practise by."""
    entry = activity.entry
    if entry is None or not (is_marked(entry) or activity.kind == "quiz"):
        return None
    element = entry.element
    passing = getattr(element, "pass_mark", None)
    most = (
        sum(points_of(one, entry) for one in asked(entry))
        if activity.kind == "quiz"
        else points_in_all(criteria_of(entry.element))
    )
    most = most or _USUAL
    counts = entry.graded or bool(entry.counts_towards)
    said = getattr(element, "weight", None)
    weight = None if said is None else min(said, MOST)
    return Mark(most, counts, weight, most * passing / 100 if passing else 0.0)


def points_of(question: QuizQuestion, entry: Entry) -> float:
    """Return the points of a question in its quiz, at most its share of what Moodle can count to."""
    return min(question.points, MOST // len(asked(entry)))


def criteria_of(element: object) -> Sequence[Criterion]:
    """Return the criteria that work is judged by, those with a name."""
    if isinstance(element, Task | FollowUpActivity | Assessment):
        return tuple(one for one in element.criteria if one.name)
    return ()


def points_in_all(criteria: Sequence[Criterion]) -> int:
    """Return the points of criteria in all; 0 where one says none, or they are not whole, as Moodle asks."""
    if not criteria or any(not one.points for one in criteria):
        return 0
    total = sum(one.points or 0 for one in criteria)
    return int(total) if total == int(total) and total <= MOST else 0
