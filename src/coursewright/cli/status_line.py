"""One line on standard error that says what is going on: on a terminal, and only once it takes a moment."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from coursewright.cli.terminal import draws
from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["StatusLine"]

_PATIENCE = 1.0
_EVERY = 0.1
"""Seconds: until the first line, and between two of them."""
_LONGEST = 70


class StatusLine:
    """A line that is written over; leaving the context takes it away. Not `wanted`, it never shows."""

    def __init__(self, *, wanted: bool = True) -> None:
        self._wanted = wanted and draws(sys.stderr)
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def say(self, what: str) -> None:
        """Say what is being done, unless something was said a moment ago."""
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            self.clear()
            sys.stderr.write(f"\r{safe(what)[:_LONGEST]}")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Make room for other output."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
