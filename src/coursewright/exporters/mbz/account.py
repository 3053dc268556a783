"""The account of a Moodle backup: what became of the course, its modules and each entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.mbz import restrictions
from coursewright.exporters.mbz.account_aspects import aspect_note
from coursewright.exporters.mbz.marks import mark_of
from coursewright.exporters.mbz.modules.talking import posts_first
from coursewright.exporters.mbz.submission import ways_to_hand_in
from coursewright.exporters.mbz.times import seconds
from coursewright.spec.model import Announcement, Reflection, Session

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Entry, ModulePart
    from coursewright.exporters.fidelity.ledger import Fate, Ledger
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.gradebook import Gradebook
    from coursewright.exporters.mbz.outline import Activity

__all__ = ["keep_account"]

_FORM_OF = {
    "page": "page",
    "forum": "discussion",
    "assign": "hand-in",
    "quiz": "quiz",
    "choice": "poll",
    "feedback": "survey",
    "wiki": "wiki",
    "glossary": "glossary",
    "url": "file",
    "resource": "file",
}


def keep_account(bench: Bench, gradebook: Gradebook, ledger: Ledger) -> None:
    """Note what becomes of a course, in the order of its pages."""
    _course(bench, ledger)
    for module in bench.edition.modules:
        _module(module, bench, ledger)
        for entry in module.entries:
            activity = bench.outline.by_key.get(entry.key)
            if activity is None:
                ledger.dropped(entry.key, "", "it is for those who teach")
                continue
            _put(ledger, entry.key, "", _whole(entry, activity))
            for aspect in aspects(entry)[1:]:
                _put(ledger, entry.key, aspect, aspect_note(entry, aspect, activity, bench, gradebook))
    for card in bench.edition.outcomes:
        ledger.changed(
            card.key, "", "on the page about its module or course, and as a tag of what practises it"
        )


def _put(ledger: Ledger, key: str, aspect: str, note: tuple[Fate, str]) -> None:
    fate, how = note
    match fate:
        case "kept":
            ledger.kept(key, aspect, how)
        case "changed":
            ledger.changed(key, aspect, how)
        case "dropped":
            ledger.dropped(key, aspect, how)


def _course(bench: Bench, ledger: Ledger) -> None:
    ledger.kept("", "", "as a course whose first page tells how it runs")
    if bench.edition.course.settings.team:
        ledger.changed(
            "", "team", "on the page about the course; who teaches it in Moodle is for the site to say"
        )


def _module(module: ModulePart, bench: Bench, ledger: Ledger) -> None:
    ledger.kept(
        module.key,
        "",
        "as a section"
        if bench.outline.by_key.get(f"about:{module.key}") is None
        else "as a section, with a page about it",
    )
    if module.needs:
        awaited = restrictions.awaited_in(module, bench.edition, bench.outline)
        if awaited:
            ledger.kept(
                module.key, "requires", "as restricted access until the tasks of those modules are done"
            )
        else:
            ledger.changed(
                module.key, "requires", "in the text: this package has no task of those modules to wait for"
            )
    for unit in module.units:
        if unit.title:
            ledger.kept(unit.key, "", "as a section")


def _whole(entry: Entry, activity: Activity) -> tuple[Fate, str]:
    """Return what became of an entry as a whole."""
    element = entry.element
    if entry.staff_only:
        return "kept", "as a page in a section that is hidden from students"
    match element:
        case Session():
            if seconds(entry.opens):
                return "kept", "as a page and as an event of the course calendar"
            return "changed", "as a page: without a date there is no event in the calendar"
        case Announcement():
            if activity.hidden:
                return "changed", "as a hidden text on the course page, for a teacher to show: it has no date"
            return (
                "changed",
                "as a text on the course page that appears at its time; nobody is sent a message",
            )
        case Reflection() if activity.kind == "assign":
            marked = "" if mark_of(activity) is not None else ", without marks"
            return "kept", f"as an assignment to write in{marked}"
    name = _named(activity)
    if _FORM_OF.get(activity.kind) == entry.form:
        return "kept", name
    return "changed", name


def _named(activity: Activity) -> str:
    """Return as what an activity is in Moodle."""
    entry = activity.entry
    match activity.kind:
        case "forum" if posts_first(activity):
            return "as a Q and A forum, which a teacher opens with the question"
        case "assign" if entry is not None and not ways_to_hand_in(entry):
            return "as an assignment without submission, for marks on what is done elsewhere"
        case "assign" if entry is not None and entry.form == "quiz":
            return "as an assignment, for none of its questions can be marked"
        case "page" if entry is not None and entry.form == "file":
            return "as a page: there is no file and no address to open"
        case "page" if entry is not None and entry.form in {"poll", "survey"}:
            return "as a page: there is nothing to choose from or to answer"
        case "choice":
            return "as a choice, the result of which all see who have answered"
        case "feedback":
            return "as an anonymous feedback activity"
        case "url":
            return "as a link"
        case "resource":
            return "as a file"
        case "assign":
            return "as an assignment"
        case kind:
            return f"as a {kind}"
