"""What became of marks: criteria, weights, pass marks and attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.exporters.mbz.grading import graded_by
from coursewright.exporters.mbz.marks import criteria_of
from coursewright.exporters.mbz.modules.assign import attempts_of

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.fidelity.ledger import Fate
    from coursewright.exporters.mbz.gradebook import Gradebook
    from coursewright.exporters.mbz.outline import Activity

__all__ = ["marks_note"]

Note: TypeAlias = "tuple[Fate, str]"


def marks_note(entry: Entry, aspect: str, activity: Activity, gradebook: Gradebook) -> Note:
    """Return what became of `criteria`, `weight`, `pass mark` or `attempts`."""
    match aspect:
        case "criteria":
            return _criteria(entry, activity)
        case "weight":
            return _weight(entry, activity, gradebook)
        case "pass mark":
            return _pass_mark(entry, activity, gradebook)
        case _:
            return _attempts(entry, activity)


def _criteria(entry: Entry, activity: Activity) -> Note:
    method = graded_by(activity)
    if method == "guide":
        return "kept", "as a marking guide"
    if method == "rubric":
        if all(len(one.levels) > 1 for one in criteria_of(entry.element)):
            return "kept", "as a rubric, the points of each criterion spread evenly over its levels"
        return "changed", "as a rubric; criteria without levels have three of ours"
    return "changed", "in the text: there are no marks to give by them"


def _weight(entry: Entry, activity: Activity, gradebook: Gradebook) -> Note:
    if gradebook.has_category(entry.key):
        return "kept", "as the weight of a category of the gradebook"
    mark = gradebook.mark(activity)
    if mark is None or not mark.counts:
        return "changed", "in the text"
    if entry.counts_towards:
        return "changed", "as its weight within the category of what it counts towards"
    return "kept", "as its weight in the gradebook"


def _pass_mark(entry: Entry, activity: Activity, gradebook: Gradebook) -> Note:
    mark = gradebook.mark(activity)
    if mark is None:
        if gradebook.has_category(entry.key):
            return "kept", "as the grade to pass of a category of the gradebook"
        return "changed", "in the text"
    if gradebook.number(activity) is None:
        return "changed", "as the grade to pass of a grade item that is filled in by hand"
    return "kept", "as the grade to pass, which completion asks for"


def _attempts(entry: Entry, activity: Activity) -> Note:
    if attempts_of(entry) is None:
        return "changed", "in the text; in Moodle one may try as often as one likes"
    match activity.kind:
        case "quiz":
            return "kept", "as the attempts allowed"
        case "assign":
            return "changed", "as the most attempts, each of which a teacher opens"
    return "changed", "in the text"
