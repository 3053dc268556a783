"""What GIFT, as Moodle reads it, cannot say: why a question is left out, or written otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.gift.signs import is_misread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["FEWEST_PAIRS", "MOST_RIGHT", "refusal", "remarks"]

FEWEST_PAIRS = 3
"""Moodle asks for as many answers at least."""
MOST_RIGHT = 10
"""Moodle knows no smaller share of the marks than a tenth that also adds up to the whole."""


def refusal(question: QuizQuestion) -> str:
    """Return why a question cannot be written; empty where it can."""
    match question.type:
        case "single" | "multiple" if len(question.answers) < 2:
            return "Moodle asks for two options at least"
        case "multiple" if len(question.accepted) > MOST_RIGHT:
            return f"Moodle shares the marks out among {MOST_RIGHT} right options at most"
        case "short" if any("->" in answer.text for answer in question.answers):
            return "Moodle takes an answer with `->` for a pair"
        case "short" if any(is_misread(answer.text) for answer in question.answers):
            return "Moodle takes a part of an answer for an escaped sign"
        case "matching" if any(is_misread(pair.right) for pair in question.pairs):
            return "Moodle takes a part of a pair for an escaped sign"
    return ""


def remarks(questions: Sequence[QuizQuestion], with_files: Sequence[int]) -> Iterator[str]:
    """Yield what is otherwise than its author wrote it; `with_files` are numbers of questions."""
    if any(question.points != 1 for question in questions):
        yield "points are left out, since GIFT has none"
    for question in questions:
        if question.type == "matching" and len(question.pairs) < FEWEST_PAIRS:
            yield (
                f"question {question.number} is a choice between the two ways to pair them, "
                f"since Moodle asks for {FEWEST_PAIRS} pairs"
            )
        if question.type == "multiple" and any(not answer.correct for answer in question.answers):
            yield f"question {question.number} takes marks off for wrong options: ticking all earns none"
    for number in with_files:
        yield f"in question {number} words stand for its images and files, since GIFT carries none"
