"""When Moodle counts an activity as done: by what students do in it, else by a tick of their own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.mbz.kinds import is_marked
from coursewright.exporters.mbz.submission import ways_to_hand_in
from coursewright.spec.model import Material, Session, Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.exporters.mbz.outline import Activity

__all__ = ["Completion", "completion_of", "is_passed"]

_NONE: Mapping[str, int] = MappingProxyType({})
_OFF, _BY_HAND, _BY_RULES = 0, 1, 2
_COUNTABLE = 1000


class Completion(NamedTuple):
    """The completion settings of an activity."""

    tracking: int
    """0 for none, 1 for a tick of the student's own, 2 by rules."""
    view: bool = False
    grade_item: int | None = None
    """The number of the grade item that has to be there, where a grade is asked for."""
    pass_grade: bool = False
    rules: Mapping[str, int] = _NONE
    """Rules of the kind of activity: the columns of its own table."""

    @property
    def tracked(self) -> bool:
        """Whether other activities can wait for it."""
        return self.tracking != _OFF


def is_passed(activity: Activity) -> bool:
    """Whether an activity has to be passed, not only done."""
    entry = activity.entry
    if entry is None or activity.kind not in {"quiz", "assign", "forum"}:
        return False
    return getattr(entry.element, "pass_mark", None) is not None


def completion_of(activity: Activity) -> Completion:
    """Return when an activity is done."""
    entry = activity.entry
    if entry is None or entry.staff_only:
        return Completion(_OFF)
    passed = is_passed(activity)
    match activity.kind:
        case "quiz":
            return Completion(
                _BY_RULES,
                grade_item=0 if passed else None,
                pass_grade=passed,
                rules={"completionminattempts": 1},
            )
        case "assign":
            hands_in = bool(ways_to_hand_in(entry))
            if not hands_in and not is_marked(entry):
                return Completion(_BY_HAND)
            grade = 0 if passed or not hands_in else None
            return Completion(
                _BY_RULES, grade_item=grade, pass_grade=passed, rules={"completionsubmit": int(hands_in)}
            )
        case "forum":
            return Completion(
                _BY_RULES, grade_item=1 if passed else None, pass_grade=passed, rules=_posts(entry.element)
            )
        case "choice" | "feedback":
            return Completion(_BY_RULES, rules={"completionsubmit": 1})
        case "glossary":
            return Completion(_BY_RULES, rules={"completionentries": 1})
        case "label":
            return Completion(_OFF)
        case "page" | "url" | "resource" if isinstance(entry.element, Material):
            return Completion(_BY_RULES, view=True) if entry.element.required else Completion(_OFF)
        case "page" if isinstance(entry.element, Session):
            return Completion(_OFF)
        case _:
            return Completion(_BY_HAND)


def _posts(element: object) -> Mapping[str, int]:
    """Return how many posts are asked for: one of one's own, and the replies that are expected.

    In a Q and A forum the teacher asks, so that the first answer is a reply, too.
    """
    replies = element.replies if isinstance(element, Task) else None
    expected = min(replies.expected or 0, _COUNTABLE) if replies is not None else 0
    first = replies is not None and replies.protocol == "post-first"
    return {"completionreplies": expected + 1 if first else expected, "completionposts": expected + 1}
