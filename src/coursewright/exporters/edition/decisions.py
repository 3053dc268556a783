"""The decision points of an entry that are said: of a draft, what is still open is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.model import DecisionPoint, FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["decision_points"]


def decision_points(element: object) -> tuple[DecisionPoint, ...]:
    """Return the decision points of a task or an activity, without options of which nothing is said yet.

    One that neither asks nor offers anything, and says nothing afterwards, is left out. Other elements have
    none.
    """
    return tuple(_said(element)) if isinstance(element, Task | FollowUpActivity) else ()


def _said(element: Task | FollowUpActivity) -> Iterator[DecisionPoint]:
    for point in element.decision_points:
        options = tuple(one for one in point.options if one.option or one.consequence or one.feedback)
        if not (options or point.prompt or point.feedback):
            continue
        whole = len(options) == len(point.options)
        yield point if whole else DecisionPoint(**{**vars(point), "options": options})
