"""The keys of questions: which answers count as right, and whether learners are told why."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from coursewright.spec.model import Question

Asking: TypeAlias = Task | Assessment

_FOR_OPINIONS = frozenset({"poll", "survey"})
_ANSWERED_IN_WORDS = frozenset({"numeric", "short"})
_CHOSEN = frozenset({"single", "multiple", "true-false"})


def is_checked(work: Asking) -> bool:
    """Whether answers are checked, and not only gathered.

    A quiz checks; polls and surveys never do. Elsewhere a single key among the questions tells.
    """
    if work.kind == "quiz":
        return True
    if work.leaves_open("kind") or work.kind in _FOR_OPINIONS:
        return False
    return any(_has_key(question) for question in work.questions)


def right_answers(question: Question) -> int | None:
    """Count the answers marked as right; None where it is not known, or no key is asked for.

    A question without a type is read by what it has: pairs, or options.
    """
    if question.leaves_open("type", "options", "pairs", "answer") or question.type == "essay":
        return None
    if question.type == "matching" or (question.type is None and question.pairs):
        return _complete_pairs(question)
    if question.type in _ANSWERED_IN_WORDS:
        return len(question.answer) or sum(option.correct for option in question.options)
    if question.options:
        return _right_options(question)
    if question.type in _CHOSEN:
        return len({answer.casefold().strip() for answer in question.answer})
    return None


def repeated_option(question: Question) -> str | None:
    """Return an option that is offered twice. Case counts: to a programmer `Git` and `git` differ."""
    seen: set[str] = set()
    for option in question.options:
        text = " ".join((option.text or "").split())
        if text and text in seen:
            return text
        seen.add(text)
    return None


def is_explained(question: Question) -> bool:
    """Whether learners are told why an answer is right, or that they are not is on purpose or open."""
    if question.feedback or question.says("feedback"):
        return True
    return question.leaves_open("options") or any(option.says("feedback") for option in question.options)


def _has_key(question: Question) -> bool:
    return bool(question.answer or question.pairs) or any(option.correct for option in question.options)


def _complete_pairs(question: Question) -> int | None:
    if any(pair.leaves_open("left", "right") for pair in question.pairs):
        return None
    return sum(1 for pair in question.pairs if pair.left and pair.right)


def _right_options(question: Question) -> int | None:
    options = question.options
    if any(option.leaves_open("correct") for option in options):
        return None
    right = {position for position, option in enumerate(options) if option.correct}
    texts = [(option.text or "").casefold().strip() for option in options]
    for answer in question.answer:
        if answer.casefold().strip() not in texts:
            return None  # a letter, or a number: nobody can tell which option it means
        right.add(texts.index(answer.casefold().strip()))
    return len(right)
