"""Quizzes and surveys of Canvas as tasks: its own questions where they are there, and its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Text
from coursewright.importers.imscc.canvas.assignments import settings_data
from coursewright.importers.imscc.canvas.banks import copied_in
from coursewright.importers.imscc.canvas.fields import is_true, moment, number
from coursewright.importers.imscc.quizzes import asked_in, note_questions, quiz_of
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.canvas.fields import Fields
    from coursewright.importers.imscc.canvas.state import State
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing
    from coursewright.importers.questions.model import Quiz

__all__ = ["quiz_item"]

_OWN = "non_cc_assessments/"
_SURVEYS = frozenset({"survey", "graded_survey"})
_UNGRADED = frozenset({"practice_quiz", "survey"})
_ON = (
    *(
        "shuffle_answers",
        "one_question_at_a_time",
        "cant_go_back",
        "anonymous_submissions",
        "one_time_results",
    ),
    *("require_lockdown_browser", "require_lockdown_browser_monitor", "only_visible_to_overrides"),
)
_SAID = ("scoring_policy", "hide_results")
_TIMES = ("lock_at", "show_correct_answers_at", "hide_correct_answers_at")


def quiz_item(state: State, cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a task of a quiz or a survey."""
    fields = state.quizzes.get(thing.resource.identifier, {})
    quiz = _questions(state, cartridge, thing)
    if quiz is None and not fields:
        return None
    title = " ".join((title or fields.get("title") or (quiz.title if quiz else "")).split()) or "Quiz"
    kind = fields.get("quiz_type", "")
    graded = state.assignments.get(thing.resource.identifier)
    data: Data = {"title": title, "kind": "survey" if kind in _SURVEYS else "quiz"}
    if text := cartridge.markdown(fields.get("description", ""), thing.resource.name):
        data["instructions"] = Text(text)
    of_line: Fields = {**_line(fields, kind), **(graded or {})}
    data.update(settings_data(state, cartridge, thing, title, of_line))
    data.update(_settings(fields, quiz))
    if kind in _UNGRADED:
        data.pop("graded", None)
        data.pop("weight", None)
    if kept := _kept(fields, quiz, kind):
        already = data.get("x-canvas", {})
        data["x-canvas"] = {**already, **kept} if isinstance(already, dict) else kept
    if quiz is not None:
        data.update(asked_in(quiz))
    asked = counted(len(quiz.questions), "question") if quiz is not None else "no question"
    cartridge.account.imported(
        "quiz", thing.source, title, f"as a task of the kind {data['kind']}, with {asked}"
    )
    if quiz is not None:
        note_questions(cartridge, quiz, thing, title)
    return Item("tasks", thing.source, data)


def _questions(state: State, cartridge: Cartridge, thing: Thing) -> Quiz | None:
    """Return the questions: those in Canvas's own file, which has all kinds, before those of the profile."""
    own = f"{cartridge.manifest.root}{_OWN}{thing.resource.identifier}.xml.qti"
    for name in (own, thing.resource.name):
        root = cartridge.source.xml(name) if name else None
        if root is not None:
            state.copied.update(copied_in(root))
            return quiz_of(cartridge, root, name)
    return None


def _line(fields: Fields, kind: str) -> Fields:
    """Return what a quiz says of itself that graded quizzes say in their line of the gradebook."""
    names = ("due_at", "unlock_at", "points_possible", "assignment_group_identifierref")
    return {name: fields[name] for name in names if name in fields and (kind or name != "points_possible")}


def _settings(fields: Fields, quiz: Quiz | None) -> Data:
    data: Data = {}
    attempts = number(fields, "allowed_attempts") or (
        quiz.attempts if quiz is not None and not fields else None
    )
    if isinstance(attempts, int) and attempts > 0:
        data["attempts"] = attempts
    for key, name in (("due", "due_at"), ("release", "unlock_at")):
        if time := moment(fields, name):
            data[key] = time
    if fields.get("available", "true").lower() == "false":
        data |= {"status": "draft", "x-hidden": True}
    return data


def _kept(fields: Fields, quiz: Quiz | None, kind: str) -> Data:
    kept: Data = {}
    minutes = number(fields, "time_limit") or (quiz.minutes if quiz is not None and not fields else None)
    if minutes:
        kept["time_limit"] = f"{minutes:g} min"
    if kind and kind != "assignment":
        kept["quiz_type"] = kind
    kept.update({name: True for name in _ON if is_true(fields, name)})
    kept.update({name: fields[name] for name in _SAID if name in fields})
    kept.update({name: time for name in _TIMES if (time := moment(fields, name))})
    if fields.get("show_correct_answers", "").lower() == "false":
        kept["show_correct_answers"] = False
    if fields.get("allowed_attempts") == "-1":
        kept["allowed_attempts"] = "unlimited"
    return kept
