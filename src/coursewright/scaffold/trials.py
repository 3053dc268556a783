"""Sets of answers that a template is tried with: its defaults, each choice, texts that are hard to write."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from coursewright.scaffold.time_forms import FORMS
from coursewright.scaffold.words import USUAL, languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.scaffold.model import Question, Template

NASTY = 'Say "no": it\'s 50% {{ off }} # 1 - [a], {b: c} & *d\nvalue: x'
"""A text that breaks what does not quote it."""
_ONE = {
    "text": "A plain answer",
    "texts": "A first answer\nA second answer",
    "duration": "45 min",
    "time": "tue 10:00",
    "date": "2027-09-21",
    "time-zone": "Europe/London",
    "id": "a-name",
    "reference": "a-name",
    "references": "a-name",
    "language": USUAL,
}
DEFAULTS = "With its defaults"


class Trial(NamedTuple):
    """Answers to try, those included that must be given; `said` names the others in a sentence."""

    given: Mapping[str, str]
    said: str


def singles(template: Template) -> Iterator[Trial]:
    """Yield the defaults, and each choice of each question."""
    needed = _needed(template)
    yield Trial(needed, DEFAULTS)
    for key, value in _steps(template):
        yield Trial({**needed, key: value}, f"With {key}={value}")


def trials(template: Template) -> Iterator[Trial]:
    """Yield the defaults, each choice of each question, and each two choices together."""
    yield from singles(template)
    needed = _needed(template)
    choices = {one.id for one in template.questions if one.type in {"choice", "yes-no"}}
    steps = [step for step in _steps(template) if step[0] in choices]
    for (one, value), (other, second) in combinations(steps, 2):
        if one != other:
            said = f"With {one}={value} and {other}={second}"
            yield Trial({**needed, one: value, other: second}, said)


def spoken(template: Template) -> Trial:
    """Return a plain answer to every question."""
    answers = {one.id: _plain(one) for one in template.questions if one.type in _ONE}
    return Trial(_needed(template) | answers, "With every question answered")


def nasty(template: Template) -> Iterator[tuple[Question, Trial]]:
    """Yield each question about a text, with an answer to it that has to be quoted."""
    needed = _needed(template)
    for question in template.questions:
        if question.type == "text":
            said = f"With quotes, colons and a line break in `{question.id}`"
            yield question, Trial({**needed, question.id: NASTY}, said)


def _needed(template: Template) -> dict[str, str]:
    """Return a plain answer to each question that has to be answered, and has no default."""
    return {
        one.id: _plain(one) or next(iter(_values(template, one)), "1")
        for one in template.questions
        if one.required and one.default is None
    }


def _plain(question: Question) -> str:
    """Return a plain answer to a question, empty for the types that have none."""
    if question.forms:
        return FORMS[question.forms[0]].example
    return _ONE.get(question.type, "")


def _steps(template: Template) -> list[tuple[str, str]]:
    return [(question.id, value) for question in template.questions for value in _values(template, question)]


def _values(template: Template, question: Question) -> list[str]:
    match question.type:
        case "choice":
            return list(question.options)
        case "yes-no":
            return ["yes", "no"]
        case "language":
            return [one for one in languages(template.folder) if one != USUAL]
        case "number":
            return [f"{limit:g}" for limit in (question.low, question.high) if limit is not None]
        case _:
            return []
