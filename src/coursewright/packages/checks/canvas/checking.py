"""Checks of the files by which a cartridge becomes a copy of a Canvas course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.canvas.assignments import (
    check_assignments,
    check_events,
    check_quiz_files,
    check_rubrics,
    check_topics,
)
from coursewright.packages.checks.canvas.links import check_canvas_links
from coursewright.packages.checks.canvas.modules import check_modules
from coursewright.packages.checks.canvas.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_canvas"]


def check_canvas(look: Look, manifest: Manifest) -> Iterator[Said]:
    """Check the settings of a course, its modules and what is graded in it."""
    settings = settings_of(look, manifest)
    yield from settings.wrong
    yield from check_modules(settings, manifest)
    yield from check_assignments(settings)
    yield from check_topics(settings, manifest)
    yield from check_rubrics(settings)
    yield from check_events(settings)
    yield from check_quiz_files(look, settings, manifest)
    yield from check_canvas_links(look, settings, manifest)
