"""One run of a course: what stands in for what its files leave open, or takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["UNSAID", "Occasion"]


class Occasion(NamedTuple):
    """What somebody says about a run from outside; empty for a course as it was written."""

    starts: dt.date | None = None
    """The first day, where the calendar names none, and of a self-paced course."""
    anew: bool = False
    """Whether `starts` also replaces a first day that the calendar names."""
    zone: str = ""
    """The IANA time zone of relative times, where the calendar names none."""
    language: str = ""
    """The language in which texts with translations are read."""


UNSAID = Occasion()
