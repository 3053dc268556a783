"""Where students decide: the decision points of a unit, in its tasks and in what takes them up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.design.contents import follow_ups_in
from coursewright.spec.model import FollowUpActivity, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.links import Links

Activity: TypeAlias = Task | FollowUpActivity


def activities_of(unit: Unit, links: Links) -> Sequence[Activity]:
    """Return the tasks of a unit and its follow-up activities.

    A follow-up activity beside the units of the module belongs to each unit whose tasks it takes up.
    """
    activities: list[Activity] = [*unit.tasks, *follow_ups_in(unit)]
    if not unit.implicit:
        activities += [
            activity
            for task in unit.tasks
            for activity in links.follow_ups.get(task, ())
            if isinstance(activity, FollowUpActivity) and not isinstance(activity.scope.element, Unit)
        ]
    return tuple(dict.fromkeys(activities))
