"""What is left out on purpose, and what a unit, module or course settles for all that stands in it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.scopes import upwards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.spec.element import Element, Scope
    from coursewright.spec.model import Course
    from coursewright.spec.nodes import Absence


@lru_cache(maxsize=1)  # a rule and the report ask for it
def leaving_out(course: Course) -> Sequence[Element]:
    """Return the elements that leave something out on purpose, class by class."""
    return [one for every in course.elements.values() for one in every if one.on_purpose]


def left_out(
    course: Course, by: Callable[[Element], bool] | None = None
) -> Iterator[tuple[Element, str, Absence]]:
    """Yield what some elements, by default all, leave out: by which of them, under which key, and why.

    Each place where it is written counts once: what is inherited is left out by the first of its heirs.
    """
    seen: set[int] = set()
    for element in filter(by, leaving_out(course)):
        for key, absence in element.on_purpose.items():
            if id(absence) not in seen:
                seen.add(id(absence))
                yield element, key, absence


def said_around(scope: Scope, key: str) -> bool:
    """Whether the unit, module or course says `key`: that there is none on purpose, or that it is open.

    `decision_points`, `choices`, `own_context` and `replies` can stand there in these two forms only.
    """
    return any(one.element is not None and one.element.says(key) for one in upwards(scope))
