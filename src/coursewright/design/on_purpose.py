"""What is left out on purpose, and what a unit, module or course settles for all that stands in it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.scopes import upwards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.element import Element, Scope
    from coursewright.spec.model import Course


@lru_cache(maxsize=1)  # a rule and the report ask for it
def leaving_out(course: Course) -> Sequence[Element]:
    """Return the elements that leave something out on purpose, class by class."""
    return [one for every in course.elements.values() for one in every if one.on_purpose]


def said_around(scope: Scope, key: str) -> bool:
    """Whether the unit, module or course says `key`: that there is none on purpose, or that it is open.

    `decision_points`, `choices`, `own_context` and `replies` can stand there in these two forms only.
    """
    return any(one.element is not None and one.element.says(key) for one in upwards(scope))
