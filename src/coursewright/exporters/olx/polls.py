"""Polls and surveys, where everybody sees how the group is divided: blocks that a course has to switch on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from coursewright.exporters.edition.forms import votes_on
from coursewright.exporters.olx.blocks import MAKE, Asked, Block
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.questions.model import QuizQuestion
    from coursewright.exporters.words.words import Words
    from coursewright.spec.model import DecisionPoint

__all__ = ["poll", "survey"]


_AFTERWARDS = "\n\n---\n\n"
"""Between what follows from each choice and what holds for all."""
_CODED = {ord(letter): f"&#{ord(letter)};" for letter in "&<>[]"}
_OF_CHOICE = frozenset({"single", "multiple", "true-false"})
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def poll(entry: Entry, words: Words) -> Asked | None:
    """Return the poll of a task; None where there is nothing to vote on. Its name says what is voted on.

    What follows from each choice of a decision is told to everybody after the vote.
    """
    asked = votes_on(entry.element) if isinstance(entry.element, Task) else None
    if asked is None or not isinstance(entry.element, Task):
        return None
    prompt, options = asked
    point = next((one for one in entry.element.decision_points if one.prompt == prompt), None)
    numbers = [number for number, one in enumerate(entry.element.questions, 1) if one.prompt == prompt]
    manner = "poll" if numbers or point is None else _manner(point)
    after = _after(point) if point is not None else ""
    made = _poll(f"{entry.slug}_{manner}", entry.title or words("name.task"), prompt, options, after)
    return Asked(made, tuple(numbers)[:1])


def _manner(point: DecisionPoint) -> str:
    """Return the end of the name of a decision that is voted on; it says what the block cannot."""
    return "open_decision_poll" if point.open_ended else "decision_poll"


def _after(point: DecisionPoint) -> str:
    """Return what everybody reads after the vote: what follows from each choice, then what holds for all."""
    follows = [
        f"**{_shown(option.option)}** {_shown(option.consequence)}"
        for option in point.options
        if option.option and option.consequence
    ]
    told = ["\n\n".join(follows), _shown(point.feedback or "")]
    return _AFTERWARDS.join(told) if told[1] else told[0]


def survey(name: str, entry: Entry, questions: Sequence[QuizQuestion]) -> Iterator[Asked]:
    """Yield the survey of a task: questions with the same choices as one block, each other as a poll.

    Questions without choices are left out; a block of this kind cannot ask them.
    """
    by_choices: dict[tuple[str, ...], list[QuizQuestion]] = {}
    for question in questions:
        choices = tuple(answer.text for answer in question.answers)
        if len(choices) > 1 and question.type in _OF_CHOICE:  # expected words are no choices
            by_choices.setdefault(choices, []).append(question)
    for number, (choices, asked) in enumerate(by_choices.items(), 1):
        own = f"{name}_{number}"
        if len(asked) == 1:
            yield Asked(_poll(own, entry.title, asked[0].prompt, choices), (asked[0].number,))
            continue
        made = MAKE(
            "survey",
            url_name=own,
            display_name=entry.title,
            block_name=entry.title,
            answers=_json([[f"a{at}", _TAG.sub("< ", text)] for at, text in enumerate(choices, 1)]),
            questions=_json([[f"q{one.number}", _pictured(one.prompt)] for one in asked]),
        )
        yield Asked(Block(made), tuple(one.number for one in asked))


def _poll(name: str, title: str, prompt: str, options: Sequence[str], after: str = "") -> Block:
    return Block(
        MAKE(
            "poll",
            url_name=name,
            display_name=title,
            question=_shown(prompt),
            answers=_json([[f"a{at}", _pictured(text)] for at, text in enumerate(options, 1)]),
            feedback=after or None,
        )
    )


def _pictured(label: str) -> dict[str, Any]:
    return {"label": _shown(label), "img": None, "img_alt": None}


def _shown(text: str) -> str:
    """Return a text for a block that reads Markdown and lets all HTML and every link through."""
    return text.translate(_CODED)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
