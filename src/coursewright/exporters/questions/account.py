"""What a bank of questions keeps of a course: the notes for the fidelity report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.questions.bank import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.questions.bank import Quiz

__all__ = ["note_bank"]

_NO_QUESTIONS = "a question bank holds questions, and this has none"
_AROUND = "a question bank holds questions, and nothing of the work around them"


def note_bank(
    edition: Edition,
    ledger: Ledger,
    quizzes: Sequence[Quiz],
    absent: Mapping[str, str],
    *,
    as_what: str,
    kept: Mapping[str, str],
    remarks: Mapping[str, Sequence[str]],
) -> None:
    """Note what became of every entry, aspect and outcome of an edition.

    `as_what` is what a quiz is in the bank; `kept` has the aspects of a quiz that go along, and how;
    `remarks` says by the keys of quizzes what is otherwise than its author wrote it.
    """
    by_key = {quiz.entry.key: quiz for quiz in quizzes}
    for entry in edition.entries:
        quiz = by_key.get(entry.key)
        if quiz is None:
            ledger.dropped(entry.key, "", absent.get(entry.key, _NO_QUESTIONS))
            continue
        ledger.changed(entry.key, "", as_what)
        _note_questions(quiz, ledger, remarks.get(entry.key, ()))
        for aspect in aspects(entry):
            if aspect in {"", "questions"}:
                continue
            if aspect in kept:
                ledger.changed(entry.key, aspect, kept[aspect])
            else:
                ledger.dropped(entry.key, aspect, _AROUND)
    practised = {key for quiz in quizzes for key in quiz.entry.outcomes}
    for key in edition.cards:
        if key in practised and "outcomes" in kept:
            ledger.changed(key, "", f"its name alone, {kept['outcomes']}")
        else:
            ledger.dropped(key, "", _AROUND)


def _note_questions(quiz: Quiz, ledger: Ledger, remarks: Sequence[str]) -> None:
    left_out = (f"left out: {said(quiz.refused)}",) if quiz.refused else ()
    changes = "; ".join((*left_out, *remarks))
    if changes:
        ledger.changed(quiz.entry.key, "questions", changes)
    else:
        ledger.kept(quiz.entry.key, "questions", "with their keys and feedback")
