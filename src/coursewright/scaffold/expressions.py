"""Expressions over answers: when a question applies, what its default is, where a file goes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coursewright.scaffold.faults import TemplateError, place_of
from coursewright.scaffold.kinds import typed
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.file_faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from coursewright.scaffold.sandbox import Sandbox
    from coursewright.spec.nodes import Node

_MOST = 10_000


def holds(condition: str, values: Table[str, Any], node: Node | None = None) -> bool:
    """Whether a condition over earlier answers holds. Raise `TemplateError` if it makes no sense."""
    try:
        return bool(_started().compile_expression(condition, undefined_to_none=False)(**values))
    except Exception as error:
        raise _explained(error, "when", condition, node) from error


def text_of(expression: str, values: Table[str, Any], node: Node | None = None, key: str = "default") -> str:
    """Return a text in which each `{{ expression }}` is what it comes to, empty where that is nothing.

    Raises `TemplateError` if it makes no sense.
    """
    if "{{" not in expression and "{%" not in expression:
        return expression
    try:
        bare = expression.strip()
        if bare.startswith("{{") and bare.endswith("}}") and bare.count("{{") == 1:
            value = _started().compile_expression(bare[2:-2].strip(), undefined_to_none=False)(**values)
            said = typed(value)
        else:
            known = {name: "" if value is None else value for name, value in values.items()}
            said = _started().from_string(expression).render(known)
    except Exception as error:
        raise _explained(error, key, expression, node) from error
    if len(said) > _MOST:
        raise _explained(ValueError("it comes to a very long text"), key, expression, node)
    return said


@lru_cache(maxsize=1)
def _sandbox() -> Sandbox:
    from coursewright.scaffold.sandbox import sandbox  # noqa: PLC0415 - Jinja is big, and most defaults are plain

    return sandbox()


def _started() -> Sandbox:
    found = _sandbox()
    found.start()
    return found


def _explained(error: Exception, key: str, expression: str, node: Node | None) -> CoursewrightError:
    said = str(error).rstrip(".") or type(error).__name__
    message = f"`{key}: {' '.join(expression.split())}` cannot be worked out: {said}."
    if node is None:
        return CoursewrightError(message)
    hint = "It can use the answers to earlier questions."
    return TemplateError([FileFault.at(place_of(node, key), message, hint)])
