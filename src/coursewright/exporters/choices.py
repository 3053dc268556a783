"""What somebody asked for when exporting: for whom, which part, in which form."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["UNDATED", "Choices", "Reader"]

Reader: TypeAlias = Literal["learners", "staff"]

UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The date that packages carry where a format asks for one and nobody said which."""


class Choices(NamedTuple):
    """The words of the command line that shape a package."""

    reader: Reader = "learners"
    """`staff` adds what only those who teach should see, set apart and never open to students."""
    drafts: bool = False
    """Whether what has `status: draft` goes along."""
    module: str = ""
    """The id of the one module that is exported; empty for all."""
    weeks: tuple[int, int] | None = None
    """The first and the last week that is exported."""
    language: str = ""
    """The language of the package, where it is not that of the course."""
    version: str = ""
    """The version of the format: `1.1`, `1.2` or `1.3` of a cartridge, `1.2` or `2.1` of QTI."""
    flavour: Literal["generic", "canvas"] = "generic"
    """Of a cartridge: for everybody, or with what Canvas alone understands."""
    org: str = ""
    run: str = ""
    """Of an Open edX course: who gives it, and which run of it this is."""
    made: dt.datetime = UNDATED
    """When the package was made, as far as it says so. In UTC."""

    @property
    def for_staff(self) -> bool:
        """Whether the package is for those who teach."""
        return self.reader == "staff"
