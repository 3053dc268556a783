"""Which day counts as today, and whether anybody asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


class Clock:
    """Knows the day, and whether anybody asked: what nobody asked for, no result depends on."""

    __slots__ = ("_today", "asked")

    def __init__(self, today: dt.date) -> None:
        self._today = today
        self.asked = False

    @property
    def today(self) -> dt.date:
        """The day that counts as today."""
        self.asked = True
        return self._today
