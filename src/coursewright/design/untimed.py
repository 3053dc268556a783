"""What asks for students' time and does not say how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.design.contents import materials_in_use, tasks_towards
from coursewright.design.scopes import upwards
from coursewright.design.workload import effort
from coursewright.spec.model import Assessment, FollowUpActivity, Material, Session, Task, Unit

if TYPE_CHECKING:
    from coursewright.spec.model import Course

Timed: TypeAlias = Task | Session | FollowUpActivity | Assessment | Material

_TAKEN_IN = frozenset({"page", "reading", "video", "audio"})


def is_untimed(item: Timed, course: Course) -> bool:
    """Whether an item is work that is asked for, and neither it nor anything around it tells its time."""
    if not item.lacks("duration"):
        return False
    unit = item.scope.element
    if isinstance(unit, Unit) and unit.says("duration"):
        return False
    match item:
        case Task():
            return not item.optional and not item.leaves_open("optional")
        case Session():
            return not item.optional and effort(item) is None and not _open_length(item)
        case FollowUpActivity():
            return item.lacks("session") and item not in course.links.session_of
        case Assessment():
            return item.kind != "participation" and item not in tasks_towards(course)
        case Material():
            return _without_length(item) and item not in materials_in_use(course)


def _open_length(session: Session) -> bool:
    """Whether a slot or an agenda may yet tell the length of a session."""
    slot = session.slot.target if session.slot is not None else None
    if session.leaves_open("optional", "slot", "agenda") or (session.slot is not None and slot is None):
        return True
    if slot is not None and slot.leaves_open("duration"):
        return True
    return any(item.leaves_open("duration") for item in session.agenda)


def _without_length(material: Material) -> bool:
    """Whether a material is there to be taken in, and has neither words nor pages nor a text to count."""
    if material.kind not in _TAKEN_IN or not material.required or material.leaves_open("required"):
        return False
    if (
        material.says("words")
        or material.says("pages")
        or (material.kind == "page" and material.says("path"))
    ):
        return False
    places = (scope.element for scope in upwards(material.scope))
    return not any(place is not None and place.leaves_open("tasks") for place in places)  # one may yet use it
