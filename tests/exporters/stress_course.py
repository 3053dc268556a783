"""The stress course of the benchmarks, whole or small, as files and as an edition."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.spec.load import load

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))

from stress import Size, write_stress  # noqa: E402 - a script, which is found beside the others alone

__all__ = ["BENCHMARKS", "SMALL", "Size", "stress", "write_stress"]

SMALL = Size(modules=5, tasks=95, materials=70)
"""Large enough for every kind of task, question and file."""


def stress(folder: Path, size: Size = SMALL, **choices: Any) -> Edition:
    """Write the course into a folder and return its edition."""
    write_stress(folder, size)
    return edition_of(load(folder / "course.yaml"), Choices(**choices))
