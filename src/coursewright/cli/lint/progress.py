"""How far a long run has come: on a terminal, and only once it takes a moment."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from coursewright.cli.terminal import draws

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE = 1.0
_EVERY = 0.1


class Progress:
    """Counts courses on standard error."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._shown = False
        self._next = time.monotonic() + _PATIENCE
        self._wanted = total > 1 and draws(sys.stderr)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def step(self) -> None:
        """Count one more."""
        self._done += 1
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            sys.stderr.write(f"\r{self._done:,} of {self._total:,} courses and modules checked")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Make room for other output."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
