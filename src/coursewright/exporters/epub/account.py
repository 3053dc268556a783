"""What a book keeps of a course: nearly all there is to read, and little of what there is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.epub.contents import has_page
from coursewright.exporters.fidelity.aspects import aspects

if TYPE_CHECKING:
    from collections.abc import Collection

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["note_book"]

_TEXT = "as text on its page"
_LINKS = "as links between pages"
_KEPT = {
    "instructions": "on its page",
    "choices": "on its page",
    "own context": "on its page",
    "criteria": "as a list or a table",
    "options": "on its page",
    "decision points": "each option leads to a page that says what follows",
    "reflection prompts": "with lines to write on",
    "prompts": "with lines to write on",
}
_CHANGED = {
    "materials": _LINKS,
    "follow-up": _LINKS,
    "takes up": _LINKS,
    "session": _LINKS,
    "requires": "named on its page; a book holds nothing back",
    "attempts": "named on its page; a book counts nothing",
    "pass mark": "named on its page; a book marks nothing",
    "questions": "without their keys: a book cannot veil them",
    "monitoring": "what concerns students, on its page",
    "feedback": "what concerns students, on its page",
    "reader": "what concerns students, on its page",
    "outcomes": "named on its page and on that of its module",
}


def note_book(edition: Edition, elsewhere: Collection[str], ledger: Ledger) -> None:
    """Note what became of everything. `elsewhere` are the keys of materials whose file no reader shows."""
    for entry in edition.entries:
        if has_page(entry):
            _note(entry, edition, elsewhere, ledger)
        elif edition.choices.for_staff:
            ledger.changed(entry.key, "", "in the part for those who teach")
            _note_aspects(entry, ledger)
        else:
            why = "it is for staff" if entry.staff_only else "it is told when its time has come"
            ledger.dropped(entry.key, "", why)
    for module in edition.modules:
        ledger.kept(module.key, "", "as a part of the book")
        if module.needs:
            ledger.changed(module.key, "requires", "named on its page; a book holds nothing back")
    for key in edition.cards:
        ledger.kept(key, "", "on the pages of the course and of its module")


def _note(entry: Entry, edition: Edition, elsewhere: Collection[str], ledger: Ledger) -> None:
    match entry.form:
        case _ if entry.key in elsewhere:
            ledger.changed(entry.key, "", "as a page without its file, which no reader of books shows")
        case "page" | "file" | "meeting":
            ledger.kept(entry.key, "", "as a page")
        case form:
            ledger.changed(entry.key, "", f"as a page: a book has no {form} to take part in")
    _note_aspects(entry, ledger)
    if edition.choices.for_staff:
        for aspect in {"monitoring", "feedback"} & set(aspects(entry)):
            ledger.kept(entry.key, aspect, "on its page, and in the part for those who teach")
    # Questions of what counts are nobody's to see before it is sat.
    if "questions" in aspects(entry) and entry.graded and entry.kind == "assessment":
        ledger.dropped(entry.key, "questions", "those of an assessment that counts are for its time")


def _note_aspects(entry: Entry, ledger: Ledger) -> None:
    for aspect in aspects(entry)[1:]:
        if aspect in _KEPT:
            ledger.kept(entry.key, aspect, _KEPT[aspect])
        else:
            ledger.changed(entry.key, aspect, _CHANGED.get(aspect, _TEXT))
