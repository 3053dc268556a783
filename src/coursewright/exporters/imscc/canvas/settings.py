"""Settings of a whole course of Canvas: its name, its groups of assignments, its outcomes and its events."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.imscc.canvas.parts import document, make, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.words.words import Words

__all__ = [
    "FLAG",
    "AssignmentGroup",
    "Event",
    "LearningOutcome",
    "assignment_groups",
    "course_settings",
    "events",
    "learning_outcomes",
    "locked_files",
]

FLAG = b"This cartridge was written for Canvas, by coursewright.\n"
"""What `canvas_export.txt` holds: that the file is there tells Canvas to read its own settings."""

_LICENCES = {
    "cc-by": "cc_by",
    "cc-by-sa": "cc_by_sa",
    "cc-by-nd": "cc_by_nd",
    "cc-by-nc": "cc_by_nc",
    "cc-by-nc-sa": "cc_by_nc_sa",
    "cc-by-nc-nd": "cc_by_nc_nd",
    "cc0": "public_domain",
}
_MASTERY = ((3.0, "exceeds"), (2.0, "mastery"), (1.0, "near"), (0.0, "below"))


class AssignmentGroup(NamedTuple):
    """A group of assignments; `weight` in per cent of the final grade."""

    identifier: str
    title: str
    weight: float


class Event(NamedTuple):
    """A date of the calendar; times in UTC, as Canvas writes them."""

    identifier: str
    title: str
    html: str
    starts: str
    ends: str | None


class LearningOutcome(NamedTuple):
    """An outcome, and the identifiers of the assignments that it is aligned with."""

    identifier: str
    title: str
    html: str
    assignments: Sequence[str]


def course_settings(
    identifier: str, title: str, code: str, *, weighted: bool, starts: str | None, licence: str
) -> bytes:
    """Write `course_settings.xml`. `weighted` says that assignment groups have weights."""
    known = _canvas_licence(licence)
    return document(
        "course",
        make("title", title),
        make("course_code", code),
        make("start_at", starts) if starts else None,
        make("default_view", "wiki"),
        make("license", known) if known else None,
        make("group_weighting_scheme", "percent" if weighted else "equal"),
        identifier=identifier,
    )


def _canvas_licence(licence: str) -> str:
    """Return what Canvas calls a licence; empty where it knows none of the name."""
    parts = licence.strip().lower().replace(" ", "-").split("-")
    while parts and parts[-1].replace(".", "").isdigit():
        parts.pop()
    return _LICENCES.get("-".join(parts), "")


def assignment_groups(groups: Iterable[AssignmentGroup]) -> bytes:
    """Write `assignment_groups.xml`."""
    return document(
        "assignmentGroups",
        *(
            make(
                "assignmentGroup",
                make("title", group.title),
                make("position", place),
                make("group_weight", number(group.weight)),
                identifier=group.identifier,
            )
            for place, group in enumerate(groups, 1)
        ),
    )


def learning_outcomes(outcomes: Iterable[LearningOutcome], words: Words) -> bytes:
    """Write `learning_outcomes.xml`. Canvas aligns outcomes with assignments only."""
    return document("learningOutcomes", *(_outcome(outcome, words) for outcome in outcomes))


def _outcome(outcome: LearningOutcome, words: Words) -> _Element:
    return make(
        "learningOutcome",
        make("title", outcome.title),
        make("description", outcome.html),
        make("calculation_method", "highest"),
        make(
            "alignments",
            *(
                make(
                    "alignment",
                    make("content_type", "Assignment"),
                    make("content_id", assignment),
                    make("mastery_type", "explicit_mastery"),
                    make("position", place),
                )
                for place, assignment in enumerate(outcome.assignments, 1)
            ),
        )
        if outcome.assignments
        else None,
        make("points_possible", number(_MASTERY[0][0])),
        make("mastery_points", number(_MASTERY[1][0])),
        make(
            "ratings",
            *(
                make(
                    "rating",
                    make("description", words(f"imscc.mastery.{level}")),
                    make("points", number(points)),
                )
                for points, level in _MASTERY
            ),
        ),
        identifier=outcome.identifier,
    )


def events(happenings: Iterable[Event]) -> bytes:
    """Write `events.xml`."""
    return document(
        "events",
        *(
            make(
                "event",
                make("title", event.title),
                make("description", event.html),
                make("start_at", event.starts),
                make("end_at", event.ends or event.starts),
                identifier=event.identifier,
            )
            for event in happenings
        ),
    )


def locked_files(identifiers: Iterable[str]) -> bytes:
    """Write `files_meta.xml`, which keeps files from students."""
    return document(
        "fileMeta",
        make("files", *(make("file", make("locked", True), identifier=one) for one in identifiers)),
    )
