"""What a plain cartridge makes of an entry, aspect by aspect, for the fidelity report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.imscc.qti_cc import is_weight, profile_of
from coursewright.exporters.imscc.shapes import is_weekly, tries_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.imscc.shapes import Shape, Shaped
    from coursewright.exporters.imscc.versions import Version
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["account", "question_remarks"]

_WHERE: dict[Shape, str] = {
    "page": "on its page",
    "topic": "in the text of the topic",
    "quiz": "on the page before the quiz",
    "assignment": "in the text of the assignment",
}
_AS_IT_IS = frozenset(
    {"instructions", "own context", "agenda", "options", "choices", "recording", "alternative", "session"}
)
"""Texts, which are as good on a page as anywhere."""
_IN_WORDS = {
    "release": "a cartridge carries no dates",
    "due": "a cartridge carries no dates",
    "start": "a cartridge carries no dates",
    "outcomes": "a cartridge has no outcomes beside the keywords of the course",
    "grouping": "a cartridge has no groups",
    "requires": "a cartridge has no conditions beside the order of its items",
    "pass mark": "a cartridge carries none",
    "attempts": "a cartridge carries them for quizzes alone",
    "weight": "a cartridge has no gradebook",
    "criteria": "a cartridge has no rubrics, so they are a list or a table",
    "reader": "a cartridge gives nobody anything to read",
}
_UNTOLD = "when that is cannot be told"
_STAFF_ONLY = "what staff look for and the time it takes are left out"


def account(one: Shaped, version: Version, ledger: Ledger) -> None:
    """Note what becomes of an entry and of all that was said about it."""
    entry = one.entry
    if one.shape == "none":
        ledger.dropped(
            entry.key, "", "a cartridge posts nothing at a set time, and its text is not to be read before"
        )
        return
    _of_whole(one, version, ledger)
    where = _WHERE.get(one.shape, "")
    for aspect in aspects(entry)[1:]:
        if aspect == "available until" and entry.due is None:
            ledger.dropped(entry.key, aspect, _UNTOLD)
        elif one.shape in {"file", "link"}:
            ledger.kept(entry.key, aspect, "on the page of the module's materials")
        elif entry.kind == "material":
            ledger.kept(entry.key, aspect, "on its page")
        elif aspect in _AS_IT_IS:
            ledger.kept(entry.key, aspect, where)
        elif aspect == "questions":
            _of_questions(one, where, ledger)
        elif aspect == "attempts" and one.shape == "quiz":
            _of_attempts(entry, ledger)
        else:
            _of_others(one, aspect, where, ledger)


def _of_whole(one: Shaped, version: Version, ledger: Ledger) -> None:
    key, form = one.entry.key, one.entry.form
    if one.entry.staff_only or form == "notice":
        ledger.changed(key, "", "as a page for instructors, which not every platform hides from students")
        return
    match one.shape:
        case "page":
            _of_page(one.entry, version, ledger)
        case "topic" if form == "discussion":
            ledger.kept(key, "", "as a discussion topic")
        case "topic":
            ledger.changed(key, "", f"as a discussion topic: a cartridge has no {form}")
        case "assignment":
            ledger.kept(key, "", "as an assignment")
        case "quiz":
            ledger.kept(key, "", "as a quiz, with a page before it")
        case "file":
            ledger.kept(key, "", "as a file")
        case _:
            ledger.kept(key, "", "as a web link")


def _of_page(entry: Entry, version: Version, ledger: Ledger) -> None:
    match entry.form:
        case "hand-in" if version.intends_assignments:
            ledger.changed(entry.key, "", "as a page meant as an assignment, which few platforms heed")
        case "hand-in":
            ledger.changed(entry.key, "", "as a page: a cartridge of this version has nothing to hand in to")
        case "poll" | "survey":
            ledger.changed(entry.key, "", f"as a page to read: a cartridge has no {entry.form}")
        case "quiz":
            ledger.changed(entry.key, "", "as a page: none of its questions can be asked")
        case "file":
            ledger.changed(entry.key, "", "as a page: what it names is not there, or no address of the web")
        case _:
            ledger.kept(entry.key, "", "as a page")


def _of_questions(one: Shaped, where: str, ledger: Ledger) -> None:
    if one.shape != "quiz":
        hidden = one.entry.graded and one.entry.kind == "assessment"
        if hidden:
            ledger.dropped(one.entry.key, "questions", "none can be asked, and a page would give them away")
        else:
            ledger.changed(one.entry.key, "questions", f"to read {where}, without keys")
        return
    remarks = [*question_remarks(one.questions)]
    if remarks:
        ledger.changed(one.entry.key, "questions", "in the quiz; " + "; ".join(remarks))
    else:
        ledger.kept(one.entry.key, "questions", "in the quiz, with keys and feedback")


def question_remarks(questions: Sequence[QuizQuestion]) -> Iterator[str]:
    """Yield what a quiz of the profile does not keep of its questions, as clauses."""
    for question in questions:
        profile = profile_of(question)
        if not profile:
            yield f"question {question.number} is left out: {question.unaskable}"
        elif question.unmarkable:
            yield f"question {question.number} is an essay: {question.unmarkable}"
        elif question.type == "numeric":
            yield (
                f"question {question.number} takes a number as a short answer"
                if profile == "fib"
                else f"question {question.number} is an essay: the profile knows no number with a tolerance"
            )
        elif profile == "pairs":
            yield f"question {question.number} asks for each pair by itself, without its points"
        told = [answer.feedback for answer in question.answers if answer.correct]
        told += [number.feedback for number in question.numbers if number.correct]
        if profile == "fib" and any(told):
            yield f"question {question.number} loses the feedback on right answers"
        if profile and not is_weight(question.points):
            yield f"question {question.number} loses its {question.points:g} points: weights are whole"


def _of_attempts(entry: Entry, ledger: Ledger) -> None:
    tries = tries_of(entry)
    if tries is None or not tries:
        ledger.changed(entry.key, "attempts", "said on the page before the quiz")
    elif tries > 5:
        ledger.changed(entry.key, "attempts", "unlimited in the quiz, which counts to five; said on the page")
    else:
        ledger.kept(entry.key, "attempts", "as the tries of the quiz")


def _of_others(one: Shaped, aspect: str, where: str, ledger: Ledger) -> None:
    key = one.entry.key
    answered = one.shape in {"topic", "assignment"}
    match aspect:
        case "due" if is_weekly(one.entry):
            ledger.changed(key, aspect, f"said {where}: it comes every week")
        case "due" if one.entry.due is None:
            ledger.dropped(key, aspect, _UNTOLD)
        case "release" | "start" if one.entry.opens is None:
            ledger.dropped(key, aspect, _UNTOLD)
        case "materials":
            ledger.kept(key, aspect, f"linked {where}")
        case "decision points":
            ledger.changed(key, aspect, f"to read {where}, consequences included; nobody chooses")
        case "what is handed in" if answered:
            ledger.kept(key, aspect, f"said {where}, and there is where to put it")
        case "what is handed in":
            ledger.changed(key, aspect, f"said {where}; there is nowhere to hand it in")
        case "replies":
            kept = one.shape == "topic"
            how = "as replies to the topic; how many, by when and how is" if kept else "they are"
            ledger.changed(key, aspect, f"{how} said {where}")
        case "monitoring":
            ledger.changed(key, aspect, f"who reads and the sign of it are said {where}; {_STAFF_ONLY}")
        case "feedback":
            ledger.changed(
                key, aspect, f"when and how one hears back is said {where}; what it addresses is left out"
            )
        case "reflection prompts" | "prompts" if answered:
            ledger.kept(key, aspect, f"{where}, to answer in what is posted or handed in")
        case "reflection prompts" | "prompts":
            ledger.changed(key, aspect, f"to read {where}; answers are not kept")
        case "follow-up":
            ledger.kept(key, aspect, f"named {where}, and a later item")
        case "takes up":
            ledger.kept(key, aspect, f"named {where}, and an earlier item")
        case _:
            ledger.changed(
                key, aspect, f"said {where}: {_IN_WORDS.get(aspect, 'a cartridge has no such thing')}"
            )
