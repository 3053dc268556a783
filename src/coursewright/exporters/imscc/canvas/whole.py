"""The files of `course_settings`: what Canvas keeps of the course as a whole."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.exporters.imscc.canvas.modules import module_meta
from coursewright.exporters.imscc.canvas.parts import SETTINGS, STAMP, stamp
from coursewright.exporters.imscc.canvas.rubrics import Rubric, rubrics_file
from coursewright.exporters.imscc.canvas.settings import (
    FLAG,
    Event,
    LearningOutcome,
    assignment_groups,
    course_settings,
    events,
    learning_outcomes,
    locked_files,
)
from coursewright.exporters.imscc.canvas.writing import has_rubric
from coursewright.exporters.imscc.resources import Resource
from coursewright.exporters.imscc.titles import title_of
from coursewright.exporters.imscc.versions import VERSIONS
from coursewright.exporters.pages.body import entry_body, outcome_card
from coursewright.exporters.pages.course_bodies import home

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.imscc.canvas.addresses import InCanvas
    from coursewright.exporters.imscc.canvas.grading import Grading
    from coursewright.exporters.imscc.canvas.modules import CanvasModule
    from coursewright.exporters.imscc.canvas.things import Thing
    from coursewright.exporters.imscc.parcel import Parcel
    from coursewright.exporters.packing.member import Member

__all__ = ["settings_files"]


def settings_files(
    edition: Edition,
    things: Collection[Thing],
    grading: Grading,
    modules: Sequence[CanvasModule],
    links: InCanvas,
    parcel: Parcel,
) -> Iterator[Member]:
    """Yield the settings of the course, with the flag that makes Canvas read them first among them."""
    files = {
        "canvas_export.txt": FLAG,
        "course_settings.xml": _course(edition, grading),
        "module_meta.xml": module_meta(modules),
    }
    if grading.groups:
        files["assignment_groups.xml"] = assignment_groups(grading.groups)
    rubrics = [
        Rubric(
            f"rubric_{thing.entry.slug}",
            thing.title,
            [one for one in getattr(thing.entry.element, "criteria", ()) if one.name],
        )
        for thing in things
        if has_rubric(thing)
    ]
    if rubrics:
        files["rubrics.xml"] = rubrics_file(rubrics, edition.words)
    if edition.outcomes:
        files["learning_outcomes.xml"] = learning_outcomes(_outcomes(edition, things, links), edition.words)
    if happenings := list(_events(edition, things, links, parcel)):
        files["events.xml"] = events(happenings)
    if parcel.staff_files:
        files["files_meta.xml"] = locked_files(parcel.staff_files)
    resource = Resource(
        f"settings_{edition.id}",
        VERSIONS["1.1"].type_of_association,
        tuple(f"{SETTINGS}/{name}" for name in files),
        opens=True,
    )
    yield from parcel.add(resource, *files.values())


def _course(edition: Edition, grading: Grading) -> bytes:
    settings = home(edition).settings
    return course_settings(
        f"settings_{edition.id}",
        title_of(edition.title),
        edition.id,
        weighted=grading.weighted,
        starts=_first_day(edition),
        licence=settings.licence or "",
    )


def _first_day(edition: Edition) -> str | None:
    """Return when the course begins, as Canvas writes times; None where its day or zone is not known."""
    calendar = edition.course.timeline.calendar(home(edition).scope)
    if calendar.starts is None or calendar.time_zone is None or calendar.starts == dt.date.min:
        return None
    midnight = dt.datetime.combine(calendar.starts, dt.time.min, calendar.time_zone)
    return midnight.astimezone(dt.UTC).strftime(STAMP)


def _outcomes(edition: Edition, things: Collection[Thing], links: InCanvas) -> Iterator[LearningOutcome]:
    aligned: dict[str, list[str]] = {}
    for thing in things:
        if thing.assignment:
            for key in thing.entry.outcomes:
                aligned.setdefault(key, []).append(thing.assignment)
    for card in edition.outcomes:
        yield LearningOutcome(
            f"outcome_{card.slug}",
            title_of(card.outcome.title or card.statement),
            outcome_card(card, edition, links).html,
            aligned.get(card.key, ()),
        )


def _events(edition: Edition, things: Collection[Thing], links: InCanvas, parcel: Parcel) -> Iterator[Event]:
    for thing in things:
        entry = thing.entry
        starts = stamp(entry.opens)
        if entry.kind != "session" or starts is None or not thing.published:
            continue
        body = entry_body(entry, edition, links)
        parcel.take(body.assets)
        yield Event(f"event_{entry.slug}", thing.title, body.html, starts, stamp(entry.ends))
