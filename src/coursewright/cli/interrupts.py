"""What ends a command from outside: it ends in order, and never halfway through what belongs together."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that end a process at once, which leaves lying what it was at."""


@contextmanager
def ends_in_order() -> Iterator[None]:
    """Let signals that end the process come as `SystemExit`, so that it tidies up as after Ctrl-C.

    The exit code is 128 and the number of the signal. What is ignored, as under `nohup`, stays so.
    """
    with _heard([one for one in _ENDING if signal.getsignal(one) == signal.SIG_DFL], _leave):
        yield


@contextmanager
def held_back() -> Iterator[Callable[[], None]]:
    """Hold back signals, Ctrl-C among them, until all is done; then they take effect.

    What is yielded is to be called wherever the work can be broken off: it raises `KeyboardInterrupt` if one
    waits.
    """
    waiting: list[int] = []

    def check() -> None:
        if waiting:
            raise KeyboardInterrupt

    numbers = [one for one in (signal.SIGINT, *_ENDING) if signal.getsignal(one) != signal.SIG_IGN]
    try:
        with _heard(numbers, lambda number, _frame: waiting.append(number)):
            yield check
    finally:
        if waiting:
            signal.raise_signal(waiting[0])


@contextmanager
def _heard(
    numbers: list[signal.Signals], handler: Callable[[int, FrameType | None], object]
) -> Iterator[None]:
    """Let a handler hear of signals, and whoever heard of them before thereafter."""
    before = {number: signal.getsignal(number) for number in numbers}
    heard: list[signal.Signals] = []
    try:
        for number in numbers:
            if before[number] is None:  # whoever hears of it now could not be told again
                continue
            try:
                signal.signal(number, handler)
            except ValueError:  # only the first thread hears of signals
                break
            heard.append(number)
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number])


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
