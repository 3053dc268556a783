"""Names for what students answer: a decision point, a prompt, a question. What changes gets a new name.

A page carries these names as `data-cw-decision`, `data-cw-prompt` and `data-cw-question`, and what a student
answers is kept under them. So an answer to a question that has been rewritten since never shows up below the
new one, and what stays as it was keeps its answer, wherever it moves within its entry.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from typing import TYPE_CHECKING, TypeVar

from coursewright.exporters.edition.decisions import decision_points
from coursewright.spec.model import Assessment, Reflection, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coursewright.exporters.edition.model import Entry
    from coursewright.spec.model import DecisionPoint, Prompt, Question

__all__ = ["decisions", "fingerprint", "prompts", "questions", "right_sides", "self_checks"]

T = TypeVar("T")


def fingerprint(*parts: str, size: int = 6) -> str:
    """Return letters and digits that stand for some texts: eight for every five bytes of `size`."""
    digest = hashlib.blake2s("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=size).digest()
    return b32encode(digest).decode("ascii").rstrip("=").lower()


def decisions(entry: Entry) -> tuple[tuple[str, DecisionPoint], ...]:
    """Return the decision points of an entry in order, each with its name."""
    return _named("d", entry, decision_points(entry.element), _of_decision)


def prompts(entry: Entry) -> tuple[tuple[str, Prompt], ...]:
    """Return the prompts to reflect on, each with its name."""
    match entry.element:
        case Task(reflection_prompts=found) | Reflection(prompts=found):
            return _named("p", entry, found, lambda prompt: (prompt.text,))
        case _:
            return ()


def questions(entry: Entry) -> tuple[tuple[str, Question], ...]:
    """Return the questions of an entry, each with its name."""
    element = entry.element
    if not isinstance(element, (Task, Assessment)):
        return ()
    return _named("q", entry, element.questions, _of_question)


def self_checks(entry: Entry) -> tuple[tuple[str, Question], ...]:
    """Return the questions that students may check by themselves: those of what does not count."""
    return () if entry.graded else questions(entry)


def right_sides(question: Question) -> tuple[int, ...]:
    """Return the order in which to show right sides, which must not give away what belongs together.

    Numbers of pairs, each once, sorted by a fingerprint of their right sides.
    """
    texts = [pair.right or "" for pair in question.pairs]
    asked = question.prompt or ""
    order = sorted(range(len(texts)), key=lambda at: (fingerprint(asked, texts[at]), at))
    if order == sorted(order):  # chance has it that they stand as they belong together
        order = order[1:] + order[:1]
    return tuple(order)


def _of_decision(point: DecisionPoint) -> tuple[str, ...]:
    return (point.prompt or "", *(option.option or "" for option in point.options))


def _of_question(question: Question) -> tuple[str, ...]:
    return (
        question.type or "",
        question.prompt or "",
        *(f"{'+' if option.correct else '-'}{option.text or ''}" for option in question.options),
        *(f"{pair.left or ''}\n{pair.right or ''}" for pair in question.pairs),
        *question.answer,
        str(question.tolerance),
    )


def _named(
    letter: str, entry: Entry, found: Iterable[T], texts: Callable[[T], tuple[str, ...]]
) -> tuple[tuple[str, T], ...]:
    named: dict[str, T] = {}
    for element in found:
        said = (letter, entry.key, *texts(element))
        name, again = letter + fingerprint(*said), 0
        while name in named:  # the same words twice in one entry
            again += 1
            name = letter + fingerprint(*said, str(again))
        named[name] = element
    return tuple(named.items())
