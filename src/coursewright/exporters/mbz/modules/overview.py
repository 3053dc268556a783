"""The pages about the course and its modules: value, outcomes, how it runs, what each may expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.bench import HEADINGS
from coursewright.exporters.pages.body import Body, course_body, module_body
from coursewright.exporters.pages.course_bodies import (
    ai_body,
    expectations_body,
    how_it_runs_body,
    skills_body,
    support_body,
)

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import ModulePart
    from coursewright.exporters.mbz.bench import Bench

__all__ = ["of_course", "of_module"]


def of_course(bench: Bench) -> Body:
    """Return all that the course says about itself, on one page."""
    bodies = [
        make(bench.edition, bench.links, level=HEADINGS)
        for make in (course_body, how_it_runs_body, expectations_body, support_body, skills_body, ai_body)
    ]
    html = "\n".join(body.html for body in bodies if body.html)
    return Body(html, tuple(dict.fromkeys(asset for body in bodies for asset in body.assets)))


def of_module(module: ModulePart, bench: Bench) -> Body:
    """Return what a module is about."""
    return module_body(module, bench.edition, bench.links, level=HEADINGS)
