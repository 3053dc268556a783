"""The questions of an edition as a bank holds them: quiz by quiz, with what is left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["Quiz", "Refused", "no_questions", "quizzes_of", "said"]


class Refused(NamedTuple):
    """A question that is left out, and why, as an English clause."""

    question: QuizQuestion
    why: str


class Quiz(NamedTuple):
    """The questions of a task or an assessment."""

    entry: Entry
    path: tuple[str, ...]
    """The titles of its module and, where it has one, its unit."""
    questions: tuple[QuizQuestion, ...]
    """Those that go into the bank; never none."""
    refused: tuple[Refused, ...]


def quizzes_of(
    edition: Edition, refusal: Callable[[QuizQuestion], str] = lambda _: ""
) -> tuple[tuple[Quiz, ...], dict[str, str]]:
    """Return the quizzes of an edition in teaching order, and why other entries with questions are none.

    `refusal` says why a format cannot hold a question; empty where it can. Polls and surveys ask for
    opinions, so they belong to no bank.
    """
    found = []
    absent: dict[str, str] = {}
    for module in edition.modules:
        for unit in module.units:
            path = tuple(title for title in (module.title, unit.title) if title)
            for entry in unit.entries:
                questions = questions_of(entry)
                if not questions:
                    continue
                if entry.form in {"poll", "survey"}:
                    absent[entry.key] = "its questions ask for opinions, and a question bank holds keys"
                    continue
                refused = tuple(
                    Refused(question, why)
                    for question in questions
                    if (why := question.problem or refusal(question))
                )
                out = {one.question.number for one in refused}
                kept = tuple(question for question in questions if question.number not in out)
                if kept:
                    found.append(Quiz(entry, path, kept, refused))
                else:
                    absent[entry.key] = f"none of its questions can be marked: {said(refused)}"
    return tuple(found), absent


def said(refused: tuple[Refused, ...]) -> str:
    """Return which questions are left out and why, as a clause."""
    return "; ".join(f"question {one.question.number}: {one.why}" for one in refused)


def no_questions(edition: Edition) -> UsageError:
    """Return what to raise where no question can be marked: an empty bank helps nobody."""
    return UsageError(
        f'A question bank needs questions with keys, and nothing in "{edition.title}" has one.',
        "Give a task `kind: quiz` and `questions:` with their keys; `coursewright explain TSK011` shows how.",
    )
