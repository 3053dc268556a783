"""How places stand to each other: what is around one, and which module it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.element import Scope

__all__ = ["home_of", "related", "upwards"]


def home_of(scope: Scope) -> Scope:
    """Return the module a place is in, or the course."""
    return scope.up("module") or scope


def upwards(scope: Scope | None) -> Iterator[Scope]:
    """Yield a place and those around it."""
    while scope is not None:
        yield scope
        scope = scope.parent


def related(one: Scope, other: Scope) -> bool:
    """Whether one place holds the other, or is the same."""
    return any(scope is one for scope in upwards(other)) or any(scope is other for scope in upwards(one))
