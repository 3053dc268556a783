"""What a SCORM package keeps of a design beyond what the site in it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.scorm.mastery import pass_mark, worth

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["note_platform"]

_TEXTS = (
    "as fields to write in; the platform keeps what is written as far as its room goes, the browser the rest"
)


def note_platform(edition: Edition, ledger: Ledger) -> None:
    """Note what the platform takes over from the browser, once the site has noted the rest."""
    for entry in edition.entries:
        if entry.staff_only:
            ledger.dropped(entry.key, "", "everybody who may open a SCORM package sees all of it")
        elif entry.kind != "announcement":
            _note(entry, ledger)


def _note(entry: Entry, ledger: Ledger) -> None:
    said = aspects(entry)
    if "decision points" in said:
        ledger.kept(entry.key, "decision points", "as choices to play, kept by the platform")
    for aspect in ("reflection prompts", "prompts"):
        if aspect in said:
            ledger.kept(entry.key, aspect, _TEXTS)
    if worth(entry) and "questions" in said:
        ledger.kept(
            entry.key,
            "questions",
            "as a self-check that counts towards the score; its keys are veiled, not secret",
        )
    if pass_mark(entry) is not None:
        ledger.changed(
            entry.key,
            "pass mark",
            "part of the one mastery score of the package, the mean over its self-checks",
        )
