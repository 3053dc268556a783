"""Editions of the shipped examples, and of texts written in a test."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.shipped import shipped
from coursewright.spec.load import load

if TYPE_CHECKING:
    import datetime as dt

    from coursewright.exporters.edition.model import Edition
    from coursewright.spec.model import Course

EXAMPLES = (
    "data-literacy",
    "homework-fixed",
    "homework-trap",
    "house-rules",
    "research-ethics",
    "workplace-refresher",
)


@functools.cache
def example(name: str, starts: dt.date | None = None, **choices: Any) -> Edition:
    """Return the edition of a shipped example, the same one each time: exporters change nothing in it."""
    return edition_of(_course(name, starts), Choices(**choices))


def written(folder: Path, files: dict[str, str], starts: dt.date | None = None, **choices: Any) -> Edition:
    """Write files into a folder, the first of which is the spec, and return its edition."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return edition_of(load(folder / next(iter(files)), starts=starts), Choices(**choices))


@functools.cache
def _course(name: str, starts: dt.date | None) -> Course:
    return load(_file(Path(str(shipped("examples"))) / name), starts=starts)


def _file(folder: Path) -> Path:
    return next(path for pattern in ("course.yaml", "*.module.yaml") for path in sorted(folder.glob(pattern)))
