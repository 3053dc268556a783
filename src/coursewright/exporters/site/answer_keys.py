"""The keys of all questions, for those who teach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from markupsafe import Markup

    from coursewright.exporters.questions.model import QuizQuestion
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["answer_keys"]


def answer_keys(shop: Workshop) -> Markup | str:
    """Return the questions of all entries with their keys; empty where there are none."""
    sheets = [
        (shop.rows[entry.key], tuple((question, _key(question)) for question in questions_of(entry)))
        for entry in shop.edition.entries
        if isinstance(entry.element, Task | Assessment) and entry.element.questions
    ]
    return shop.frame.piece("keys", sheets=sheets, root="../") if sheets else ""


def _key(question: QuizQuestion) -> tuple[str, ...]:
    """Return what is right, in plain lines."""
    match question.type:
        case "numeric":
            return tuple(
                f"{one.value} ± {one.tolerance}" if one.tolerance else f"{one.value}"
                for one in question.numbers
                if one.correct
            )
        case "matching":
            return tuple(f"{pair.left} = {pair.right}" for pair in question.pairs)
        case "essay":
            return tuple(text for text in question.written.answer if text.strip())
    return question.accepted
