"""What an export is doing: on a terminal, and only once it takes a moment."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from coursewright.cli.terminal import draws
from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE = 1.0
_EVERY = 0.1
_LONGEST = 70


class Steps:
    """Says one step after the other on one line of standard error."""

    def __init__(self) -> None:
        self._wanted = draws(sys.stderr)
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def say(self, what: str) -> None:
        """Say what is being done."""
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            sys.stderr.write(f"\r\x1b[K{safe(what)[:_LONGEST]}")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Make room for other output."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
