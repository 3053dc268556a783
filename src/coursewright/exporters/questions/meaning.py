"""Which type of question an author meant: the one that is said, as far as the question fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from coursewright.exporters.questions.numbers import number_in

if TYPE_CHECKING:
    from coursewright.exporters.questions.model import QuestionType
    from coursewright.spec.model import Question

__all__ = ["TRUTH", "type_meant"]

TRUTH = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}
"""The words that the format reads as true or false."""

_LABELS = frozenset({"true", "false"})


def type_meant(question: Question) -> QuestionType:
    """Return the type of a question.

    Platforms put words of their own beside a true-false question, so one with other options than `true` and
    `false` is a `single` one.
    """
    if question.type is None:
        return _untold(question)
    if question.type == "true-false" and not _labelled(question):
        return "single"
    return cast("QuestionType", question.type)  # the schema knows no other


def _untold(question: Question) -> QuestionType:
    if question.pairs:
        return "matching"
    if question.options:
        if len(question.options) == len(_LABELS) and _labelled(question):
            return "true-false"
        right = sum(option.correct for option in question.options) or len(question.answer)
        return "multiple" if right > 1 else "single"
    if not question.answer:
        return "essay"
    if len(question.answer) == 1 and question.answer[0].strip().casefold() in _LABELS:
        return "true-false"
    if all(number_in(answer) is not None for answer in question.answer):
        return "numeric"
    return "short"


def _labelled(question: Question) -> bool:
    return all((option.text or "").strip().casefold() in _LABELS for option in question.options)
