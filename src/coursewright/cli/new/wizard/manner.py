"""What a dialogue has to know of the run that it is part of."""

from __future__ import annotations

from typing import NamedTuple


class Manner(NamedTuple):
    """How questions are asked.

    With `returns`, a page came before the first question. With `shows`, nothing is written at the end, only
    shown. `typed` are the words that a dialogue before this one was left with, by the ids of questions; this
    one adds its own.
    """

    returns: bool = False
    shows: bool = False
    typed: dict[str, str] | None = None
