"""What a guide keeps of a course: the notes for the fidelity report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.guide.work import answer_rows, read_rows
from coursewright.spec.model import Assessment, FollowUpActivity, Reflection, Session, Task

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["note_entries"]

_FOR_STUDENTS = "it stands with what students read"
_LISTED = "in the guide of its week"
_UNKNOWN = "when that is cannot be worked out"


def note_entries(edition: Edition, ledger: Ledger) -> None:
    """Note what became of every entry and outcome."""
    for entry in edition.entries:
        if not _is_told(entry, edition):
            ledger.dropped(entry.key, "", _why_absent(entry))
            continue
        if entry.kind in {"announcement", "session"}:
            ledger.kept(entry.key, "", _LISTED)
        else:
            ledger.changed(entry.key, "", "in the guide of its week, as far as it concerns those who teach")
        for aspect in aspects(entry)[1:]:
            _note(entry, aspect, edition, ledger)
    for key in edition.cards:
        ledger.dropped(key, "", _FOR_STUDENTS)


def _is_told(entry: Entry, edition: Edition) -> bool:
    """Whether the guide says anything of an entry."""
    match entry.element:
        case Task() | Assessment():
            return any(read_rows(entry, edition)) or any(answer_rows(entry, edition))
        case Reflection():
            return True
    return entry.kind in {"announcement", "session", "follow-up"}


def _why_absent(entry: Entry) -> str:
    return _FOR_STUDENTS if entry.kind == "material" else "nothing in it is said to those who teach"


def _note(entry: Entry, aspect: str, edition: Edition, ledger: Ledger) -> None:
    element = entry.element
    match element, aspect:
        case (_, "due"):
            weekly = isinstance(element, Reflection) and element.when == "weekly"
            if entry.due is not None or weekly:
                ledger.kept(entry.key, aspect, _LISTED)
            else:
                ledger.dropped(entry.key, aspect, _UNKNOWN)
        case (Session(), "start"):
            if entry.opens is not None:
                ledger.kept(entry.key, aspect, _LISTED)
            else:
                ledger.dropped(entry.key, aspect, _UNKNOWN)
        case (Task(), "monitoring" | "feedback" | "follow-up"):
            ledger.kept(entry.key, aspect, _LISTED)
        case (Assessment(), "criteria"):
            ledger.changed(entry.key, aspect, "by name, without levels and points")
        case (
            (Assessment(), "feedback")
            | (Session(), "requires" | "agenda" | "alternative")
            | (FollowUpActivity(), "takes up" | "session")
            | (Reflection(), "prompts" | "reader")
        ):
            told = aspect != "session" or entry.in_session in edition.by_key
            if told:
                ledger.kept(entry.key, aspect, _LISTED)
            else:
                ledger.dropped(entry.key, aspect, "its session is not in this edition")
        case _:
            ledger.dropped(entry.key, aspect, _FOR_STUDENTS)
