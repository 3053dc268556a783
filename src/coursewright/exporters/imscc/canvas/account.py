"""What Canvas makes of an entry, aspect by aspect, for the fidelity report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.imscc.canvas.gates import requirement_of
from coursewright.exporters.imscc.canvas.grading import PRACTICE
from coursewright.exporters.imscc.canvas.parts import stamp
from coursewright.exporters.imscc.canvas.rubrics import rubric_points
from coursewright.exporters.imscc.canvas.writing import has_rubric, in_groups, posts_first
from coursewright.exporters.imscc.shapes import is_weekly, tries_of
from coursewright.exporters.qti12.canvas import type_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.imscc.canvas.grading import Grading
    from coursewright.exporters.imscc.canvas.things import Thing, ThingKind
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["account"]

_AS: dict[ThingKind, str] = {
    "page": "as a page",
    "wiki": "as a page that students edit",
    "topic": "as a discussion",
    "assignment": "as an assignment",
    "paper": "as an assignment on paper: a line in the gradebook, nothing to hand in",
    "quiz": "as a quiz",
    "file": "as a file",
    "link": "as a link",
    "announcement": "as an announcement that is posted at its time",
}
_TAKES_ALL = frozenset({"short_answer_question", "numerical_question"})
_TEXTS = frozenset({"instructions", "own context", "agenda", "options", "choices"})
_UNDATED = "said in its text: Canvas wants a date and a time zone"
_UNTOLD = "when that is cannot be told"
_STAFF_ONLY = "what staff look for and the time it takes are left out"


def account(
    thing: Thing, edition: Edition, grading: Grading, held_up: frozenset[str], ledger: Ledger
) -> None:
    """Note what becomes of an entry and of all that was said about it."""
    key = thing.entry.key
    if thing.kind == "none":
        ledger.dropped(key, "", "Canvas would post it at once, for its time has no date and zone")
        return
    _of_whole(thing, ledger)
    for aspect in aspects(thing.entry)[1:]:
        if aspect == "available until" and thing.entry.due is None:
            ledger.dropped(key, aspect, _UNTOLD)
        elif thing.kind in {"file", "link"}:
            ledger.kept(key, aspect, "on the page of the module's materials")
        elif aspect in _TEXTS or thing.entry.kind == "material":
            ledger.kept(key, aspect, "in its text")
        elif aspect in {"release", "due", "start"}:
            _of_time(thing, aspect, ledger)
        elif aspect in {"weight", "pass mark", "attempts", "criteria", "questions"}:
            _of_marks(thing, aspect, edition, grading, held_up, ledger)
        else:
            _of_others(thing, aspect, edition, held_up, ledger)


def _of_whole(thing: Thing, ledger: Ledger) -> None:
    key, form, how = thing.entry.key, thing.entry.form, _AS[thing.kind]
    if not thing.published:
        ledger.kept(key, "", f"{how}, unpublished")
        return
    match form, thing.kind:
        case ("discussion", "topic") | ("hand-in", "assignment") | ("quiz", "quiz") | ("survey", "quiz"):
            ledger.kept(key, "", how)
        case "page" | "meeting", "page":
            event = form == "meeting" and stamp(thing.entry.opens) is not None
            ledger.kept(key, "", "as a page and an event of the calendar" if event else how)
        case ("wiki", "wiki") | ("file", "file") | ("file", "link") | ("notice", "announcement"):
            ledger.kept(key, "", how)
        case "poll", "quiz":
            ledger.changed(key, "", "as a survey: students do not see how the group is divided")
        case "wiki", "topic":
            ledger.changed(key, "", "as a graded discussion: Canvas grades no page that students edit")
        case "glossary", _:
            ledger.changed(key, "", "as a discussion, a post for each entry: Canvas has no glossary")
        case _, "paper":
            ledger.changed(key, "", how)
        case _:
            ledger.changed(key, "", f"{how}: it has nothing that Canvas could make a {form} of")


def _of_time(thing: Thing, aspect: str, ledger: Ledger) -> None:
    entry = thing.entry
    moment = entry.due if aspect == "due" else entry.opens
    key = entry.key
    if is_weekly(entry):
        ledger.changed(key, aspect, "said in its text: it comes every week")
    elif moment is None:
        ledger.dropped(key, aspect, _UNTOLD)
    elif stamp(moment) is None:
        ledger.changed(key, aspect, _UNDATED)
    elif aspect == "start" and not thing.published:
        ledger.changed(key, aspect, "said in its text: a draft is in no calendar")
    elif aspect == "start":
        ledger.kept(key, aspect, "in the calendar")
    elif aspect == "due" and thing.kind in {"page", "wiki", "topic"} and not thing.assignment:
        ledger.changed(key, aspect, "on students' lists of things to do, for it is not graded")
    elif aspect == "release" and thing.kind in {"page", "wiki"}:
        ledger.changed(key, aspect, "said in its text: the page is open all the time")
    else:
        ledger.kept(key, aspect, "as its date in Canvas")


def _of_marks(
    thing: Thing, aspect: str, edition: Edition, grading: Grading, held_up: frozenset[str], ledger: Ledger
) -> None:
    key = thing.entry.key
    match aspect:
        case "weight":
            _of_weight(thing, edition, grading, ledger)
        case "pass mark":
            needed = requirement_of(thing, held_up)
            if needed is not None and needed.min_score is not None:
                ledger.kept(key, aspect, f"as the {needed.min_score:g} points that complete its item")
            elif needed is not None:
                ledger.changed(key, aspect, "said in its text: it has no points to reach")
            else:
                ledger.changed(key, aspect, "said in its text: nothing in its module waits for it")
        case "attempts":
            native = thing.kind in {"quiz", "assignment"} and tries_of(thing.entry)
            if native:
                ledger.kept(key, aspect, "as how often it can be taken or handed in")
            else:
                ledger.changed(key, aspect, "said in its text")
        case "criteria":
            if not has_rubric(thing):
                ledger.changed(key, aspect, "said in its text: Canvas keeps rubrics for assignments alone")
            elif rubric_points(getattr(thing.entry.element, "criteria", ())) is None:
                ledger.changed(key, aspect, "as a rubric to comment with: without points it gives no grade")
            else:
                ledger.kept(key, aspect, "as a rubric")
        case _:
            _of_questions(thing, ledger)


def _of_weight(thing: Thing, edition: Edition, grading: Grading, ledger: Ledger) -> None:
    entry = thing.entry
    group = grading.group_of.get(entry.key)
    weights = {one.identifier: one for one in grading.groups}
    if group is None or group == PRACTICE:
        ledger.changed(entry.key, "weight", "said in its text: it has no line in the gradebook")
    elif entry.counts_towards in edition.by_key:
        ledger.changed(
            entry.key,
            "weight",
            f'by its points in "{weights[group].title}", to whose weight it adds',
        )
    else:
        ledger.kept(entry.key, "weight", f'in the group "{weights[group].title}" of the gradebook')


def _of_questions(thing: Thing, ledger: Ledger) -> None:
    key = thing.entry.key
    if thing.kind != "quiz":
        if thing.entry.graded and thing.entry.kind == "assessment":
            ledger.dropped(key, "questions", "none can be asked, and a text would give them away")
        else:
            ledger.changed(key, "questions", "to read in its text, without keys")
        return
    remarks = list(_remarks(thing))
    if remarks:
        ledger.changed(key, "questions", "in the quiz; " + "; ".join(remarks))
    else:
        ledger.kept(key, "questions", "in the quiz, with keys, points and feedback")


def _remarks(thing: Thing) -> Iterator[str]:
    for question in thing.questions:
        kind = type_of(question, opinion=thing.opinion)
        if not kind:
            yield f"question {question.number} is left out: {question.unaskable}"
        elif question.unmarkable and kind == "essay_question":
            yield f"question {question.number} is an essay: {question.unmarkable}"
        elif kind in _TAKES_ALL and _has_wrong(question):
            yield f"question {question.number} loses its wrong answers: Canvas takes all it finds for right"


def _has_wrong(question: QuizQuestion) -> bool:
    return not (all(one.correct for one in question.answers) and all(one.correct for one in question.numbers))


def _of_others(thing: Thing, aspect: str, edition: Edition, held_up: frozenset[str], ledger: Ledger) -> None:
    entry = thing.entry
    key = entry.key
    match aspect:
        case "outcomes" if thing.assignment:
            ledger.kept(key, aspect, "as outcomes that its assignment is aligned with")
        case "outcomes":
            ledger.changed(key, aspect, "said in its text: Canvas aligns assignments alone")
        case "materials":
            ledger.kept(key, aspect, "linked in its text")
        case "what is handed in" if thing.kind in {"assignment", "topic", "wiki"}:
            ledger.kept(key, aspect, "said in its text, and there is where to put it")
        case "what is handed in":
            ledger.changed(key, aspect, "said in its text; there is nowhere to hand it in")
        case "grouping" if not in_groups(entry):
            ledger.kept(key, aspect, "said in its text")
        case "grouping" if thing.kind in {"topic", "assignment", "paper"}:
            ledger.changed(key, aspect, "as group work; who is in which group, and how many, is yours to set")
        case "decision points":
            ledger.changed(key, aspect, "to read in its text, consequences included; nobody chooses")
        case "replies":
            _of_replies(thing, ledger)
        case "monitoring":
            ledger.changed(key, aspect, f"who reads and the sign of it are said in its text; {_STAFF_ONLY}")
        case "feedback":
            ledger.changed(
                key, aspect, "when and how one hears back is said in its text; what it addresses is left out"
            )
        case "reflection prompts" | "prompts":
            answered = thing.kind in {"assignment", "topic"}
            how = "to answer in what is handed in" if answered else "to read; answers are not kept"
            (ledger.kept if answered else ledger.changed)(key, aspect, how)
        case "requires":
            _of_requires(thing, edition, held_up, ledger)
        case "follow-up":
            ledger.kept(key, aspect, "linked in its text, and a later item")
        case "takes up":
            ledger.kept(key, aspect, "linked in its text, and an earlier item")
        case "reader" if thing.kind == "assignment":
            ledger.changed(key, aspect, "said in its text: in Canvas all who teach can read it")
        case "recording" | "alternative" | "session":
            ledger.kept(key, aspect, "said in its text")
        case _:
            ledger.changed(key, aspect, "said in its text")


def _of_replies(thing: Thing, ledger: Ledger) -> None:
    key = thing.entry.key
    if thing.kind != "topic":
        ledger.changed(key, "replies", "said in its text: nobody replies there")
        return
    first = posts_first(thing.entry)
    how = "as replies that show after one's own post; the rest" if first else "as replies; the rest"
    ledger.changed(key, "replies", f"{how} is said in its text")


def _of_requires(thing: Thing, edition: Edition, held_up: frozenset[str], ledger: Ledger) -> None:
    entry = thing.entry
    here = [key for key in entry.needs if key in held_up and edition.by_key[key].module == entry.module]
    if len(here) == len(entry.needs) and here:
        ledger.changed(
            entry.key,
            "requires",
            "its module opens in order, so that all that comes later waits too",
        )
    else:
        ledger.changed(entry.key, "requires", "said in its text: Canvas holds up items of one module alone")
