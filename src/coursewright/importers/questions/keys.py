"""What there is to answer a question with, as a plan holds it: options, answers, numbers, pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.numbers import plain_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coursewright.importers.draft import Data, Value

__all__ = ["Option", "Span", "numbers", "options", "pairs", "question", "truth", "words"]


class Option(NamedTuple):
    """An answer to choose, or one in words that is expected. Plain texts on one line."""

    text: str
    correct: bool = False
    feedback: str = ""


class Span(NamedTuple):
    """Numbers that count as an answer: all of those from `low` to `high`; `exact` is what they are about."""

    low: Decimal
    high: Decimal
    exact: Decimal | None = None
    correct: bool = True
    feedback: str = ""


def question(
    prompt: str,
    kind: str,
    key: Data,
    *,
    points: Decimal | None = None,
    feedback: str = "",
    extra: Data | None = None,
) -> Data:
    """Return a question: its prompt in Markdown, its type (empty for none), what `key` has, and the rest."""
    made: Data = {"prompt": prompt}
    if kind:
        made["type"] = kind
    made |= key
    if points is not None:
        made["points"] = plain_number(points)
    if feedback:
        made["feedback"] = feedback
    return made | (extra or {})


def options(found: Sequence[Option]) -> Data:
    """Return options to choose from."""
    return {"options": [_option(one) for one in found]} if found else {}


def truth(right: bool | None, told: Sequence[str] = ("", "")) -> Data:
    """Return the key of a statement that is true or false; `told` is the feedback of either, true first."""
    if any(told):
        said = zip(("True", "False"), (True, False), told, strict=True)
        return {"options": [_option(Option(text, right is value, back)) for text, value, back in said]}
    return {} if right is None else {"answer": right}


def words(found: Sequence[Option]) -> Data:
    """Return answers in words that are expected, each once; wrong ones and feedback make options of them."""
    each: dict[str, Option] = {}
    for one in found:
        if one.text:
            known = each.get(one.text, one)
            each[one.text] = Option(one.text, known.correct or one.correct, known.feedback or one.feedback)
    if any(one.feedback or not one.correct for one in each.values()):
        return {"options": [_option(one) for one in each.values()]}
    return _answer([*each])


def numbers(found: Sequence[Span]) -> tuple[Data, list[str]]:
    """Return the key of a question for a number, and what of it is otherwise, as clauses.

    A plan has one tolerance for all answers, and takes as much above a number as below it.
    """
    if not found:
        return {}, []
    reach = _reach(next((one for one in found if one.correct), found[0]))
    kept = [one for one in found if _reach(one) == reach]
    changes = [
        f"the answer {_spoken(one)} is not there, since its tolerance differs from that of the others"
        for one in found
        if _reach(one) != reach
    ]
    changes += [
        f"its answer is {plain_number(_middle(one))}, the middle of what counts, and not {one.exact}"
        for one in kept
        if one.exact is not None and one.exact != _middle(one)
    ]
    key: Data
    if any(one.feedback or not one.correct for one in kept):
        key = {
            "options": [
                _option(Option(str(plain_number(_middle(one))), one.correct, one.feedback)) for one in kept
            ]
        }
    else:
        key = _answer([plain_number(value) for value in dict.fromkeys(map(_middle, kept))])
    return key | ({"tolerance": plain_number(reach)} if reach else {}), changes


def pairs(found: Sequence[tuple[str, str]]) -> Data:
    """Return pairs that belong together: what is given, and what is to be found for it."""
    return {"pairs": [{"left": left, "right": right} for left, right in found]} if found else {}


def _option(one: Option) -> Value:
    if not (one.correct or one.feedback):
        return one.text
    made: Data = {"text": one.text}
    if one.correct:
        made["correct"] = True
    if one.feedback:
        made["feedback"] = one.feedback
    return made


def _answer(found: Sequence[Value]) -> Data:
    if not found:
        return {}
    return {"answer": found[0] if len(found) == 1 else [*found]}


def _reach(one: Span) -> Decimal:
    return abs(one.high - one.low) / 2


def _middle(one: Span) -> Decimal:
    return (one.high + one.low) / 2


def _spoken(one: Span) -> str:
    low, high = plain_number(one.low), plain_number(one.high)
    return f"{low}" if low == high else f"{low} to {high}"
