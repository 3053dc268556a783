"""What the site keeps of a design, aspect by aspect, for the report on the export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.fidelity.aspects import aspects

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["note_entries"]

_SAID = "said on the page; a site cannot see to it"
_CHANGED = {
    "release": "said on the page, which is open from the start",
    "requires": _SAID,
    "pass mark": _SAID,
    "attempts": _SAID,
    "weight": "said on the page; a site has no marks",
    "monitoring": "who reads it and the sign they leave; what they look for is for staff",
    "feedback": "when and how it comes; what it addresses is for staff",
    "available until": "said on the page, which stays",
    "replies": "asked for on the page; they are written elsewhere",
    "what is handed in": "said on the page; it is handed in elsewhere",
}
_KEPT = {
    "decision points": "as choices to play, kept in the browser",
    "reflection prompts": "as fields to write in, kept in the browser",
    "prompts": "as fields to write in, kept in the browser",
    "due": "on the page, in the planner and in the calendar",
    "start": "on the page, in the planner and in the calendar",
    "outcomes": "as cards with their why, linked both ways",
    "follow-up": "as links both ways",
    "takes up": "as links both ways",
}


def note_entries(edition: Edition, ledger: Ledger) -> None:
    """Note what becomes of each entry."""
    for entry in edition.entries:
        if entry.kind == "announcement":
            _note_announcement(entry, edition, ledger)
        elif entry.staff_only:
            ledger.kept(entry.key, "", "in the log for staff")
            for aspect in aspects(entry)[1:]:
                ledger.kept(entry.key, aspect, "in the log for staff")
        else:
            _note(entry, ledger)


def _note_announcement(entry: Entry, edition: Edition, ledger: Ledger) -> None:
    if edition.choices.for_staff:
        ledger.changed(entry.key, "", "on the schedule of announcements for staff, to send by hand")
    else:
        ledger.dropped(entry.key, "", "a site has no clock: announcements are sent on their day")


def _note(entry: Entry, ledger: Ledger) -> None:
    ledger.kept(entry.key, "", "as a page")
    for aspect in aspects(entry)[1:]:
        if aspect == "questions":
            _note_questions(entry, ledger)
        elif aspect in _CHANGED:
            ledger.changed(entry.key, aspect, _CHANGED[aspect])
        else:
            ledger.kept(entry.key, aspect, _KEPT.get(aspect, "on the page"))


def _note_questions(entry: Entry, ledger: Ledger) -> None:
    if not entry.graded:
        ledger.kept(
            entry.key, "questions", "as a self-check with its feedback; the keys are veiled, not secret"
        )
    elif entry.kind == "assessment":
        ledger.dropped(
            entry.key, "questions", "nobody is to see the questions of what counts before it is sat"
        )
    else:
        ledger.changed(entry.key, "questions", "shown without keys, for a site has no marks")
