"""Numbers that items of QTI 2 ask for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coursewright.importers.questions.keys import Span, numbers
from coursewright.importers.questions.numbers import decimal_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.importers.draft import Data
    from coursewright.importers.questions.qti2_declared import Declared
    from coursewright.importers.questions.qti2_marking import Branch, Test
    from coursewright.importers.questions.qti2_told import Told

__all__ = ["is_number", "number_key"]

_EXACTLY = (Decimal(0), Decimal(0))


def is_number(response: str, declared: Declared, branches: Sequence[Branch]) -> bool:
    """Whether a response that is declared as a text is compared as a number."""
    return any(
        test.kind in {"low", "high"} or test.tolerance is not None
        for branch in branches
        for test in branch.tests
        if test.response == response
    ) and all(decimal_in(value) is not None for value in declared.right)


def number_key(
    response: str, declared: Declared, branches: Sequence[Branch], told: Told
) -> tuple[Data, list[str]]:
    """Return the key of a question for a number, and what of it is otherwise."""
    found = [
        span
        for branch in branches
        for span in _spans(branch, response, declared)
        if span.correct or str(span.exact) in told.by_answer or span.feedback
    ]
    by_value = {decimal_in(name): text for name, text in told.by_answer.items()}
    found = [one._replace(feedback=by_value.get(one.exact, "")) for one in found if one.exact is not None] + [
        one for one in found if one.exact is None
    ]
    partly = []
    for text in declared.right:
        value = decimal_in(text)
        if value is None:
            partly.append(f'the answer "{text}" is not there, since it is no number')
        elif not any(one.low <= value <= one.high for one in found if one.correct):
            found.append(Span(value, value, value, correct=True, feedback=by_value.get(value, "")))
    key, changes = numbers(list(dict.fromkeys(found)))
    return key, partly + changes


def _spans(branch: Branch, response: str, declared: Declared) -> Iterator[Span]:
    """Yield the numbers after which a branch is taken."""
    tests = [test for test in branch.tests if test.response in {response, ""} and not test.negated]
    scores = branch.scores
    low, high = _limit(tests, "low"), _limit(tests, "high")
    if low is not None and high is not None and low <= high:
        yield Span(low, high, None, scores)
        return
    for test in tests:
        below, above = test.tolerance or _EXACTLY
        values = declared.correct if test.kind == "correct" else (test.value,) if test.kind == "is" else ()
        for text in values:
            if (value := decimal_in(text)) is not None:
                yield Span(value - below, value + above, value, scores)


def _limit(tests: Sequence[Test], kind: str) -> Decimal | None:
    return next((decimal_in(test.value) for test in tests if test.kind == kind), None)
