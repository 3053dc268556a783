"""How much a finding matters: apart from the rest of the rule API, because reports need no more of it."""

from __future__ import annotations

from enum import IntEnum


class Severity(IntEnum):
    """How much a finding matters."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()
