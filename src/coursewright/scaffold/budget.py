"""How much a template may do: its steps and the letters it makes are counted, and time ends it.

Every value that a template can make weighs at most `LONGEST_TEXT`, and so what is done with one is never
long; what is done often is counted, dearer for what weighs more.
"""

from __future__ import annotations

import math
import time
from collections.abc import ItemsView, KeysView, ValuesView
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.utils import Namespace

from coursewright.scaffold.words import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_STEPS = 100_000
"""Turns of loops, calls, filters and outputs above which no file is rendered; our longest takes 9,000."""
SECONDS = 2.0
"""Time of the processor after which nothing of a template is rendered, however slow the machine."""
LARGEST = 10**12
_LETTERS_A_STEP = 100
_ENTRY = 8
"""What an entry of a list weighs beside its value."""
_COLLECTIONS = (list, tuple, range, set, frozenset, KeysView, ValuesView, ItemsView)
HOLDERS = (Namespace, TemplateModule)
"""What holds names and is no text: written out it could be of any length."""
_UNTIL: ContextVar[float] = ContextVar("until", default=math.inf)
Value = TypeVar("Value")


@contextmanager
def one_deadline() -> Iterator[None]:
    """Let all that is rendered within this take `SECONDS` together, not each part of it."""
    token = _UNTIL.set(_until())
    try:
        yield
    finally:
        _UNTIL.reset(token)


class Budget:
    """What is left to one rendering."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Count anew."""
        self._left = MOST_STEPS
        self._until = _until()

    def spend(self, letters: int = 0, steps: int = 1) -> None:
        """Count steps, and letters that they read or write. Raise `SecurityError` where none are left."""
        self._left -= steps + letters // _LETTERS_A_STEP
        if self._left < 0 or time.process_time() > self._until:
            raise SecurityError("the template goes on without end")

    def made(self, value: Value) -> Value:
        """Return a value that a template made, counted. Raise `SecurityError` for one that is too large."""
        if isinstance(value, int) and abs(value) > LARGEST:
            raise SecurityError("this number is too large")
        self.spend(weight(value))
        return value


def weight(value: Any) -> int:
    """Return the letters that a value comes to, about; what it holds twice counts twice.

    Raises `SecurityError` where they are more than `LONGEST_TEXT`, and for what is no text.
    """
    total = 0
    waiting = [value]
    while waiting:
        one = waiting.pop()
        parts: Any = ()
        if isinstance(one, str):
            total += len(one)
        elif isinstance(one, (dict, MappingProxyType)):
            parts = [*one.keys(), *one.values()]
        elif isinstance(one, _COLLECTIONS):
            parts = one
        elif isinstance(one, HOLDERS):
            raise SecurityError("a namespace or an import is no text")
        total += _ENTRY * len(parts)
        if total > LONGEST_TEXT:
            raise SecurityError("this puts together a very long text")
        waiting.extend(parts)
    return total


def _until() -> float:
    return min(_UNTIL.get(), time.process_time() + SECONDS)
