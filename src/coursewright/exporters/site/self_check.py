"""What a self-check needs in the browser: the keys of its questions and what is said to answers, veiled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coursewright.exporters.pages.identity import right_sides, self_checks
from coursewright.exporters.questions.reading import questions_of
from coursewright.exporters.site.veil import veiled

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["checkable", "points", "veiled_checks"]

_OF_OPINION = frozenset({"poll", "survey"})


def veiled_checks(entry: Entry) -> str:
    """Return the keys of an entry's questions for `data-cw-checks`: JSON, each key veiled under its name.

    Empty where the entry has no questions that students check by themselves. A key is a JSON object:
    `type`; `right` (numbers of options), `accepted` (words or numbers, with `within`), `pairs` (for each left
    side the places of its right one) where it can be marked; `options` (what is said to each), `told` (what
    everybody is told), `model` (what to compare an essay with).
    """
    keys = {
        name: veiled(json.dumps(_key(question, entry), ensure_ascii=False, sort_keys=True), name)
        for name, question in checkable(entry)
    }
    return json.dumps(keys) if keys else ""


def checkable(entry: Entry) -> tuple[tuple[str, QuizQuestion], ...]:
    """Return the questions of an entry that students can answer on its page, each with its name."""
    named = self_checks(entry)
    found = zip(named, questions_of(entry), strict=True) if named else ()
    return tuple((name, question) for (name, _), question in found if not question.unaskable)


def points(entry: Entry, question: QuizQuestion) -> float:
    """Return what a right answer is worth; 0 where nothing can be right or wrong."""
    return question.points if _is_marked(question, entry) else 0.0


def _is_marked(question: QuizQuestion, entry: Entry) -> bool:
    opinion = getattr(entry.element, "kind", None) in _OF_OPINION
    return not opinion and not question.problem and question.type != "essay"


def _key(question: QuizQuestion, entry: Entry) -> dict[str, Any]:
    key: dict[str, Any] = {"type": question.type}
    if question.feedback:
        key["told"] = question.feedback
    said = [answer.feedback for answer in question.answers]
    if any(said) and question.type in {"single", "multiple", "true-false"}:
        key["options"] = said
    if question.type == "essay" and (model := [text for text in question.written.answer if text.strip()]):
        key["model"] = "\n\n".join(model)
    return key | (_marking(question) if _is_marked(question, entry) else {})


def _marking(question: QuizQuestion) -> dict[str, Any]:
    match question.type:
        case "numeric":
            right = [number for number in question.numbers if number.correct]
            within = float(max(number.tolerance for number in right))
            return {"accepted": [float(number.value) for number in right], "within": within}
        case "short":
            return {"accepted": question.accepted}
        case "matching":
            rights = [question.pairs[at].right for at in right_sides(question.written)]
            return {
                "pairs": [
                    [at for at, right in enumerate(rights) if right == pair.right] for pair in question.pairs
                ]
            }
    return {"right": [at for at, answer in enumerate(question.answers) if answer.correct]}
