"""What the writers of the design report are given: a course as views, and the files its marks lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.contents import as_written
from coursewright.reporters.shared.paths import relative
from coursewright.views.catalogue import views_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.views.model import Spot, View
    from coursewright.views.plan import Plan

__all__ = ["FileText", "Portrait", "portrait"]


class FileText(NamedTuple):
    """A file of a course: its path as it is shown, with `/`, and its whole text."""

    path: str
    text: str


class Portrait(NamedTuple):
    """A course as the design report shows it.

    - `kind` is `course` or `module`; `id` may be empty. `language` is a BCP 47 tag, empty where nobody says.
    - `part` says which part is shown, such as `week 3`; empty for all of it.
    - `files` are those that spots count: the course's first.
    """

    title: str
    id: str
    kind: str
    language: str
    part: str
    views: tuple[View, ...]
    files: tuple[FileText, ...]
    version: str

    def at(self, spot: Spot) -> str:
        """Return a spot as people write it: `modules/03.module.yaml:41`."""
        return f"{self.files[spot.file].path}:{spot.line}"


def portrait(plan: Plan, names: Sequence[str], base: Path, version: str) -> Portrait:
    """Return views of a course, by default all; paths become relative to `base` where they lie in it.

    Raises `UsageError` for the name of a view that is none.
    """
    course = plan.course
    head = as_written(course)
    return Portrait(
        plan.title,
        head.id or "",
        "module" if head is not course else "course",
        head.settings.language or "",
        plan.part,
        tuple(views_of(plan, names)),
        tuple(FileText(relative(source.path, base), source.text) for source in course.sources),
        version,
    )
