"""What stands between the braces of a GIFT question: its type, its answers, its feedback.

| in the file | in the plan |
|---|---|
| `{=right ~wrong}` | `single`; options with a part of the marks are told |
| `{~%50%right ~%-50%wrong}` | `multiple` |
| `{T}` | `true-false` |
| `{=word =another}` | `short`; what earns a part of the marks is there as wrong, and told |
| `{#3.5:0.1}`, `{#1..5}` | `numeric` with one tolerance |
| `{=left -> right}` | `matching`; a right half without a left one goes to `x-gift` |
| `{}` | `essay` |
| no braces | left out, as a text between the questions; it is kept |
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from coursewright.importers.gift.signs import formatted, shown
from coursewright.importers.questions.keys import Option, Span, numbers, options, pairs, truth, words
from coursewright.importers.questions.numbers import decimal_in
from coursewright.importers.questions.parts import MOST_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.draft import Data

__all__ = ["Answers", "BrokenError", "answers_of"]

_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{0,9})?)%", re.ASCII)
_RANGE = re.compile(r"(.{1,50}?)\.\.(.{1,50})")
_STAR = re.compile(r"(?<!\\)\*")
_WHOLE = Decimal(100)
_PART = "answers that earn a part of its marks are there as wrong ones"


class BrokenError(Exception):
    """A question that cannot be read; the message says why, as a clause."""


@dataclass(slots=True)
class Answers:
    """What a question is answered with."""

    kind: str
    key: Data
    feedback: str = ""
    partly: list[str] = field(default_factory=list)
    extra: Data = field(default_factory=dict)
    told_wrong: str = ""
    """What those are told whose answer is none of those that are expected."""
    takes_off: bool = False
    """Whether wrong options take marks off."""


def answers_of(body: str, form: str) -> Answers:
    """Return what stands between the braces; `form` is the format of the question. Raises `BrokenError`."""
    place = body.rfind("####")
    general = formatted(body[place + 4 :], form).line() if place >= 0 else ""
    made = _answers(body[:place].strip() if place >= 0 else body.strip(), form)
    made.feedback = general
    return made


def _answers(body: str, form: str) -> Answers:
    if not body:
        return Answers("essay", {})
    if body.count("=") + body.count("~") > MOST_OPTIONS:
        raise BrokenError(f"it has more than {MOST_OPTIONS:,} answers")
    if body.startswith("#"):
        return _numeric(body[1:], form)
    if "~" in body:
        return _chosen(body, form)
    if "=" in body and "->" in body:
        return _matching(body, form)
    said, *told = body.split("#", 2)
    if (value := {"T": True, "TRUE": True, "F": False, "FALSE": False}.get(said.strip())) is not None:
        wrong, right = (*(formatted(one, form).line() for one in told), "", "")[:2]
        return Answers("true-false", truth(value, (right, wrong) if value else (wrong, right)))
    return _short(body, form)


def _chosen(body: str, form: str) -> Answers:
    found: list[Option] = []
    weights: list[Decimal] = []
    single = "=" in body
    for one in body.replace("=", "~=").split("~"):
        piece = one.strip()
        if not piece and not found:
            continue
        if piece.startswith("="):
            weight, piece = _WHOLE, _weighed(piece[1:], _WHOLE)[1]
        else:
            weight, piece = _weighed(piece, Decimal(0))
        text, told = _told(piece, form)
        if not (line := formatted(text, form).line()):
            if told or piece:
                raise BrokenError("one of its options has no text")
            continue
        right = weight == _WHOLE if single else weight > 0
        found.append(Option(line, right, told))
        weights.append(weight)
    made = Answers("single" if single else "multiple", options(found))
    if single and any(0 < weight < _WHOLE for weight in weights):
        made.partly.append(_PART)
    if single and sum(one.correct for one in found) > 1:
        made.partly.append("each of its right options is enough")
    if not single and len({weight for weight in weights if weight > 0}) > 1:
        made.partly.append("its right options earn unequal parts of the marks")
    made.takes_off = any(weight < 0 for weight in weights)
    return made


def _short(body: str, form: str) -> Answers:
    found = []
    made = Answers("short", {})
    for piece in _each(body):
        weight, answer = _weighed(piece, _WHOLE)
        text, told = _told(answer, form)
        words_of_it = formatted(text, "plain").line()
        if words_of_it == "*" and weight <= 0:
            made.told_wrong = told
            continue
        if _STAR.search(words_of_it):
            made.partly.append("a star in its answers stands for any words")
        if 0 < weight < _WHOLE:
            made.partly.append(_PART)
        found.append(Option(words_of_it.replace("\\*", "*"), weight == _WHOLE, told))
    made.key = words(found)
    made.partly = list(dict.fromkeys(made.partly))
    return made


def _numeric(body: str, form: str) -> Answers:
    body, _, wrong = body.partition("~")
    found = []
    partly = []
    for piece in _each(body):
        weight, answer = _weighed(piece, _WHOLE)
        text, told = _told(answer, form)
        if text.strip() == "*":
            wrong = f"#{told}"
            continue
        span = _span(text)
        if 0 < weight < _WHOLE:
            partly.append(_PART)
        found.append(span._replace(correct=weight == _WHOLE, feedback=told))
    key, changes = numbers(found)
    made = Answers("numeric", key, partly=list(dict.fromkeys(partly)) + changes)
    made.told_wrong = formatted(wrong.partition("#")[2], form).line()
    return made


def _span(text: str) -> Span:
    if found := _RANGE.fullmatch(text.strip()):
        low, high = decimal_in(found[1]), decimal_in(found[2])
        if low is not None and high is not None and low <= high:
            return Span(low, high)
    else:
        value, _, within = text.partition(":")
        exact, reach = decimal_in(value), decimal_in(within) if within.strip() else Decimal(0)
        if exact is not None and reach is not None:
            return Span(exact - abs(reach), exact + abs(reach), exact)
    raise BrokenError(f'its answer "{text.strip()[:40]}" is no number')


def _matching(body: str, form: str) -> Answers:
    found = []
    spare = []
    for piece in _each(body):
        left, arrow, right = piece.partition("->")
        given, wanted = formatted(left, form).line(), " ".join(shown(right.partition("#")[0]).split())
        if not arrow or not wanted:
            raise BrokenError("one of its pairs lacks a half")
        if given:
            found.append((given, wanted))
        else:
            spare.append(wanted)
    made = Answers("matching", pairs(found))
    if spare:
        made.partly.append("what belongs to nothing in it is in `x-gift`")
        made.extra = {"distractors": [*spare]}
    return made


def _each(body: str) -> Iterator[str]:
    for piece in body.split("="):
        if bare := piece.strip():
            yield bare


def _told(piece: str, form: str) -> tuple[str, str]:
    text, _, told = piece.partition("#")
    return text, formatted(told, form).line() if told else ""


def _weighed(piece: str, usual: Decimal) -> tuple[Decimal, str]:
    found = _WEIGHT.match(piece)
    return (Decimal(found[1]), piece[found.end() :]) if found else (usual, piece)
