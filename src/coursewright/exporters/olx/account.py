"""What an Open edX course keeps of a design, changes and drops: the notes for the fidelity report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.edition.decisions import decision_points
from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.olx.dates import in_utc, is_floating
from coursewright.exporters.olx.responses import reader_of
from coursewright.exporters.olx.units import attempts_of
from coursewright.exporters.questions.reading import questions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.olx.dates import Span
    from coursewright.exporters.olx.grading import Grading
    from coursewright.exporters.olx.units import Made
    from coursewright.exporters.questions.model import QuizQuestion
    from coursewright.spec.moments import Moment

__all__ = ["note_absent", "note_course", "note_entry"]

_PAGE = "as text on its page"
_LINKS = "as links on its page"
_FORMS = {
    "page": "as a unit with a page",
    "discussion": "as a unit with a discussion",
    "hand-in": "as a unit with an open response assessment",
    "quiz": "as a unit with problems",
    "poll": "as a unit with a poll; Poll has to be among the advanced modules of the platform",
    "survey": "as a unit with a survey; Survey has to be among the advanced modules of the platform",
    "meeting": "as a unit with a page: Open edX keeps no calendar of sessions",
    "file": "as a unit with a page that links to it",
}
_REQUIRES = "named on its page: prerequisites are set in Studio, never in the files of a course"
_READERS = {"peers": "other students", "self": "whoever wrote it"}


def note_absent(entry: Entry, ledger: Ledger) -> None:
    """Note an entry that has no unit."""
    why = "it is for staff" if entry.staff_only else "it is told when its time has come: post it as an update"
    ledger.dropped(entry.key, "", why)


def note_entry(entry: Entry, made: Made, edition: Edition, grading: Grading, ledger: Ledger) -> None:
    """Note what became of an entry that has a unit."""
    _note_itself(entry, made, ledger)
    special = {
        **_times(entry),
        **_work(entry, made),
        **_marks(entry, grading),
        **_staff(edition.choices.for_staff),
    }
    for aspect in aspects(entry)[1:]:
        fate, how = special.get(aspect, ("changed", _PAGE))
        if fate == "kept":
            ledger.kept(entry.key, aspect, how)
        elif fate == "changed":
            ledger.changed(entry.key, aspect, how)
        else:
            ledger.dropped(entry.key, aspect, how)


def note_course(edition: Edition, span: Span, grading: Grading, ledger: Ledger) -> None:
    """Note what became of the modules, the outcomes and the course as a whole."""
    for module in edition.modules:
        ledger.kept(module.key, "", "as a section")
        if module.needs:
            ledger.changed(module.key, "requires", _REQUIRES)
        for unit in module.units:
            if unit.entries or unit.overview or unit.outcomes:
                ledger.kept(unit.key, "", "as a subsection, cut where something in it counts")
            else:
                ledger.dropped(unit.key, "", "there is nothing in it")
    for key in edition.cards:
        ledger.changed(key, "", "as text on the overview: Open edX has no outcomes")
    if not span.known:
        ledger.changed(
            "", "start", "nothing has a date, so the dates of the course stand in: set them in Studio"
        )
    if not grading.as_said:
        ledger.changed("", "weight", "weights are made to add up to 100, as Open edX needs them")


def _note_itself(entry: Entry, made: Made, ledger: Ledger) -> None:
    if entry.staff_only or entry.kind == "announcement":
        ledger.changed(entry.key, "", "as a unit that only staff see")
    elif entry.form in {"wiki", "glossary"}:
        ledger.changed(
            entry.key, "", f"as a page with a discussion: Open edX has no {entry.form} of its own in a unit"
        )
    elif entry.form == "hand-in" and reader_of(entry) != "staff":
        ledger.kept(entry.key, "", f"{_FORMS['hand-in']}, read by {_READERS[reader_of(entry)]}")
    elif entry.form in {"poll", "survey"} and not made.tags & {"poll", "survey"}:
        ledger.changed(entry.key, "", "as a unit with a page: it has no choices to vote on")
    else:
        ledger.kept(entry.key, "", _FORMS[entry.form])


def _times(entry: Entry) -> dict[str, tuple[str, str]]:
    opens, due = in_utc(entry.opens), in_utc(entry.due)
    release = _time(entry.opens, "as the start of its unit")
    if opens is not None and due is not None and opens >= due:
        release = "changed", "on its page: it does not come before the due date, and so cannot be set"
    return {
        "release": release,
        "due": _time(entry.due, "as the due date of its unit"),
        "start": ("changed", "on its page: Open edX keeps no calendar of sessions"),
        "available until": ("changed", "on its page; the unit stays"),
    }


def _time(moment: Moment | None, how: str) -> tuple[str, str]:
    if in_utc(moment) is None:
        return "changed", "on its page: it has no date"
    return ("changed", f"{how}; it has no zone, and is read as UTC") if is_floating(moment) else ("kept", how)


def _work(entry: Entry, made: Made) -> dict[str, tuple[str, str]]:
    said: dict[str, tuple[str, str]] = {
        "instructions": ("kept", "on its page"),
        "materials": ("changed", _LINKS),
        "takes up": ("changed", _LINKS),
        "follow-up": ("changed", _LINKS),
        "session": ("changed", _LINKS),
        "requires": ("changed", _REQUIRES),
        "grouping": ("changed", "on its page: teams are made on the platform"),
        "replies": ("changed", "on its page: a discussion neither counts replies nor holds back posts"),
        "attempts": ("changed", _PAGE),
        "pass mark": ("changed", "on its page: a subsection has no pass mark in the files of a course"),
    }
    total = len(decision_points(entry.element))
    if made.played:
        how = (
            "as a vote, after which everybody reads what follows"
            if "poll" in made.tags
            else "as problems that count for nothing: choose, read what follows, choose again"
        )
        said["decision points"] = (
            ("kept", how)
            if made.played == total
            else ("changed", f"{made.played} of {total} {how}; the others as text, below them")
        )
    if made.asked or entry.form == "quiz":
        said["questions"] = _questions(entry, made)
    else:
        said["questions"] = "changed", "as text on its page, without keys"
    if "openassessment" in made.tags:
        how = "as the rubric of the open response; points are whole numbers, spread evenly over the levels"
        said |= {
            "criteria": ("changed", how),
            "what is handed in": ("kept", "as the prompt of the open response"),
            "prompts": ("kept", "as prompts of the open response"),
        }
    if attempts_of(entry) is not None and "problem" in made.tags and made.asked:
        said["attempts"] = ("kept", "as the attempts that each problem allows")
    return said


def _questions(entry: Entry, made: Made) -> tuple[str, str]:
    asked = questions_of(entry)
    changes = [f"question {one.number}: {why}" for one in asked if (why := _change(one, entry, made))]
    if entry.form != "quiz":
        how = "with their choices"
    else:
        how = "as problems with their keys, and essays as open responses"
    if not changes:
        return "kept", how
    if not made.asked and entry.kind == "assessment" and entry.graded:
        return "dropped", f"of what counts no page shows them, and they cannot be asked: {'; '.join(changes)}"
    return "changed", f"{how}; {'; '.join(changes)}"


def _change(question: QuizQuestion, entry: Entry, made: Made) -> str:
    """Return what of a question the platform cannot say; empty where it says it all."""
    if question.number not in made.asked:
        return f"on the page, without its key, as {_why_text(question, entry)}"
    written = question.written
    if entry.form != "quiz":
        more = written.answer or written.feedback or written.points is not None or question.type != "single"
        keyed = any(option.correct or option.feedback for option in written.options)
        return "a vote, without a key" if more or keyed else ""
    return "; ".join(_unsaid(question, entry))


def _why_text(question: QuizQuestion, entry: Entry) -> str:
    if entry.form == "quiz":
        return question.problem
    return question.unaskable or "it offers no choices, or the block has room for one question"


def _unsaid(question: QuizQuestion, entry: Entry) -> Iterator[str]:
    if question.type == "essay" and question.feedback:
        yield "its feedback is not there"
    if question.type == "essay" and question.written.points is not None:
        if getattr(entry.element, "criteria", ()):
            yield "its points are those of the criteria"
        elif question.points != max(1, round(question.points)):
            yield "its points are rounded"
    right = {number.tolerance for number in question.numbers if number.correct}
    if len(right) > 1:
        yield "one tolerance holds for all numbers"
    if any(number.feedback and not number.correct for number in question.numbers):
        yield "nothing is said to a wrong number"


def _marks(entry: Entry, grading: Grading) -> dict[str, tuple[str, str]]:
    if not entry.graded:
        return {"weight": ("changed", "only in the marks of its page: it does not count")}
    if entry.key not in grading.type_of:
        return {"weight": ("changed", "what counts towards it is marked, and has its weight")}
    how = "as the weight of its type of assignment"
    return {"weight": ("kept", how) if grading.as_said else ("changed", f"{how}, scaled to add up to 100")}


def _staff(for_staff: bool) -> dict[str, tuple[str, str]]:
    if for_staff:
        how = "in a block that only staff see, and what concerns students on its page"
    else:
        how = "on its page, as far as it concerns students"
    return {"monitoring": ("changed", how), "feedback": ("changed", how)}
