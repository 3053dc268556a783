"""What the made-up modules are about: two dozen subjects, each with the words that its sentences need."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: a row of subjects.tsv. Its phrases fit after the words given here."""

    slug: str
    title: str
    audience: str
    act: str
    """Sooner or later you will ..."""
    decide: str
    """Decide ..."""
    make: str
    """Design ..."""
    cases: str
    """Read ..."""
    case: str
    """For each ..."""
    panel: str
    """In front of ..."""
    gap: str
    """Most answers leave out ..."""
    own: str
    """Add ..."""


def _read() -> tuple[Subject, ...]:
    path = Path(__file__).with_name("subjects.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Subject(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


SUBJECTS = _read()
