"""What a unit, module or course settles for all that stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.spec.element import Scope


def said_around(scope: Scope | None, key: str) -> bool:
    """Whether the unit, module or course says `key`: that there is none on purpose, or that it is open.

    `decision_points`, `choices`, `own_context` and `replies` can stand there in these two forms only.
    """
    while scope is not None:
        if scope.element is not None and scope.element.says(key):
            return True
        scope = scope.parent
    return False
