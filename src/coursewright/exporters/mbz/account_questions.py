"""What became of questions: in the bank, in a choice, in a survey, or in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.exporters.mbz.kinds import asked, written
from coursewright.exporters.mbz.marks import points_of
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.fidelity.ledger import Fate
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["questions_note"]

Note: TypeAlias = "tuple[Fate, str]"


def questions_note(entry: Entry, activity: Activity) -> Note:
    """Return what became of the questions of an entry."""
    match activity.kind:
        case "quiz":
            return _in_bank(entry)
        case "feedback":
            return _in_survey(entry)
        case "choice" if len(written(entry)) == 1:
            return _told("as what is chosen from", _bare(written(entry)))
        case "choice":
            return "changed", "the first with options as what is chosen from, all in the text, without keys"
    if entry.kind == "assessment" and entry.graded:
        return "dropped", f"Moodle can mark none of them: {_faults(entry)}"
    return "changed", "in the text, without their keys"


def _in_bank(entry: Entry) -> Note:
    all_of_them, taken = written(entry), asked(entry)
    if any(points_of(one, entry) != one.points for one in taken):
        return "changed", "in the question bank, with fewer points, for Moodle cannot count to so many"
    if len(taken) == len(all_of_them):
        return "kept", "in the question bank, with their keys, feedback and points"
    return "changed", f"{len(taken)} of {len(all_of_them)} in the question bank; left out: {_faults(entry)}"


def _in_survey(entry: Entry) -> Note:
    all_of_them, taken = written(entry), asked(entry)
    told = _bare(taken)
    if any("\n" in one.prompt for one in taken):
        told.append("prompts on one line")
    if any(one.type == "matching" for one in taken):
        told.append("pairs are asked for in words")
    if len(taken) < len(all_of_them):
        told.append(f"left out: {_faults(entry)}")
    return _told("as items of the survey", told)


def _bare(questions: Sequence[QuizQuestion]) -> list[str]:
    """Say what questions lose where there is no right or wrong."""
    keyed = any(
        one.written.points is not None
        or one.feedback
        or one.numbers
        or any(answer.correct or answer.feedback for answer in one.answers)
        for one in questions
    )
    return ["without keys, points and feedback"] if keyed else []


def _told(how: str, lost: Sequence[str]) -> Note:
    return ("changed", "; ".join([how, *lost])) if lost else ("kept", how)


def _faults(entry: Entry) -> str:
    taken = set(asked(entry))
    faults = (
        f'"{shortened(one.prompt)}" ({one.unaskable or one.unmarkable})'
        for one in written(entry)
        if one not in taken
    )
    return "; ".join(faults)
