"""How a question and its answer are told in a few words, beside and above other questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.cli.new.wizard.fields import shown, written
from coursewright.cli.new.wizard.pick import Pick

if TYPE_CHECKING:
    from coursewright.cli.new.wizard.sheet import Field
    from coursewright.scaffold.model import Answer, Question

STAGES = {
    "start": "To begin with",
    "learners": "Who learns",
    "value": "What it is worth",
    "outcomes": "Outcomes",
    "decisions": "Decisions",
    "work": "Work",
    "follow-up": "Answer and follow-up",
    "reflection": "Reflection",
    "evaluation": "Evaluation",
    "time": "Dates and times",
}
"""The steps of designing, as headings."""
INTRODUCTION = (
    "Answer what you can: what you leave open is marked TODO, and you fill it in later. "
    "Nothing is written before the end."
)


def label(question: Question) -> str:
    """Return a word or two for a question: its id, as one reads it."""
    words = question.id.replace("_", " ").replace("-", " ")
    return "AI" if words == "ai" else words.capitalize()


def told(question: Question, value: Answer, text: str, field: Field) -> str | None:
    """Return what stands above later questions for an answer; None where it was left open."""
    if value is None:
        return "none" if isinstance(field, Pick) and field.optional else None
    return shown(written(question, value) if question.type == "number" else text, field)


def limits(question: Question) -> str:
    """Return between which numbers an answer has to lie; empty where that is not said."""
    low, high = question.low, question.high
    if low is not None and high is not None:
        return f"From {low:g} to {high:g}."
    if low is not None:
        return f"From {low:g} up."
    return "" if high is None else f"Up to {high:g}."
