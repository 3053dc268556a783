"""What became of each thing that was said about an entry, for the account of a Moodle backup."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.exporters.mbz.account_marks import marks_note
from coursewright.exporters.mbz.account_questions import questions_note
from coursewright.exporters.mbz.completion import completion_of
from coursewright.exporters.mbz.groups import together
from coursewright.exporters.mbz.modules.talking import posts_first
from coursewright.exporters.mbz.restrictions import awaited
from coursewright.exporters.mbz.submission import ways_to_hand_in
from coursewright.exporters.mbz.times import closes_at, seconds
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.fidelity.ledger import Fate
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.gradebook import Gradebook
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.spec.moments import Moment

__all__ = ["aspect_note"]

Note: TypeAlias = "tuple[Fate, str]"

_IN_THE_TEXT: Note = ("kept", "in the text")
_TEXTS = frozenset(
    (  # noqa: SIM905 - a list of single strings reads worse
        "instructions choices agenda recording alternative prompts options licence"
    ).split()
) | {"own context", "reflection prompts"}
_MARKS = frozenset({"weight", "pass mark", "attempts", "criteria"})
_NO_DATE = "in the text: it has no date"


def aspect_note(entry: Entry, aspect: str, activity: Activity, bench: Bench, gradebook: Gradebook) -> Note:
    """Return what became of one aspect of an entry."""
    if aspect in _TEXTS:
        return _IN_THE_TEXT
    if aspect in _MARKS:
        return marks_note(entry, aspect, activity, gradebook)
    match aspect:
        case "release" | "start" | "due" | "available until":
            return _time(entry, aspect, activity)
        case "questions":
            return questions_note(entry, activity)
        case "grouping":
            return _grouping(entry, activity)
        case "decision points":
            return _decisions(entry, activity)
        case "what is handed in":
            return _handed_in(entry, activity)
        case "replies":
            return _replies(entry, activity)
        case "requires":
            return _requires(entry, activity, bench)
        case "monitoring":
            return _for_staff(bench, "who reads it and the sign of it are in the text", "what they look for")
        case "feedback":
            return _feedback(entry, activity, bench)
        case "outcomes":
            return _outcomes(entry)
        case "takes up" if entry.kind == "follow-up":
            return "kept", "linked in the text, and as restricted access until it is done"
        case "takes up" | "follow-up" | "materials" | "session":
            return "kept", "linked in the text"
        case "reader":
            return "changed", "in the text; in Moodle all who teach the course can read it"
    return "changed", "in the text"


def _time(entry: Entry, aspect: str, activity: Activity) -> Note:
    moment = entry.opens if aspect in {"release", "start"} else entry.due
    if not seconds(moment):
        return "changed", _NO_DATE
    fate, how = _dated(aspect, activity)
    if _floats(moment):
        return "changed", f"{how}; read as UTC, for the course names no time zone"
    return fate, how


def _dated(aspect: str, activity: Activity) -> Note:
    kind = activity.kind
    match aspect:
        case "start":
            return "kept", "as an event of the course calendar, and in the text"
        case "available until":
            return "kept", "as restricted access until then"
        case "release" if kind in {"assign", "quiz", "choice", "feedback"}:
            return "kept", "as the time from which it is open"
        case "release":
            return "kept", "as restricted access until then"
    match kind:
        case "assign" | "forum":
            return "kept", "as the due date"
        case "quiz" | "choice" | "feedback" if activity.entry is not None and closes_at(activity.entry):
            return "changed", "as the time at which it closes: Moodle takes nothing later"
    if not completion_of(activity).tracked:
        return "changed", "in the text"
    return "changed", "as the date by which Moodle expects it to be done"


def _floats(moment: Moment | None) -> bool:
    return moment is not None and moment.scale == "local"


def _grouping(entry: Entry, activity: Activity) -> Note:
    kind = together(entry)
    if kind is None:
        return _IN_THE_TEXT
    fill = f"teachers put students into the grouping for {kind}"
    if activity.kind == "assign" and ways_to_hand_in(entry):
        return "changed", f"as one submission for a group; {fill}"
    if activity.kind in {"page", "url", "resource", "label"}:
        return "changed", "in the text"
    return "changed", f"as separate groups; {fill}"


def _decisions(entry: Entry, activity: Activity) -> Note:
    if activity.kind == "choice" and not getattr(entry.element, "questions", ()):
        return "changed", "the first as what is chosen, and all in the text with their consequences to unfold"
    return "changed", "in the text with their consequences to unfold: Moodle has nothing that plays them"


def _handed_in(entry: Entry, activity: Activity) -> Note:
    ways = ways_to_hand_in(entry) if activity.kind == "assign" else ()
    if not ways:
        return _IN_THE_TEXT
    names = {"onlinetext": "online text", "file": "files"}
    return "kept", f"in the text, and handed in as {' or '.join(names[way] for way in ways)}"


def _replies(entry: Entry, activity: Activity) -> Note:
    replies = entry.element.replies if isinstance(entry.element, Task) else None
    if activity.kind != "forum" or replies is None:
        return "changed", "in the text"
    told = []
    if replies.by is not None and entry.due is not None:
        told.append("Moodle keeps one due date of a forum, so the time for replies stands in the text")
    if replies.protocol and not posts_first(activity):
        told.append("how to go about it stands in the text")
    if replies.moderator is not None:
        told.append("who moderates stands in the text")
    how = "as the posts that completion asks for"
    return ("changed", "; ".join([how, *told])) if told else ("kept", how)


def _requires(entry: Entry, activity: Activity, bench: Bench) -> Note:
    if entry.kind == "session":
        return "changed", "in the text: Moodle keeps nobody out of a session"
    waits = {other.key for other in awaited(activity, bench.outline)}
    if not waits:
        return "dropped", "what it requires is not in this package"
    return (
        "kept",
        "as restricted access until that is done, or passed where Moodle marks it and it has a pass mark",
    )


def _for_staff(bench: Bench, told: str, rest: str) -> Note:
    if bench.edition.choices.for_staff:
        return "changed", f"{told}; {rest} is on a page that is hidden from students"
    return "changed", f"{told}; {rest} is left out, for it is for those who teach"


def _feedback(entry: Entry, activity: Activity, bench: Bench) -> Note:
    told = "when and how students hear back is in the text"
    if activity.kind == "assign" and seconds(entry.answered_at) > seconds(entry.due):
        told += " and, as the date by which to grade, with the assignment"
    return _for_staff(bench, told, "what it addresses")


def _outcomes(entry: Entry) -> Note:
    if not entry.outcomes:
        return "dropped", "the outcomes it names are not in this package"
    return "changed", "in the text and as tags: Moodle's own outcomes need a scale of the site"
