"""Questions as values that do not depend on how they are spelt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from design_texts import desk_of, folded, line

from coursewright.exporters.questions.reading import question_meant

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.spec.model import Question

__all__ = ["Asked", "question_value"]


class Asked:
    """A question: as it is spelt, and what it means where it can be asked and marked; either may be equal."""

    def __init__(self, raw: dict[str, Any], meaning: tuple[Any, ...] | None = None) -> None:
        self.raw, self.meaning = raw, meaning

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Asked):
            return NotImplemented
        return self.raw == other.raw or (self.meaning is not None and self.meaning == other.meaning)

    def __hash__(self) -> int:
        return hash(self.raw["prompt"])

    def __repr__(self) -> str:
        return repr({key: value for key, value in self.raw.items() if value})


def question_value(one: Question, edition: Edition | None = None) -> Asked:
    """Return a question as a value: texts on one line, the prompt as HTML if there is an edition."""
    raw = {
        "prompt": folded(desk_of(edition).prose(one, "prompt")) if edition is not None else line(one.prompt),
        "type": one.type,
        "options": tuple((line(o.text), o.correct, line(o.feedback)) for o in one.options),
        "pairs": frozenset((line(pair.left), line(pair.right)) for pair in one.pairs),
        "answer": tuple(map(line, one.answer)),
        "tolerance": one.tolerance or None,
        "points": one.points,
        "feedback": line(one.feedback),
    }
    return Asked(raw, _meaning(one, str(raw["prompt"])))


def _meaning(one: Question, prompt: str) -> tuple[Any, ...] | None:
    meant = question_meant(one)
    if meant.problem:
        return None
    answers = tuple((line(answer.text), answer.correct, line(answer.feedback)) for answer in meant.answers)
    numbers = tuple((*number[:3], line(number.feedback)) for number in meant.numbers)
    pairs = frozenset((line(pair.left), line(pair.right)) for pair in meant.pairs)
    return prompt, meant.type, meant.points, answers, numbers, pairs, line(meant.feedback)
