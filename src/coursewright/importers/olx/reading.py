"""Reading an Open edX course: its outline, its pages and problems, and what it says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft
from coursewright.importers.olx.about import course_data, course_items
from coursewright.importers.olx.addresses import Addresses
from coursewright.importers.olx.blocks import tree_of
from coursewright.importers.olx.desk import OlxDesk
from coursewright.importers.olx.detecting import recognises
from coursewright.importers.olx.grading import Grading
from coursewright.importers.olx.jumps import settle_jumps
from coursewright.importers.olx.own import Own
from coursewright.importers.olx.own_settling import settle_own
from coursewright.importers.olx.rest import note_rest
from coursewright.importers.olx.sections import modules_of
from coursewright.importers.olx.updates import announcements_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.source import Source

__all__ = ["read"]


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a course. Raises `UsageError` where there is no `course.xml` that can be read."""
    root = source.kind.root
    course = tree_of(source, root) if recognises(source) else None
    if course is None or course.missing:
        why = f"`{root}course.xml` is not there, or is not that of a course"
        why = course.missing if course is not None else why
        raise UsageError(
            f"`{source.path.name}` cannot be read as a course of Open edX: {why}.",
            "Export it anew: in Studio, Tools, Export.",
        )
    here = OlxDesk(source, root, Addresses(source.sizes, root), desk.account)
    run = course.said("url_name") or course.said("slug")
    grading = Grading(here, run)
    data = course_data(course, run, here)
    draft = CourseDraft(
        f"course:{'/'.join(filter(None, (course.said('org'), course.said('course'), run)))}", data
    )
    draft.items = [*course_items(course, here), *announcements_of(here)]
    own = Own(here)
    draft.modules = list(modules_of(course, grading, own, here))
    if said := grading.settled(told_elsewhere=bool(own.course)):
        before = data.get("x-olx")
        data["x-olx"] = {**(before if isinstance(before, dict) else {}), **said}
    here.conditions.settle(desk.account)
    settle_own(draft, own)
    settle_jumps(draft, course, own.places)
    note_rest(here)
    return draft
