"""What there is to keep of an entry: the things its author said about it that learners or staff rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.edition.decisions import decision_points
from coursewright.spec.model import Assessment, FollowUpActivity, Material, Reflection, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.fidelity.ledger import Note

__all__ = ["aspects", "unaccounted"]

_SAID: dict[type[object], tuple[tuple[str, str], ...]] = {
    Task: (
        ("instructions", "instructions"),
        ("release", "release"),
        ("due", "due"),
        ("outcomes", "outcomes"),
        ("materials", "materials"),
        ("grouping", "grouping"),
        ("choices", "choices"),
        ("decision_points", "decision points"),
        ("own_context", "own context"),
        ("produces", "what is handed in"),
        ("criteria", "criteria"),
        ("questions", "questions"),
        ("replies", "replies"),
        ("monitoring", "monitoring"),
        ("feedback", "feedback"),
        ("reflection_prompts", "reflection prompts"),
        ("requires", "requires"),
        ("pass_mark", "pass mark"),
        ("attempts", "attempts"),
        ("weight", "weight"),
    ),
    FollowUpActivity: (
        ("instructions", "instructions"),
        ("session", "session"),
        ("due", "due"),
        ("outcomes", "outcomes"),
        ("choices", "choices"),
        ("decision_points", "decision points"),
        ("own_context", "own context"),
        ("criteria", "criteria"),
        ("weight", "weight"),
    ),
    Session: (
        ("starts", "start"),
        ("requires", "requires"),
        ("agenda", "agenda"),
        ("recording", "recording"),
        ("alternative", "alternative"),
    ),
    Reflection: (("prompts", "prompts"), ("when", "due"), ("read_by", "reader"), ("weight", "weight")),
    Assessment: (
        ("instructions", "instructions"),
        ("due", "due"),
        ("outcomes", "outcomes"),
        ("criteria", "criteria"),
        ("options", "options"),
        ("questions", "questions"),
        ("feedback", "feedback"),
        ("weight", "weight"),
        ("pass_mark", "pass mark"),
        ("attempts", "attempts"),
    ),
    Material: (
        ("alternative", "alternative"),
        ("available_until", "available until"),
        ("licence", "licence"),
    ),
}


def aspects(entry: Entry) -> tuple[str, ...]:
    """Return what was said about an entry, by the names that notes use; the entry itself (``""``) is first.

    `follow-up` is there for a task that something takes up, `takes up` for what takes it up.
    """
    element = entry.element
    said = ["", *(name for key, name in _SAID.get(type(element), ()) if getattr(element, key))]
    if "decision points" in said and not decision_points(element):
        said.remove("decision points")
    if entry.leads_to:
        said.append("follow-up")
    if entry.takes_up:
        said.append("takes up")
    return tuple(said)


def unaccounted(edition: Edition, notes: Iterable[Note]) -> tuple[tuple[str, str], ...]:
    """Return the entries and aspects that no note speaks of: an exporter forgot them."""
    told = {(note.key, note.aspect) for note in notes}
    # What is dropped as a whole takes its aspects with it.
    gone = {note.key for note in notes if not note.aspect and note.fate == "dropped"}
    return tuple(
        (entry.key, aspect)
        for entry in edition.entries
        for aspect in aspects(entry)
        if (entry.key, aspect) not in told and entry.key not in gone
    )
