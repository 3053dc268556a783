"""A quiz as it was read: its questions in the words of a plan, and what became of each of the source's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.importers.draft import Data

__all__ = ["Asked", "Draw", "Kept", "Quiz", "quiz_of"]


class Kept(NamedTuple):
    """A text of a question that has no place in a plan."""

    markdown: str
    why: str


class Asked(NamedTuple):
    """What became of one question of the source."""

    name: str
    """Its identifier in its quiz; a number where it has none."""
    title: str
    """What people know it by: its title, or the start of its prompt."""
    questions: tuple[Data, ...] = ()
    """None where it was left out; several where it asks several things."""
    partly: tuple[str, ...] = ()
    """What of it is not there or is otherwise, as clauses."""
    why: str = ""
    """Why it was left out, as a clause; empty where it came in."""
    kept: tuple[Kept, ...] = ()
    what: str = "question"
    """What it is: a `question`, or a `text between questions`."""


class Draw(NamedTuple):
    """Questions that a quiz takes out of a bank which stands elsewhere."""

    bank: str
    """The identifier of the bank."""
    title: str
    """That of the group of questions; often empty."""
    pick: int | None = None
    """How many of them each learner is asked; None for all, or where it is not said."""
    points: float | None = None
    """What each of them is worth, where the quiz says so."""
    item: str = ""
    """The identifier of the one question that is taken; empty for any."""


class Quiz(NamedTuple):
    """A quiz, a test, or a bank of questions."""

    title: str
    """Empty where the source has none."""
    questions: tuple[Data, ...]
    """In the order of the source, with the keys of a question of a plan. Without a key in the source no
    option is `correct` and there is no `answer`."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Titles of what is not among the questions, and why, as clauses."""
    attempts: int | None = None
    """How often it may be taken; None where that is not said, or as often as one likes."""
    minutes: float | None = None
    """The time there is for it."""
    asked: tuple[Asked, ...] = ()
    """Every question of the source, in order: what `questions` and `left_out` were made of."""
    draws: tuple[Draw, ...] = ()
    description: str = ""
    """What stands before the questions, in Markdown."""
    name: str = ""
    """Its identifier; empty where it has none."""
    is_bank: bool = False
    """Whether it is a store of questions, and nothing that anybody takes."""
    sections: tuple[str, ...] = ()
    """What is otherwise in its order: groups of which some are picked, weights of sections, as clauses."""


def quiz_of(title: str, asked: Iterable[Asked]) -> Quiz:
    """Return a quiz of what was asked."""
    every = tuple(asked)
    return Quiz(
        title,
        tuple(question for one in every for question in one.questions),
        tuple((one.title, one.why) for one in every if one.why),
        asked=every,
    )
