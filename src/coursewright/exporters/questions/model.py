"""The shape of a question that a quiz can ask: one type, answers with their keys, and a name that stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

    from coursewright.spec.model import Question

__all__ = ["Answer", "Number", "Pair", "QuestionType", "QuizQuestion"]

QuestionType: TypeAlias = Literal["single", "multiple", "true-false", "short", "numeric", "matching", "essay"]


class Answer(NamedTuple):
    """An option to choose, or an answer in words that somebody may give. Plain text, no Markdown."""

    text: str
    correct: bool
    feedback: str = ""
    """What those are told who give it."""


class Number(NamedTuple):
    """A number that somebody may answer with, and how far beside it still counts as the same."""

    value: Decimal
    tolerance: Decimal
    correct: bool = True
    feedback: str = ""


class Pair(NamedTuple):
    """Two things that belong together: the one that is given, and the one to find for it."""

    left: str
    right: str


@dataclass(frozen=True, slots=True, eq=False)
class QuizQuestion:
    """A question of a task or an assessment, as every writer of quizzes takes it."""

    written: Question
    """As its author wrote it; the prose of its prompt is found by it."""
    slug: str
    """Its name for files and ids: that of its entry, `-q-` and eight characters made of its prompt, so that a
    question keeps its name where others are added before it. Unique in the edition; `[a-z][a-z0-9-]*`."""
    number: int
    """Its place among the questions of the entry, from 1."""
    type: QuestionType
    """As declared; where the author says none, what the question has tells which was meant."""
    prompt: str
    """Markdown."""
    points: float = 1.0
    answers: tuple[Answer, ...] = ()
    """Of `single` and `multiple` the options, in their order; of `true-false` two, true first; of `short` the
    answers in words that are expected, right and wrong ones."""
    numbers: tuple[Number, ...] = ()
    """Of `numeric`: the numbers that are expected, right and wrong ones."""
    pairs: tuple[Pair, ...] = ()
    """Of `matching`. Two pairs may have one right half."""
    feedback: str = ""
    """What everybody is told after answering; plain text."""
    unaskable: str = ""
    """Why nobody could answer it, as an English clause such as "its options are still open"; else empty."""
    unmarkable: str = ""
    """Why nothing could mark the answers, such as "no option is marked as right"; else empty. Of no matter in
    a poll or a survey."""

    @property
    def problem(self) -> str:
        """Why no quiz can ask and mark it; empty where one can."""
        return self.unaskable or self.unmarkable

    @property
    def truth(self) -> bool:
        """Whether the statement of a `true-false` question is true."""
        return self.answers[0].correct

    @property
    def accepted(self) -> tuple[str, ...]:
        """The texts of the right answers, in their order."""
        return tuple(answer.text for answer in self.answers if answer.correct)
