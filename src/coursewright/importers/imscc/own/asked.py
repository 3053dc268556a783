"""Questions of our own quizzes as they were written: a page says what a quiz cannot, or has to make up."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple, cast

from coursewright.importers.imscc.assignments import number_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coursewright.importers.draft import Data, Value

__all__ = ["as_written"]

_ASKED = re.compile(r"""\bdata-cw-asked=["']([^"'<>]{0,200000})["']""")
_LEFT = re.compile(r"(?:^|\n\n)\*\*(.+)\*\*$", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class _Said(NamedTuple):
    """What the page says of a question; empty what its author did not say."""

    type: str
    points: str


def as_written(questions: Sequence[Value], names: Sequence[str], html: str) -> list[Value]:
    """Return the questions of a quiz as they were in the plan; as they are where the page says nothing.

    `names` are what they are called in the package, one each, and `html` is the page.
    """
    said = _said_in(html)
    if not said or len(names) != len(questions):
        return list(questions)
    found: dict[str, Data] = {}
    for name, question in zip(names, questions, strict=True):
        if not isinstance(question, dict):
            continue
        whole = name.rpartition("-")[0]
        if name not in said and whole in said:
            _join(found.setdefault(whole, {}), question)
        else:
            found[name] = dict(question)
    return [_mended(one, said[name]) if name in said else one for name, one in found.items()]


def _said_in(html: str) -> Mapping[str, _Said]:
    found = _ASKED.search(html)
    parts = (one.split(":") for one in unescape(found[1]).split()) if found else ()
    return {one[0]: _Said(*one[1:]) for one in parts if len(one) == 3}


def _mended(question: Data, said: _Said) -> Data:
    """Return a question without what the quiz made up."""
    points = number_in(said.points)
    question.pop("points", None)
    if points is not None:
        question["points"] = points
    if not question.get("tolerance"):
        question.pop("tolerance", None)
    if said.type == "numeric" and question.get("type") == "short":
        question["type"] = "numeric"
        question["answer"] = _with_points(question.get("answer", []))
    if not said.type:
        question.pop("type", None)
    return question


def _with_points(answers: Value) -> Value:
    """Return numbers without those that only have a comma in the place of the point."""
    if not isinstance(answers, list):
        return answers
    texts = {str(one) for one in answers}
    kept = [one for one in answers if "," not in str(one) or str(one).replace(",", ".") not in texts]
    return kept[0] if len(kept) == 1 else kept


def _join(whole: Data, part: Data) -> None:
    """Add a question about one pair to the question about all of them."""
    prompt = str(part.get("prompt", ""))
    left = _LEFT.search(prompt)
    right = next((text for text, is_right in _options(part) if is_right), "")
    if not whole:
        whole.update({key: part[key] for key in ("feedback",) if key in part})
        whole["prompt"] = prompt[: left.start()] if left else prompt
        whole["type"] = "matching"
        whole["pairs"] = []
    pair: Data = {"left": _ESCAPED.sub(r"\1", left[1]) if left else prompt, "right": right}
    cast("list[Value]", whole["pairs"]).append(pair)


def _options(question: Data) -> Iterator[tuple[Value, bool]]:
    """Yield the options of a question, and whether each is right."""
    options = question.get("options")
    for one in options if isinstance(options, list) else ():
        if isinstance(one, dict):
            yield one.get("text", ""), bool(one.get("correct"))
