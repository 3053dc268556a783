"""What a calendar keeps of a course, and what it cannot: the notes for the fidelity report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.calendar.happenings import dated
from coursewright.exporters.fidelity.aspects import aspects
from coursewright.spec.model import Reflection, Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.exporters.calendar.happenings import Happening
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.spec.moments import Moment

__all__ = ["has_undated_time", "note_entries"]

_UNDATED = "its times have no date: say with `--starts` when the course begins"
_CONTENT = "a calendar holds times, not content"
_DESCRIBED = "named in the description of its event"


def note_entries(happenings: Sequence[Happening], edition: Edition, ledger: Ledger) -> None:
    """Note what became of every entry, outcome, unit and module."""
    made: dict[str, set[str]] = {}
    for happening in happenings:
        made.setdefault(happening.entry.key, set()).add(happening.aspect)
    for entry in edition.entries:
        _note(entry, made, edition, ledger)
    for key in edition.cards:
        ledger.dropped(key, "", _CONTENT)


def has_undated_time(entry: Entry) -> bool:
    """Tell whether it has a time that is counted from a beginning nobody has named."""
    times = (*_times(entry).values(), entry.answered_at)
    return any(moment is not None and dated(moment) is None for moment in times)


def _note(entry: Entry, made: dict[str, set[str]], edition: Edition, ledger: Ledger) -> None:
    if entry.in_session in made and entry.key not in made:
        ledger.changed(entry.key, "", "named in the description of the session it happens in")
        _rest(entry, {"session": "named in the description of the session"}, ledger)
        return
    own = made.get(entry.key)
    if own is None:
        ledger.dropped(entry.key, "", _why_absent(entry, for_staff=edition.choices.for_staff))
        return
    if isinstance(entry.element, Session):
        ledger.kept(entry.key, "", "as an event")
    else:
        ledger.changed(entry.key, "", "as events at its times, without what there is to do")
    for aspect, moment in _times(entry).items():
        if aspect in own and aspect == "replies":
            ledger.changed(entry.key, aspect, "their time as an event; how many and how is not said")
        elif aspect in own:
            ledger.kept(entry.key, aspect, "as an event")
        elif aspect in aspects(entry):
            ledger.dropped(entry.key, aspect, _why_undated(aspect, moment))
    _rest(entry, _described(entry, own), ledger)


def _why_undated(aspect: str, moment: Moment | None) -> str:
    if moment is not None:
        return _UNDATED
    return "no time is known for them" if aspect == "replies" else "when that is cannot be worked out"


def _why_absent(entry: Entry, *, for_staff: bool) -> str:
    if entry.kind == "announcement" and not for_staff:
        return "what is announced is told when its time has come"
    if has_undated_time(entry):
        return _UNDATED
    if isinstance(entry.element, Reflection) and entry.element.when == "weekly":
        return "it comes every week, at no set time"
    return "it has no time of its own"


def _times(entry: Entry) -> dict[str, Moment | None]:
    match entry.kind:
        case "session":
            return {"start": entry.opens}
        case "material":
            return {"available until": entry.due}
        case "announcement":
            return {"": entry.opens}
        case "task":
            return {"release": entry.opens, "due": entry.due, "replies": entry.replies_by}
    return {"due": entry.due}


def _described(entry: Entry, own: set[str]) -> dict[str, str]:
    """Return the aspects that stand in the text of an event, with how."""
    if isinstance(entry.element, Session):
        return dict.fromkeys(("requires", "agenda", "recording", "alternative"), _DESCRIBED)
    said = {}
    if "due" in own:
        said = dict.fromkeys(("requires", "what is handed in", "prompts", "session"), _DESCRIBED)
        said["feedback"] = said["monitoring"] = "what learners may know of it stands in the description"
    if "reading" in own:
        said["monitoring"] = said["feedback"] = "as the time to read and answer, with what to look for"
    elif "answer" in own:
        said["feedback"] = "as the time to answer, with what it addresses"
    return said


def _rest(entry: Entry, described: dict[str, str], ledger: Ledger) -> None:
    for aspect in aspects(entry):
        if ledger.about(entry.key, aspect) is not None:
            continue
        if aspect in described:
            ledger.changed(entry.key, aspect, described[aspect])
        else:
            ledger.dropped(entry.key, aspect, _CONTENT)
